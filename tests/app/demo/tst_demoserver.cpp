// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoserver.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QHostAddress>
#include <QLocale>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <limits>
#include <memory>
#include <thread>
#include <vector>

using namespace gatehouse;

namespace {

struct Reply
{
    int status = 0;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};

/// A client that knows nothing but bytes; one kept-alive connection.
class Wire final
{
public:
    explicit Wire(const DemoServer &server) : m_token(server.token())
    {
        m_socket.setProxy(QNetworkProxy::NoProxy);
        m_socket.connectToHost(server.url().host(), quint16(server.url().port()));
        m_isOpen = m_socket.waitForConnected();
    }
    bool isOpen() const { return m_isOpen && m_socket.state() == QAbstractSocket::ConnectedState; }
    void setToken(const QByteArray &token) { m_token = token; }

    Reply ask(const QByteArray &method, const QByteArray &target, const QByteArray &body = {})
    {
        QByteArray request = method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        if (!m_token.isNull())
            request += "X-Imply-Api-Token: " + m_token + "\r\n";
        if (!body.isEmpty())
            request += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
        m_socket.write(request + "\r\n" + body);
        return read(method != "HEAD");
    }

private:
    bool have(qsizetype bytes)
    {
        while (m_buffer.size() < bytes) {
            if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead())
                return false;
            m_buffer += m_socket.readAll();
        }
        return true;
    }
    Reply read(bool hasBody)
    {
        Reply reply;
        qsizetype end = -1;
        while ((end = m_buffer.indexOf("\r\n\r\n")) < 0) {
            if (!have(m_buffer.size() + 1))
                return reply;
        }
        const QList<QByteArray> lines = m_buffer.left(end).split('\n');
        m_buffer.remove(0, end + 4);
        for (const QByteArray &line : lines.sliced(1)) {
            const auto colon = line.indexOf(':');
            reply.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
        }
        const qsizetype length = hasBody ? reply.headers.value("content-length", "-1").toLongLong() : 0;
        if (length < 0 || !have(length))
            return reply;
        reply.body = m_buffer.left(length);
        m_buffer.remove(0, length);
        reply.status = lines.first().split(' ').value(1).toInt();
        return reply;
    }

    QByteArray m_token;
    QTcpSocket m_socket;
    QByteArray m_buffer;
    bool m_isOpen = false;
};

const QByteArray statusesTarget = QByteArrayLiteral("/api/v1/user-statuses");

} // namespace

class DemoServerTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void listensOnLoopbackAlone();
    void makesAnotherTokenEveryTime();
    void answersAllFiveCallsOnOneConnection();
    void sendsJsonWithADateEveryTime();
    void matchesNamesAsTheyTravel_data();
    void matchesNamesAsTheyTravel();
    void refusesWithoutAToken();
    void refusesOtherMethodsAndStaysUsable();
    void indentsWhenAsked();
    void sendsALongListWhole();
    void servesManyConnectionsAtOnce();
    void startsAndGoesBeforeItsPeopleAreThere();
    void answersWhatWasAskedBeforeItsPeopleWereThere();
    void refusesToStartTwice();
    void stopsWhileConnectionsAreOpen();
    void goesWithoutEverStarting();

private:
    std::unique_ptr<DemoServer> m_server;
};

void DemoServerTest::init()
{
    m_server = std::make_unique<DemoServer>();
    DemoServer::Options options;
    options.users = 30;
    QVERIFY(m_server->start(options));
}

void DemoServerTest::listensOnLoopbackAlone()
{
    const QUrl url = m_server->url();
    QCOMPARE(url.scheme(), QStringLiteral("http"));
    QCOMPARE(url.host(), QStringLiteral("127.0.0.1"));
    QVERIFY(url.port() > 0);
    QVERIFY(Wire(*m_server).isOpen());
    DemoServer other;
    QVERIFY(other.start({}));
    QVERIFY(other.url().port() != url.port());
}

void DemoServerTest::makesAnotherTokenEveryTime()
{
    DemoServer other;
    QVERIFY(other.start({}));
    QVERIFY(m_server->token().size() >= 32);
    QVERIFY(other.token() != m_server->token());
}

void DemoServerTest::answersAllFiveCallsOnOneConnection()
{
    Wire wire(*m_server);
    const Reply list = wire.ask("GET", statusesTarget);
    QCOMPARE(list.status, 200);
    QCOMPARE(list.body.count("\"name\":"), 30);

    const QByteArray one = statusesTarget + "/new%40example.com";
    QCOMPARE(wire.ask("GET", one).status, 404);
    QCOMPARE(wire.ask("POST", statusesTarget, R"({"userStatus":{"name":"new@example.com"}})").status, 200);
    QCOMPARE(wire.ask("GET", one).body, R"({"userStatuses":[{"name":"new@example.com"}]})");
    const QByteArray disabled = R"({"name":"new@example.com","disabled":"2026-01-02T03:04:05.678Z"})";
    QCOMPARE(wire.ask("POST", one, "{\"userStatus\":" + disabled + '}').body,
             R"({"status":"ok","message":"Updated successfully","userStatus":)" + disabled + '}');
    QCOMPARE(m_server->entries().at("new@example.com"), disabled);
    QCOMPARE(wire.ask("DELETE", one).body, R"({"status":"ok","message":"Deleted successfully"})");
    QCOMPARE(wire.ask("DELETE", one).status, 404);
    QCOMPARE(m_server->entries().size(), 30U);
    QVERIFY(wire.ask("GET", "/api/v1/users").body.contains("\"Ada\""));

    QVERIFY(wire.isOpen());
    QCOMPARE(m_server->requests("GET"), 4);
    QCOMPARE(m_server->requests("POST"), 2);
    QCOMPARE(m_server->requests("DELETE"), 2);
    QCOMPARE(m_server->requests("PUT"), 0);
}

void DemoServerTest::sendsJsonWithADateEveryTime()
{
    const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-1);
    Wire wire(*m_server);
    for (const QByteArray &target : {statusesTarget, QByteArrayLiteral("/nowhere"), statusesTarget + "/nobody"}) {
        const Reply reply = wire.ask("GET", target);
        QCOMPARE(reply.headers.value("content-type"), QByteArrayLiteral("application/json"));
        const QString date = QString::fromLatin1(reply.headers.value("date"));
        QVERIFY2(date.endsWith(QStringLiteral(" GMT")), qPrintable(date));
        QDateTime time = QLocale::c().toDateTime(date.chopped(4), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss"));
        time.setTimeSpec(Qt::UTC);
        QVERIFY2(time >= before && time <= QDateTime::currentDateTimeUtc(), qPrintable(date));
    }
}

void DemoServerTest::matchesNamesAsTheyTravel_data()
{
    QTest::addColumn<QByteArray>("name");
    const QByteArray names[] = {"a/b@x", "100%", "x?y#z", "a b",     "+",    "ü@x",
                                "日本",  "%2F",  "%252F", "q\"uote", "a\\b", "a;b=c&d",
                                "...",   "~-_.", "\x7f",  "/",       "a//b", QByteArray(300, 'n')};
    for (const QByteArray &name : names)
        QTest::addRow("%s", name.left(40).constData()) << name;
}

void DemoServerTest::matchesNamesAsTheyTravel()
{
    QFETCH(QByteArray, name);
    QByteArray escaped = name;
    escaped.replace('\\', "\\\\").replace('"', "\\\"");
    const QByteArray body = "{\"userStatus\":{\"name\":\"" + escaped + "\"}}";
    const QByteArray target = statusesTarget + '/' + name.toPercentEncoding();
    Wire wire(*m_server);
    QCOMPARE(wire.ask("POST", target, body).status, 200);
    QVERIFY(m_server->entries().contains(name));
    QCOMPARE(wire.ask("GET", target).status, 200);
    QCOMPARE(wire.ask("DELETE", target).status, 200);
    QVERIFY(!m_server->entries().contains(name));
}

void DemoServerTest::refusesWithoutAToken()
{
    Wire wire(*m_server);
    for (const QByteArray &token : {QByteArray(), QByteArray("wrong"), m_server->token() + '0'}) {
        wire.setToken(token);
        const Reply reply = wire.ask("DELETE", statusesTarget + "/admin%40example.com");
        QCOMPARE(reply.status, 401);
        QVERIFY(reply.body.startsWith("{\"error\":\""));
        QVERIFY(!reply.headers.contains("www-authenticate"));
    }
    QVERIFY(m_server->entries().contains("admin@example.com"));
}

void DemoServerTest::refusesOtherMethodsAndStaysUsable()
{
    Wire wire(*m_server);
    const Reply put = wire.ask("PUT", statusesTarget, "{}");
    QCOMPARE(put.status, 405);
    QCOMPARE(put.headers.value("allow"), QByteArrayLiteral("GET, POST"));
    QCOMPARE(wire.ask("HEAD", statusesTarget).status, 405);
    QCOMPARE(wire.ask("PATCH", statusesTarget + "/a", "{}").status, 405);
    QCOMPARE(wire.ask("OPTIONS", "/api/v1/users").status, 405);
    QCOMPARE(wire.ask("GET", statusesTarget).status, 200);
}

void DemoServerTest::indentsWhenAsked()
{
    Wire wire(*m_server);
    QVERIFY(wire.ask("GET", statusesTarget + "?pretty=true").body.startsWith("{\n  \"userStatuses\": [\n    {\n"));
    QVERIFY(!wire.ask("GET", statusesTarget + "?pretty=false").body.contains('\n'));
}

void DemoServerTest::sendsALongListWhole()
{
    DemoServer server;
    DemoServer::Options options;
    options.users = 100'000;
    QVERIFY(server.start(options));
    Wire wire(server);
    const Reply reply = wire.ask("GET", statusesTarget);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body.count("{\"name\":"), 100'000);
    QVERIFY(reply.body.endsWith("}]}"));
    QCOMPARE(wire.ask("GET", statusesTarget + "/admin%40example.com").status, 200);
}

void DemoServerTest::servesManyConnectionsAtOnce()
{
    constexpr int clients = 4;
    constexpr int each = 50;
    std::vector<std::thread> threads;
    for (int client = 0; client < clients; ++client) {
        threads.emplace_back([this, client] {
            Wire wire(*m_server);
            for (int i = 0; i < each; ++i) {
                const QByteArray name = "c" + QByteArray::number(client) + '-' + QByteArray::number(i);
                wire.ask("POST", statusesTarget, "{\"userStatus\":{\"name\":\"" + name + "\"}}");
            }
        });
    }
    // Looking at it meanwhile from here is allowed, and never sees fewer.
    size_t seen = 30;
    bool isGrowing = true;
    for (int look = 0; look < 200; ++look) {
        const size_t now = m_server->entries().size();
        isGrowing = isGrowing && now >= seen;
        seen = now;
    }
    for (std::thread &thread : threads)
        thread.join();
    QVERIFY(isGrowing);
    QCOMPARE(m_server->entries().size(), size_t(30 + clients * each));
    QCOMPARE(m_server->requests("POST"), clients * each);
}

void DemoServerTest::startsAndGoesBeforeItsPeopleAreThere()
{
    DemoServer::Options options;
    options.users = 300'000;
    qint64 starting = std::numeric_limits<qint64>::max(); // nanoseconds
    qint64 going = starting;
    qint64 making = starting;
    QElapsedTimer clock;
    for (int i = 0; i < 3; ++i) { // the best of each, since the machine may be busy with something else
        auto server = std::make_unique<DemoServer>();
        clock.start();
        QVERIFY(server->start(options));
        starting = std::min(starting, clock.nsecsElapsed());
        clock.start();
        server.reset();
        going = std::min(going, clock.nsecsElapsed());

        server = std::make_unique<DemoServer>();
        QVERIFY(server->start(options));
        clock.start();
        QCOMPARE(server->requests("GET"), 0);
        making = std::min(making, clock.nsecsElapsed());
    }
    qInfo("started in %.2f ms, gone in %.2f ms, people there after %.0f ms", double(starting) / 1e6,
          double(going) / 1e6, double(making) / 1e6);
    QVERIFY(starting < making / 20);
    QVERIFY(going < making / 4);
}

void DemoServerTest::answersWhatWasAskedBeforeItsPeopleWereThere()
{
    DemoServer server;
    DemoServer::Options options;
    options.users = 50'000;
    QVERIFY(server.start(options));
    std::vector<std::unique_ptr<Wire>> wires;
    for (int i = 0; i < 6; ++i)
        wires.push_back(std::make_unique<Wire>(server));
    for (const auto &wire : wires)
        QCOMPARE(wire->ask("GET", statusesTarget).body.count("{\"name\":"), 50'000);
    QCOMPARE(server.requests("GET"), 6);
}

void DemoServerTest::refusesToStartTwice()
{
    const QUrl url = m_server->url();
    const auto again = m_server->start({});
    QVERIFY(!again);
    QVERIFY(again.error().contains(QStringLiteral("already running")));
    QCOMPARE(m_server->url(), url);
    QCOMPARE(m_server->entries().size(), 30U);
}

void DemoServerTest::stopsWhileConnectionsAreOpen()
{
    Wire wire(*m_server);
    QCOMPARE(wire.ask("GET", statusesTarget).status, 200);
    Wire silent(*m_server);
    const DemoServer *const server = m_server.get();
    const quint16 port = quint16(server->url().port());
    m_server.reset();
    QTcpSocket late;
    late.setProxy(QNetworkProxy::NoProxy);
    late.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    QVERIFY(!late.waitForConnected(2000));
    QCOMPARE(wire.ask("GET", statusesTarget).status, 0);
}

void DemoServerTest::goesWithoutEverStarting()
{
    const DemoServer idle;
    QVERIFY(idle.url().isEmpty());
    QVERIFY(idle.token().isEmpty());
    QVERIFY(idle.entries().empty());
    QCOMPARE(idle.requests("GET"), 0);
}

QTEST_GUILESS_MAIN(DemoServerTest)
#include "tst_demoserver.moc"
