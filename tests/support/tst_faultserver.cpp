// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faulttalk.h"

#include <QSslSocket>
#include <QTcpSocket>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::faulttalk;

namespace {

/// Says something raw and listens until the other side hangs up.
QByteArray talk(QTcpSocket &socket, const QByteArray &words)
{
    socket.write(words);
    QByteArray heard;
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(10'000))
        heard += socket.readAll();
    return heard + socket.readAll();
}

QByteArray talkTo(const FaultServer &server, const QByteArray &words)
{
    QTcpSocket socket;
    socket.connectToHost(server.url().host(), static_cast<quint16>(server.url().port()));
    if (!socket.waitForConnected(10'000))
        return "not connected";
    return talk(socket, words);
}

/// Each answer is followed by a close, so that the talk ends.
void closeAlways(FaultServer &server)
{
    server.always("*", Fault::done(Delivery::WholeThenClose));
}

} // namespace

class TestFaultServer : public QObject
{
    Q_OBJECT

private slots:
    void answersAsDocumented_data();
    void answersAsDocumented();
    void keepsWhatItIsSentToTheLetter();
    void recordsRequestsRaw();
    void countsOnWhenItRemembersNothing();
    void knowsWhomARequestIsAbout_data();
    void knowsWhomARequestIsAbout();
    void refusesAWrongToken();
    void carriesOutButLosesTheAnswer();
    void cutsAnswers_data();
    void cutsAnswers();
    void failsTheNthRequestOnly();
    void shortensTheListOnly();
    void closesOnAccept();
    void speaksTls();
};

void TestFaultServer::answersAsDocumented_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("list") << request("GET " + Api) << QByteArray(R"({"userStatuses":[{"name":"a/b"},{"name":"c"}]})");
    QTest::newRow("one") << request("GET " + Api + "/a%2Fb") << QByteArray(R"({"userStatuses":[{"name":"a/b"}]})");
    QTest::newRow("nobody") << request("GET " + Api + "/x")
                            << QByteArray(R"({"error":"This user status does not exist."})");
    QTest::newRow("slash") << request("GET " + Api + "/a/b") << QByteArray("Cannot find it");
    QTest::newRow("set") << request("POST " + Api + "/c", R"({"userStatus":{"name":"c","disabled":"x"}})")
                         << QByteArray(R"("message":"Updated successfully","userStatus":{"name":"c","disabled":"x"}})");
    QTest::newRow("mismatch") << request("POST " + Api + "/c", R"({"userStatus":{"name":"C"}})")
                              << QByteArray("the name you entered does not match");
    QTest::newRow("delete") << request("DELETE " + Api + "/c")
                            << QByteArray(R"({"status":"ok","message":"Deleted successfully"})");
    QTest::newRow("delete nobody") << request("DELETE " + Api + "/x")
                                   << QByteArray("This user status does not exist. Please check the name again");
    QTest::newRow("elsewhere") << request("GET /") << QByteArray("text/html");
}

void TestFaultServer::answersAsDocumented()
{
    QFETCH(const QByteArray, sent);
    QFETCH(const QByteArray, answer);
    FaultServer server;
    closeAlways(server);
    server.setEntries({{"a/b", R"({"name":"a/b"})"}, {"c", R"({"name":"c"})"}});
    const QByteArray heard = talkTo(server, sent);
    QVERIFY2(heard.contains(answer), heard.constData());
}

void TestFaultServer::keepsWhatItIsSentToTheLetter()
{
    FaultServer server;
    closeAlways(server);
    const QByteArray entry = R"({ "name":"a", "big":12345678901234567890123, "list":[{"x":1}] })";
    talkTo(server, request("POST " + Api, "{\"userStatus\":" + entry + "}"));
    QCOMPARE(server.entries().at("a"), entry);
}

void TestFaultServer::recordsRequestsRaw()
{
    FaultServer server;
    closeAlways(server);
    talkTo(server, request("POST " + Api + "/a%2Fb", "{}"));
    QCOMPARE(server.requests().size(), 1);
    const SeenRequest seen = server.requests().constFirst();
    QCOMPARE(seen.line, "POST " + Api + "/a%2Fb HTTP/1.1");
    QCOMPARE(seen.target(), Api + "/a%2Fb");
    QCOMPARE(seen.header("content-LENGTH"), QByteArray("2"));
    QCOMPARE(seen.body, QByteArray("{}"));
    QCOMPARE(server.count("POST"), 1);
    QCOMPARE(server.count("GET"), 0);
}

void TestFaultServer::countsOnWhenItRemembersNothing()
{
    FaultServer server;
    closeAlways(server);
    talkTo(server, request("POST " + Api + "/a", "{}"));
    server.stopRemembering();
    talkTo(server, request("POST " + Api + "/a", "{}"));
    QCOMPARE(server.requests().size(), 0);
    QCOMPARE(server.count("POST", "a"), 2);
}

void TestFaultServer::knowsWhomARequestIsAbout_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("decoded") << "/base" + Api + "/a%2Fb%40x" << QByteArray() << QByteArray("a/b@x");
    QTest::newRow("the path's, not the body's")
        << Api + "/a" << QByteArray(R"({"userStatus":{"name":"b"}})") << QByteArray("a");
    QTest::newRow("new") << Api << QByteArray(R"({"userStatus":{"big":12345678901234567890,"name":"c\u00e9"}})")
                         << QByteArray("c\xc3\xa9");
    QTest::newRow("called like the resource") << Api + "/user-statuses" << QByteArray() << QByteArray("user-statuses");
    QTest::newRow("nobody") << Api << QByteArray() << QByteArray();
}

void TestFaultServer::knowsWhomARequestIsAbout()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, name);
    const SeenRequest seen{"POST " + target + " HTTP/1.1", {}, body};
    QCOMPARE(seen.name(), name);
}

void TestFaultServer::refusesAWrongToken()
{
    FaultServer server;
    closeAlways(server);
    server.setToken("right");
    QVERIFY(talkTo(server, request("GET " + Api)).startsWith("HTTP/1.1 401"));
    QVERIFY(talkTo(server, "GET " + Api + " HTTP/1.1\r\nX-Imply-Api-Token: right\r\n\r\n").startsWith("HTTP/1.1 200"));
}

void TestFaultServer::carriesOutButLosesTheAnswer()
{
    FaultServer server;
    server.setEntries({{"a", R"({"name":"a"})"}, {"b", R"({"name":"b"})"}});
    server.on("DELETE", 1, Fault::done(Delivery::Close));
    server.on("DELETE", 2, Fault::notDone(Delivery::Reset));
    QCOMPARE(talkTo(server, request("DELETE " + Api + "/a")), QByteArray());
    QCOMPARE(talkTo(server, request("DELETE " + Api + "/b")), QByteArray());
    QCOMPARE(server.entries().size(), std::size_t{1});
    QVERIFY(server.entries().contains("b"));
}

void TestFaultServer::cutsAnswers_data()
{
    QTest::addColumn<Delivery>("delivery");
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("status line") << Delivery::CutInStatusLine << QByteArray("HTTP/1");
    QTest::newRow("body") << Delivery::CutInBody << QByteArray(R"({"userStatuses":[])");
    QTest::newRow("nothing") << Delivery::CloseAfterHead << QByteArray("");
}

void TestFaultServer::cutsAnswers()
{
    QFETCH(const Delivery, delivery);
    QFETCH(const QByteArray, end);
    FaultServer server;
    server.always("GET", Fault::done(delivery));
    const QByteArray heard = talkTo(server, request("GET " + Api));
    QVERIFY2(heard.endsWith(end), heard.constData());
}

void TestFaultServer::failsTheNthRequestOnly()
{
    FaultServer server;
    closeAlways(server);
    Fault closing = Fault::answer(FaultReply::text(500, "oops"));
    closing.delivery = Delivery::WholeThenClose;
    server.on("GET", 2, closing);
    QVERIFY(talkTo(server, request("GET " + Api)).startsWith("HTTP/1.1 200"));
    QVERIFY(talkTo(server, request("GET " + Api)).startsWith("HTTP/1.1 500"));
    QVERIFY(talkTo(server, request("GET " + Api)).startsWith("HTTP/1.1 200"));
}

void TestFaultServer::shortensTheListOnly()
{
    FaultServer server;
    server.setEntries({{"a", R"({"name":"a"})"}, {"b", R"({"name":"b"})"}});
    Line line(server);
    server.setListedAtMost(1);
    QVERIFY(line.ask(request("GET " + Api)).endsWith(R"({"userStatuses":[{"name":"a"}]})"));
    QVERIFY(line.ask(request("GET " + Api + "/b")).endsWith(R"({"userStatuses":[{"name":"b"}]})"));
    server.setListedAtMost(0);
    QVERIFY(line.ask(request("GET " + Api)).endsWith(R"({"userStatuses":[]})"));
    server.behave();
    QVERIFY(line.ask(request("GET " + Api)).endsWith(R"({"userStatuses":[{"name":"a"},{"name":"b"}]})"));
}

void TestFaultServer::closesOnAccept()
{
    FaultServer server;
    server.setClosingOnAccept(true);
    QCOMPARE(talkTo(server, {}), QByteArray());
    QCOMPARE(server.requests().size(), 0);
}

void TestFaultServer::speaksTls()
{
    FaultServer server(Transport::Tls);
    closeAlways(server);
    QSslSocket socket;
    socket.setSslConfiguration(server.trustingConfiguration());
    socket.connectToHostEncrypted(server.url().host(), static_cast<quint16>(server.url().port()));
    QVERIFY2(socket.waitForEncrypted(10'000), qPrintable(socket.errorString()));
    QVERIFY(talk(socket, request("GET " + Api)).contains("userStatuses"));
}

QTEST_GUILESS_MAIN(TestFaultServer)
#include "tst_faultserver.moc"
