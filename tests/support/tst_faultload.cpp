// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faulttalk.h"
#include "tests/support/shedding.h"

#include <QElapsedTimer>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::faulttalk;
using namespace std::chrono_literals;

namespace {

const QByteArray Listing = request("GET " + Api);

} // namespace

/// A fault server that is slow, that has too much to do, and that goes away.
class TestFaultLoad : public QObject
{
    Q_OBJECT

private slots:
    void answersLate();
    void carriesOutBeforeItAnswersLate();
    void answersInOrderWhenLate();
    void countsWhatIsInHand();
    void letsGoOfWhatNobodyWaitsFor();
    void letsGoOfADrippedAnswerWithItsLastByte();
    void shedsWhatIsTooManyInHand();
    void shedsWhatIsTooManyInASpan();
    void letsInAgainWhenTheSpanIsOver();
    void shedsBeforeAnyFault();
    void shedsNoMoreWhenItBehaves();
    void dropsConnections();
    void dropsWhoWaitsForAnAnswer();
    void comesBack();
};

void TestFaultLoad::answersLate()
{
    FaultServer server;
    server.setLatency(50ms);
    Line line(server);
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(line.askStatus(Listing), QByteArray("200"));
    QVERIFY(clock.elapsed() >= 49);
}

void TestFaultLoad::carriesOutBeforeItAnswersLate()
{
    FaultServer server;
    server.setLatency(1h);
    Line line(server);
    line.say(setting("a"));
    QTRY_COMPARE(server.carriedOut("a"), 1);
    QVERIFY(server.entries().contains("a"));
}

void TestFaultLoad::answersInOrderWhenLate()
{
    FaultServer server;
    server.setLatency(20ms);
    server.on("GET", 2, saying(500));
    Line line(server);
    line.say(Listing + Listing);
    const QByteArray heard = line.hearUntil("\r\n\r\n{}");
    QVERIFY2(heard.startsWith("HTTP/1.1 200"), heard.constData());
    QVERIFY2(heard.contains("HTTP/1.1 500"), heard.constData());
}

void TestFaultLoad::countsWhatIsInHand()
{
    FaultServer server;
    server.setLatency(1h);
    Line first(server);
    Line second(server);
    first.say(Listing);
    second.say(Listing);
    QTRY_COMPARE(server.inHand(), 2);
    server.setLatency(0ms);
    QCOMPARE(Line(server).askStatus(Listing), QByteArray("200"));
    QCOMPARE(server.inHand(), 2);
    QCOMPARE(server.mostInHand(), 3);
}

void TestFaultLoad::letsGoOfWhatNobodyWaitsFor()
{
    FaultServer server;
    server.always("GET", Fault::done(Delivery::Stall));
    {
        Line line(server);
        line.say(Listing);
        QTRY_COMPARE(server.inHand(), 1);
    }
    QTRY_COMPARE(server.inHand(), 0);
}

void TestFaultLoad::letsGoOfADrippedAnswerWithItsLastByte()
{
    FaultServer server;
    server.always("GET", Fault{.delivery = Delivery::Drip, .pause = 0ms});
    QCOMPARE(Line(server).askStatus(Listing), QByteArray("200"));
    QCOMPARE(server.inHand(), 0);
    QCOMPARE(server.mostInHand(), 1);
}

void TestFaultLoad::shedsWhatIsTooManyInHand()
{
    FaultServer server;
    server.on("GET", 1, Fault::done(Delivery::Stall));
    server.shedInHand(1, FaultReply::busy(429).withRetryAfter(2s));
    {
        Line busy(server);
        busy.say(Listing);
        QTRY_COMPARE(server.inHand(), 1);
        const QByteArray heard = Line(server).ask(setting("a"));
        QVERIFY2(heard.startsWith("HTTP/1.1 429"), heard.constData());
        QCOMPARE(headerOf(heard, "Retry-After"), QByteArray("2"));
    }
    QCOMPARE(server.shed(), 1);
    QCOMPARE(server.writes("a"), 1);
    QCOMPARE(server.carriedOut("a"), 0);
    QTRY_COMPARE(server.inHand(), 0);
    QCOMPARE(Line(server).askStatus(setting("a")), QByteArray("200"));
}

void TestFaultLoad::shedsWhatIsTooManyInASpan()
{
    FaultServer server;
    server.shedRate(2, 1h);
    Line line(server);
    QCOMPARE(line.askStatus(Listing), QByteArray("200"));
    QCOMPARE(line.askStatus(setting("a")), QByteArray("200"));
    QCOMPARE(line.askStatus(setting("a")), QByteArray("429"));
    QCOMPARE(server.carriedOut("a"), 1);
}

void TestFaultLoad::letsInAgainWhenTheSpanIsOver()
{
    Shedding shedding;
    shedding.limitRate(2, 100ms, FaultReply::busy());
    const Shedding::Clock::time_point start;
    QVERIFY(!shedding.refusal(0, start));
    QVERIFY(!shedding.refusal(0, start + 60ms));
    QVERIFY(shedding.refusal(0, start + 99ms));
    QVERIFY(!shedding.refusal(0, start + 100ms));
    QVERIFY(shedding.refusal(0, start + 159ms)); // those at 60 and at 100; the one turned away does not count
    QVERIFY(!shedding.refusal(0, start + 160ms));
}

void TestFaultLoad::shedsBeforeAnyFault()
{
    FaultServer server;
    server.setLatency(1h);
    server.always("POST", Fault::done(Delivery::Close));
    server.shedInHand(0);
    QCOMPARE(Line(server).askStatus(setting("a")), QByteArray("503"));
}

void TestFaultLoad::shedsNoMoreWhenItBehaves()
{
    FaultServer server;
    server.shedInHand(0);
    server.shedRate(0, 1h);
    server.behave();
    QCOMPARE(Line(server).askStatus(Listing), QByteArray("200"));
}

void TestFaultLoad::dropsConnections()
{
    FaultServer server;
    Line line(server);
    QCOMPARE(line.askStatus(Listing), QByteArray("200"));
    server.dropConnections();
    QTRY_VERIFY(!line.isOpen());
    QCOMPARE(Line(server).askStatus(Listing), QByteArray("200"));
}

void TestFaultLoad::dropsWhoWaitsForAnAnswer()
{
    FaultServer server;
    server.setLatency(1h);
    Line line(server);
    line.say(setting("a"));
    QTRY_COMPARE(server.inHand(), 1);
    server.dropConnections();
    QCOMPARE(line.hear(), QByteArray());
    QCOMPARE(server.carriedOut("a"), 1);
    QTRY_COMPARE(server.inHand(), 0);
}

void TestFaultLoad::comesBack()
{
    FaultServer server;
    Line before(server);
    QCOMPARE(before.askStatus(Listing), QByteArray("200"));
    server.setClosingOnAccept(true);
    server.dropConnections();
    QCOMPARE(before.askStatus(Listing), QByteArray());
    QCOMPARE(Line(server).askStatus(Listing), QByteArray());
    server.setClosingOnAccept(false);
    QCOMPARE(Line(server).askStatus(Listing), QByteArray("200"));
}

QTEST_GUILESS_MAIN(TestFaultLoad)
#include "tst_faultload.moc"
