// SPDX-License-Identifier: GPL-3.0-or-later
// Journals as older programs wrote them.
#include "journal/journalschema.h"
#include "journal/sqlitejournal.h"
#include "tests/app/journal/journalbench.h"

#include <QFile>
#include <QTemporaryDir>

using namespace gatehouse;

namespace {

/// The tables of the first version, to the letter, with two sets: one that ended and one that was cut off.
const char *const kFirstVersion[] = {
    "PRAGMA journal_mode=WAL",
    "CREATE TABLE facts (key TEXT PRIMARY KEY, value) WITHOUT ROWID",
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
    "CREATE TABLE rows (set_number INTEGER NOT NULL, place INTEGER NOT NULL, name BLOB NOT NULL,"
    " folded TEXT NOT NULL, verdict INTEGER NOT NULL, matched_by TEXT,"
    " before_state INTEGER, before_since INTEGER, before_raw BLOB,"
    " after_state INTEGER, after_since INTEGER, after_raw BLOB,"
    " outcome INTEGER, seen_state INTEGER, seen_since INTEGER, seen_raw BLOB, words TEXT, http INTEGER,"
    " flags INTEGER, at INTEGER, confirmation INTEGER, confirmation_words TEXT, confirmed_at INTEGER,"
    " PRIMARY KEY (set_number, place)) WITHOUT ROWID",
    "CREATE INDEX rows_by_name ON rows (name, set_number)",
    "INSERT INTO facts VALUES ('started', 77)",
    "INSERT INTO sets VALUES (1, '{aaaaaaaa-0000-0000-0000-000000000001}', 1, 'gone', 1, 'Disable a',"
    " '{11111111-1111-1111-1111-111111111111}', 'https://pivot.example.com', 'Pivot EU', 'Left', 'ada@desk', 1000,"
    " 2000, NULL, 1, 0, 1, 0, 0, 0, 0, 0)",
    "INSERT INTO sets VALUES (2, '{aaaaaaaa-0000-0000-0000-000000000002}', 1, 'gone', 1, 'Disable b',"
    " '{11111111-1111-1111-1111-111111111111}', 'https://pivot.example.com', 'Pivot EU', '', 'ada@desk', 3000,"
    " NULL, NULL, 2, 0, NULL, NULL, NULL, NULL, NULL, NULL)",
    "INSERT INTO rows (set_number, place, name, folded, verdict, before_state, after_state, after_since, outcome, at)"
    " VALUES (1, 0, x'61', 'a', 0, 1, 2, 1000, 0, 1500)",
    "INSERT INTO rows (set_number, place, name, folded, verdict, before_state, after_state, after_since, outcome, at)"
    " VALUES (2, 0, x'62', 'b', 0, 1, 2, 3000, 2, 3500)",
    "INSERT INTO rows (set_number, place, name, folded, verdict, before_state, after_state, after_since)"
    " VALUES (2, 1, x'63', 'c', 0, 1, 2, 3000)",
    "PRAGMA application_id=1196705875",
    "PRAGMA user_version=1",
};

QUuid idOf(int number)
{
    return QUuid::fromString(QStringLiteral("{aaaaaaaa-0000-0000-0000-00000000000%1}").arg(number));
}

} // namespace

class TestOldJournal final : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void isReadAsItWas();
    void isWrittenOn();
    void isBroughtUpToDateOnce();
    void leavesOpenHowFarItsSetsWereSent();

private:
    QString file() const { return m_folder->filePath(QStringLiteral("journal.sqlite")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestOldJournal::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QFile made(file());
    QVERIFY(made.open(QIODevice::WriteOnly));
    auto database = JournalDatabase::open(file(), JournalDatabase::Access::ReadWrite);
    QVERIFY(database);
    for (const char *statement : kFirstVersion) {
        const auto done = (*database)->run(QString::fromLatin1(statement));
        QVERIFY2(done, done ? "" : qPrintable(done.error().words));
    }
}

void TestOldJournal::isReadAsItWas()
{
    SqliteJournal journal(file(), computerNow);
    const HistoryPage page = setsOf(journal);
    QCOMPARE(page.total, 2);
    const SetSummary &cutOff = page.sets.at(0);
    QCOMPARE(cutOff.id, idOf(2));
    QCOMPARE(cutOff.state, SetState::Interrupted);
    QCOMPARE(cutOff.outcomes.of(OutcomeKind::Failed), 1);
    QCOMPARE(cutOff.outcomes.total(), 1);
    const SetSummary &done = page.sets.at(1);
    QCOMPARE(done.id, idOf(1));
    QCOMPARE(done.title, QStringLiteral("Disable a"));
    QCOMPARE(done.reason, QStringLiteral("Left"));
    QVERIFY(done.environment.isEmpty());
    QCOMPARE(done.outcomes.of(OutcomeKind::Done), 1);
    const auto entry = entryOf(journal, idOf(1));
    QCOMPARE(entry->set.changes.constFirst().after, UserStatus::disabled("a", fromMilliseconds(1000)));
    QCOMPARE(rowsOf(journal, idOf(2), {{}, OutcomeKind::Failed, false}).rows.constFirst().planned.change.name(),
             QByteArray("b"));
    const auto started = awaited<std::optional<Instant>>([&](auto answer) { journal.startedAt(answer); });
    QVERIFY(started.value() == fromMilliseconds(77));
}

void TestOldJournal::isWrittenOn()
{
    {
        SqliteJournal journal(file(), computerNow);
        ChangeSet undo = setOf({"a"});
        undo.undoes = idOf(1);
        undo.environment = QStringLiteral("staging");
        QVERIFY(record(journal, undo));
        journal.noteOutcome(undo.id, 0, outcomeOf(OutcomeKind::Done));
        journal.noteEnd(undo.id, fromMilliseconds(9000));
    }
    SqliteJournal journal(file(), computerNow);
    const HistoryPage page = setsOf(journal);
    QCOMPARE(page.total, 3);
    QCOMPARE(page.sets.constFirst().environment, QStringLiteral("staging"));
    QCOMPARE(page.sets.constLast().takenBack->changes, 1);
}

void TestOldJournal::isBroughtUpToDateOnce()
{
    for (int i = 0; i < 2; ++i) {
        const auto opened = openJournal(file(), computerNow);
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error()));
        QVERIFY(opened->notice.isEmpty());
        QCOMPARE(opened->database->value(QStringLiteral("PRAGMA user_version"))->toInt(), journalVersion());
        QCOMPARE(opened->database->value(QStringLiteral("SELECT count(*) FROM sets"))->toInt(), 2);
    }
}

// Nobody wrote it down then: each change without an outcome may have been sent.
void TestOldJournal::leavesOpenHowFarItsSetsWereSent()
{
    SqliteJournal journal(file(), computerNow);
    const auto taken = awaited<std::optional<TakenUp>>([&](auto answer) { journal.takeUp(idOf(2), answer); }).value();
    QVERIFY(taken);
    QCOMPARE(taken->sendingEnd, 2);
    QCOMPARE(taken->outcomes.at(0).kind, OutcomeKind::Failed);
    QCOMPARE(taken->outcomes.at(1).kind, OutcomeKind::NotSent);
}

QTEST_GUILESS_MAIN(TestOldJournal)
#include "tst_oldjournal.moc"
