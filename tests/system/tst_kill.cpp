// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/sqlitejournal.h"
#include "tests/system/killbench.h"
#include "tests/system/killedprogram.h"
#include "tests/system/windowbench.h"

#include <QCoreApplication>
#include <QRandomGenerator>

using namespace gatehouse;
using namespace std::chrono_literals;

namespace {

constexpr int kChanged = 500;
constexpr int kLeftAlone = 20;
constexpr int kAtOnce = RunQueue::Limits{}.atOnce;
constexpr auto kLatency = 6ms;
constexpr auto kWholeRun = 900ms; ///< about, from the button to the last look
constexpr int kRounds = 50;
constexpr int kRoundsOnADisplay = 3;

QByteArray nameOf(int number)
{
    return "user" + QByteArray::number(number).rightJustified(4, '0') + "@x";
}

/// Those who are to be disabled, some of them with members that nobody knows, and some who are disabled already.
Entries people()
{
    Entries entries;
    for (int i = 0; i < kChanged + kLeftAlone; ++i) {
        QByteArray entry = "{\"name\":\"" + nameOf(i) + "\"";
        if (i >= kChanged)
            entry += R"(,"disabled":"2022-09-21T19:01:25.872Z")";
        if (i % 50 == 0)
            entry += R"(,"badge":12345678901234567890123)";
        entries[nameOf(i)] = entry + '}';
    }
    return entries;
}

/// In turn: at any time, while the intent is written down, after any write, while the last are confirmed.
KillBench::Moment drawMoment(int round, QRandomGenerator &random)
{
    const auto upTo = [&random](std::chrono::microseconds most) {
        return std::chrono::microseconds(random.bounded(static_cast<int>(most.count())));
    };
    switch (round % 8) {
    case 0:
    case 3:
        return {0, upTo(kWholeRun)};
    case 1:
    case 6:
        return {0, upTo(30ms)};
    case 4:
        return {kChanged, upTo(60ms)};
    default:
        return {random.bounded(1, kChanged), upTo(2 * kLatency), random.bounded(2) == 0};
    }
}

int roundsWanted()
{
    const int told = qEnvironmentVariableIntValue("GATEHOUSE_KILL_ROUNDS");
    if (told > 0)
        return told;
    return qgetenv("QT_QPA_PLATFORM") == "xcb" ? kRoundsOnADisplay : kRounds;
}

quint32 seedWanted()
{
    const QByteArray told = qgetenv("GATEHOUSE_KILL_SEED");
    return told.isEmpty() ? QRandomGenerator::global()->generate() : told.toUInt();
}

} // namespace

/// The real program, killed in mid-run or with a full disk under its journal: what it leaves is true, and Resume brings
/// it to what was wanted. GATEHOUSE_KILL_SEED and GATEHOUSE_KILL_ROUNDS repeat a run.
class TestKill final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qInfo("GATEHOUSE_KILL_SEED=%u", m_seed); }

    void init()
    {
        m_bench = std::make_unique<KillBench>();
        m_bench->server().setEntries(people());
        m_bench->server().setLatency(kLatency);
        m_before = m_bench->server().entries();
    }

    void cleanup()
    {
        if (QTest::currentTestFailed())
            qInfo("The program said:\n%s", m_bench->said().constData());
        m_bench.reset();
    }

    void comesToTheWantedStateAfterAKill_data()
    {
        QTest::addColumn<int>("round");
        for (int round = 0; round < roundsWanted(); ++round)
            QTest::addRow("round %d", round) << round;
    }
    void comesToTheWantedStateAfterAKill()
    {
        QFETCH(int, round);
        QRandomGenerator random(m_seed + static_cast<quint32>(round));
        const auto killed = m_bench->start(killedprogram::kDisable);
        QVERIFY(m_bench->killAt(*killed, drawMoment(round, random)));
        const SetOnDisk left = m_bench->setOnDisk();
        tell("killed", left);
        checkOnlyWhatIsWrittenDownWasSent();
        if (QTest::currentTestFailed())
            return;

        const char *how = random.bounded(2) == 0 ? killedprogram::kResumeAtOnce : killedprogram::kResumeWhenKnown;
        int kills = 1;
        const int sent = writes();
        if (round % 5 == 2 && left.isThere && sent < kChanged) {
            const auto again = m_bench->start(how);
            QVERIFY(m_bench->killAt(*again, {sent + random.bounded(1, kChanged - sent + 1)}));
            tell("killed again", m_bench->setOnDisk());
            ++kills;
        }
        const auto resumed = m_bench->start(how);
        QVERIFY(m_bench->endsWell(*resumed));
        if (!left.isThere) {
            QCOMPARE(writes(), 0);
            QCOMPARE(m_bench->server().entries(), m_before);
            return;
        }
        checkServerHoldsWhatWasWanted(kills);
        if (!QTest::currentTestFailed())
            checkJournalKnowsAll();
    }

    void sendsNothingThatAFullDiskKeepsFromBeingWrittenDown_data()
    {
        QTest::addColumn<bool>("isKilled");
        QTest::newRow("until there is room again") << false;
        QTest::newRow("until the next program has room") << true;
    }
    void sendsNothingThatAFullDiskKeepsFromBeingWrittenDown()
    {
        QFETCH(bool, isKilled);
        const auto program = m_bench->start(killedprogram::kDisableAndGoOn);
        QVERIFY(m_bench->hears(*program, "pressing"));
        QVERIFY(m_bench->waitForWrites(*program, kChanged / 3));
        QVERIFY(m_bench->setDisk(*program, KillBench::Disk::Full));
        QVERIFY(m_bench->hears(*program, "The journal cannot be written: "));
        WAIT_EQUAL(m_bench->server().inHand(), 0);
        tell("paused", m_bench->setOnDisk());
        QVERIFY(writes() < kChanged);
        checkOnlyWhatIsWrittenDownWasSent();
        if (QTest::currentTestFailed())
            return;

        if (isKilled) {
            QVERIFY(m_bench->kill(*program));
            const auto resumed = m_bench->start(killedprogram::kResumeWhenKnown);
            QVERIFY(m_bench->endsWell(*resumed));
        } else {
            QVERIFY(m_bench->setDisk(*program, KillBench::Disk::Free));
            program->closeWriteChannel();
            QVERIFY(m_bench->endsWell(*program));
        }
        checkServerHoldsWhatWasWanted(isKilled ? 1 : 0);
        if (!QTest::currentTestFailed())
            checkJournalKnowsAll();
    }

    void waitsForASlowDiskBeforeMoreIsSent()
    {
        const auto program = m_bench->start(killedprogram::kDisableAndGoOn);
        QVERIFY(m_bench->hears(*program, "pressing"));
        QVERIFY(m_bench->waitForWrites(*program, kChanged / 3));
        {
            const HeldJournal held(m_bench->journalFile());
            QVERIFY(held.isHeld());
            const int allowed = m_bench->setOnDisk().sendingEnd;
            QVERIFY(allowed < kChanged);
            QVERIFY(m_bench->waitForWrites(*program, allowed));
            WAIT_EQUAL(m_bench->server().inHand(), 0);
            QCOMPARE(writes(), allowed);
        }
        program->closeWriteChannel(); // on a very busy machine it has paused
        QVERIFY(m_bench->endsWell(*program));
        checkServerHoldsWhatWasWanted(0);
        if (!QTest::currentTestFailed())
            checkJournalKnowsAll();
    }

private:
    int writes() const { return m_bench->server().count("POST"); }
    void tell(const char *what, const SetOnDisk &set) const
    {
        qInfo("%s: %d sent; on the disk %d that may have been, %d with an outcome%s", what, writes(), set.sendingEnd,
              set.outcomes, set.hasEnded ? ", ended" : "");
    }
    void checkOnlyWhatIsWrittenDownWasSent()
    {
        const SetOnDisk set = m_bench->setOnDisk();
        const QList<QByteArray> allowed = set.names.first(set.sendingEnd);
        for (const SeenRequest &request : m_bench->server().requests()) {
            if (request.method() != "GET")
                QVERIFY2(allowed.contains(request.name()), request.line.constData());
        }
    }
    /// Everybody is disabled as of one moment, by one write that was carried out; what was sent twice is no more than
    /// was on its way when a program was killed; nobody else is touched.
    void checkServerHoldsWhatWasWanted(int kills)
    {
        const FaultServer &server = m_bench->server();
        const Entries after = server.entries();
        const std::optional<Instant> since = disabledSince(after, nameOf(0));
        QVERIFY(since);
        QByteArrayList wanted;
        for (int i = 0; i < kChanged; ++i) {
            const QByteArray name = nameOf(i);
            wanted.append(name);
            QCOMPARE(disabledSince(after, name), since);
            QVERIFY2(server.writes(name) >= 1 && server.writes(name) <= 1 + kills, name.constData());
            QCOMPARE(server.carriedOut(name), 1);
        }
        QCOMPARE(differences(m_before, after), wanted);
        QVERIFY(after.at(nameOf(0)).contains("12345678901234567890123"));
        QVERIFY2(writes() <= kChanged + kills * kAtOnce, QByteArray::number(writes()).constData());
        for (const SeenRequest &request : server.requests()) {
            QVERIFY(request.method() == "GET" || request.method() == "POST");
            if (request.method() == "POST")
                QVERIFY2(wanted.contains(request.name()) && request.body.contains(formatInstant(*since)),
                         request.body.constData());
        }
    }
    void checkJournalKnowsAll()
    {
        SqliteJournal journal(m_bench->journalFile(), computerNow);
        std::optional<HistoryPage> page;
        journal.sets({}, 0, 10, [&page](const auto &sets) { page = sets.value_or(HistoryPage()); });
        WAIT_FOR(page);
        QCOMPARE(page->total, 1);
        std::optional<JournalEntry> entry;
        journal.entry(page->sets.constFirst().id,
                      [&entry](const auto &found) { entry = found ? *found : std::nullopt; });
        WAIT_FOR(entry);
        QVERIFY(entry->ended);
        QCOMPARE(entry->set.changes.size(), kChanged);
        QCOMPARE(entry->set.leftAlone.size(), kLeftAlone);
        QCOMPARE(entry->outcomes.size(), kChanged);
        const std::optional<Instant> since = disabledSince(m_bench->server().entries(), nameOf(0));
        QVERIFY(since && *since <= entry->set.orderedAt); // not the moment of the resume
        for (int i = 0; i < kChanged; ++i) {
            QCOMPARE(entry->set.changes.at(i).after.disabledSince, *since);
            QVERIFY2(entry->outcomes.at(i).kind == OutcomeKind::Done, qPrintable(entry->outcomes.at(i).words));
        }
    }

    const quint32 m_seed = seedWanted();
    std::unique_ptr<KillBench> m_bench;
    Entries m_before;
};

int main(int argc, char *argv[])
{
    QCoreApplication::setOrganizationName(QStringLiteral("Gatehouse"));
    QCoreApplication::setApplicationName(QStringLiteral("gatehouse"));
    if (killedprogram::isMeant(argc, argv))
        return killedprogram::run(argc, argv);
    QCoreApplication application(argc, argv);
    TestKill test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_kill.moc"
