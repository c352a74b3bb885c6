// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journaldatabase.h"

#include <QCoreApplication>
#include <QSqlError>
#include <QUuid>

namespace gatehouse {
namespace {

// sqlite.org/rescode.html; Qt hands the extended code on as text.
constexpr int kBusy = 5;
constexpr int kLocked = 6;
constexpr int kCorrupt = 11;
constexpr int kFull = 13;
constexpr int kConstraint = 19;
constexpr int kNotADatabase = 26;
constexpr int kPrimaryBits = 0xFF;

DatabaseTrouble::Kind troubleKind(const QSqlError &error)
{
    switch (error.nativeErrorCode().toInt() & kPrimaryBits) {
    case kBusy:
    case kLocked:
        return DatabaseTrouble::Kind::Locked;
    case kCorrupt:
    case kNotADatabase:
        return DatabaseTrouble::Kind::Damaged;
    case kFull:
        return DatabaseTrouble::Kind::Full;
    case kConstraint:
        return DatabaseTrouble::Kind::NotTwice;
    default:
        return DatabaseTrouble::Kind::Other;
    }
}

tl::unexpected<DatabaseTrouble> trouble(const QSqlError &error)
{
    return tl::unexpected(DatabaseTrouble{troubleKind(error), error.text()});
}

} // namespace

QString DatabaseTrouble::reason() const
{
    switch (kind) {
    case Kind::Damaged:
        return QCoreApplication::translate("Journal", "the file is damaged");
    case Kind::Full:
        return QCoreApplication::translate("Journal", "the disk is full");
    case Kind::Locked:
        return QCoreApplication::translate("Journal", "another program was writing to it for too long");
    case Kind::NotTwice:
        return QCoreApplication::translate("Journal", "it stands there already");
    case Kind::Other:
        break;
    }
    return words.isEmpty() ? QCoreApplication::translate("Journal", "nobody said why") : words;
}

Stored<std::unique_ptr<JournalDatabase>> JournalDatabase::open(const QString &file, Access access)
{
    // A name of its own for each connection: one process may have several journals, and each belongs to a thread.
    std::unique_ptr<JournalDatabase> opened(
        new JournalDatabase(QStringLiteral("journal-") + QUuid::createUuid().toString(QUuid::WithoutBraces)));
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), opened->m_name);
    database.setDatabaseName(file);
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
    if (!database.open())
        return trouble(database.lastError());
    const QStringList settings = access == Access::ReadOnly ? QStringList{QStringLiteral("PRAGMA query_only=1")}
                                                            : QStringList{QStringLiteral("PRAGMA journal_mode=WAL"),
                                                                          QStringLiteral("PRAGMA foreign_keys=1")};
    for (const QString &setting : settings) {
        if (auto set = opened->run(setting); !set)
            return tl::unexpected(set.error());
    }
    return opened;
}

JournalDatabase::~JournalDatabase()
{
    database().close();
    QSqlDatabase::removeDatabase(m_name);
}

Stored<QSqlQuery> JournalDatabase::prepared(const QString &statement)
{
    QSqlQuery query(database());
    query.setForwardOnly(true);
    if (!query.prepare(statement))
        return trouble(query.lastError());
    return query;
}

Stored<void> JournalDatabase::runAgain(QSqlQuery &query, const QVariantList &values)
{
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(static_cast<int>(i), values.at(i));
    if (!query.exec())
        return trouble(query.lastError());
    return {};
}

Stored<QSqlQuery> JournalDatabase::run(const QString &statement, const QVariantList &values)
{
    auto query = prepared(statement);
    if (!query)
        return query;
    if (auto done = runAgain(*query, values); !done)
        return tl::unexpected(done.error());
    return query;
}

Stored<QVariant> JournalDatabase::value(const QString &statement, const QVariantList &values)
{
    auto query = run(statement, values);
    if (!query)
        return tl::unexpected(query.error());
    if (query->next())
        return query->value(0);
    if (query->lastError().isValid())
        return trouble(query->lastError());
    return QVariant();
}

Stored<void> JournalDatabase::begin(Durability durability)
{
    const QString level = durability == Durability::PowerCut ? QStringLiteral("FULL") : QStringLiteral("NORMAL");
    if (auto set = run(QStringLiteral("PRAGMA synchronous=") + level); !set)
        return tl::unexpected(set.error());
    // IMMEDIATE: a transaction that reads first and writes later would fail at once beside another writer.
    if (auto begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return tl::unexpected(begun.error());
    return {};
}

Stored<void> JournalDatabase::commit()
{
    if (auto done = run(QStringLiteral("COMMIT")); !done)
        return tl::unexpected(done.error());
    return {};
}

void JournalDatabase::rollBack()
{
    // SQLite may have rolled back by itself already (full disk); nothing is to be done when this fails.
    (void)run(QStringLiteral("ROLLBACK"));
}

} // namespace gatehouse
