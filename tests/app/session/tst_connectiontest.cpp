// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/connectiontest.h"

#include "tests/support/faultserver.h"
#include "tests/support/testcertificates.h"
#include "tests/support/tunnelproxy.h"

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

/// A letter a step: o ok, n note, w warn, f failed, u under way, - not tried.
QString endsOf(const ConnectionReport &report)
{
    QString ends;
    for (const TestStep &step : report.steps)
        ends += QLatin1Char("-uonwf"[static_cast<int>(step.end)]);
    return ends;
}

Profile profileOf(const QString &address)
{
    Profile profile;
    profile.url = address;
    profile.token = "secret";
    return profile;
}

ConnectionReport tested(const Profile &profile, int pivotsPort = 0)
{
    ConnectionTest test;
    test.setTimeout(std::chrono::seconds(8));
    if (pivotsPort != 0)
        test.setPivotsPort(pivotsPort);
    QSignalSpy finished(&test, &ConnectionTest::finished);
    test.start(profile);
    if (finished.isEmpty() && !finished.wait(20000))
        qFatal("the test did not end");
    return reportOf(finished);
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
    void claimsNothingUnproven_data();
    void claimsNothingUnproven();
    void tellsStepsAsTheyCome();
    void namesTheStepOnTheWay_data();
    void namesTheStepOnTheWay();
    void sendsNothingBeforeTheCertificateIsAccepted_data();
    void sendsNothingBeforeTheCertificateIsAccepted();
    void showsTheCertificate();
    void saysWhichProxyWasUsed_data();
    void saysWhichProxyWasUsed();
    void saysThatTheSystemNamesAProxy();
    void hintsAtTheRightScheme_data();
    void hintsAtTheRightScheme();
    void looksForTlsOnlyWhereItMayBe_data();
    void looksForTlsOnlyWhereItMayBe();
    void hintsAtPivotsOwnPort();
    void hintsAtAPathThatIsMissing_data();
    void hintsAtAPathThatIsMissing();
    void namesHosts_data();
    void namesHosts();
    void knowsWhoCanReadTheToken_data();
    void knowsWhoCanReadTheToken();

private:
    TestCertificates m_certificates;
    QTcpSocket m_closed;
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

void ConnectionTestTest::claimsNothingUnproven_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("ends"); // see endsOf()
    QTest::newRow("works") << answer("200 OK", threeUsers) << "nonnooo";
    QTest::newRow("in doubt") << answer("200 OK", R"({"userStatuses":[]})") << "nonnoow";
    QTest::newRow("token") << answer("401 Unauthorized", "") << "nonnof-";
    QTest::newRow("permission") << answer("403 Forbidden", "") << "nonnonf";
    QTest::newRow("broken server") << answer("500 Internal Server Error", "") << "nonnf--";
    QTest::newRow("not JSON") << answer("200 OK", "{\"userStatuses\":[") << "nonnonf";
}

void ConnectionTestTest::claimsNothingUnproven()
{
    QFETCH(QByteArray, bytes);
    OneAnswerServer server(bytes);
    const ConnectionReport report = tested(profileOf(server.address()));
    QTEST(endsOf(report), "ends");
    if (report.failedStage())
        QVERIFY(!report.steps.at(int(*report.failedStage())).words.isEmpty());
}

void ConnectionTestTest::tellsStepsAsTheyCome()
{
    OneAnswerServer server(answer("200 OK", threeUsers));
    ConnectionTest test;
    QStringList told;
    connect(&test, &ConnectionTest::stepped, this, [&] {
        ConnectionReport soFar;
        soFar.steps = test.steps();
        told.append(endsOf(soFar));
    });
    QSignalSpy finished(&test, &ConnectionTest::finished);
    test.start(profileOf(server.address()));
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY2(told.contains(QStringLiteral("nun----")), qPrintable(told.join(QLatin1Char(' '))));
    QVERIFY2(told.contains(QStringLiteral("nonnu--")), qPrintable(told.join(QLatin1Char(' '))));
    QVERIFY(reportOf(finished).steps.at(int(TestStage::Address)).elapsed.has_value());
}

void ConnectionTestTest::namesTheStepOnTheWay_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("stage");
    QTest::addColumn<QString>("ends");
    // Bound and not listening: nobody else gets the port meanwhile.
    QVERIFY(m_closed.bind(QHostAddress::LocalHost));
    const quint16 gone = m_closed.localPort();
    QTest::newRow("name") << "https://nowhere.invalid:1" << int(TestStage::Name) << "f-n----";
    QTest::newRow("address") << QStringLiteral("https://127.0.0.1:%1").arg(gone) << int(TestStage::Address)
                             << "nfn----";
}

void ConnectionTestTest::namesTheStepOnTheWay()
{
    QFETCH(QString, address);
    QFETCH(int, stage);
    Profile profile = profileOf(address);
    profile.proxy.use = ProxySettings::Use::None;
    const ConnectionReport report = tested(profile);
    QTEST(endsOf(report), "ends");
    QVERIFY(!report.steps.at(stage).hint.isEmpty());
    QVERIFY(report.error && !report.works);
}

void ConnectionTestTest::sendsNothingBeforeTheCertificateIsAccepted_data()
{
    QTest::addColumn<QString>("names");
    QTest::addColumn<bool>("isAuthorityTrusted");
    QTest::addColumn<bool>("isPinned");
    QTest::addColumn<QString>("ends");
    const QString own = QStringLiteral("DNS:localhost,IP:127.0.0.1");
    QTest::newRow("unknown authority") << own << false << false << "nonf---";
    QTest::newRow("wrong host") << "DNS:elsewhere" << true << false << "nonf---";
    QTest::newRow("another than the pinned") << own << true << true << "nonf---";
    QTest::newRow("accepted") << own << true << false << "nonooow"; // with nobody in its list
}

void ConnectionTestTest::sendsNothingBeforeTheCertificateIsAccepted()
{
    QFETCH(QString, names);
    QFETCH(bool, isAuthorityTrusted);
    QFETCH(bool, isPinned);
    FaultServer server(m_certificates.server(names).server());
    Profile profile = profileOf(server.url().toString());
    if (isAuthorityTrusted)
        profile.tls.caFile = m_certificates.authorityFile();
    if (isPinned)
        profile.tls.pin = QByteArray(32, 'x');
    const ConnectionReport report = tested(profile);
    QTEST(endsOf(report), "ends");
    QCOMPARE(server.count(QByteArrayLiteral("*")), report.works ? 1 : 0);
    if (!report.works)
        QVERIFY(report.error->tls.canBeTrusted());
}

void ConnectionTestTest::showsTheCertificate()
{
    FaultServer server(m_certificates.server().server());
    server.addEntry("ann@x", R"({"name":"ann@x"})");
    Profile profile = profileOf(server.url().toString());
    profile.tls.caFile = m_certificates.authorityFile();
    const TestStep step = tested(profile).steps.at(int(TestStage::Security));
    QVERIFY2(step.words.contains(QStringLiteral("TLS 1.")), qPrintable(step.words));
    QVERIFY2(step.words.contains(QStringLiteral("Test authority")), qPrintable(step.words));
}

void ConnectionTestTest::saysWhichProxyWasUsed_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("login");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("ends");
    const int http = QNetworkProxy::HttpProxy;
    const int socks = QNetworkProxy::Socks5Proxy;
    QTest::newRow("HTTP") << http << QByteArray() << "HTTP proxy 127.0.0.1:"
                          << "nnoooow";
    QTest::newRow("SOCKS5") << socks << QByteArray() << "SOCKS5 proxy 127.0.0.1:"
                            << "nnoooow";
    QTest::newRow("HTTP wants a login") << http << QByteArray("a:b") << "wants a login"
                                        << "nnf----";
    QTest::newRow("SOCKS5 wants a login") << socks << QByteArray("a:b") << "wants a login"
                                          << "nnf----";
}

void ConnectionTestTest::saysWhichProxyWasUsed()
{
    QFETCH(int, type);
    QFETCH(QByteArray, login);
    QFETCH(QString, words);
    TunnelProxy proxy(static_cast<QNetworkProxy::ProxyType>(type));
    proxy.login = login;
    FaultServer server(m_certificates.server().server());
    Profile profile = profileOf(server.url().toString());
    profile.tls.caFile = m_certificates.authorityFile();
    profile.proxy = {type == QNetworkProxy::HttpProxy ? ProxySettings::Use::Http : ProxySettings::Use::Socks5,
                     QStringLiteral("127.0.0.1"),
                     proxy.port(),
                     {},
                     {}};
    const ConnectionReport report = tested(profile);
    QTEST(endsOf(report), "ends");
    const QString said = report.steps.at(int(TestStage::Proxy)).words;
    QVERIFY2(said.contains(words), qPrintable(said));
    QVERIFY(!proxy.seen.contains("secret"));
}

void ConnectionTestTest::saysThatTheSystemNamesAProxy()
{
    class Naming final : public QNetworkProxyFactory
    {
    public:
        explicit Naming(QNetworkProxy proxy) : m_proxy(std::move(proxy)) {}
        QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &) override { return {m_proxy}; }

    private:
        QNetworkProxy m_proxy;
    };
    // What is on this computer never goes through it.
    TunnelProxy proxy;
    FaultServer server(m_certificates.server(QStringLiteral("DNS:pivot.example.com")).server());
    proxy.leadingTo = static_cast<quint16>(server.url().port());
    Profile profile = profileOf(QStringLiteral("https://pivot.example.com"));
    profile.tls.caFile = m_certificates.authorityFile();
    QNetworkProxyFactory::setApplicationProxyFactory(new Naming(proxy.proxy()));
    const ConnectionReport report = tested(profile);
    QNetworkProxyFactory::setUseSystemConfiguration(true);
    QCOMPARE(endsOf(report), QStringLiteral("nnoooow"));
    const QString said = report.steps.at(int(TestStage::Proxy)).words;
    QVERIFY2(said.contains(QStringLiteral("from this computer's settings")), qPrintable(said));
    QVERIFY(proxy.seen.contains("CONNECT pivot.example.com:443"));
}

void ConnectionTestTest::hintsAtTheRightScheme_data()
{
    QTest::addColumn<bool>("speaksTls");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("stage");
    QTest::addColumn<QString>("hint");
    QTest::newRow("http for https") << true << "http" << int(TestStage::Answer) << "https://127.0.0.1:";
    QTest::newRow("https for http") << false << "https" << int(TestStage::Security) << "http://";
}

void ConnectionTestTest::hintsAtTheRightScheme()
{
    QFETCH(bool, speaksTls);
    QFETCH(QString, typed);
    QFETCH(int, stage);
    QFETCH(QString, hint);
    const auto server = speaksTls ? std::make_unique<FaultServer>(m_certificates.server().server())
                                  : std::make_unique<FaultServer>(Transport::Plain);
    QUrl address = server->url();
    address.setScheme(typed);
    const ConnectionReport report = tested(profileOf(address.toString()));
    QCOMPARE(int(report.failedStage().value_or(TestStage::List)), stage);
    const QString said = report.steps.at(stage).hint;
    QVERIFY2(said.contains(hint), qPrintable(said));
}

// Not one connection more where the server understood what it was asked: a second one can hang.
void ConnectionTestTest::looksForTlsOnlyWhereItMayBe_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<int>("connections");
    QTest::newRow("not understood") << QByteArrayLiteral("400 Bad Request") << 2;
    QTest::newRow("token refused") << QByteArrayLiteral("401 Unauthorized") << 1;
    QTest::newRow("forbidden") << QByteArrayLiteral("403 Forbidden") << 1;
    QTest::newRow("not found") << QByteArrayLiteral("404 Not Found") << 1;
    QTest::newRow("broken") << QByteArrayLiteral("500 Internal Server Error") << 1;
}

void ConnectionTestTest::looksForTlsOnlyWhereItMayBe()
{
    QFETCH(QByteArray, status);
    OneAnswerServer server(answer(status, "{}"));
    tested(profileOf(server.address()));
    QTEST(int(server.requests.size()), "connections");
}

void ConnectionTestTest::hintsAtPivotsOwnPort()
{
    QTcpServer pivot;
    const QHostAddress own(QStringLiteral("127.77.0.1"));
    if (!pivot.listen(own))
        QSKIP("this computer has one loopback address only");
    QTcpSocket usual;
    usual.connectToHost(own, 443);
    if (usual.waitForConnected(2000))
        QSKIP("a server of this computer answers at the port that is to be closed");
    Profile profile = profileOf(QStringLiteral("https://127.77.0.1"));
    const ConnectionReport report = tested(profile, pivot.serverPort());
    QCOMPARE(endsOf(report), QStringLiteral("nfn----"));
    const QString said = report.steps.at(int(TestStage::Address)).hint;
    QVERIFY2(said.contains(QStringLiteral("https://127.77.0.1:%1").arg(pivot.serverPort())), qPrintable(said));
}

void ConnectionTestTest::hintsAtAPathThatIsMissing_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("hint");
    QTest::newRow("none was typed") << QString() << "/pivot), add it";
    QTest::newRow("a wrong one") << "/bi"
                                 << "Check the path /bi";
}

void ConnectionTestTest::hintsAtAPathThatIsMissing()
{
    QFETCH(QString, path);
    QFETCH(QString, hint);
    OneAnswerServer server("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n"
                           "<html></html>");
    const ConnectionReport report = tested(profileOf(server.address() + path));
    QCOMPARE(int(report.failedStage().value_or(TestStage::Name)), int(TestStage::Answer));
    const QString said = report.steps.at(int(TestStage::Answer)).hint;
    QVERIFY2(said.contains(hint), qPrintable(said));
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
