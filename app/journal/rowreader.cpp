// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/rowreader.h"

#include "journal/rowcodec.h"
#include "users/namecolumn.h"

namespace gatehouse {
namespace {

/// The set whose rows are read.
struct RowsOwner
{
    qint64 number = 0;
    qint64 changes = 0;
    qint64 leftAlone = 0;
};

/// Which rows, as SQL over rows r, and the values for it.
struct RowsWanted
{
    QString sql;
    QVariantList values;
};

Stored<std::optional<RowsOwner>> rowsOwner(JournalDatabase &database, const QUuid &set)
{
    auto query = database.run(QStringLiteral("SELECT number, changes, left_alone FROM sets WHERE id=? AND complete=1"),
                              {set.toString()});
    if (!query)
        return tl::unexpected(query.error());
    if (!query->next())
        return std::optional<RowsOwner>();
    return std::optional(
        RowsOwner{query->value(0).toLongLong(), query->value(1).toLongLong(), query->value(2).toLongLong()});
}

RowsWanted rowsWanted(const SetRowFilter &filter, qint64 number)
{
    RowsWanted wanted{QStringLiteral("r.set_number=?"), {number}};
    const auto add = [&wanted](const QString &condition, const QVariant &value) {
        wanted.sql += QStringLiteral(" AND ") + condition;
        wanted.values.append(value);
    };
    if (!filter.user.isEmpty())
        add(QStringLiteral("instr(r.folded, ?)>0"), foldedForJournal(filter.user));
    if (filter.outcome)
        add(QStringLiteral("r.outcome=?"), static_cast<int>(*filter.outcome));
    if (filter.changesOnly)
        add(QStringLiteral("r.verdict=?"), static_cast<int>(Verdict::WillChange));
    return wanted;
}

Stored<QList<SetRow>> rowsWhere(JournalDatabase &database, const QString &where, const QVariantList &values)
{
    auto query = database.run(
        QStringLiteral("SELECT %1 FROM rows r WHERE %2 ORDER BY r.place").arg(QLatin1String(kSetRowColumns), where),
        values);
    if (!query)
        return tl::unexpected(query.error());
    QList<SetRow> rows;
    while (query->next())
        rows.append(setRowAt(*query, 0));
    return rows;
}

// The changes stand at the places from 0 on, what was left alone behind them: no need to count or to skip.
Stored<SetRowPage> unfilteredPage(JournalDatabase &database, const RowsOwner &owner, qint64 total, qint64 first,
                                  int limit)
{
    auto rows = rowsWhere(database, QStringLiteral("r.set_number=? AND r.place>=? AND r.place<?"),
                          {owner.number, first, std::min(total, first + limit)});
    if (!rows)
        return tl::unexpected(rows.error());
    return SetRowPage{std::move(*rows), first, total};
}

// The places come from the index alone; whole rows are read only of the page.
Stored<SetRowPage> filteredPage(JournalDatabase &database, const RowsOwner &owner, const SetRowFilter &filter,
                                qint64 first, int limit)
{
    const RowsWanted wanted = rowsWanted(filter, owner.number);
    const auto total = database.value(QStringLiteral("SELECT count(*) FROM rows r WHERE ") + wanted.sql, wanted.values);
    if (!total)
        return tl::unexpected(total.error());
    QVariantList values{owner.number};
    values.append(wanted.values);
    values.append({limit, first});
    auto rows = rowsWhere(database,
                          QStringLiteral("r.set_number=? AND r.place IN (SELECT r.place FROM rows r WHERE %1"
                                         " ORDER BY r.place LIMIT ? OFFSET ?)")
                              .arg(wanted.sql),
                          values);
    if (!rows)
        return tl::unexpected(rows.error());
    return SetRowPage{std::move(*rows), first, total->toLongLong()};
}

} // namespace

QString foldedForJournal(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return QString::fromUtf8(foldText({bytes.constData(), static_cast<std::size_t>(bytes.size())}));
}

Stored<SetRowPage> readRowPage(JournalDatabase &database, const QUuid &set, const SetRowFilter &filter, qint64 first,
                               int limit)
{
    const auto owner = rowsOwner(database, set);
    if (!owner)
        return tl::unexpected(owner.error());
    if (!*owner)
        return SetRowPage{{}, first, 0};
    if (!filter.user.isEmpty() || filter.outcome)
        return filteredPage(database, **owner, filter, first, limit);
    const qint64 total = (*owner)->changes + (filter.changesOnly ? 0 : (*owner)->leftAlone);
    return unfilteredPage(database, **owner, total, first, limit);
}

Stored<void> readAllRows(JournalDatabase &database, qint64 number, JournalEntry &entry)
{
    auto query = database.run(QStringLiteral("SELECT %1 FROM rows r WHERE r.set_number=? ORDER BY r.place")
                                  .arg(QLatin1String(kSetRowColumns)),
                              {number});
    if (!query)
        return tl::unexpected(query.error());
    bool isMatched = false;
    while (query->next()) {
        const SetRow row = setRowAt(*query, 0);
        if (row.planned.verdict != Verdict::WillChange) {
            entry.set.leftAlone.append(row.planned);
            continue;
        }
        entry.set.changes.append(row.planned.change);
        entry.set.matchedBy.append(row.planned.matchedBy);
        entry.outcomes.append(row.outcome.value_or(Outcome()));
        isMatched = isMatched || !row.planned.matchedBy.isEmpty();
    }
    if (!isMatched)
        entry.set.matchedBy.clear();
    return {};
}

} // namespace gatehouse
