// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalreader.h"

#include "journal/rowcodec.h"
#include "journal/rowreader.h"
#include "journal/runnerlock.h"

#include <QCoreApplication>

#include <algorithm>

namespace gatehouse {
namespace {

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
    Stored<T> done = m_database->look(work);
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
    if (!summary.endedAt) {
        if (auto counted = countOutcomes(summary, number); !counted)
            return counted;
    }
    auto taken = takenBack(summary.id, summary.outcomes.of(OutcomeKind::Done));
    if (!taken)
        return tl::unexpected(taken.error());
    summary.takenBack = std::move(*taken);
    return {};
}

Stored<void> JournalReader::countOutcomes(SetSummary &summary, qint64 number)
{
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

// An undo may itself have been taken back, and so on; what stands in the end counts. A set that names the rows of
// several undoings twice is counted once at most.
Stored<std::optional<TakenBack>> JournalReader::takenBack(const QUuid &set, qint64 done, int depth)
{
    constexpr int deepest = 32; // nobody goes back and forth more often; a damaged file might go round
    if (done == 0 || depth == deepest)
        return std::optional<TakenBack>();
    auto query = m_database->run(QStringLiteral("SELECT id, done, ended_at, ordered_by FROM sets WHERE undoes=? AND"
                                                " complete=1 AND done>0 AND ended_at IS NOT NULL ORDER BY ended_at"),
                                 {set.toString()});
    if (!query)
        return tl::unexpected(query.error());
    std::optional<TakenBack> taken;
    while (query->next()) {
        const QUuid undo = QUuid::fromString(query->value(0).toString());
        const qint64 undone = query->value(1).toLongLong();
        auto again = takenBack(undo, undone, depth + 1);
        if (!again)
            return again;
        const qint64 standing = undone - (*again ? (*again)->changes : 0);
        if (standing <= 0)
            continue;
        const qint64 before = taken ? taken->changes : 0;
        taken = TakenBack{std::min(done, before + standing), fromMilliseconds(query->value(2).toLongLong()), undo,
                          query->value(3).toString()};
    }
    return taken;
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

JournalReader::Read<std::optional<SetSummary>> JournalReader::summary(const QUuid &set)
{
    return reading<std::optional<SetSummary>>([&]() -> Stored<std::optional<SetSummary>> {
        auto found = summaries(QStringLiteral("WHERE s.complete=1 AND s.id=?"), {set.toString()});
        if (!found)
            return tl::unexpected(found.error());
        return found->isEmpty() ? std::nullopt : std::optional(found->constFirst());
    });
}

// The numbers come from the index alone, which is walked from the nearer end; whole sets are read only of the page.
// Measured with a million sets: 12 ms at most for the walk and 27 for the count, where reading every set that is
// skipped took 260.
JournalReader::Read<HistoryPage> JournalReader::sets(const HistoryFilter &filter, qint64 first, int limit)
{
    return reading<HistoryPage>([&]() -> Stored<HistoryPage> {
        const Conditions conditions = conditionsOf(filter);
        const auto counted = m_database->value(
            QStringLiteral("SELECT count(*) FROM sets s WHERE s.complete=1") + conditions.sql, conditions.values);
        if (!counted)
            return tl::unexpected(counted.error());
        const qint64 total = counted->toLongLong();
        const qint64 size = std::clamp<qint64>(total - first, 0, limit);
        const bool isFromEnd = first > total / 2;
        QVariantList values = conditions.values;
        values.append({size, isFromEnd ? total - first - size : first});
        auto found = summaries(QStringLiteral("WHERE s.number IN (SELECT s.number FROM sets s WHERE s.complete=1%1"
                                              " ORDER BY s.ordered_at %2, s.number %2 LIMIT ? OFFSET ?)"
                                              " ORDER BY s.ordered_at DESC, s.number DESC")
                                   .arg(conditions.sql, isFromEnd ? QStringLiteral("ASC") : QStringLiteral("DESC")),
                               values);
        if (!found)
            return tl::unexpected(found.error());
        return HistoryPage{std::move(*found), first, total};
    });
}

JournalReader::Read<SetRowPage> JournalReader::rows(const QUuid &set, const SetRowFilter &filter, qint64 first,
                                                    int limit)
{
    return reading<SetRowPage>([&] { return readRowPage(*m_database, set, filter, first, limit); });
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
    entry.set.environment = summary.environment;
    entry.set.reason = summary.reason;
    entry.set.orderedBy = summary.orderedBy;
    entry.set.orderedAt = summary.orderedAt;
    entry.set.undoes = summary.undoes;
    entry.ended = summary.endedAt.has_value();
    if (auto done = readAllRows(*m_database, number, entry); !done)
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

JournalReader::Read<QList<SetSummary>> JournalReader::unfinished()
{
    return reading<QList<SetSummary>>([&]() -> Stored<QList<SetSummary>> {
        auto found = summaries(QStringLiteral("WHERE s.ended_at IS NULL AND s.complete=1 ORDER BY s.number"), {});
        if (found)
            found->removeIf([](const SetSummary &each) { return each.state != SetState::Interrupted; });
        return found;
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
