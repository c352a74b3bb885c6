// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchcrowd.h"

#include "demo/samplepeople.h"

namespace gatehouse::bench {

namespace {

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString foldedText(std::string_view utf8)
{
    return QString::fromUtf8(foldText(utf8));
}

std::string_view viewOf(QByteArrayView bytes)
{
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

Crowd makeCrowd(std::size_t users)
{
    constexpr qint64 kNow = 1'700'000'000'000;
    constexpr quint32 kSeed = 7;
    StatusListBuilder statuses;
    Directory::Builder directory;
    SamplePeople(static_cast<int>(users), kSeed, kNow).forEach([&](const SamplePerson &person) {
        if (person.hasStatus && person.disabledMs)
            statuses.add(UserStatus::disabled(person.name, fromMilliseconds(*person.disabledMs)));
        else if (person.hasStatus)
            statuses.add(UserStatus::enabled(person.name));
        if (person.isPerson)
            directory.add(
                {viewOf(person.name), viewOf(person.email), viewOf(person.firstName), viewOf(person.lastName), {}});
    });
    Crowd crowd;
    crowd.table = StatusTable()
                      .replacedBy(joined(std::move(statuses).build(), std::move(directory).build()), 1)
                      .snapshot(StatusTable::Dates::Copied);
    const Directory &persons = crowd.table.persons->directory();
    for (Row row = 0; row < crowd.table.count(); ++row) {
        const PersonIndex person = crowd.table.person(row);
        const bool isPerson = person != PersonColumn::kNobody;
        const std::string_view name = crowd.table.name(row);
        const std::string_view email = isPerson ? persons.email(person) : std::string_view();
        const std::string_view fullName = isPerson ? persons.fullName(person) : std::string_view();
        crowd.plain.push_back({textOf(name), textOf(email), textOf(fullName)});
        crowd.folded.push_back({foldedText(name), foldedText(email), foldedText(fullName)});
    }
    return crowd;
}

} // namespace gatehouse::bench
