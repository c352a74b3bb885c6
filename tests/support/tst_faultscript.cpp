// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faulttalk.h"

#include <QSet>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace gatehouse;
using namespace gatehouse::faulttalk;

namespace {

/// The names of those whose write failed, when it is sent for each of them, in this order, on a server made ready so.
QByteArrayList refusedOf(const QByteArrayList &names, const std::function<void(FaultServer &)> &prepare)
{
    FaultServer server;
    prepare(server);
    Line line(server);
    QByteArrayList refused;
    for (const QByteArray &name : names) {
        if (line.askStatus(setting(name)) != "200")
            refused.append(name);
    }
    std::sort(refused.begin(), refused.end());
    return refused;
}

QByteArrayList manyNames()
{
    QByteArrayList names;
    for (int i = 0; i < 400; ++i)
        names.append("user" + QByteArray::number(i));
    return names;
}

} // namespace

/// Which requests a fault server's faults meet.
class TestFaultScript : public QObject
{
    Q_OBJECT

private slots:
    void failsForOneName();
    void failsForANameAsOftenAsTold();
    void waitsForTheBodyThatTellsTheName();
    void failsAShareOfTheRequests();
    void failsTheSameRequestsInAnyOrder();
    void drawsEachRateByItself();
    void drawsAnewForASecondTry();
    void takesTheNthBeforeTheNameBeforeTheRateBeforeAll();
    void behavesWhenTold();
    void countsWhatCameForAName();
};

void TestFaultScript::failsForOneName()
{
    FaultServer server;
    server.byName("POST", "a", saying(403));
    Line line(server);
    QCOMPARE(line.askStatus(setting("a")), QByteArray("403"));
    QCOMPARE(line.askStatus(creating("a")), QByteArray("403"));
    QCOMPARE(line.askStatus(setting("b")), QByteArray("200"));
    QCOMPARE(line.askStatus(request("GET " + Api + "/b")), QByteArray("200"));
    QVERIFY(!server.entries().contains("a"));
}

void TestFaultScript::failsForANameAsOftenAsTold()
{
    FaultServer server;
    Line line(server);
    QCOMPARE(line.askStatus(setting("a")), QByteArray("200"));
    server.byName("*", "a", saying(500), 2);
    QCOMPARE(line.askStatus(setting("a")), QByteArray("500"));
    QCOMPARE(line.askStatus(request("GET " + Api + "/a")), QByteArray("500"));
    QCOMPARE(line.askStatus(setting("a")), QByteArray("200"));
}

void TestFaultScript::waitsForTheBodyThatTellsTheName()
{
    FaultServer server;
    server.byName("POST", "a", saying(403));
    server.always("POST", Fault::notDone(Delivery::CloseAfterHead));
    Line line(server);
    const QByteArray words = creating("a");
    line.say(words.chopped(2));
    QTRY_COMPARE(server.count("POST"), 1);
    QVERIFY(line.isOpen());
    QCOMPARE(line.askStatus(words.last(2)), QByteArray("403"));
}

void TestFaultScript::failsAShareOfTheRequests()
{
    const auto refused =
        refusedOf(manyNames(), [](FaultServer &server) { server.byRate("POST", 0.25, 1, saying(503)); });
    QVERIFY2(refused.size() > 70 && refused.size() < 130, QByteArray::number(refused.size()).constData());
}

void TestFaultScript::failsTheSameRequestsInAnyOrder()
{
    const auto seeded = [](quint64 seed) {
        return [seed](FaultServer &server) { server.byRate("*", 0.25, seed, saying(503)); };
    };
    QByteArrayList names = manyNames();
    const QByteArrayList refused = refusedOf(names, seeded(7));
    std::reverse(names.begin(), names.end());
    QCOMPARE(refusedOf(names, seeded(7)), refused);
    QVERIFY(refusedOf(names, seeded(8)) != refused);
}

void TestFaultScript::drawsEachRateByItself()
{
    const auto refused = refusedOf(manyNames(), [](FaultServer &server) {
        server.byRate("POST", 0.5, 1, saying(503));
        server.byRate("POST", 0.5, 1, saying(500));
    });
    QVERIFY2(refused.size() > 260 && refused.size() < 340, QByteArray::number(refused.size()).constData());
}

void TestFaultScript::drawsAnewForASecondTry()
{
    FaultServer server;
    server.byRate("POST", 0.5, 1, saying(503));
    Line line(server);
    QSet<QByteArray> statuses;
    for (int i = 0; i < 40; ++i)
        statuses.insert(line.askStatus(setting("a")));
    QCOMPARE(statuses, QSet<QByteArray>({"200", "503"}));
}

void TestFaultScript::takesTheNthBeforeTheNameBeforeTheRateBeforeAll()
{
    FaultServer server;
    server.always("POST", saying(500));
    server.byRate("*", 0, 1, saying(501));
    server.byName("*", "a", saying(502));
    server.on("*", 2, saying(503));
    Line line(server);
    QCOMPARE(line.askStatus(setting("a")), QByteArray("502"));
    QCOMPARE(line.askStatus(setting("a")), QByteArray("503"));
    QCOMPARE(line.askStatus(setting("b")), QByteArray("500"));
    server.byRate("*", 1, 1, saying(501));
    QCOMPARE(line.askStatus(setting("b")), QByteArray("501"));
}

void TestFaultScript::behavesWhenTold()
{
    FaultServer server;
    server.on("POST", 1, saying(503));
    server.byName("POST", "a", saying(502));
    server.byRate("POST", 1, 1, saying(501));
    server.always("POST", saying(500));
    server.behave();
    Line line(server);
    QCOMPARE(line.askStatus(setting("a")), QByteArray("200"));
}

void TestFaultScript::countsWhatCameForAName()
{
    FaultServer server;
    server.on("POST", 1, saying(500));
    server.on("POST", 2, Fault::done(Delivery::Close));
    Line(server).ask(setting("a"));
    Line(server).ask(creating("a"));
    Line line(server);
    line.ask(request("GET " + Api + "/a"));
    line.ask(request("DELETE " + Api + "/a"));
    line.ask(request("DELETE " + Api + "/a")); // a 404: nothing was there to be deleted
    line.ask(setting("b"));
    QCOMPARE(server.writes("a"), 4);
    QCOMPARE(server.carriedOut("a"), 2);
    QCOMPARE(server.count("POST", "a"), 2);
    QCOMPARE(server.count("*", "a"), 5);
    QCOMPARE(server.count("*", "c"), 0);
    QCOMPARE(server.carriedOut("c"), 0);
}

QTEST_GUILESS_MAIN(TestFaultScript)
#include "tst_faultscript.moc"
