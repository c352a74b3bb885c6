// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/pivotclient.h"
#include "tests/app/api/answers.h"
#include "tests/support/faultserver.h"
#include "users/statusjson.h"

#include <QElapsedTimer>
#include <QNetworkProxy>
#include <QScopeGuard>
#include <QTcpServer>
#include <QTcpSocket>

using namespace gatehouse;
using namespace std::chrono_literals;

namespace {

using Kind = ApiErrorKind;

const QByteArray Token = "s3cret-t0ken-of-this-test";

QByteArray entryOf(const QByteArray &name)
{
    return writeStatus(UserStatus::enabled(name));
}

std::map<QByteArray, QByteArray> people(int count)
{
    std::map<QByteArray, QByteArray> entries;
    for (int i = 0; i < count; ++i) {
        const QByteArray name = "user" + QByteArray::number(i) + "@example.com";
        entries[name] = entryOf(name);
    }
    return entries;
}

ClientOptions optionsFor(const FaultServer &server)
{
    ClientOptions options;
    if (server.url().scheme() == QLatin1String("https"))
        options.tls = server.trustingConfiguration();
    return options;
}

FaultReply listReply(const QByteArray &entries)
{
    return FaultReply::json(200, "{\"userStatuses\":[" + entries + "]}");
}

/// The name that a write is about, whether its body came or not.
QByteArray nameIn(const SeenRequest &request)
{
    const qsizetype sent = request.body.indexOf("user", 14);
    if (sent >= 0)
        return request.body.mid(sent, request.body.indexOf('"', sent) - sent);
    const QByteArray segment = request.target().mid(request.target().lastIndexOf('/') + 1);
    return segment == "user-statuses" ? "somebody on connection " + QByteArray::number(request.connection) : segment;
}

bool hasArrivedWhole(const FaultServer &server, const QByteArray &name)
{
    const QList<SeenRequest> requests = server.requests();
    return std::any_of(requests.begin(), requests.end(), [&name](const SeenRequest &request) {
        return request.method() == "POST" && !request.body.isEmpty() && nameIn(request) == name;
    });
}

/// A port on which nobody listens.
QUrl deadEnd()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort()));
}

} // namespace

/// The five calls against a server that misbehaves.
class TestPivotFaults : public QObject
{
    Q_OBJECT

private slots:
    void sendsAWriteOnce_data();
    void sendsAWriteOnce();
    void sendsAWriteOnceOnAReusedConnection();
    void neverTakesACutListForAWholeOne_data();
    void neverTakesACutListForAWholeOne();
    void readsEveryFraming_data();
    void readsEveryFraming();
    void followsNoRedirect_data();
    void followsNoRedirect();
    void givesUpWhenTheTimeIsUp_data();
    void givesUpWhenTheTimeIsUp();
    void boundsTheBody();
    void survivesAGzipBomb();
    void believesAnHonestListThatPacksWell();
    void tellsRefusalsBeforeTheBodyIsWhole();
    void knowsThatNothingWasSent();
    void tellsATlsFailure();
    void tellsAProxyFailure_data();
    void tellsAProxyFailure();
    void speaksNoOtherProtocol_data();
    void speaksNoOtherProtocol();
    void readsRetryAfter_data();
    void readsRetryAfter();
    void neverTellsTheToken_data();
    void neverTellsTheToken();
    void refusesGarbageAsData_data();
    void refusesGarbageAsData();
};

void TestPivotFaults::sendsAWriteOnce_data()
{
    QTest::addColumn<Transport>("transport");
    QTest::addColumn<Delivery>("delivery");
    const std::pair<const char *, Delivery> deliveries[] = {
        {"close", Delivery::Close},
        {"reset", Delivery::Reset},
        {"close after head", Delivery::CloseAfterHead},
        {"cut in status line", Delivery::CutInStatusLine},
        {"cut in head", Delivery::CutInHead},
        {"cut in body", Delivery::CutInBody},
        {"cut and reset", Delivery::CutInBodyThenReset},
    };
    for (const auto &[name, delivery] : deliveries) {
        QTest::addRow("%s", name) << Transport::Plain << delivery;
        QTest::addRow("%s, TLS", name) << Transport::Tls << delivery;
    }
}

void TestPivotFaults::sendsAWriteOnce()
{
    QFETCH(const Transport, transport);
    QFETCH(const Delivery, delivery);
    FaultServer server(transport);
    server.always("*", Fault::done(delivery));
    PivotClient client(server.url(), Token, optionsFor(server));
    constexpr int Rounds = 40;
    for (int i = 0; i < Rounds; ++i) {
        const QByteArray name = "user" + QByteArray::number(i);
        Answers<StatusAnswer> written;
        Answers<DeleteAnswer> deleted;
        const auto write = i % 2 == 0 ? client.set(UserStatus::enabled(name), written.handler())
                                      : client.create(UserStatus::enabled(name), written.handler());
        QVERIFY(written.wait());
        const auto remove = client.remove(name, deleted.handler());
        QVERIFY(deleted.wait());
        // A connection that the server was just closing can fail before the body leaves: then nothing has happened.
        if (written.kind() == Kind::Unreachable)
            QVERIFY(!hasArrivedWhole(server, name));
        else
            QCOMPARE(written.kind(), Kind::ResultNotKnown);
        if (written.kind() == Kind::ResultNotKnown) {
            const bool isUnheard = written.error().httpStatus == 0;
            QCOMPARE(written.error().cause, isUnheard ? Kind::Unreachable : Kind::BadData);
        }
        // Where the write did not arrive there is nothing to delete, and half of a 404 says so.
        if (deleted.kind() == Kind::NotFound)
            QVERIFY(!hasArrivedWhole(server, name));
        else
            QCOMPARE(deleted.kind(), Kind::ResultNotKnown);
    }
    // Anything that would still come would come over a connection of its own, before this one's answer.
    server.behave();
    Answers<StatusAnswer> later;
    const auto last = client.read("nobody", later.handler());
    QVERIFY(later.wait());
    QVERIFY2(server.count("POST") <= Rounds, qPrintable(QString::number(server.count("POST"))));
    QVERIFY2(server.count("POST") > Rounds / 2, qPrintable(QString::number(server.count("POST"))));
    QVERIFY2(server.count("DELETE") <= Rounds, qPrintable(QString::number(server.count("DELETE"))));
    QVERIFY2(server.count("DELETE") > Rounds / 2, qPrintable(QString::number(server.count("DELETE"))));
    QMap<QByteArray, int> lines;
    for (const SeenRequest &request : server.requests())
        ++lines[request.method() + nameIn(request)];
    for (const int count : std::as_const(lines))
        QCOMPARE(count, 1);
}

/// The usual way to lose a request: the server closes a kept connection just when the next request goes out on it.
void TestPivotFaults::sendsAWriteOnceOnAReusedConnection()
{
    FaultServer server;
    server.always("*", Fault::done(Delivery::WholeThenClose));
    PivotClient client(server.url(), Token);
    int unknown = 0;
    for (int i = 0; i < 100; ++i) {
        const QByteArray name = "user" + QByteArray::number(i);
        Answers<StatusAnswer> written;
        const auto write = client.create(UserStatus::enabled(name), written.handler());
        QVERIFY(written.wait());
        if (!written.isSuccess()) {
            QVERIFY(written.kind() == Kind::ResultNotKnown || written.kind() == Kind::Unreachable);
            ++unknown;
        }
        QVERIFY(!written.isSuccess() || server.entries().contains(name));
    }
    QVERIFY(server.count("POST") <= 100);
    QVERIFY(server.count("POST") >= 100 - unknown); // no success without a request
    QVERIFY(unknown < 100);
}

void TestPivotFaults::neverTakesACutListForAWholeOne_data()
{
    QTest::addColumn<FaultReply::Framing>("framing");
    QTest::addColumn<Delivery>("delivery");
    using Framing = FaultReply::Framing;
    const std::pair<const char *, Framing> framings[] = {
        {"length", Framing::ContentLength}, {"chunked", Framing::Chunked}, {"until close", Framing::UntilClose}};
    const std::pair<const char *, Delivery> cuts[] = {{"cut", Delivery::CutInBody},
                                                      {"reset", Delivery::CutInBodyThenReset}};
    for (const auto &[framingName, framing] : framings) {
        for (const auto &[cutName, cut] : cuts)
            QTest::addRow("%s, %s", framingName, cutName) << framing << cut;
    }
}

void TestPivotFaults::neverTakesACutListForAWholeOne()
{
    QFETCH(const FaultReply::Framing, framing);
    QFETCH(const Delivery, delivery);
    FaultServer server;
    QByteArray entries;
    for (const auto &[name, entry] : people(200))
        entries += (entries.isEmpty() ? "" : ",") + entry;
    Fault fault = Fault::answer(listReply(entries));
    fault.reply->framing = framing;
    fault.delivery = delivery;
    server.always("GET", fault);
    PivotClient client(server.url(), Token);
    for (int i = 0; i < 40; ++i) {
        Answers<ListAnswer> listed;
        const auto list = client.list(listed.handler());
        QVERIFY(listed.wait());
        // The last byte of a chunked answer is the end of its frame; the list itself may have come whole.
        if (framing == FaultReply::Framing::Chunked && delivery == Delivery::CutInBody && listed.isSuccess())
            QCOMPARE(listed.result()->list.count(), Row{200});
        else
            QVERIFY2(listed.kind() == Kind::BadData || listed.kind() == Kind::Unreachable,
                     listed.kind() ? qPrintable(listed.error().detail) : "taken for whole");
    }
}

void TestPivotFaults::readsEveryFraming_data()
{
    QTest::addColumn<FaultReply>("reply");
    const QByteArray body = R"({"userStatuses":[{"name":"a@x"},{"name":")" + QByteArray(5000, 'n') + R"("}]})";
    for (const auto framing :
         {FaultReply::Framing::ContentLength, FaultReply::Framing::Chunked, FaultReply::Framing::UntilClose}) {
        FaultReply plain = FaultReply::json(200, body);
        plain.framing = framing;
        QTest::addRow("plain %d", static_cast<int>(framing)) << plain;
        FaultReply packed = FaultReply::gzipped(body);
        packed.framing = framing;
        QTest::addRow("gzip %d", static_cast<int>(framing)) << packed;
    }
    FaultReply untyped = FaultReply::json(200, body);
    untyped.contentType.clear();
    QTest::newRow("no type") << untyped;
    QTest::newRow("text") << FaultReply::text(200, body);
    QTest::newRow("byte order mark") << FaultReply::json(200, "\xEF\xBB\xBF" + body);
}

void TestPivotFaults::readsEveryFraming()
{
    QFETCH(const FaultReply, reply);
    FaultServer server;
    server.always("GET", Fault::answer(reply));
    PivotClient client(server.url(), Token);
    for (int i = 0; i < 3; ++i) {
        Answers<ListAnswer> listed;
        const auto list = client.list(listed.handler());
        QVERIFY(listed.wait());
        QVERIFY2(listed.isSuccess(), listed.kind() ? qPrintable(listed.error().detail) : "");
        QCOMPARE(listed.result()->list.count(), Row{2});
    }
}

void TestPivotFaults::followsNoRedirect_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void TestPivotFaults::followsNoRedirect()
{
    QFETCH(const int, status);
    FaultServer other;
    FaultServer server;
    const QByteArray there = other.url().toEncoded() + "/api/v1/user-statuses";
    server.always("*", Fault::answer(FaultReply::redirect(status, there)));
    PivotClient client(server.url(), Token);
    Answers<ListAnswer> listed;
    Answers<StatusAnswer> statuses;
    Answers<DeleteAnswer> deleted;
    const auto list = client.list(listed.handler());
    const auto set = client.set(UserStatus::enabled("a"), statuses.handler());
    const auto remove = client.remove("a", deleted.handler());
    QVERIFY(listed.wait() && statuses.wait() && deleted.wait());
    QCOMPARE(listed.kind(), Kind::NotTheApi);
    QCOMPARE(statuses.kind(), Kind::NotTheApi);
    QCOMPARE(deleted.kind(), Kind::NotTheApi);
    QCOMPARE(listed.error().httpStatus, status);
    QCOMPARE(server.requests().size(), 3);
    QCOMPARE(other.connections(), 0);
}

void TestPivotFaults::givesUpWhenTheTimeIsUp_data()
{
    QTest::addColumn<Delivery>("delivery");
    QTest::newRow("silence") << Delivery::Stall;
    QTest::newRow("silence in the body") << Delivery::StallInBody;
    QTest::newRow("drip") << Delivery::Drip;
}

void TestPivotFaults::givesUpWhenTheTimeIsUp()
{
    QFETCH(const Delivery, delivery);
    FaultServer server;
    server.setEntries(people(100));
    Fault fault = Fault::done(delivery);
    fault.pause = 10ms; // the whole list would take a minute
    server.always("*", fault);
    ClientOptions options;
    options.timeout = 300ms;
    options.listTimeout = 400ms;
    PivotClient client(server.url(), Token, options);
    QElapsedTimer clock;
    clock.start();
    Answers<ListAnswer> listed;
    Answers<StatusAnswer> one;
    Answers<StatusAnswer> set;
    Answers<DeleteAnswer> deleted;
    const auto list = client.list(listed.handler());
    const auto read = client.read("user1@example.com", one.handler());
    const auto setting = client.set(UserStatus::enabled("user1@example.com"), set.handler());
    const auto remove = client.remove("user2@example.com", deleted.handler());
    QVERIFY(listed.wait() && one.wait() && set.wait() && deleted.wait());
    QVERIFY(clock.elapsed() < 20'000);
    QCOMPARE(listed.kind(), Kind::TimedOut);
    QCOMPARE(one.kind(), Kind::TimedOut);
    QCOMPARE(set.kind(), Kind::ResultNotKnown);
    QCOMPARE(set.error().cause, Kind::TimedOut);
    QCOMPARE(deleted.kind(), Kind::ResultNotKnown);
    QCOMPARE(deleted.error().cause, Kind::TimedOut);
    QVERIFY(listed.error().isRetriable());
    QVERIFY(!set.error().isRetriable());
    QCOMPARE(server.count("POST"), 1);
    QCOMPARE(server.count("DELETE"), 1);
}

void TestPivotFaults::boundsTheBody()
{
    const QByteArray entry = R"({"name":")" + QByteArray(200'000, 'n') + R"("})";
    FaultServer server;
    ClientOptions options;
    options.bodyLimit = 100'000;
    PivotClient client(server.url(), Token, options);
    for (const auto framing :
         {FaultReply::Framing::ContentLength, FaultReply::Framing::Chunked, FaultReply::Framing::UntilClose}) {
        FaultReply reply = listReply(entry);
        reply.framing = framing;
        server.always("*", Fault::answer(reply));
        Answers<ListAnswer> listed;
        const auto list = client.list(listed.handler());
        Answers<StatusAnswer> set;
        const auto setting = client.set(UserStatus::enabled("a"), set.handler());
        QVERIFY(listed.wait() && set.wait());
        QCOMPARE(listed.kind(), Kind::TooLarge);
        QCOMPARE(set.kind(), Kind::ResultNotKnown);
        QCOMPARE(set.error().cause, Kind::TooLarge);
    }
    // A promise alone is enough, and a body that just fits is fine.
    FaultReply lie = listReply({});
    lie.framing = FaultReply::Framing::None;
    server.always("*", Fault::answer(lie.with("Content-Length", "9000000000000000000")));
    Answers<ListAnswer> promised;
    const auto promise = client.list(promised.handler());
    QVERIFY(promised.wait());
    QCOMPARE(promised.kind(), Kind::TooLarge);
    const QByteArray frame = R"({"userStatuses":[{"name":""}]})";
    server.always("*", Fault::answer(listReply(R"({"name":")" + QByteArray(100'000 - frame.size(), 'n') + R"("})")));
    Answers<ListAnswer> fitting;
    const auto fit = client.list(fitting.handler());
    QVERIFY(fitting.wait());
    QVERIFY(fitting.isSuccess());
    QCOMPARE(fitting.result()->bytes, 100'000);
}

void TestPivotFaults::survivesAGzipBomb()
{
    FaultServer server;
    server.always("*", Fault::answer(FaultReply::gzipped(QByteArray(60'000'000, ' '))));
    ClientOptions options;
    options.bodyLimit = 1'000'000;
    PivotClient client(server.url(), Token, options);
    Answers<ListAnswer> listed;
    const auto list = client.list(listed.handler());
    QVERIFY(listed.wait());
    QCOMPARE(listed.kind(), Kind::TooLarge);
    // An answer about one user is bounded much lower.
    PivotClient generous(server.url(), Token);
    Answers<StatusAnswer> one;
    const auto read = generous.read("a", one.handler());
    QVERIFY(one.wait());
    QCOMPARE(one.kind(), Kind::TooLarge);
}

void TestPivotFaults::believesAnHonestListThatPacksWell()
{
    QByteArray entries;
    for (int i = 0; i < 500'000; ++i)
        entries += (i == 0 ? R"({"name":"aaaaaaaaaaaaaaaaaaaaa)" : R"(,{"name":"aaaaaaaaaaaaaaaaaaaaa)") +
                   QByteArray::number(i) + R"("})";
    const FaultReply reply = FaultReply::gzipped("{\"userStatuses\":[" + entries + "]}");
    FaultServer server;
    server.always("GET", Fault::answer(reply));
    PivotClient client(server.url(), Token);
    Answers<ListAnswer> listed;
    const auto list = client.list(listed.handler());
    QVERIFY(listed.wait());
    QVERIFY2(listed.isSuccess(), listed.kind() ? qPrintable(listed.error().detail) : "");
    QCOMPARE(listed.result()->list.count(), Row{500000});
}

void TestPivotFaults::tellsRefusalsBeforeTheBodyIsWhole()
{
    FaultServer server;
    Fault fault = Fault::answer(FaultReply::page(403, QByteArray(1000, 'x')));
    fault.delivery = Delivery::StallInBody;
    server.always("*", fault);
    ClientOptions options;
    options.timeout = 300ms;
    options.listTimeout = 300ms;
    PivotClient client(server.url(), Token, options);
    Answers<StatusAnswer> set;
    const auto setting = client.set(UserStatus::enabled("a"), set.handler());
    QVERIFY(set.wait());
    QCOMPARE(set.kind(), Kind::Forbidden);
    fault.reply->status = 200;
    server.always("*", fault);
    Answers<ListAnswer> listed;
    const auto list = client.list(listed.handler());
    QVERIFY(listed.wait());
    QCOMPARE(listed.kind(), Kind::NotTheApi);
}

void TestPivotFaults::knowsThatNothingWasSent()
{
    for (const QUrl &base : {deadEnd(), QUrl(QStringLiteral("http://name.invalid"))}) {
        PivotClient client(base, Token);
        Answers<ListAnswer> listed;
        Answers<StatusAnswer> statuses;
        Answers<StatusAnswer> created;
        Answers<DeleteAnswer> deleted;
        const auto list = client.list(listed.handler());
        const auto set = client.set(UserStatus::enabled("a"), statuses.handler());
        const auto create = client.create(UserStatus::enabled("a"), created.handler());
        const auto remove = client.remove("a", deleted.handler());
        QVERIFY(listed.wait() && statuses.wait() && created.wait() && deleted.wait());
        QCOMPARE(listed.kind(), Kind::Unreachable);
        QCOMPARE(statuses.kind(), Kind::Unreachable);
        QCOMPARE(created.kind(), Kind::Unreachable);
        QCOMPARE(deleted.kind(), Kind::Unreachable);
        QVERIFY(!listed.error().detail.isEmpty());
        QCOMPARE(listed.error().httpStatus, 0);
    }
}

void TestPivotFaults::tellsATlsFailure()
{
    FaultServer server(Transport::Tls);
    PivotClient distrusting(server.url(), Token); // does not know the certificate
    Answers<StatusAnswer> set;
    Answers<DeleteAnswer> deleted;
    const auto setting = distrusting.set(UserStatus::enabled("a"), set.handler());
    const auto remove = distrusting.remove("a", deleted.handler());
    QVERIFY(set.wait() && deleted.wait());
    QCOMPARE(set.kind(), Kind::Tls);
    QCOMPARE(deleted.kind(), Kind::Tls);

    // A server without TLS sees nothing of the request, and answers what is no handshake.
    QTcpServer plain;
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    QByteArray heard;
    connect(&plain, &QTcpServer::newConnection, &plain, [&] {
        QTcpSocket *socket = plain.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&heard, socket] {
            heard += socket->readAll();
            socket->write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    PivotClient client(QUrl(QStringLiteral("https://127.0.0.1:%1").arg(plain.serverPort())), Token);
    Answers<DeleteAnswer> lost;
    const auto losing = client.remove("a", lost.handler());
    QVERIFY(lost.wait());
    QCOMPARE(lost.kind(), Kind::Tls);
    QVERIFY(!heard.isEmpty());
    QVERIFY(!heard.contains(Token));
    QCOMPARE(server.requests().size(), 0);
}

void TestPivotFaults::tellsAProxyFailure_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<bool>("isThere");
    for (const char *scheme : {"http", "https"}) {
        QTest::addRow("%s, nobody there", scheme) << QString::fromUtf8(scheme) << false;
        QTest::addRow("%s, wants a login", scheme) << QString::fromUtf8(scheme) << true;
    }
}

void TestPivotFaults::tellsAProxyFailure()
{
    QFETCH(const QString, scheme);
    QFETCH(const bool, isThere);
    FaultServer proxy;
    proxy.always(
        "*",
        Fault::answer(FaultReply::page(407, "<title>Log in</title>").with("Proxy-Authenticate", "Basic realm=\"x\"")));
    const QUrl place = isThere ? proxy.url() : deadEnd();
    const QNetworkProxy before = QNetworkProxy::applicationProxy();
    const auto putBack = qScopeGuard([&before] { QNetworkProxy::setApplicationProxy(before); });
    QNetworkProxy::setApplicationProxy(
        QNetworkProxy(QNetworkProxy::HttpProxy, place.host(), static_cast<quint16>(place.port())));
    PivotClient client(QUrl(scheme + QStringLiteral("://pivot.invalid")), Token);
    Answers<ListAnswer> listed;
    Answers<StatusAnswer> set;
    const auto list = client.list(listed.handler());
    const auto setting = client.set(UserStatus::enabled("a"), set.handler());
    QVERIFY(listed.wait() && set.wait());
    QVERIFY(listed.kind() && set.kind());
    // Of a proxy that refuses the connection Qt says the same as of a server that does.
    QCOMPARE(*listed.kind(), isThere ? Kind::Proxy : Kind::Unreachable);
    QCOMPARE(*set.kind(), isThere ? Kind::Proxy : Kind::Unreachable);
    QVERIFY(proxy.count("POST") <= 1);
}

void TestPivotFaults::speaksNoOtherProtocol_data()
{
    QTest::addColumn<QByteArray>("greeting");
    QTest::newRow("ssh") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n");
    QTest::newRow("mail") << QByteArray("220 mail.example.com ESMTP\r\n");
    QTest::newRow("bytes") << QByteArray("\x15\x03\x01\x00\x02\x02\x46", 7);
    QTest::newRow("HTTP/9") << QByteArray("HTTP/9 OK\r\n\r\n");
    QTest::newRow("bad status") << QByteArray("HTTP/1.1 abc OK\r\nContent-Length: 2\r\n\r\n{}");
    QTest::newRow("only a line") << QByteArray("HTTP/1.1 200 OK\r\n");
}

void TestPivotFaults::speaksNoOtherProtocol()
{
    QFETCH(const QByteArray, greeting);
    FaultServer server;
    FaultReply reply;
    reply.raw = greeting;
    server.always("*", Fault::answer(reply));
    PivotClient client(server.url(), Token);
    Answers<ListAnswer> listed;
    Answers<StatusAnswer> set;
    Answers<DeleteAnswer> deleted;
    const auto list = client.list(listed.handler());
    const auto setting = client.set(UserStatus::enabled("a"), set.handler());
    const auto remove = client.remove("a", deleted.handler());
    QVERIFY(listed.wait() && set.wait() && deleted.wait());
    const QList<Kind> fitting{Kind::NotTheApi, Kind::BadData, Kind::Unreachable};
    QVERIFY2(listed.kind() && fitting.contains(*listed.kind()), greeting.constData());
    QCOMPARE(set.kind(), Kind::ResultNotKnown);
    QCOMPARE(deleted.kind(), Kind::ResultNotKnown);
    QCOMPARE(server.count("POST"), 1);
    QCOMPARE(server.count("DELETE"), 1);
}

void TestPivotFaults::readsRetryAfter_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("seconds"); // -1: none
    QTest::newRow("seconds") << 429 << QByteArray("120") << 120;
    QTest::newRow("date") << 503 << QByteArray("Sun, 06 Nov 1994 08:50:37 GMT") << 60;
    QTest::newRow("past") << 429 << QByteArray("Sun, 06 Nov 1994 08:40:37 GMT") << 0;
    QTest::newRow("negative") << 429 << QByteArray("-5") << -1;
    QTest::newRow("odd") << 429 << QByteArray("soon") << -1;
    QTest::newRow("huge") << 429 << QByteArray("99999999999999999999") << -1;
    QTest::newRow("not busy") << 500 << QByteArray("120") << -1;
}

void TestPivotFaults::readsRetryAfter()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, header);
    QFETCH(const int, seconds);
    FaultServer server;
    server.always("*", Fault::answer(FaultReply::text(status, "busy")
                                         .with("Date", "Sun, 06 Nov 1994 08:49:37 GMT")
                                         .with("Retry-After", header)));
    PivotClient client(server.url(), Token);
    Answers<StatusAnswer> set;
    const auto setting = client.set(UserStatus::enabled("a"), set.handler());
    QVERIFY(set.wait());
    QCOMPARE(set.kind(), status == 429 ? Kind::TooManyRequests : Kind::ServerError);
    QCOMPARE(set.error().serverWords, QStringLiteral("busy"));
    QCOMPARE(set.error().retryAfter.has_value(), seconds >= 0);
    if (seconds >= 0)
        QCOMPARE(set.error().retryAfter->count(), seconds);
    QCOMPARE(server.count("POST"), 1); // whoever tries again, it is not the client
}

void TestPivotFaults::neverTellsTheToken_data()
{
    QTest::addColumn<FaultReply>("reply");
    for (const int status : {200, 302, 400, 401, 403, 404, 408, 429, 500, 502}) {
        QTest::addRow("JSON %d", status) << FaultReply::json(status, R"({"error":"bad )" + Token + R"("})");
        QTest::addRow("page %d", status) << FaultReply::page(status, "<title>bad " + Token + "</title>");
        QTest::addRow("text %d", status) << FaultReply::text(status, "bad " + Token);
        FaultReply reason;
        reason.raw = "HTTP/1.1 " + QByteArray::number(status) + " " + Token + "\r\nLocation: /" + Token +
                     "\r\nContent-Length: 9\r\n\r\n" + R"({"name":)";
        QTest::addRow("reason %d", status) << reason;
    }
    QTest::newRow("other name") << FaultReply::json(200, R"({"name":")" + Token + R"("})");
    QTest::newRow("list member") << FaultReply::json(200, R"({"userStatuses":)" + Token + "}");
}

void TestPivotFaults::neverTellsTheToken()
{
    QFETCH(const FaultReply, reply);
    FaultServer server;
    server.always("*", Fault::answer(reply));
    PivotClient client(server.url(), Token);
    Answers<ListAnswer> listed;
    Answers<StatusAnswer> statuses;
    Answers<DeleteAnswer> deleted;
    const auto list = client.list(listed.handler());
    const auto set = client.set(UserStatus::enabled("a"), statuses.handler());
    const auto remove = client.remove("a", deleted.handler());
    QVERIFY(listed.wait() && statuses.wait() && deleted.wait());
    QVERIFY(listed.kind() && statuses.kind() && deleted.kind());
    for (const ApiError &error : {listed.error(), statuses.error(), deleted.error()}) {
        const QString everything = error.sentence() + error.serverWords + error.detail;
        QVERIFY2(!everything.contains(QString::fromUtf8(Token)), qPrintable(everything));
        QVERIFY(!error.sentence().isEmpty());
    }
}

void TestPivotFaults::refusesGarbageAsData_data()
{
    QTest::addColumn<FaultReply>("reply");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("empty") << FaultReply::json(200, {}) << Kind::BadData;
    QTest::newRow("not JSON") << FaultReply::json(200, "hello") << Kind::BadData;
    QTest::newRow("not UTF-8") << listReply("{\"name\":\"caf\xE9\"}") << Kind::BadData;
    QTest::newRow("skipped garbage") << listReply(R"({"name":"a","locked":troo})") << Kind::BadData;
    QTest::newRow("nested without end") << listReply(QByteArray("[").repeated(300'000)) << Kind::BadData;
    QTest::newRow("another shape") << FaultReply::json(200, R"({"users":[]})") << Kind::BadData;
    QTest::newRow("bare array") << FaultReply::json(200, R"([{"name":"a"}])") << Kind::BadData;
    QTest::newRow("error inside") << FaultReply::json(200, R"({"error":"asleep"})") << Kind::Rejected;
    QTest::newRow("page") << FaultReply::page(200, "<title>Sign in</title>") << Kind::NotTheApi;
    QTest::newRow("page without type") << FaultReply::text(200, "<!DOCTYPE html>") << Kind::NotTheApi;
    FaultReply broken = FaultReply::json(200, "\x1f\x8b\x08garbage");
    QTest::newRow("not gzip") << broken.with("Content-Encoding", "gzip") << Kind::BadData;
    FaultReply cutZip = FaultReply::gzipped(R"({"userStatuses":[{"name":"a"},{"name":"bcdefghij"}]})");
    cutZip.body.chop(12);
    QTest::newRow("cut gzip") << cutZip << Kind::BadData;
    QTest::newRow("unknown encoding") << FaultReply::json(200, "xyz").with("Content-Encoding", "x-odd")
                                      << Kind::BadData;
}

void TestPivotFaults::refusesGarbageAsData()
{
    QFETCH(const FaultReply, reply);
    FaultServer server;
    server.always("*", Fault::answer(reply));
    PivotClient client(server.url(), Token);
    Answers<ListAnswer> listed;
    const auto list = client.list(listed.handler());
    QVERIFY(listed.wait());
    QVERIFY(listed.kind().has_value());
    QTEST(*listed.kind(), "kind");
}

QTEST_GUILESS_MAIN(TestPivotFaults)
#include "tst_pivotfaults.moc"
