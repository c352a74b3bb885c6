// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalreader.h"

#include "journal/rowcodec.h"
#include "journal/runnerlock.h"
#include "users/namecolumn.h"

#include <QCoreApplication>

namespace gatehouse {
namespace {

QString foldedForJournal(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return QString::fromUtf8(foldText({bytes.constData(), static_cast<std::size_t>(bytes.size())}));
}

/// Conditions and their values, put together one by one.
struct Conditions
{
    QString sql;
    QVariantList values;
    void add(const QString &condition, const QVariant &value)
    {
        sql += QStringLiteral(" AND ") + condition;
        values.append(value);
    }
};

Conditions conditionsOf(const HistoryFilter &filter)
{
    Conditions conditions;
    if (filter.connection)
        conditions.add(QStringLiteral("s.connection=?"), filter.connection->toString());
    if (filter.from)
        conditions.add(QStringLiteral("s.ordered_at>=?"), toMilliseconds(*filter.from));
    if (filter.to)
        conditions.add(QStringLiteral("s.ordered_at<?"), toMilliseconds(*filter.to));
    if (!filter.user.isEmpty())
        conditions.add(
            QStringLiteral("EXISTS (SELECT 1 FROM rows r WHERE r.set_number=s.number AND instr(r.folded, ?)>0)"),
            foldedForJournal(filter.user));
    return conditions;
}

Conditions conditionsOf(const SetRowFilter &filter, const QVariant &number)
{
    Conditions conditions;
    conditions.add(QStringLiteral("r.set_number=?"), number);
    if (!filter.user.isEmpty())
        conditions.add(QStringLiteral("instr(r.folded, ?)>0"), foldedForJournal(filter.user));
    if (filter.outcome)
        conditions.add(QStringLiteral("r.outcome=?"), static_cast<int>(*filter.outcome));
    if (filter.changesOnly)
        conditions.add(QStringLiteral("r.verdict=?"), static_cast<int>(Verdict::WillChange));
    return conditions;
}

} // namespace

JournalReader::JournalReader(QString file) : m_file(std::move(file)) {}
JournalReader::~JournalReader() = default;

template<typename T, typename Work>
JournalReader::Read<T> JournalReader::reading(Work work)
{
    const auto sentence = [](const DatabaseTrouble &trouble) {
        return QCoreApplication::translate("Journal", "The journal could not be read: %1.").arg(trouble.reason());
    };
    if (!m_database) {
        auto opened = JournalDatabase::open(m_file, JournalDatabase::Access::ReadOnly);
        if (!opened)
            return tl::unexpected(sentence(opened.error()));
        m_database = std::move(*opened);
    }
    Stored<T> done = work();
    if (!done)
        return tl::unexpected(sentence(done.error()));
    return std::move(*done);
}

SetState JournalReader::stateOf(const SetSummary &summary, const QString &runner) const
{
    if (summary.endedAt)
        return SetState::Ended;
    return runner == m_runner || RunnerLock::isAlive(m_file, runner) ? SetState::Running : SetState::Interrupted;
}

Stored<void> JournalReader::complete(SetSummary &summary, qint64 number, const QString &runner)
{
    summary.state = stateOf(summary, runner);
    auto reasons =
        m_database->run(QStringLiteral("SELECT text, by, at FROM reasons WHERE set_number=? ORDER BY rowid"), {number});
    if (!reasons)
        return tl::unexpected(reasons.error());
    while (reasons->next())
        summary.laterReasons.append({reasons->value(0).toString(), reasons->value(1).toString(),
                                     fromMilliseconds(reasons->value(2).toLongLong())});
    if (summary.endedAt)
        return {};
    auto counted = m_database->run(
        QStringLiteral(
            "SELECT outcome, count(*) FROM rows WHERE set_number=? AND outcome IS NOT NULL GROUP BY outcome"),
        {number});
    if (!counted)
        return tl::unexpected(counted.error());
    summary.outcomes = {};
    while (counted->next())
        summary.outcomes.add(static_cast<OutcomeKind>(counted->value(0).toInt()), counted->value(1).toLongLong());
    return {};
}

Stored<QList<SetSummary>> JournalReader::summaries(const QString &rest, const QVariantList &values)
{
    auto query =
        m_database->run(QStringLiteral("SELECT %1 FROM sets s %2").arg(QLatin1String(kSummaryColumns), rest), values);
    if (!query)
        return tl::unexpected(query.error());
    QList<SetSummary> found;
    QList<std::pair<qint64, QString>> numbers;
    while (query->next()) {
        found.append(summaryAt(*query, 0));
        numbers.append({query->value(0).toLongLong(), query->value(2).toString()});
    }
    query->finish();
    for (qsizetype i = 0; i < found.size(); ++i) {
        if (auto done = complete(found[i], numbers.at(i).first, numbers.at(i).second); !done)
            return tl::unexpected(done.error());
    }
    return found;
}

JournalReader::Read<HistoryPage> JournalReader::sets(const HistoryFilter &filter, qint64 first, int limit)
{
    return reading<HistoryPage>([&]() -> Stored<HistoryPage> {
        const Conditions conditions = conditionsOf(filter);
        HistoryPage page;
        page.first = first;
        const auto total = m_database->value(
            QStringLiteral("SELECT count(*) FROM sets s WHERE s.complete=1") + conditions.sql, conditions.values);
        if (!total)
            return tl::unexpected(total.error());
        page.total = total->toLongLong();
        QVariantList values = conditions.values;
        values.append({limit, first});
        auto found = summaries(QStringLiteral("WHERE s.complete=1") + conditions.sql +
                                   QStringLiteral(" ORDER BY s.ordered_at DESC, s.number DESC LIMIT ? OFFSET ?"),
                               values);
        if (!found)
            return tl::unexpected(found.error());
        page.sets = std::move(*found);
        return page;
    });
}

JournalReader::Read<SetRowPage> JournalReader::rows(const QUuid &set, const SetRowFilter &filter, qint64 first,
                                                    int limit)
{
    return reading<SetRowPage>([&]() -> Stored<SetRowPage> {
        const auto number =
            m_database->value(QStringLiteral("SELECT number FROM sets WHERE id=? AND complete=1"), {set.toString()});
        if (!number)
            return tl::unexpected(number.error());
        const Conditions conditions = conditionsOf(filter, *number);
        SetRowPage page;
        page.first = first;
        const auto total = m_database->value(QStringLiteral("SELECT count(*) FROM rows r WHERE 1") + conditions.sql,
                                             conditions.values);
        if (!total)
            return tl::unexpected(total.error());
        page.total = total->toLongLong();
        QVariantList values = conditions.values;
        values.append({limit, first});
        auto query =
            m_database->run(QStringLiteral("SELECT %1 FROM rows r WHERE 1").arg(QLatin1String(kSetRowColumns)) +
                                conditions.sql + QStringLiteral(" ORDER BY r.place LIMIT ? OFFSET ?"),
                            values);
        if (!query)
            return tl::unexpected(query.error());
        while (query->next())
            page.rows.append(setRowAt(*query, 0));
        return page;
    });
}

Stored<void> JournalReader::readRows(JournalEntry &entry, qint64 number)
{
    auto query = m_database->run(QStringLiteral("SELECT %1 FROM rows r WHERE r.set_number=? ORDER BY r.place")
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

Stored<std::optional<JournalEntry>> JournalReader::readEntry(const QString &where, const QVariantList &values)
{
    auto query = m_database->run(
        QStringLiteral("SELECT %1 FROM sets s WHERE s.complete=1 AND %2").arg(QLatin1String(kSummaryColumns), where),
        values);
    if (!query)
        return tl::unexpected(query.error());
    if (!query->next())
        return std::optional<JournalEntry>();
    const SetSummary summary = summaryAt(*query, 0);
    const qint64 number = query->value(0).toLongLong();
    query->finish();
    JournalEntry entry;
    entry.set.id = summary.id;
    entry.set.act = summary.act;
    entry.set.title = summary.title;
    entry.set.connection = summary.connection;
    entry.set.connectionName = summary.connectionName;
    entry.set.reason = summary.reason;
    entry.set.orderedBy = summary.orderedBy;
    entry.set.orderedAt = summary.orderedAt;
    entry.set.undoes = summary.undoes;
    entry.ended = summary.endedAt.has_value();
    if (auto done = readRows(entry, number); !done)
        return tl::unexpected(done.error());
    return std::optional(std::move(entry));
}

JournalReader::Read<std::optional<JournalEntry>> JournalReader::entry(const QUuid &set)
{
    return reading<std::optional<JournalEntry>>([&] { return readEntry(QStringLiteral("s.id=?"), {set.toString()}); });
}

JournalReader::Read<std::optional<JournalEntry>> JournalReader::lastUndoable(const ConnectionKey &connection)
{
    // An undo takes a set off the list when it changed something, or when nothing of it is left to try again.
    return reading<std::optional<JournalEntry>>([&] {
        return readEntry(
            QStringLiteral("s.number=(SELECT max(l.number) FROM sets l WHERE l.complete=1 AND l.connection=?"
                           " AND l.address=? AND l.undoes IS NULL AND l.done>0 AND NOT EXISTS"
                           " (SELECT 1 FROM sets u WHERE u.undoes=l.id AND u.ended_at IS NOT NULL AND"
                           " (u.done>0 OR u.failed+u.not_sent+u.not_known=0)))"),
            {connection.id.toString(), connection.address});
    });
}

JournalReader::Read<QList<StoryPart>> JournalReader::story(const ConnectionKey &connection, const QByteArray &name,
                                                           int limit)
{
    return reading<QList<StoryPart>>([&]() -> Stored<QList<StoryPart>> {
        auto query =
            m_database->run(QStringLiteral("SELECT %1, %2 FROM rows r JOIN sets s ON s.number=r.set_number"
                                           " WHERE r.name=? AND s.complete=1 AND s.connection=? AND s.address=?"
                                           " ORDER BY s.ordered_at DESC, s.number DESC, r.place LIMIT ?")
                                .arg(QLatin1String(kSummaryColumns), QLatin1String(kSetRowColumns)),
                            {name, connection.id.toString(), connection.address, limit});
        if (!query)
            return tl::unexpected(query.error());
        QList<StoryPart> parts;
        QList<std::pair<qint64, QString>> numbers;
        while (query->next()) {
            parts.append({summaryAt(*query, 0), setRowAt(*query, kSummaryColumnCount)});
            numbers.append({query->value(0).toLongLong(), query->value(2).toString()});
        }
        query->finish();
        for (qsizetype i = 0; i < parts.size(); ++i) {
            if (auto done = complete(parts[i].set, numbers.at(i).first, numbers.at(i).second); !done)
                return tl::unexpected(done.error());
        }
        return parts;
    });
}

JournalReader::Read<QList<KnownConnection>> JournalReader::connections()
{
    return reading<QList<KnownConnection>>([&]() -> Stored<QList<KnownConnection>> {
        // Of a bare column beside max(), SQLite takes the row that holds the maximum.
        auto query =
            m_database->run(QStringLiteral("SELECT connection, connection_name, max(number) FROM sets WHERE complete=1"
                                           " GROUP BY connection ORDER BY connection_name COLLATE NOCASE"));
        if (!query)
            return tl::unexpected(query.error());
        QList<KnownConnection> known;
        while (query->next())
            known.append({QUuid::fromString(query->value(0).toString()), query->value(1).toString()});
        return known;
    });
}

JournalReader::Read<std::optional<Instant>> JournalReader::startedAt()
{
    return reading<std::optional<Instant>>([&]() -> Stored<std::optional<Instant>> {
        const auto started = m_database->value(QStringLiteral("SELECT value FROM facts WHERE key='started'"));
        if (!started)
            return tl::unexpected(started.error());
        return started->isNull() ? std::optional<Instant>() : fromMilliseconds(started->toLongLong());
    });
}

} // namespace gatehouse
