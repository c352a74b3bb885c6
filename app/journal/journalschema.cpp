// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalschema.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

namespace gatehouse {
namespace {

using namespace std::chrono_literals;

constexpr int kVersion = 3;
constexpr int kApplicationId = 0x47544853; // "GTHS", so that the file tells what it is
/// Up to this size a journal is read through when it is opened: 0.2 s on a slow disk.
constexpr qint64 kCheckedSize = qint64{32} << 20;
constexpr auto kOpeningWait = 10s;

// Each step leads from the version before it to the next; steps that were released never change.
const char *const kStep1[] = {
    "CREATE TABLE facts (key TEXT PRIMARY KEY, value) WITHOUT ROWID",
    // complete: all rows stand; until then nothing of the set counts. The counts are filled in when it ends.
    "CREATE TABLE sets (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, complete INTEGER NOT NULL,"
    " runner TEXT NOT NULL, act INTEGER NOT NULL, title TEXT NOT NULL, connection TEXT NOT NULL,"
    " address TEXT NOT NULL, connection_name TEXT NOT NULL, reason TEXT NOT NULL, ordered_by TEXT NOT NULL,"
    " ordered_at INTEGER NOT NULL, ended_at INTEGER, undoes TEXT, changes INTEGER NOT NULL,"
    " left_alone INTEGER NOT NULL, done INTEGER, already_so INTEGER, failed INTEGER, changed_elsewhere INTEGER,"
    " not_sent INTEGER, not_known INTEGER)",
    "CREATE INDEX sets_by_time ON sets (ordered_at, number)",
    "CREATE INDEX sets_by_undone ON sets (undoes) WHERE undoes IS NOT NULL",
    "CREATE TABLE reasons (set_number INTEGER NOT NULL REFERENCES sets (number), at INTEGER NOT NULL,"
    " by TEXT NOT NULL, text TEXT NOT NULL)",
    "CREATE INDEX reasons_by_set ON reasons (set_number)",
    // A status is three columns; its state is null where there is nothing to say. Names are bytes, to the letter.
    "CREATE TABLE rows (set_number INTEGER NOT NULL, place INTEGER NOT NULL, name BLOB NOT NULL,"
    " folded TEXT NOT NULL, verdict INTEGER NOT NULL, matched_by TEXT,"
    " before_state INTEGER, before_since INTEGER, before_raw BLOB,"
    " after_state INTEGER, after_since INTEGER, after_raw BLOB,"
    " outcome INTEGER, seen_state INTEGER, seen_since INTEGER, seen_raw BLOB, words TEXT, http INTEGER,"
    " flags INTEGER, at INTEGER, confirmation INTEGER, confirmation_words TEXT, confirmed_at INTEGER,"
    " PRIMARY KEY (set_number, place)) WITHOUT ROWID",
    "CREATE INDEX rows_by_name ON rows (name, set_number)",
};

const char *const kStep2[] = {
    // "development", "staging" or "production"; null in sets that were written before.
    "ALTER TABLE sets ADD COLUMN environment TEXT",
    // Only what is shown: counting sets and skipping to a place in their list need nothing but the index.
    "DROP INDEX sets_by_time",
    "CREATE INDEX sets_by_time ON sets (ordered_at, number) WHERE complete=1",
    // The rows of one outcome, in their order; partial, so that recording a set need not keep it.
    "CREATE INDEX rows_by_outcome ON rows (set_number, outcome, place) WHERE outcome IS NOT NULL",
};

const char *const kStep3[] = {
    // The place of the first change that was surely never sent; null in sets of older programs: not known.
    "ALTER TABLE sets ADD COLUMN sending_end INTEGER",
    // What was never ended is looked for at each start.
    "CREATE INDEX sets_unfinished ON sets (number) WHERE ended_at IS NULL",
};

struct SchemaTexts
{
    Q_DECLARE_TR_FUNCTIONS(Journal)
};

Stored<void> migrate(JournalDatabase &database, const std::function<Instant()> &now)
{
    return database.transact(JournalDatabase::Durability::PowerCut, [&]() -> Stored<void> {
        const auto version = database.value(QStringLiteral("PRAGMA user_version"));
        if (!version)
            return tl::unexpected(version.error());
        if (version->toInt() >= kVersion) // another program was faster
            return {};
        QStringList statements;
        if (version->toInt() < 1) {
            for (const char *statement : kStep1)
                statements.append(QString::fromLatin1(statement));
            statements.append(QStringLiteral("INSERT INTO facts VALUES ('started', %1)").arg(toMilliseconds(now())));
            statements.append(QStringLiteral("PRAGMA application_id=%1").arg(kApplicationId));
        }
        if (version->toInt() < 2) {
            for (const char *statement : kStep2)
                statements.append(QString::fromLatin1(statement));
        }
        for (const char *statement : kStep3) // 3 is the newest: whatever is older needs it
            statements.append(QString::fromLatin1(statement));
        statements.append(QStringLiteral("PRAGMA user_version=%1").arg(kVersion));
        for (const QString &statement : std::as_const(statements)) {
            if (auto done = database.run(statement); !done)
                return tl::unexpected(done.error());
        }
        return {};
    });
}

enum class Standing { Current, Older, Newer, NotOurs };

Stored<Standing> standingOf(JournalDatabase &database)
{
    const auto version = database.value(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return tl::unexpected(version.error());
    const auto tables = database.value(QStringLiteral("SELECT count(*) FROM sqlite_master"));
    if (!tables)
        return tl::unexpected(tables.error());
    const auto mark = database.value(QStringLiteral("PRAGMA application_id"));
    if (!mark)
        return tl::unexpected(mark.error());
    if (tables->toInt() > 0 && mark->toInt() != kApplicationId)
        return Standing::NotOurs;
    if (version->toInt() > kVersion)
        return Standing::Newer;
    return version->toInt() == kVersion ? Standing::Current : Standing::Older;
}

Stored<void> checkWhole(JournalDatabase &database, const QString &file)
{
    if (QFileInfo(file).size() > kCheckedSize)
        return {};
    const auto found = database.value(QStringLiteral("PRAGMA quick_check(1)"));
    if (!found)
        return tl::unexpected(found.error());
    if (found->toString() != QLatin1String("ok"))
        return tl::unexpected(DatabaseTrouble{DatabaseTrouble::Kind::Damaged, found->toString()});
    return {};
}

/// The file and its folder, for this person's eyes only; SQLite would make it readable for everybody.
tl::expected<void, QString> makeFile(const QString &path)
{
    const QDir folder = QFileInfo(path).absoluteDir();
    if (!folder.exists() && !QDir().mkpath(folder.path()))
        return tl::unexpected(SchemaTexts::tr("The folder %1 for the journal cannot be made.").arg(folder.path()));
    QFile file(path);
    constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    if (!file.exists()) {
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, kOwnerOnly) && !file.exists())
            return tl::unexpected(SchemaTexts::tr("The journal %1 cannot be made: %2.").arg(path, file.errorString()));
    } else if (file.permissions() & ~(kOwnerOnly | QFileDevice::ReadUser | QFileDevice::WriteUser)) {
        file.setPermissions(kOwnerOnly);
    }
    return {};
}

QString cannotOpen(const QString &file, const DatabaseTrouble &trouble)
{
    return SchemaTexts::tr("The journal %1 cannot be opened: %2.").arg(file, trouble.reason());
}

/// One try: opens, looks, brings up to date.
tl::expected<std::unique_ptr<JournalDatabase>, DatabaseTrouble>
tryOpen(const QString &file, const std::function<Instant()> &now, Standing &standing)
{
    auto opened = JournalDatabase::open(file, JournalDatabase::Access::ReadWrite);
    if (!opened)
        return opened;
    JournalDatabase &database = **opened;
    const auto found = standingOf(database);
    if (!found)
        return tl::unexpected(found.error());
    standing = *found;
    if (standing == Standing::Newer || standing == Standing::NotOurs)
        return opened;
    if (auto whole = checkWhole(database, file); !whole)
        return tl::unexpected(whole.error());
    if (standing == Standing::Older) {
        if (auto done = migrate(database, now); !done)
            return tl::unexpected(done.error());
    }
    return opened;
}

/// Where the damaged file went; empty when it could not be moved.
QString setAside(const QString &file, Instant now)
{
    const QString stamp = QDateTime::fromMSecsSinceEpoch(toMilliseconds(now), Qt::UTC)
                              .toString(QStringLiteral("yyyy-MM-ddTHH-mm-ss-zzz"));
    QString aside = QStringLiteral("%1.damaged-%2").arg(file, stamp);
    if (!QFile::rename(file, aside))
        return {};
    // What SQLite keeps beside it belongs to it.
    for (const QString &suffix : {QStringLiteral("-wal"), QStringLiteral("-shm")})
        QFile::rename(file + suffix, aside + suffix);
    return aside;
}

} // namespace

int journalVersion()
{
    return kVersion;
}

tl::expected<OpenedJournal, QString> openJournal(const QString &file, const std::function<Instant()> &now)
{
    const QDir folder = QFileInfo(file).absoluteDir();
    if (!folder.exists() && !QDir().mkpath(folder.path()))
        return tl::unexpected(SchemaTexts::tr("The folder %1 for the journal cannot be made.").arg(folder.path()));
    QLockFile opening(file + QStringLiteral(".opening"));
    if (!opening.tryLock(std::chrono::milliseconds(kOpeningWait)) && opening.error() == QLockFile::LockFailedError)
        return tl::unexpected(SchemaTexts::tr("The journal %1 is being opened by another program.").arg(file));
    OpenedJournal journal;
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (auto made = makeFile(file); !made)
            return tl::unexpected(made.error());
        Standing standing = Standing::Current;
        auto opened = tryOpen(file, now, standing);
        if (opened && standing == Standing::Newer)
            return tl::unexpected(
                SchemaTexts::tr("The journal %1 was written by a newer Gatehouse. Nothing can be changed with this "
                                "one, so that nothing is done that is not written down. Please use the newer one.")
                    .arg(file));
        if (opened && standing == Standing::NotOurs)
            return tl::unexpected(
                SchemaTexts::tr("The file %1 is no journal of Gatehouse. Nothing can be changed until it is moved "
                                "away.")
                    .arg(file));
        if (opened) {
            journal.database = std::move(*opened);
            return journal;
        }
        if (attempt > 0 || opened.error().kind != DatabaseTrouble::Kind::Damaged)
            return tl::unexpected(cannotOpen(file, opened.error()));
        const QString aside = setAside(file, now());
        if (aside.isEmpty())
            return tl::unexpected(cannotOpen(file, opened.error()));
        journal.notice = SchemaTexts::tr("The journal was damaged. It was set aside as %1, and a new one was begun; "
                                         "what was done before cannot be undone from here.")
                             .arg(aside);
    }
    return journal;
}

} // namespace gatehouse
