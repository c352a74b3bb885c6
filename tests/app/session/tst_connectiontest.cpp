// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/connectiontest.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace gatehouse;

namespace {

/// Answers every request with the same bytes and remembers what was asked; without an answer it stays silent.
class OneAnswerServer final : public QTcpServer
{
public:
    explicit OneAnswerServer(QByteArray answer) : m_answer(std::move(answer))
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        });
        listen(QHostAddress::LocalHost);
    }
    QString address() const { return QStringLiteral("http://127.0.0.1:%1").arg(serverPort()); }

    QList<QByteArray> requests;

private:
    void read(QTcpSocket *socket)
    {
        requests.append(socket->readAll());
        if (!m_answer.isEmpty())
            socket->write(m_answer);
    }
    QByteArray m_answer;
};

QByteArray answer(const QByteArray &status, const QByteArray &body)
{
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
           body;
}

const QByteArray threeUsers = R"({"userStatuses":[{"name":"a@x"},{"name":"b@x","disabled":"2022-09-21T19:01:25.872Z"},)"
                              R"({"name":"c@x"}]})";

ConnectionReport reportOf(const QSignalSpy &spy)
{
    return spy.constLast().constFirst().value<ConnectionReport>();
}

} // namespace

class ConnectionTestTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void saysWhatWasFound();
    void cautionsAboutAnOddList_data();
    void cautionsAboutAnOddList();
    void putsItInASentence_data();
    void putsItInASentence();
    void sendsNothingThatCannotBeUsed_data();
    void sendsNothingThatCannotBeUsed();
    void tellsWhyTheServerRefused_data();
    void tellsWhyTheServerRefused();
    void givesUpWhenTheTimeIsOver();
    void isSilentAfterCancel();
    void isSilentAfterItsEnd();
    void startingAgainEndsTheFirst();
    void namesHosts_data();
    void namesHosts();
    void knowsWhoCanReadTheToken_data();
    void knowsWhoCanReadTheToken();
};

void ConnectionTestTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void ConnectionTestTest::saysWhatWasFound()
{
    OneAnswerServer server(answer("200 OK", threeUsers));
    ConnectionTest test;
    QSignalSpy finished(&test, &ConnectionTest::finished);
    test.start(server.address(), "secret");
    QVERIFY(test.isRunning());
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(!test.isRunning());
    const ConnectionReport report = reportOf(finished);
    QVERIFY2(report.works, qPrintable(report.sentence()));
    QCOMPARE(report.users, 3);
    QCOMPARE(report.disabled, 1);
    QVERIFY(report.sentence().startsWith(QStringLiteral("3 users, 1 disabled, ")));
    QCOMPARE(server.requests.size(), 1);
    QVERIFY(server.requests.constFirst().startsWith("GET /api/v1/user-statuses HTTP/1.1\r\n"));
    QVERIFY(server.requests.constFirst().toLower().contains("x-imply-api-token: secret\r\n"));
}

void ConnectionTestTest::cautionsAboutAnOddList_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QStringList>("parts");
    const QString empty = QStringLiteral("The list is empty");
    QTest::newRow("nothing odd") << threeUsers << QStringList{};
    QTest::newRow("unknown member") << QByteArray(R"({"userStatuses":[{"name":"a"}],"next\u202e":"x"})")
                                    << QStringList{QStringLiteral("“next⟨U+202E⟩”")};
    QTest::newRow("the token as a member")
        << QByteArray(R"({"userStatuses":[{"name":"a"}],"secret":"x"})") << QStringList{QStringLiteral("“…”")};
    QTest::newRow("one twice") << QByteArray(R"({"userStatuses":[{"name":"a"},{"name":"a"}]})")
                               << QStringList{QStringLiteral("One entry of the list")};
    QTest::newRow("many twice") << QByteArray(R"({"userStatuses":[{"name":"a"},{"name":"a"},{"name":"a"}]})")
                                << QStringList{QStringLiteral("2 entries of the list")};
    QTest::newRow("nobody") << QByteArray(R"({"userStatuses":[]})") << QStringList{empty};
    QTest::newRow("a page without anybody")
        << QByteArray(R"({"userStatuses":[],"next":"x"})") << QStringList{QStringLiteral("“next”"), empty};
}

void ConnectionTestTest::cautionsAboutAnOddList()
{
    QFETCH(QByteArray, list);
    QFETCH(QStringList, parts);
    OneAnswerServer server(answer("200 OK", list));
    ConnectionTest test;
    QSignalSpy finished(&test, &ConnectionTest::finished);
    test.start(server.address(), "secret");
    QTRY_COMPARE(finished.count(), 1);
    const ConnectionReport report = reportOf(finished);
    QVERIFY(report.works);
    QCOMPARE(report.caution.isEmpty(), parts.isEmpty());
    for (const QString &part : parts)
        QVERIFY2(report.caution.contains(part), qPrintable(report.caution));
}

void ConnectionTestTest::putsItInASentence_data()
{
    QTest::addColumn<int>("users");
    QTest::addColumn<int>("disabled");
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("thousands") << 4210 << 612 << 38 << "4,210 users, 612 disabled, 38 ms";
    QTest::newRow("one") << 1 << 0 << 3 << "1 user, 0 disabled, 3 ms";
    QTest::newRow("none") << 0 << 0 << 999 << "0 users, 0 disabled, 999 ms";
    QTest::newRow("slow") << 1000000 << 150000 << 12340 << "1,000,000 users, 150,000 disabled, 12.3 s";
}

void ConnectionTestTest::putsItInASentence()
{
    QFETCH(int, users);
    QFETCH(int, disabled);
    QFETCH(int, milliseconds);
    ConnectionReport report;
    report.works = true;
    report.users = users;
    report.disabled = disabled;
    report.elapsed = std::chrono::milliseconds{milliseconds};
    QTEST(report.sentence(), "sentence");
}

void ConnectionTestTest::sendsNothingThatCannotBeUsed_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("no address") << QString() << QByteArray("secret");
    QTest::newRow("not a web address") << QStringLiteral("ftp://127.0.0.1") << QByteArray("secret");
    QTest::newRow("no token") << QString() << QByteArray();
    QTest::newRow("a token of two lines") << QString() << QByteArray("se\ncret");
}

void ConnectionTestTest::sendsNothingThatCannotBeUsed()
{
    QFETCH(QString, address);
    QFETCH(QByteArray, token);
    OneAnswerServer server(answer("200 OK", threeUsers));
    if (token != "secret")
        address = server.address();
    ConnectionTest test;
    QSignalSpy finished(&test, &ConnectionTest::finished);
    test.start(address, token);
    QCOMPARE(finished.count(), 0);
    QTRY_COMPARE(finished.count(), 1);
    const ConnectionReport report = reportOf(finished);
    QVERIFY(!report.works);
    QVERIFY(!report.error);
    QVERIFY(!report.sentence().isEmpty());
    QVERIFY(server.requests.isEmpty());
}

void ConnectionTestTest::tellsWhyTheServerRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("kind");
    QTest::newRow("token") << answer("401 Unauthorized", R"({"error":"no"})") << int(ApiErrorKind::TokenRefused);
    QTest::newRow("permission") << answer("403 Forbidden", "") << int(ApiErrorKind::Forbidden);
    QTest::newRow("broken") << answer("500 Internal Server Error", "") << int(ApiErrorKind::ServerError);
    QTest::newRow("web page") << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n"
                                            "<html></html>")
                              << int(ApiErrorKind::NotTheApi);
    QTest::newRow("not JSON") << answer("200 OK", "{\"userStatuses\":[") << int(ApiErrorKind::BadData);
}

void ConnectionTestTest::tellsWhyTheServerRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, kind);
    OneAnswerServer server(bytes);
    ConnectionTest test;
    QSignalSpy finished(&test, &ConnectionTest::finished);
    test.start(server.address(), "secret");
    QTRY_COMPARE(finished.count(), 1);
    const ConnectionReport report = reportOf(finished);
    QVERIFY(!report.works);
    QVERIFY(report.error);
    QCOMPARE(int(report.error->kind), kind);
    QCOMPARE(report.sentence(), report.error->sentence());
    QVERIFY(!report.sentence().contains(QStringLiteral("secret")));
}

void ConnectionTestTest::givesUpWhenTheTimeIsOver()
{
    OneAnswerServer server{QByteArray()};
    ConnectionTest test;
    test.setTimeout(std::chrono::milliseconds{50});
    QSignalSpy finished(&test, &ConnectionTest::finished);
    test.start(server.address(), "secret");
    QTRY_COMPARE(finished.count(), 1);
    const ConnectionReport report = reportOf(finished);
    QVERIFY(report.error);
    QCOMPARE(report.error->kind, ApiErrorKind::TimedOut);
}

void ConnectionTestTest::isSilentAfterCancel()
{
    OneAnswerServer server(answer("200 OK", threeUsers));
    ConnectionTest test;
    QSignalSpy finished(&test, &ConnectionTest::finished);
    test.start(server.address(), "secret");
    test.cancel();
    QVERIFY(!test.isRunning());
    // A later test comes through alone, so the cancelled one had its chance to speak.
    test.start(server.address(), "secret");
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(reportOf(finished).works);
    test.start(QString(), "secret");
    test.cancel();
    test.start(server.address(), "secret");
    QTRY_COMPARE(finished.count(), 2);
    QVERIFY(reportOf(finished).works);
}

void ConnectionTestTest::isSilentAfterItsEnd()
{
    OneAnswerServer silent{QByteArray()};
    OneAnswerServer server(answer("200 OK", threeUsers));
    auto test = std::make_unique<ConnectionTest>();
    int reports = 0;
    connect(test.get(), &ConnectionTest::finished, this, [&reports] { ++reports; });
    test->start(silent.address(), "secret");
    QTRY_COMPARE(silent.requests.size(), 1);
    test.reset();
    ConnectionTest other;
    QSignalSpy finished(&other, &ConnectionTest::finished);
    other.start(server.address(), "secret");
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(reports, 0);
}

void ConnectionTestTest::startingAgainEndsTheFirst()
{
    OneAnswerServer silent{QByteArray()};
    OneAnswerServer server(answer("200 OK", threeUsers));
    ConnectionTest test;
    QSignalSpy finished(&test, &ConnectionTest::finished);
    test.start(silent.address(), "secret");
    QTRY_COMPARE(silent.requests.size(), 1);
    test.start(server.address(), "secret");
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(reportOf(finished).works);
    // Starting from within the report is allowed too.
    connect(&test, &ConnectionTest::finished, &test, [&, once = true]() mutable {
        if (std::exchange(once, false))
            test.start(server.address(), "secret");
    });
    test.start(server.address(), "secret");
    QTRY_COMPARE(finished.count(), 3);
}

void ConnectionTestTest::namesHosts_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("host");
    QTest::newRow("scheme") << "https://pivot.example.com/"
                            << "pivot.example.com";
    QTest::newRow("port") << "http://staging.example.com:9095"
                          << "staging.example.com:9095";
    QTest::newRow("bare") << " pivot.example.com "
                          << "pivot.example.com";
    QTest::newRow("path") << "https://bi.example.com/pivot/api/v1/user-statuses"
                          << "bi.example.com/pivot";
    QTest::newRow("nonsense") << " ftp://x y "
                              << "ftp://x y";
}

void ConnectionTestTest::namesHosts()
{
    QFETCH(QString, typed);
    QTEST(hostWords(typed), "host");
}

void ConnectionTestTest::knowsWhoCanReadTheToken_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("plain");
    QTest::addColumn<bool>("encrypted");
    QTest::newRow("https") << "https://pivot.example.com" << false << true;
    QTest::newRow("bare") << "pivot.example.com" << false << true;
    QTest::newRow("http") << "http://pivot.example.com" << true << false;
    QTest::newRow("loopback") << "http://127.0.0.1:9095" << false << false;
    QTest::newRow("localhost") << "http://localhost:9095" << false << false;
    QTest::newRow("nothing") << "" << false << false;
}

void ConnectionTestTest::knowsWhoCanReadTheToken()
{
    QFETCH(QString, typed);
    QTEST(travelsInPlainText(typed), "plain");
    QTEST(travelsEncrypted(typed), "encrypted");
}

QTEST_GUILESS_MAIN(ConnectionTestTest)
#include "tst_connectiontest.moc"
