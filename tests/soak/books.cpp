// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/books.h"

#include "changes/outcome.h"
#include "changes/plannedrow.h"

#include <QSqlQuery>

namespace gatehouse {

namespace {

constexpr int kChangedElsewhere = 5;
constexpr qsizetype kSaidAtMost = 20;

QString connectionName()
{
    return QStringLiteral("books");
}

/// Sentences about many users, the first few of them.
void noteTo(QStringList &said, const QString &sentence)
{
    if (said.size() < kSaidAtMost)
        said << sentence;
}

qint64 numberFrom(const QSqlDatabase &database, const QString &question)
{
    QSqlQuery query(question, database);
    return query.next() ? query.value(0).toLongLong() : -1;
}

} // namespace

Books::Books(const QString &journalFile)
    : m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connectionName()))
{
    m_database.setDatabaseName(journalFile);
}

Books::~Books()
{
    m_database = {};
    QSqlDatabase::removeDatabase(connectionName());
}

void Books::letSomebodyElseWork(FaultServer &server, const Entries &people, QRandomGenerator &random)
{
    Entries now = server.entries();
    QByteArrayList names;
    for (const auto &[name, entry] : people) {
        if (now.find(name) == now.end())
            names.append(name);
    }
    for (int i = 0; i < kChangedElsewhere; ++i)
        names.append(std::next(people.begin(), random.bounded(static_cast<int>(people.size())))->first);
    for (const QByteArray &name : std::as_const(names)) {
        const QByteArray disabled =
            random.bounded(2) == 0 ? QByteArray(R"(,"disabled":"2024-02-29T12:00:00.000Z")") : QByteArray();
        now[name] = "{\"name\":\"" + name + "\"" + disabled + "}";
        server.addEntry(name, now[name]);
        Mark mark = markOf(now, name);
        mark.at = toMilliseconds(computerNow());
        m_elsewhere[name] = mark;
    }
}

qint64 Books::rows() const
{
    QSqlDatabase database = m_database;
    if (!database.isOpen() && !database.open())
        return -1;
    return numberFrom(database, QStringLiteral("SELECT coalesce(sum(changes + left_alone), 0) FROM sets"));
}

QStringList Books::disagreements(const FaultServer &server, const UserListing &listing) const
{
    QStringList said;
    const Entries entries = server.entries();
    compareTable(entries, listing, said);
    compareJournal(entries, said);
    return said;
}

Books::Mark Books::markOf(const Entries &entries, const QByteArray &name)
{
    Mark mark;
    const auto found = entries.find(name);
    if (found == entries.end())
        return mark;
    mark.state = found->second.contains("\"disabled\"") ? StatusState::Disabled : StatusState::Enabled;
    if (const auto since = disabledSince({*found}, name))
        mark.since = toMilliseconds(*since);
    return mark;
}

void Books::compareTable(const Entries &entries, const UserListing &listing, QStringList &said) const
{
    const StatusTable &table = listing.table();
    if (!listing.isConsistent())
        noteTo(said, QStringLiteral("The listing is not consistent."));
    if (table.counts().all() != static_cast<qint64>(entries.size()))
        noteTo(said, QStringLiteral("The table counts %1 users, the server has %2.")
                         .arg(table.counts().all())
                         .arg(entries.size()));
    for (const auto &[name, entry] : entries) {
        const Mark there = markOf(entries, name);
        const auto row = table.find(name);
        const UserStatus shown = row ? table.status(*row) : UserStatus::none(name);
        const bool isSame = shown.state == there.state && (shown.state != StatusState::Disabled ||
                                                           toMilliseconds(shown.disabledSince) == there.since);
        if (!isSame)
            noteTo(said, QStringLiteral("The table shows something else of %1 than %2.")
                             .arg(QString::fromUtf8(name), QString::fromUtf8(entry)));
    }
}

// The last word of the journal about each user: what the server was seen to hold then, or what was done.
std::map<QByteArray, Books::Mark> Books::written() const
{
    std::map<QByteArray, Mark> marks;
    QSqlQuery rows(m_database);
    rows.setForwardOnly(true);
    rows.exec(QStringLiteral("SELECT name, outcome, at, coalesce(seen_state, after_state),"
                             " CASE WHEN seen_state IS NULL THEN after_since ELSE seen_since END FROM rows"
                             " WHERE outcome IN (%1, %2, %3, %4) ORDER BY at")
                  .arg(static_cast<int>(OutcomeKind::Done))
                  .arg(static_cast<int>(OutcomeKind::AlreadySo))
                  .arg(static_cast<int>(OutcomeKind::ChangedBySomebodyElse))
                  .arg(static_cast<int>(OutcomeKind::ResultNotKnown)));
    while (rows.next()) {
        Mark mark;
        mark.at = rows.value(2).toLongLong();
        mark.state = static_cast<StatusState>(rows.value(3).toInt());
        mark.since = mark.state == StatusState::Disabled ? rows.value(4).toLongLong() : 0;
        mark.isKnown = rows.value(1).toInt() != static_cast<int>(OutcomeKind::ResultNotKnown);
        marks[rows.value(0).toByteArray()] = mark;
    }
    return marks;
}

void Books::compareJournal(const Entries &entries, QStringList &said) const
{
    const qint64 open =
        numberFrom(m_database, QStringLiteral("SELECT count(*) FROM sets WHERE complete=0 OR ended_at IS NULL"));
    const qint64 unsaid = numberFrom(m_database, QStringLiteral("SELECT count(*) FROM rows WHERE outcome IS NULL AND"
                                                                " verdict=%1")
                                                     .arg(static_cast<int>(Verdict::WillChange)));
    if (open != 0 || unsaid != 0)
        noteTo(said,
               QStringLiteral("In the journal %1 sets have not ended, %2 rows have no outcome.").arg(open).arg(unsaid));
    std::map<QByteArray, Mark> last = written();
    for (const auto &[name, mark] : m_elsewhere) {
        if (last[name].at <= mark.at)
            last[name] = mark;
    }
    for (const auto &[name, mark] : last) {
        Mark there = markOf(entries, name);
        there.at = mark.at;
        if (mark.isKnown && !(there == mark))
            noteTo(said,
                   QStringLiteral("The last word of the journal about %1 is state %2 since %3, the server holds state"
                                  " %4 since %5.")
                       .arg(QString::fromUtf8(name))
                       .arg(static_cast<int>(mark.state))
                       .arg(mark.since)
                       .arg(static_cast<int>(there.state))
                       .arg(there.since));
    }
}

} // namespace gatehouse
