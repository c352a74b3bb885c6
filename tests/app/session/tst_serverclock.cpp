// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/serverclock.h"

#include <QTest>

using namespace gatehouse;
using namespace std::chrono_literals;

class TestServerClock final : public QObject
{
    Q_OBJECT
private slots:
    void doesNotTakeALongCallForAWrongClock_data();
    void doesNotTakeALongCallForAWrongClock();
    void tellsTheServersTimeWhereTheComputersIsOff_data();
    void tellsTheServersTimeWhereTheComputersIsOff();
    void keepsWhatItKnowsOverAnAnswerWithoutADate();
};

void TestServerClock::doesNotTakeALongCallForAWrongClock_data()
{
    QTest::addColumn<std::chrono::milliseconds>("stampedBefore");
    QTest::addColumn<std::chrono::milliseconds>("elapsed");
    QTest::addColumn<std::chrono::milliseconds>("ahead");
    const auto row = [](const char *name, std::chrono::milliseconds stampedBefore, std::chrono::milliseconds elapsed,
                        std::chrono::milliseconds ahead) { QTest::newRow(name) << stampedBefore << elapsed << ahead; };
    row("a list that takes five minutes", 5min, 5min, 0ms);
    row("stamped in the middle", 2min, 5min, 0ms);
    row("stamped before it was asked", 15min, 5min, 10min - 500ms);
    row("stamped later than it ended", -10min, 5min, -10min - 500ms);
    row("a short call", 10min, 0ms, 10min - 500ms);
}

void TestServerClock::doesNotTakeALongCallForAWrongClock()
{
    QFETCH(std::chrono::milliseconds, stampedBefore);
    QFETCH(std::chrono::milliseconds, elapsed);
    AnswerFacts facts;
    const Instant end = computerNow();
    facts.serverTime = end - stampedBefore;
    facts.elapsed = elapsed;
    QTEST(clockGap(facts, end), "ahead");
    facts.serverTime.reset();
    QCOMPARE(clockGap(facts, end), 0ms);
}

void TestServerClock::tellsTheServersTimeWhereTheComputersIsOff_data()
{
    QTest::addColumn<std::chrono::milliseconds>("ahead");
    QTest::addColumn<bool>("isOff");
    QTest::newRow("right") << std::chrono::milliseconds{0} << false;
    QTest::newRow("two minutes ahead") << std::chrono::milliseconds{2min} << false;
    QTest::newRow("more ahead") << std::chrono::milliseconds{2min + 1s} << true;
    QTest::newRow("two minutes behind") << std::chrono::milliseconds{-2min} << false;
    QTest::newRow("more behind") << std::chrono::milliseconds{-2min - 1s} << true;
}

void TestServerClock::tellsTheServersTimeWhereTheComputersIsOff()
{
    QFETCH(std::chrono::milliseconds, ahead);
    QFETCH(bool, isOff);
    const Instant computer = computerNow();
    AnswerFacts facts;
    facts.serverTime = computer - ahead - 500ms; // the middle of its second counts
    ServerClock clock;
    QVERIFY(!clock.isOff());
    QCOMPARE(clock.now(computer), computer);
    clock.learn(facts, computer);
    QCOMPARE(clock.ahead(), ahead);
    QCOMPARE(clock.isOff(), isOff);
    QCOMPARE(clock.now(computer), isOff ? computer - ahead : computer);
}

void TestServerClock::keepsWhatItKnowsOverAnAnswerWithoutADate()
{
    const Instant computer = computerNow();
    AnswerFacts facts;
    facts.serverTime = computer - 1h;
    ServerClock clock;
    clock.learn(facts, computer);
    clock.learn(AnswerFacts{}, computer);
    QVERIFY(clock.isOff());
}

QTEST_GUILESS_MAIN(TestServerClock)
#include "tst_serverclock.moc"
