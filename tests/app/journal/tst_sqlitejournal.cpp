// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalschema.h"
#include "journal/sqlitejournal.h"
#include "tests/app/journal/journalbench.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <csignal>
#include <memory>
#include <sys/resource.h>
#include <unistd.h>

using namespace gatehouse;

namespace {

constexpr auto kMany = 25'003;

ChangeSet manyChanges()
{
    QList<QByteArray> names;
    for (int i = 0; i < kMany; ++i)
        names.append("user" + QByteArray::number(i));
    return setOf(names);
}

/// Lets no file of this program grow beyond so many bytes, which stands for a full disk.
void limitFiles(rlim_t bytes)
{
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

int recordOnAFullDisk(Journal &journal)
{
    const ChangeSet many = manyChanges();
    limitFiles(200'000);
    const auto refused = record(journal, many);
    limitFiles(RLIM_INFINITY);
    if (refused)
        return 3;
    fputs(qUtf8Printable(QStringLiteral("refused: ") + refused.error()), stdout);
    return record(journal, many) ? 0 : 4;
}

int letGoOnAFullDisk(Journal &journal, const QUuid &set)
{
    limitFiles(1);
    journal.letGo(set);
    const auto refused = record(journal, setOf({"more"})); // behind that
    limitFiles(RLIM_INFINITY);
    if (refused)
        return 3;
    const auto isLeft = [&] {
        const auto left = awaited<QList<SetSummary>>([&](auto answer) { journal.unfinished(answer); });
        return left && !left->isEmpty();
    };
    if (!QTest::qWaitFor(isLeft, 60'000))
        return 4;
    const auto taken = awaited<std::optional<TakenUp>>([&](auto answer) { journal.takeUp(set, answer); });
    return taken && *taken ? 0 : 5;
}

/// The other program of a test: records what it was told to, says so, and waits to be killed.
int beTheOtherProgram(const QString &file, const QString &manner)
{
    SqliteJournal journal(file, computerNow);
    const ChangeSet set = setOf({"theirs", "second"});
    if (!record(journal, set))
        return 2;
    if (manner == QLatin1String("full"))
        return recordOnAFullDisk(journal);
    if (manner == QLatin1String("full, let go"))
        return letGoOnAFullDisk(journal, set.id);
    journal.noteOutcome(set.id, 0, outcomeOf(OutcomeKind::Done));
    (void)entryOf(journal, set.id); // what was noted before is written now
    fputs("recorded\n", stdout);
    fflush(stdout);
    if (manner == QLatin1String("kill"))
        ::kill(::getpid(), SIGKILL);
    char byte = 0;
    while (::read(STDIN_FILENO, &byte, 1) > 0) {
    }
    return 0;
}

} // namespace

class TestSqliteJournal : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void makesItsFileForTheOwnerOnly();
    void narrowsAFileThatOthersCouldRead();
    void remembersAfterARestart();
    void keepsWhatWasNotedJustBeforeItGoes();
    void recordsManyRowsInBlocksWhileASmallSetPasses();
    void saysWhenItBegan();
    void refusesANewerJournalAndLeavesItAlone();
    void refusesAFileOfSomebodyElse();
    void setsADamagedJournalAside_data();
    void setsADamagedJournalAside();
    void writesNothingWhereTheFolderCannotBeMade();
    void recordsNothingOnAFullDisk();
    void letsASetGoWhenTheDiskHasRoomAgain();
    void sharesTheFileWithAnotherProgram();
    void calledInterruptedWhatAKilledProgramLeft();
    void losesNothingThatWasWrittenBeforeAKill();
    void forgetsASetThatWasNeverWhole();
    void staysSilentWhenItIsGone();
    void tellsOfManyOutcomesAFewTimesASecond();

private:
    QString file() const { return m_folder->filePath(QStringLiteral("data/Gatehouse/journal.sqlite")); }
    std::unique_ptr<SqliteJournal> opened() const { return std::make_unique<SqliteJournal>(file(), computerNow); }
    std::unique_ptr<QProcess> otherProgram(const QString &manner) const;
    void writeWithSql(const QStringList &statements) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSqliteJournal::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<QProcess> TestSqliteJournal::otherProgram(const QString &manner) const
{
    auto process = std::make_unique<QProcess>();
    process->start(QCoreApplication::applicationFilePath(), {QStringLiteral("--other-program"), file(), manner});
    return process;
}

void TestSqliteJournal::writeWithSql(const QStringList &statements) const
{
    auto database = JournalDatabase::open(file(), JournalDatabase::Access::ReadWrite);
    QVERIFY(database);
    for (const QString &statement : statements) {
        const auto done = (*database)->run(statement);
        QVERIFY2(done, done ? "" : qPrintable(done.error().words));
    }
}

void TestSqliteJournal::makesItsFileForTheOwnerOnly()
{
    const auto journal = opened();
    QVERIFY(record(*journal, setOf({"a"})));
    constexpr auto kOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                             QFileDevice::WriteOther | QFileDevice::ExeOther;
    const QFileInfoList files = QFileInfo(file()).dir().entryInfoList({QStringLiteral("journal.sqlite*")}, QDir::Files);
    QVERIFY(files.size() >= 2); // the write-ahead log holds the same
    for (const QFileInfo &each : files) {
        if (!each.fileName().contains(QLatin1String(".run-"))) // holds a process number
            QVERIFY2(!(each.permissions() & kOthers), qPrintable(each.fileName()));
    }
}

void TestSqliteJournal::narrowsAFileThatOthersCouldRead()
{
    QVERIFY(record(*opened(), setOf({"a"})));
    QVERIFY(QFile::setPermissions(file(), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadOther));
    QVERIFY(record(*opened(), setOf({"b"})));
    QVERIFY(!(QFile::permissions(file()) & QFileDevice::ReadOther));
}

void TestSqliteJournal::remembersAfterARestart()
{
    const ChangeSet set = setOf({"a", "b"});
    {
        const auto journal = opened();
        QVERIFY(record(*journal, set));
        journal->noteOutcome(set.id, 0, outcomeOf(OutcomeKind::Done));
        journal->noteOutcome(set.id, 1, outcomeOf(OutcomeKind::Failed, QStringLiteral("502")));
        journal->noteEnd(set.id, fromMilliseconds(3));
    }
    const auto journal = opened();
    const auto entry = entryOf(*journal, set.id);
    QVERIFY(entry && entry->ended);
    QCOMPARE(entry->set.changes, set.changes);
    QCOMPARE(entry->outcomes.at(1).words, QStringLiteral("502"));
    const auto last =
        awaited<std::optional<JournalEntry>>([&](auto answer) { journal->lastUndoable(set.connection, answer); });
    QCOMPARE(last.value()->set.id, set.id);
}

void TestSqliteJournal::keepsWhatWasNotedJustBeforeItGoes()
{
    const ChangeSet set = setOf({"a"});
    {
        const auto journal = opened();
        QVERIFY(record(*journal, set));
        journal->noteOutcome(set.id, 0, outcomeOf(OutcomeKind::Done));
        journal->noteConfirmation(set.id, 0, {Confirmation::Kind::Confirmed, {}, fromMilliseconds(4)});
    }
    const SetRowPage page = rowsOf(*opened(), set.id);
    QCOMPARE(page.rows.constFirst().outcome->kind, OutcomeKind::Done);
    QCOMPARE(page.rows.constFirst().confirmation.kind, Confirmation::Kind::Confirmed);
}

void TestSqliteJournal::recordsManyRowsInBlocksWhileASmallSetPasses()
{
    const auto journal = opened();
    QStringList order;
    const ChangeSet many = manyChanges();
    journal->record(many,
                    [&order](const auto &result) { order.append(result ? QStringLiteral("many") : result.error()); });
    journal->record(setOf({"one"}),
                    [&order](const auto &result) { order.append(result ? QStringLiteral("one") : result.error()); });
    QTRY_COMPARE_WITH_TIMEOUT(order, (QStringList{QStringLiteral("one"), QStringLiteral("many")}), 60'000);
    const auto entry = entryOf(*journal, many.id);
    QCOMPARE(entry->set.changes, many.changes);
}

void TestSqliteJournal::saysWhenItBegan()
{
    const auto ask = [](Journal &journal) {
        return awaited<std::optional<Instant>>([&](auto answer) { journal.startedAt(answer); }).value();
    };
    const auto at = [](qint64 when) { return [when] { return fromMilliseconds(when); }; };
    QVERIFY(ask(*std::make_unique<SqliteJournal>(file(), at(77))) == fromMilliseconds(77));
    QVERIFY(ask(*std::make_unique<SqliteJournal>(file(), at(99))) == fromMilliseconds(77));
}

void TestSqliteJournal::refusesANewerJournalAndLeavesItAlone()
{
    QVERIFY(record(*opened(), setOf({"a"})));
    writeWithSql({QStringLiteral("PRAGMA user_version=%1").arg(journalVersion() + 1),
                  QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")});
    QFile bytes(file());
    QVERIFY(bytes.open(QIODevice::ReadOnly));
    const QByteArray before = bytes.readAll();
    const auto journal = opened();
    QSignalSpy notice(journal.get(), &Journal::notice);
    journal->open();
    QTRY_COMPARE(notice.size(), 1);
    QVERIFY(notice.constFirst().constFirst().toString().contains(QLatin1String("newer Gatehouse")));
    const auto refused = record(*journal, setOf({"b"}));
    QVERIFY(!refused);
    QVERIFY(refused.error().contains(QLatin1String("newer Gatehouse")));
    QVERIFY(!awaited<HistoryPage>([&](auto answer) { journal->sets({}, 0, 10, answer); }));
    bytes.seek(0);
    QCOMPARE(bytes.readAll(), before);
}

void TestSqliteJournal::refusesAFileOfSomebodyElse()
{
    QVERIFY(QDir().mkpath(QFileInfo(file()).path()));
    QFile(file()).open(QIODevice::WriteOnly);
    writeWithSql({QStringLiteral("CREATE TABLE recipes (name TEXT)")});
    const auto refused = record(*opened(), setOf({"a"}));
    QVERIFY(!refused);
    QVERIFY(refused.error().contains(QLatin1String("no journal of Gatehouse")));
    writeWithSql({QStringLiteral("INSERT INTO recipes VALUES ('soup')")}); // still there
}

void TestSqliteJournal::setsADamagedJournalAside_data()
{
    QTest::addColumn<bool>("isJunk");
    QTest::newRow("no database at all") << true;
    QTest::newRow("a page overwritten") << false;
}

void TestSqliteJournal::setsADamagedJournalAside()
{
    QFETCH(bool, isJunk);
    QVERIFY(record(*opened(), setOf(QList<QByteArray>(2000, "a"))));
    QFile damaged(file());
    QVERIFY(damaged.open(QIODevice::ReadWrite));
    damaged.seek(isJunk ? 0 : 4096);
    damaged.write(QByteArray(isJunk ? 100 : 3 * 4096, 'x'));
    damaged.close();
    const auto journal = opened();
    QSignalSpy notice(journal.get(), &Journal::notice);
    journal->open();
    QTRY_COMPARE(notice.size(), 1);
    const QString sentence = notice.constFirst().constFirst().toString();
    QVERIFY2(sentence.contains(QLatin1String("damaged")), qPrintable(sentence));
    const QStringList aside =
        QFileInfo(file()).dir().entryList({QStringLiteral("journal.sqlite.damaged-*")}, QDir::Files);
    QVERIFY(!aside.isEmpty());
    QVERIFY(sentence.contains(aside.constFirst()));
    QCOMPARE(setsOf(*journal).total, 0);
    QVERIFY(record(*journal, setOf({"b"})));
}

void TestSqliteJournal::writesNothingWhereTheFolderCannotBeMade()
{
    QFile(m_folder->filePath(QStringLiteral("data"))).open(QIODevice::WriteOnly); // a file where the folder should be
    const auto refused = record(*opened(), setOf({"a"}));
    QVERIFY(!refused);
    QVERIFY(refused.error().contains(QLatin1String("cannot be made")));
}

void TestSqliteJournal::recordsNothingOnAFullDisk()
{
    const auto other = otherProgram(QStringLiteral("full"));
    QTRY_COMPARE_WITH_TIMEOUT(other->state(), QProcess::NotRunning, 60'000);
    const QString said = QString::fromUtf8(other->readAllStandardOutput());
    QVERIFY2(said.startsWith(QLatin1String("refused: This could not be written into the journal")), qPrintable(said));
    QCOMPARE(other->exitCode(), 0);
    const HistoryPage page = setsOf(*opened());
    QCOMPARE(page.total, 2); // before the disk was full, and after
    QCOMPARE(page.sets.at(0).changes + page.sets.at(1).changes, 2 + kMany);
}

void TestSqliteJournal::letsASetGoWhenTheDiskHasRoomAgain()
{
    const auto other = otherProgram(QStringLiteral("full, let go"));
    QTRY_COMPARE_WITH_TIMEOUT(other->state(), QProcess::NotRunning, 120'000);
    QCOMPARE(other->exitCode(), 0);
}

void TestSqliteJournal::sharesTheFileWithAnotherProgram()
{
    const auto journal = opened();
    const auto other = otherProgram(QStringLiteral("wait"));
    const ChangeSet many = manyChanges();
    QVERIFY(record(*journal, many));
    QTRY_VERIFY_WITH_TIMEOUT(other->canReadLine(), 60'000);
    const HistoryPage page = setsOf(*journal);
    QCOMPARE(page.total, 2);
    for (const SetSummary &set : page.sets)
        QCOMPARE(set.state, SetState::Running); // both programs are alive
    for (int i = 0; i < 50; ++i)
        QVERIFY(record(*journal, setOf({"mine"})));
    QCOMPARE(setsOf(*journal).total, 52);
    other->closeWriteChannel();
    QTRY_COMPARE_WITH_TIMEOUT(other->state(), QProcess::NotRunning, 60'000);
    QCOMPARE(other->exitCode(), 0);
}

void TestSqliteJournal::calledInterruptedWhatAKilledProgramLeft()
{
    const auto journal = opened();
    const auto other = otherProgram(QStringLiteral("kill"));
    QTRY_COMPARE_WITH_TIMEOUT(other->state(), QProcess::NotRunning, 60'000);
    QCOMPARE(other->exitStatus(), QProcess::CrashExit);
    const HistoryPage page = setsOf(*journal);
    QCOMPARE(page.total, 1);
    QCOMPARE(page.sets.constFirst().state, SetState::Interrupted);
    QCOMPARE(page.sets.constFirst().outcomes.total(), 1);
}

void TestSqliteJournal::losesNothingThatWasWrittenBeforeAKill()
{
    const auto other = otherProgram(QStringLiteral("kill"));
    QTRY_COMPARE_WITH_TIMEOUT(other->state(), QProcess::NotRunning, 60'000);
    const auto journal = opened();
    const SetSummary summary = setsOf(*journal).sets.constFirst();
    const auto entry = entryOf(*journal, summary.id);
    QCOMPARE(entry->set.changes, setOf({"theirs", "second"}).changes);
    QCOMPARE(entry->outcomes.at(0).kind, OutcomeKind::Done);
    QVERIFY(!entry->ended);
}

void TestSqliteJournal::forgetsASetThatWasNeverWhole()
{
    const ChangeSet whole = setOf({"a"});
    const ChangeSet half = setOf({"b"});
    {
        const auto journal = opened();
        QVERIFY(record(*journal, whole));
        QVERIFY(record(*journal, half));
    }
    writeWithSql({QStringLiteral("UPDATE sets SET complete=0 WHERE id='%1'").arg(half.id.toString())});
    const auto journal = opened();
    QCOMPARE(setsOf(*journal).total, 1);
    QVERIFY(!entryOf(*journal, half.id));
    HistoryFilter filter;
    filter.user = QStringLiteral("b");
    QCOMPARE(setsOf(*journal, filter).total, 0);
}

void TestSqliteJournal::staysSilentWhenItIsGone()
{
    bool isAnswered = false;
    auto journal = opened();
    journal->record(setOf({"a"}), [&isAnswered](const auto &) { isAnswered = true; });
    journal->sets({}, 0, 10, [&isAnswered](const auto &) { isAnswered = true; });
    journal.reset();
    const auto later = opened();
    QVERIFY(record(*later, setOf({"a"})));
    QVERIFY(!isAnswered);
}

void TestSqliteJournal::tellsOfManyOutcomesAFewTimesASecond()
{
    const auto journal = opened();
    QList<QByteArray> names;
    for (int i = 0; i < 200; ++i)
        names.append("user" + QByteArray::number(i));
    const ChangeSet set = setOf(names);
    QVERIFY(record(*journal, set));
    QSignalSpy noted(journal.get(), &Journal::outcomesNoted);
    qint64 known = 0; // when it was told last
    connect(journal.get(), &Journal::outcomesNoted, this,
            [&] { journal->summary(set.id, [&known](const auto &found) { known = (*found)->outcomes.total(); }); });
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < names.size(); ++i) {
        journal->noteOutcome(set.id, i, outcomeOf(OutcomeKind::Done));
        (void)rowsOf(*journal, set.id, {}, 0, 1); // every question has what was noted written first
    }
    QTRY_COMPARE(known, names.size());
    QVERIFY(noted.size() <= clock.elapsed() / 250 + 2);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == QLatin1String("--other-program"))
        return beTheOtherProgram(arguments.at(2), arguments.at(3));
    TestSqliteJournal test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_sqlitejournal.moc"
