// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/pivotclient.h"
#include "api/serveraddress.h"
#include "tests/app/api/answers.h"
#include "tests/support/faultserver.h"
#include "users/statusjson.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace gatehouse;
using namespace std::chrono_literals;

namespace {

const QByteArray Token = "t0ken-of-this-test";
const QByteArray Api = "/api/v1/user-statuses";

Instant noon()
{
    return *parseInstant("2026-01-02T12:00:00.125Z");
}

QByteArray entryOf(const QByteArray &name)
{
    return writeStatus(UserStatus::enabled(name));
}

} // namespace

class TestPivotClient : public QObject
{
    Q_OBJECT

private slots:
    void hasAsManyRequestsInFlightAsItMay_data();
    void hasAsManyRequestsInFlightAsItMay();
    void losesNoWriteAmongThousands();
    void opensConnectionsAhead_data();
    void opensConnectionsAhead();
    void carriesDifficultNames_data();
    void carriesDifficultNames();
    void sendsWhatTheContractSays();
    void findsTheApiUnderAnyBase_data();
    void findsTheApiUnderAnyBase();
    void speaksOverIpv6();
    void refusesNamesThatNoUrlCarries_data();
    void refusesNamesThatNoUrlCarries();
    void refusesToWriteOnAReadOnlyConnection();
    void refusesATokenThatWouldEndItsHeader();
    void listsEverybody();
    void carriesUnknownMembersAlong();
    void tellsNotFound();
    void tellsARefusedToken();
    void reportsFactsOfTheAnswer();
    void reportsTheTlsVersion();
    void reportsProgress();
    void callsBackThroughTheEventLoopOnce();
    void endsSilentlyWhenDestroyed();
    void mayBeDestroyedInItsHandler();
    void mayBeDestroyedInItsProgress();
    void outlivesItsClientSilently();
    void destroysTheClientInAHandler();
    void tellsThatItWasCancelled();
};

void TestPivotClient::carriesDifficultNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("segment");
    const auto row = [](const QByteArray &name, const QByteArray &segment) {
        QTest::newRow(name.left(40).constData()) << name << segment;
    };
    row("admin@example.com", "admin%40example.com");
    row("a/b@x", "a%2Fb%40x");
    row("100%", "100%25");
    row("x?y#z", "x%3Fy%23z");
    row("a b", "a%20b");
    row(" a ", "%20a%20");
    row("+", "%2B");
    row("ü@x", "%C3%BC%40x");
    row("日本", "%E6%97%A5%E6%9C%AC");
    row("%2F", "%252F");
    row("%2e%2e", "%252e%252e");
    row("q\"uote", "q%22uote");
    row("back\\slash", "back%5Cslash");
    row("tab\there", "tab%09here");
    row("...", "...");
    row("evil\u202Etxt", "evil%E2%80%AEtxt");
    row("😀", "%F0%9F%98%80");
    row(QByteArray(300, 'n'), QByteArray(300, 'n'));
    row(QByteArray("日").repeated(300), QByteArray("%E6%97%A5").repeated(300));
}

/// All five calls, with the bytes of every request line and what the server holds afterwards.
void TestPivotClient::carriesDifficultNames()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, segment);
    FaultServer server;
    server.setToken(Token);
    PivotClient client(server.url(), Token);
    const UserStatus enabled = UserStatus::enabled(name);
    const UserStatus disabled = UserStatus::disabled(name, noon());

    Answers<StatusAnswer> created;
    const auto create = client.create(disabled, created.handler());
    QVERIFY(created.wait());
    QVERIFY(created.isSuccess());
    QCOMPARE(created.result()->status, disabled);
    QCOMPARE(server.entries().at(name), writeStatus(disabled));

    Answers<ListAnswer> listed;
    const auto list = client.list(listed.handler());
    QVERIFY(listed.wait());
    QVERIFY(listed.isSuccess());
    QCOMPARE(listed.result()->list.names->name(0), std::string_view(name.constData(), std::size_t(name.size())));

    Answers<StatusAnswer> readBack;
    const auto read = client.read(name, readBack.handler());
    QVERIFY(readBack.wait());
    QVERIFY(readBack.isSuccess());
    QCOMPARE(readBack.result()->status, disabled);

    Answers<StatusAnswer> changed;
    const auto set = client.set(enabled, changed.handler());
    QVERIFY(changed.wait());
    QVERIFY(changed.isSuccess());
    QCOMPARE(changed.result()->status, enabled);
    QCOMPARE(server.entries().at(name), writeStatus(enabled));

    Answers<DeleteAnswer> deleted;
    const auto remove = client.remove(name, deleted.handler());
    QVERIFY(deleted.wait());
    QVERIFY(deleted.isSuccess());
    QVERIFY(server.entries().empty());

    QByteArrayList lines;
    for (const SeenRequest &request : server.requests())
        lines.append(request.line);
    const QByteArray one = Api + '/' + segment + " HTTP/1.1";
    const QByteArrayList expected{"POST " + Api + " HTTP/1.1", "GET " + Api + " HTTP/1.1", "GET " + one, "POST " + one,
                                  "DELETE " + one};
    QCOMPARE(lines, expected);
}

void TestPivotClient::sendsWhatTheContractSays()
{
    FaultServer server;
    server.setEntries({{"a", entryOf("a")}});
    server.always("GET", Fault::answer(FaultReply::json(200, R"({"userStatuses":[{"name":"a"}]})")
                                           .with("Set-Cookie", "session=1; Path=/")
                                           .with("Cache-Control", "max-age=1000")));
    PivotClient client(server.url(), Token);
    for (int i = 0; i < 2; ++i) {
        Answers<StatusAnswer> read;
        const auto call = client.read("a", read.handler());
        QVERIFY(read.wait());
        QVERIFY(read.isSuccess());
    }
    Answers<StatusAnswer> set;
    const auto setting = client.set(UserStatus::disabled("a", noon()), set.handler());
    QVERIFY(set.wait());
    Answers<StatusAnswer> enabled;
    const auto enabling = client.set(UserStatus::enabled("a"), enabled.handler());
    QVERIFY(enabled.wait());
    Answers<DeleteAnswer> removed;
    const auto removing = client.remove("a", removed.handler());
    QVERIFY(removed.wait());

    const QList<SeenRequest> requests = server.requests();
    QCOMPARE(requests.size(), 5); // the second read was not answered from a cache
    for (const SeenRequest &request : requests) {
        QCOMPARE(request.header("x-imply-api-token"), Token);
        QCOMPARE(request.header("Cookie"), QByteArray());
        QCOMPARE(request.header("Authorization"), QByteArray());
        QCOMPARE(request.header("Upgrade"), QByteArray());
        QVERIFY(request.header("User-Agent").startsWith("Gatehouse/"));
        QVERIFY(request.header("Accept-Encoding").contains("gzip"));
    }
    QCOMPARE(requests[2].header("Content-Type"), QByteArray("application/json"));
    QCOMPARE(requests[2].body, QByteArray(R"({"userStatus":{"name":"a","disabled":"2026-01-02T12:00:00.125Z"}})"));
    QCOMPARE(requests[3].body, QByteArray(R"({"userStatus":{"name":"a"}})"));
    QCOMPARE(requests[4].body, QByteArray());
    QCOMPARE(requests[4].header("Content-Length"), QByteArray("0"));
}

void TestPivotClient::findsTheApiUnderAnyBase_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("root") << QStringLiteral("http://127.0.0.1:%1") << QByteArray();
    QTest::newRow("slash") << QStringLiteral("http://127.0.0.1:%1/") << QByteArray();
    QTest::newRow("path") << QStringLiteral("http://127.0.0.1:%1/pivot") << QByteArray("/pivot");
    QTest::newRow("path and slash") << QStringLiteral("http://127.0.0.1:%1/pivot/") << QByteArray("/pivot");
    QTest::newRow("API path") << QStringLiteral("http://127.0.0.1:%1/p/api/v1/user-statuses/a%40x") << QByteArray("/p");
    QTest::newRow("encoded path") << QStringLiteral("http://127.0.0.1:%1/p%20q%2Fr") << QByteArray("/p%20q%2Fr");
}

void TestPivotClient::findsTheApiUnderAnyBase()
{
    QFETCH(const QString, typed);
    QFETCH(const QByteArray, path);
    FaultServer server;
    server.setEntries({{"a@x", entryOf("a@x")}});
    // Not arg(): the address holds percent signs of its own.
    const auto base =
        readServerAddress(QString(typed).replace(QStringLiteral("%1"), QString::number(server.url().port())));
    QVERIFY(base.has_value());
    PivotClient client(*base, Token);
    Answers<ListAnswer> listed;
    const auto list = client.list(listed.handler());
    QVERIFY(listed.wait());
    QVERIFY(listed.isSuccess());
    Answers<StatusAnswer> one;
    const auto read = client.read("a@x", one.handler());
    QVERIFY(one.wait());
    QVERIFY(one.isSuccess());
    QCOMPARE(server.requests().at(0).target(), path + Api);
    QCOMPARE(server.requests().at(1).target(), path + Api + "/a%40x");
}

void TestPivotClient::speaksOverIpv6()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHostIPv6))
        QSKIP("no IPv6 on this computer");
    QByteArray heard;
    connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&heard, socket] {
            heard += socket->readAll();
            if (heard.endsWith("\r\n\r\n"))
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{\"name\":\"a@x\"}");
        });
    });
    const auto base = readServerAddress(QStringLiteral("http://[::1]:%1/").arg(server.serverPort()));
    QVERIFY(base.has_value());
    PivotClient client(*base, Token);
    Answers<StatusAnswer> one;
    const auto read = client.read("a@x", one.handler());
    QVERIFY(one.wait());
    QVERIFY(one.isSuccess());
    QVERIFY(heard.startsWith("GET " + Api + "/a%40x HTTP/1.1\r\n"));
    QVERIFY(heard.contains("Host: [::1]:" + QByteArray::number(server.serverPort()) + "\r\n"));
}

void TestPivotClient::refusesNamesThatNoUrlCarries_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name : {"", ".", ".."})
        QTest::addRow("'%s'", name) << QByteArray(name);
}

void TestPivotClient::refusesNamesThatNoUrlCarries()
{
    QFETCH(const QByteArray, name);
    FaultServer server;
    server.setEntries({{"a", entryOf("a")}});
    PivotClient client(server.url(), Token);
    Answers<StatusAnswer> statuses;
    Answers<DeleteAnswer> deletes;
    const auto read = client.read(name, statuses.handler());
    const auto set = client.set(UserStatus::enabled(name), statuses.handler());
    const auto create = client.create(UserStatus::enabled(name), statuses.handler());
    const auto remove = client.remove(name, deletes.handler());
    QTRY_COMPARE(statuses.count(), std::size_t{3});
    QTRY_COMPARE(deletes.count(), std::size_t{1});
    QCOMPARE(statuses.kind(), ApiErrorKind::NotAddressable);
    QCOMPARE(deletes.kind(), ApiErrorKind::NotAddressable);
    QCOMPARE(server.connections(), 0);
}

void TestPivotClient::refusesToWriteOnAReadOnlyConnection()
{
    FaultServer server;
    server.setEntries({{"a", entryOf("a")}});
    ClientOptions options;
    options.access = AccessMode::ReadOnly;
    PivotClient client(server.url(), Token, options);
    Answers<StatusAnswer> writes;
    Answers<DeleteAnswer> deletes;
    const auto set = client.set(UserStatus::disabled("a", noon()), writes.handler());
    const auto create = client.create(UserStatus::enabled("b"), writes.handler());
    const auto remove = client.remove("a", deletes.handler());
    QTRY_COMPARE(writes.count(), std::size_t{2});
    QTRY_COMPARE(deletes.count(), std::size_t{1});
    QCOMPARE(writes.kind(), ApiErrorKind::ReadOnly);
    QCOMPARE(deletes.kind(), ApiErrorKind::ReadOnly);
    QCOMPARE(server.connections(), 0);

    Answers<ListAnswer> listed;
    const auto list = client.list(listed.handler());
    QVERIFY(listed.wait());
    QVERIFY(listed.isSuccess());
}

void TestPivotClient::refusesATokenThatWouldEndItsHeader()
{
    FaultServer server;
    PivotClient client(server.url(), "tok\r\nX-Evil: 1");
    Answers<ListAnswer> listed;
    const auto list = client.list(listed.handler());
    QVERIFY(listed.wait());
    QCOMPARE(listed.kind(), ApiErrorKind::TokenRefused);
    QCOMPARE(server.connections(), 0);
}

void TestPivotClient::listsEverybody()
{
    FaultServer server;
    server.setEntries({{"a", entryOf("a")}, {"b", writeStatus(UserStatus::disabled("b", noon()))}});
    PivotClient client(server.url(), Token);
    Answers<ListAnswer> listed;
    const auto list = client.list(listed.handler());
    QVERIFY(listed.wait());
    QVERIFY(listed.isSuccess());
    QCOMPARE(listed.result()->list.count(), Row{2});
    QCOMPARE(listed.result()->list.since[1], noon());
    const QByteArray body = R"({"userStatuses":[{"name":"a"},{"name":"b","disabled":"2026-01-02T12:00:00.125Z"}]})";
    QCOMPARE(listed.result()->bytes, body.size());
}

void TestPivotClient::carriesUnknownMembersAlong()
{
    const QByteArray entry =
        R"({"locked":true,"name":"a","id":12345678901234567890123,"disabled":"yesterday","x":[{"y":null}]})";
    FaultServer server;
    server.setEntries({{"a", entry}});
    PivotClient client(server.url(), Token);
    Answers<StatusAnswer> before;
    const auto read = client.read("a", before.handler());
    QVERIFY(before.wait());
    QVERIFY(before.isSuccess());
    QCOMPARE(before.result()->status.state, StatusState::DisabledOdd);

    Answers<StatusAnswer> enabled;
    const auto enable = client.set(withoutDisabled(before.result()->status), enabled.handler());
    QVERIFY(enabled.wait());
    QVERIFY(enabled.isSuccess());
    const QByteArray without = R"({"locked":true,"name":"a","id":12345678901234567890123,"x":[{"y":null}]})";
    QCOMPARE(server.entries().at("a"), without);
    QCOMPARE(enabled.result()->status.state, StatusState::Enabled);

    Answers<StatusAnswer> undone;
    const auto undo = client.set(before.result()->status, undone.handler());
    QVERIFY(undone.wait());
    QCOMPARE(server.entries().at("a"), entry);
}

void TestPivotClient::tellsNotFound()
{
    FaultServer server;
    PivotClient client(server.url(), Token);
    Answers<StatusAnswer> one;
    Answers<DeleteAnswer> gone;
    const auto read = client.read("a", one.handler());
    const auto remove = client.remove("a", gone.handler());
    QVERIFY(one.wait());
    QVERIFY(gone.wait());
    QCOMPARE(one.kind(), ApiErrorKind::NotFound);
    QCOMPARE(one.error().serverWords, QStringLiteral("This user status does not exist."));
    QCOMPARE(gone.kind(), ApiErrorKind::NotFound);
    QCOMPARE(gone.error().httpStatus, 404);
}

void TestPivotClient::tellsARefusedToken()
{
    FaultServer server;
    server.setToken("another");
    server.on(
        "POST", 1,
        Fault::answer(FaultReply::json(401, R"({"error":"wrong"})").with("WWW-Authenticate", "Basic realm=\"x\"")));
    server.on("POST", 2, Fault::answer(FaultReply::json(401, {}).with("WWW-Authenticate", "Bearer")));
    server.on("POST", 3, Fault::answer(FaultReply::json(401, {}).with("WWW-Authenticate", "NTLM")));
    PivotClient client(server.url(), Token);
    for (int i = 1; i <= 4; ++i) {
        Answers<StatusAnswer> set;
        const auto call = client.set(UserStatus::enabled("a"), set.handler());
        QVERIFY(set.wait());
        QCOMPARE(set.kind(), ApiErrorKind::TokenRefused);
        QCOMPARE(set.error().httpStatus, 401);
        QCOMPARE(server.count("POST"), i);
    }
}

void TestPivotClient::reportsFactsOfTheAnswer()
{
    FaultServer server;
    server.on(
        "GET", 1,
        Fault::answer(FaultReply::json(200, R"({"userStatuses":[]})").with("Date", "Sun, 06 Nov 1994 08:49:37 GMT")));
    PivotClient client(server.url(), Token);
    Answers<ListAnswer> listed;
    const auto list = client.list(listed.handler());
    QVERIFY(listed.wait());
    QVERIFY(listed.isSuccess());
    const AnswerFacts &facts = listed.result()->facts;
    QCOMPARE(facts.serverTime, parseInstant("1994-11-06T08:49:37Z"));
    QVERIFY(facts.elapsed >= 0ms && facts.elapsed < 30s);
    QCOMPARE(facts.tlsVersion, QString());
}

void TestPivotClient::reportsTheTlsVersion()
{
    FaultServer server(Transport::Tls);
    server.setEntries({{"a", entryOf("a")}});
    ClientOptions options;
    options.tls = server.trustingConfiguration();
    PivotClient client(server.url(), Token, options);
    for (int i = 0; i < 2; ++i) { // a new connection, and the same once more
        Answers<StatusAnswer> one;
        const auto read = client.read("a", one.handler());
        QVERIFY(one.wait());
        QVERIFY2(one.isSuccess(), one.kind() ? qPrintable(one.error().detail) : "");
        QCOMPARE(one.result()->facts.tlsVersion, QStringLiteral("TLS 1.3"));
    }
    QVERIFY(server.requests().at(0).line.endsWith("HTTP/1.1"));
}

void TestPivotClient::reportsProgress()
{
    const QByteArray body = R"({"userStatuses":[{"name":")" + QByteArray(3'000'000, 'n') + R"("}]})";
    FaultServer server;
    server.always("GET", Fault::answer(FaultReply::json(200, body)));
    PivotClient client(server.url(), Token);
    Answers<ListAnswer> listed;
    QList<std::pair<qint64, qint64>> steps;
    const auto list = client.list(listed.handler(), [&](qint64 got, qint64 all) { steps.append({got, all}); });
    QVERIFY(listed.wait());
    QVERIFY(listed.isSuccess());
    QVERIFY(steps.size() >= 2);
    QCOMPARE(steps.constLast(), (std::pair<qint64, qint64>(body.size(), body.size())));
    QVERIFY(std::is_sorted(steps.begin(), steps.end()));
}

void TestPivotClient::callsBackThroughTheEventLoopOnce()
{
    FaultServer server;
    PivotClient client(server.url(), Token);
    Answers<StatusAnswer> one;
    Answers<StatusAnswer> refused;
    const auto read = client.read("a", one.handler());
    const auto refuse = client.read("..", refused.handler());
    QCOMPARE(refused.count(), std::size_t{0});
    QVERIFY(one.wait());
    QVERIFY(refused.wait());
    read->cancel();
    refuse->cancel();
    // A later call's end comes after anything that the earlier ones could still say.
    Answers<StatusAnswer> later;
    const auto last = client.read("b", later.handler());
    QVERIFY(later.wait());
    QCOMPARE(one.count(), std::size_t{1});
    QCOMPARE(refused.count(), std::size_t{1});
}

void TestPivotClient::endsSilentlyWhenDestroyed()
{
    FaultServer server;
    server.setEntries({{"a", entryOf("a")}});
    PivotClient client(server.url(), Token);
    Answers<StatusAnswer> statuses;
    Answers<ListAnswer> lists;
    Answers<DeleteAnswer> deletes;
    client.read("a", statuses.handler()).reset();
    client.set(UserStatus::enabled("a"), statuses.handler()).reset();
    client.list(lists.handler()).reset();
    client.remove("..", deletes.handler()).reset();
    // Also in the middle of the answer.
    server.always("GET", Fault::done(Delivery::StallInBody));
    auto stalled = client.list(lists.handler());
    QTRY_VERIFY(server.count("GET") >= 1);
    stalled.reset();
    server.behave();
    Answers<StatusAnswer> later;
    const auto last = client.read("a", later.handler());
    QVERIFY(later.wait());
    QVERIFY(later.isSuccess());
    QCOMPARE(statuses.count() + lists.count() + deletes.count(), std::size_t{0});
}

void TestPivotClient::mayBeDestroyedInItsHandler()
{
    FaultServer server;
    server.setEntries({{"a", entryOf("a")}});
    PivotClient client(server.url(), Token);
    int calls = 0;
    const auto handlerFor = [&calls](PivotClient::Call &call) {
        return [&calls, &call, big = QByteArray(1000, 'x')](auto) {
            call.reset();
            calls += big.size() == 1000 ? 1 : 0; // the handler itself is still there
        };
    };
    PivotClient::Call read;
    PivotClient::Call refused;
    PivotClient::Call list;
    PivotClient::Call remove;
    read = client.read("a", handlerFor(read));
    refused = client.read(".", handlerFor(refused));
    list = client.list(handlerFor(list));
    QTRY_COMPARE(calls, 3);
    remove = client.remove("a", handlerFor(remove));
    QTRY_COMPARE(calls, 4);
    QVERIFY(!read && !refused && !list && !remove);
}

void TestPivotClient::mayBeDestroyedInItsProgress()
{
    FaultServer server;
    server.always("GET", Fault::answer(FaultReply::json(200, R"({"userStatuses":[{"name":")" +
                                                                 QByteArray(3'000'000, 'n') + R"("}]})")));
    PivotClient client(server.url(), Token);
    Answers<ListAnswer> listed;
    PivotClient::Call list;
    int steps = 0;
    list = client.list(listed.handler(), [&](qint64, qint64) {
        ++steps;
        list.reset();
    });
    QTRY_COMPARE(steps, 1);
    Answers<StatusAnswer> later;
    const auto last = client.read("a", later.handler());
    QVERIFY(later.wait());
    QCOMPARE(steps, 1);
    QCOMPARE(listed.count(), std::size_t{0});
}

void TestPivotClient::outlivesItsClientSilently()
{
    FaultServer server;
    server.always("POST", Fault::done(Delivery::Stall));
    ClientOptions options;
    options.timeout = 50ms;
    auto client = std::make_unique<PivotClient>(server.url(), Token, options);
    Answers<StatusAnswer> statuses;
    Answers<ListAnswer> lists;
    const auto set = client->set(UserStatus::enabled("a"), statuses.handler());
    const auto read = client->read("..", statuses.handler());
    const auto list = client->list(lists.handler());
    QTRY_COMPARE(server.count("POST"), 1);
    QVERIFY(statuses.wait()); // the refusal
    client.reset();
    set->cancel();
    const std::size_t before = statuses.count() + lists.count();
    PivotClient other(server.url(), Token);
    Answers<StatusAnswer> later;
    const auto last = other.read("b", later.handler());
    QVERIFY(later.wait());
    QCOMPARE(statuses.count() + lists.count(), before);
}

void TestPivotClient::destroysTheClientInAHandler()
{
    FaultServer server;
    server.setEntries({{"a", entryOf("a")}});
    for (int i = 0; i < 4; ++i) {
        auto client = std::make_unique<PivotClient>(server.url(), Token);
        PivotClient::Call call;
        bool isDone = false;
        const auto end = [&](auto) {
            isDone = true;
            client.reset();
            call.reset();
        };
        if (i == 0)
            call = client->read("a", end);
        else if (i == 1)
            call = client->list(end);
        else if (i == 2)
            call = client->set(UserStatus::enabled("a"), end);
        else
            call = client->remove("..", end);
        QTRY_VERIFY(isDone);
        QVERIFY(!client);
    }
}

void TestPivotClient::tellsThatItWasCancelled()
{
    FaultServer server;
    server.always("*", Fault::done(Delivery::Stall));
    PivotClient client(server.url(), Token);
    Answers<StatusAnswer> one;
    Answers<ListAnswer> listed;
    Answers<StatusAnswer> set;
    Answers<DeleteAnswer> removed;
    const auto read = client.read("a", one.handler());
    const auto list = client.list(listed.handler());
    const auto setting = client.set(UserStatus::enabled("a"), set.handler());
    const auto removing = client.remove("a", removed.handler());
    QTRY_COMPARE(server.count("*"), 4);
    read->cancel();
    list->cancel();
    setting->cancel();
    removing->cancel();
    QCOMPARE(one.count(), std::size_t{0}); // not from inside cancel()
    QVERIFY(one.wait() && listed.wait() && set.wait() && removed.wait());
    QCOMPARE(one.kind(), ApiErrorKind::Cancelled);
    QCOMPARE(listed.kind(), ApiErrorKind::Cancelled);
    QCOMPARE(set.kind(), ApiErrorKind::ResultNotKnown);
    QCOMPARE(set.error().cause, ApiErrorKind::Cancelled);
    QCOMPARE(removed.kind(), ApiErrorKind::ResultNotKnown);
    QCOMPARE(removed.error().cause, ApiErrorKind::Cancelled);
}

void TestPivotClient::hasAsManyRequestsInFlightAsItMay_data()
{
    QTest::addColumn<int>("atOnce");
    QTest::addColumn<int>("inFlight");
    QTest::newRow("the usual") << 6 << 6;
    QTest::newRow("twice") << 12 << 12;
    QTest::newRow("the most") << 48 << 48;
}

// Each manager of Qt's has six connections to a host, not more: the lanes are several of them.
void TestPivotClient::hasAsManyRequestsInFlightAsItMay()
{
    QFETCH(int, atOnce);
    QFETCH(int, inFlight);
    FaultServer server;
    server.always("GET", Fault::notDone(Delivery::Stall));
    ClientOptions options;
    options.atOnce = atOnce;
    PivotClient client(server.url(), Token, options);
    std::vector<PivotClient::Call> calls;
    for (int i = 0; i < 50; ++i)
        calls.push_back(client.read("user" + QByteArray::number(i), [](const ApiResult<StatusAnswer> &) {}));
    QTRY_COMPARE(server.count("GET"), inFlight);
    QCOMPARE(server.connections(), inFlight);
}

// Header and body are two writes to the network's thread, and a connection is used again at once.
void TestPivotClient::losesNoWriteAmongThousands()
{
    constexpr int Writes = 3'000;
    constexpr int AtOnce = 6;
    FaultServer server;
    server.stopRemembering();
    PivotClient client(server.url(), Token, {});
    std::vector<PivotClient::Call> calls(Writes);
    int sent = 0;
    int done = 0;
    QStringList troubles;
    std::function<void()> sendNext = [&] {
        if (sent == Writes)
            return;
        const int i = sent++;
        calls[static_cast<std::size_t>(i)] = client.create(
            UserStatus::enabled("user" + QByteArray::number(i)), [&](const ApiResult<StatusAnswer> &answer) {
                if (!answer)
                    troubles.append(answer.error().sentence() + answer.error().detail);
                ++done;
                sendNext();
            });
    };
    for (int i = 0; i < AtOnce; ++i)
        sendNext();
    QTRY_COMPARE_WITH_TIMEOUT(done, Writes, 60'000);
    QCOMPARE(troubles, QStringList());
    QCOMPARE(server.count("POST"), Writes);
}

void TestPivotClient::opensConnectionsAhead_data()
{
    QTest::addColumn<int>("calls");
    QTest::addColumn<int>("connections");
    QTest::newRow("none") << 0 << 0;
    QTest::newRow("a few") << 4 << 4;
    QTest::newRow("as many as travel side by side") << 12 << 12;
    QTest::newRow("more") << 1'000 << 12;
}

void TestPivotClient::opensConnectionsAhead()
{
    QFETCH(int, calls);
    QFETCH(int, connections);
    FaultServer server;
    server.always("GET", Fault::notDone(Delivery::Stall));
    ClientOptions options;
    options.atOnce = 12;
    PivotClient client(server.url(), Token, options);
    client.warmUp(calls);
    // One that stands already counts for the next as well, so where connecting takes no time there may be fewer.
    QTRY_VERIFY(server.connections() > 0 || connections == 0);
    QCOMPARE(server.requests().size(), 0);
    // They are what the calls travel over: no others are made while they suffice.
    std::vector<PivotClient::Call> reads;
    for (int i = 0; i < connections; ++i)
        reads.push_back(client.read("user" + QByteArray::number(i), [](const ApiResult<StatusAnswer> &) {}));
    QTRY_COMPARE(server.count("GET"), connections);
    QCOMPARE(server.connections(), connections);
}

QTEST_GUILESS_MAIN(TestPivotClient)
#include "tst_pivotclient.moc"
