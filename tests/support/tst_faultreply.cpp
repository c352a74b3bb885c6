// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faulttalk.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::faulttalk;
using namespace std::chrono_literals;

namespace {

QDateTime dateOf(const QByteArray &heard, const QByteArray &name)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(headerOf(heard, name)),
                                             QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    date.setTimeSpec(Qt::UTC);
    return date;
}

} // namespace

/// Answers of a fault server that are wrong in themselves, and what they say of the time.
class TestFaultReply : public QObject
{
    Q_OBJECT

private slots:
    void promisesAWrongLength_data();
    void promisesAWrongLength();
    void answersGarbage();
    void asksForAPauseInSeconds();
    void asksForAPauseUntilADate();
    void tellsTheTimeOfAWrongClock();
    void tellsNoTimeWithoutAClock();
};

void TestFaultReply::promisesAWrongLength_data()
{
    QTest::addColumn<Delivery>("delivery");
    QTest::addColumn<int>("off");
    QTest::addColumn<bool>("isOpenAfterwards");
    QTest::newRow("too small") << Delivery::LengthTooSmall << -1 << true;
    QTest::newRow("too large") << Delivery::LengthTooLarge << 100 << true;
    QTest::newRow("too large, then closed") << Delivery::LengthTooLargeThenClose << 100 << false;
}

void TestFaultReply::promisesAWrongLength()
{
    QFETCH(const Delivery, delivery);
    QFETCH(const int, off);
    QFETCH(const bool, isOpenAfterwards);
    FaultServer server;
    server.on("GET", 1, Fault::done(delivery));
    Line line(server);
    line.say(request("GET " + Api));
    const QByteArray body = R"({"userStatuses":[]})";
    const QByteArray heard = line.hearUntil(body);
    QCOMPARE(headerOf(heard, "Content-Length").toLongLong(), body.size() + off);
    if (isOpenAfterwards)
        QCOMPARE(line.askStatus(request("GET " + Api)), QByteArray("200"));
    else
        QTRY_VERIFY(!line.isOpen());
}

void TestFaultReply::answersGarbage()
{
    FaultServer server;
    server.on("GET", 1, Fault::answer(FaultReply::garbageBody()));
    server.on("GET", 2, Fault::answer(FaultReply::garbage()));
    Line line(server);
    const QByteArray withHead = line.ask(request("GET " + Api));
    QVERIFY(withHead.startsWith("HTTP/1.1 200"));
    QVERIFY(withHead.endsWith(FaultReply::garbage().raw));
    QCOMPARE(line.ask(request("GET " + Api)), FaultReply::garbage().raw);
}

void TestFaultReply::asksForAPauseInSeconds()
{
    FaultServer server;
    server.always("GET", Fault::answer(FaultReply::busy(429).withRetryAfter(7s)));
    const QByteArray heard = Line(server).ask(request("GET " + Api));
    QVERIFY(heard.startsWith("HTTP/1.1 429"));
    QCOMPARE(headerOf(heard, "Retry-After"), QByteArray("7"));
}

void TestFaultReply::asksForAPauseUntilADate()
{
    FaultServer server;
    server.setClock(-1h);
    server.always("GET", Fault::answer(FaultReply::busy().withRetryDate(90s)));
    const QByteArray heard = Line(server).ask(request("GET " + Api));
    const QDateTime until = dateOf(heard, "Retry-After");
    QVERIFY2(until.isValid(), heard.constData());
    QCOMPARE(dateOf(heard, "Date").secsTo(until), 90);
}

void TestFaultReply::tellsTheTimeOfAWrongClock()
{
    FaultServer server;
    server.setClock(72h);
    const QDateTime before = QDateTime::currentDateTimeUtc();
    const QByteArray heard = Line(server).ask(request("GET " + Api));
    const QDateTime told = dateOf(heard, "Date").addDays(-3);
    QVERIFY2(told >= before.addSecs(-1) && told <= QDateTime::currentDateTimeUtc(), heard.constData());
}

void TestFaultReply::tellsNoTimeWithoutAClock()
{
    FaultServer server;
    Line line(server);
    QVERIFY(dateOf(line.ask(request("GET " + Api)), "Date").isValid());
    server.setClock({});
    QVERIFY(headerOf(line.ask(request("GET " + Api)), "Date").isEmpty());
}

QTEST_GUILESS_MAIN(TestFaultReply)
#include "tst_faultreply.moc"
