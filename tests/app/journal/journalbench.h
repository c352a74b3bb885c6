// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

#include <QTest>

#include <optional>

namespace gatehouse {

/// Calls something that answers through a function, and turns the event loop until the answer is there.
template<typename T, typename Call>
tl::expected<T, QString> awaited(Call call)
{
    std::optional<tl::expected<T, QString>> answer;
    call([&answer](tl::expected<T, QString> result) { answer.emplace(std::move(result)); });
    // Not a QTRY_ macro: those return from functions without a result only.
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 60'000))
        return tl::unexpected(QStringLiteral("no answer came"));
    return *answer;
}

inline tl::expected<RecordedSet, QString> record(Journal &journal, const ChangeSet &set)
{
    return awaited<RecordedSet>([&](auto answer) { journal.record(set, answer); });
}

inline std::optional<JournalEntry> entryOf(Journal &journal, const QUuid &set)
{
    return awaited<std::optional<JournalEntry>>([&](auto answer) { journal.entry(set, answer); })
        .value_or(std::nullopt);
}

inline HistoryPage setsOf(Journal &journal, const HistoryFilter &filter = {}, qint64 first = 0, int limit = 100)
{
    return awaited<HistoryPage>([&](auto answer) { journal.sets(filter, first, limit, answer); }).value();
}

inline SetRowPage rowsOf(Journal &journal, const QUuid &set, const SetRowFilter &filter = {}, qint64 first = 0,
                         int limit = 1000)
{
    return awaited<SetRowPage>([&](auto answer) { journal.rows(set, filter, first, limit, answer); }).value();
}

inline ConnectionKey someConnection(const char *address = "https://pivot.example.com")
{
    return {QUuid::fromString(QStringLiteral("{11111111-1111-1111-1111-111111111111}")), QString::fromLatin1(address)};
}

/// Disables these names at a fixed instant.
inline ChangeSet setOf(const QList<QByteArray> &names)
{
    ChangeSet set;
    set.id = QUuid::createUuid();
    set.act = Act::Disable;
    set.title = QStringLiteral("Disable %1 users").arg(names.size());
    set.connection = someConnection();
    set.connectionName = QStringLiteral("Pivot EU");
    set.orderedBy = QStringLiteral("ada@desk");
    set.orderedAt = fromMilliseconds(1'000'000);
    for (const QByteArray &name : names)
        set.changes.append(
            {UserStatus::enabled(name), UserStatus::disabled(name, fromMilliseconds(1'663'786'885'872))});
    return set;
}

inline Outcome outcomeOf(OutcomeKind kind, const QString &words = {})
{
    Outcome outcome;
    outcome.kind = kind;
    outcome.words = words;
    outcome.at = fromMilliseconds(2'000'000);
    return outcome;
}

} // namespace gatehouse
