// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchlists.h"

#include "demo/demojson.h"
#include "demo/samplepeople.h"

namespace gatehouse::bench {

namespace {

constexpr qint64 kListNow = 1'700'000'000'000;
constexpr quint32 kListSeed = 7;

SamplePeople people(std::size_t users)
{
    return {static_cast<int>(users), kListSeed, kListNow};
}

} // namespace

BenchList makeBenchList(std::size_t users)
{
    BenchList list;
    StatusListBuilder builder;
    builder.reserve(users, users * 32);
    list.plain.reserve(users);
    list.folded.reserve(users);
    list.plainMs.reserve(users);
    list.json = R"({"userStatuses":[)";
    people(users).forEach([&](const SamplePerson &person) {
        if (!person.hasStatus)
            return;
        if (!list.plain.empty())
            list.json += ',';
        list.json += R"({"name":")" + person.name + '"';
        QString disabled;
        if (person.disabledMs) {
            const Instant since = fromMilliseconds(*person.disabledMs);
            const QByteArray text = formatInstant(since);
            list.json += R"(,"disabled":")" + text + '"';
            disabled = QString::fromLatin1(text);
            builder.add(UserStatus::disabled(person.name, since));
        } else {
            builder.add(UserStatus::enabled(person.name));
        }
        list.json += '}';
        list.plain.push_back({QString::fromUtf8(person.name), disabled});
        const QByteArray folded = foldText({person.name.constData(), static_cast<std::size_t>(person.name.size())});
        list.folded.push_back(QString::fromUtf8(folded));
        list.plainMs.push_back(person.disabledMs.value_or(-1));
    });
    list.json += "]}";
    list.table = StatusTable().replacedBy(std::move(builder).build(), 1).snapshot(StatusTable::Dates::Copied);
    return list;
}

QByteArray personsJson(std::size_t users)
{
    QByteArray json = R"({"users":[)";
    const auto member = [&json](const char *name, QByteArrayView text) {
        if (!text.isEmpty())
            json += QByteArray(R"(,")") + name + R"(":)" + demojson::quoted(text);
    };
    people(users).forEach([&](const SamplePerson &person) {
        if (!person.isPerson)
            return;
        json += (json.endsWith('[') ? R"({"name":)" : R"(,{"name":)") + demojson::quoted(person.name);
        member("email", person.email);
        member("firstName", person.firstName);
        member("lastName", person.lastName);
        QByteArray roles;
        for (const QByteArrayView role : person.roles)
            roles += (roles.isEmpty() ? "" : ",") + demojson::quoted(role);
        json += R"(,"roles":[)" + roles + "]}";
    });
    return json + "]}";
}

} // namespace gatehouse::bench
