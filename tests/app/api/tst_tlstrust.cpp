// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/pivotclient.h"
#include "api/tlstrust.h"
#include "tests/app/api/answers.h"
#include "tests/support/faultserver.h"
#include "tests/support/testcertificates.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace gatehouse;
using enum TlsProblem;

namespace {

const QByteArray Token = "secret-token";

QSslConfiguration oldTls(QSslConfiguration configuration)
{
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    configuration.setProtocol(QSsl::TlsV1_1);
    QT_WARNING_POP
    configuration.setCiphers(QStringLiteral("DEFAULT@SECLEVEL=0"));
    return configuration;
}

QUrl urlFor(const FaultServer &server, const QString &host)
{
    QUrl url = server.url();
    url.setHost(host);
    return url;
}

} // namespace

/// Which server is talked to, with real certificates.
class TestTlsTrust final : public QObject
{
    Q_OBJECT
private slots:
    void trustsTheAuthorityOfAFile();
    void trustsTheSystemsAuthoritiesBesideAFile();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void namesAServerWithoutTls();
    void namesAServerThatIsTooOld();
    void acceptsThePinnedCertificateAlone_data();
    void acceptsThePinnedCertificateAlone();
    void refusesAnotherCertificateThanThePinned_data();
    void refusesAnotherCertificateThanThePinned();
    void checksThePinOnEveryConnection_data();
    void checksThePinOnEveryConnection();
    void showsItsCertificateToAServerThatWantsOne_data();
    void showsItsCertificateToAServerThatWantsOne();
    void namesAClientCertificateThatIsWanted_data();
    void namesAClientCertificateThatIsWanted();
    void saysWhatIsWrongWithAFile_data();
    void saysWhatIsWrongWithAFile();
    void describesACertificateForAPerson();

private:
    TestCertificates m_certificates;
    QSslConfiguration trusting() const
    {
        return *tlsConfiguration(
            {.authorities = m_certificates.authorityFile(), .certificate = {}, .key = {}, .passphrase = {}});
    }
};

void TestTlsTrust::trustsTheAuthorityOfAFile()
{
    const FaultServer server(m_certificates.server().server());
    ClientOptions options;
    options.tls = trusting();
    PivotClient client(server.url(), Token, options);
    Answers<ListAnswer> listed;
    const auto list = client.list(listed.handler());
    QVERIFY(listed.wait());
    QVERIFY(listed.isSuccess());
    QVERIFY(listed.result()->facts.tlsVersion.startsWith(QLatin1String("TLS 1.")));
}

void TestTlsTrust::trustsTheSystemsAuthoritiesBesideAFile()
{
    const QList<QSslCertificate> known = trusting().caCertificates();
    QVERIFY(known.contains(m_certificates.authority()));
    for (const QSslCertificate &system : QSslConfiguration::systemCaCertificates())
        QVERIFY(known.contains(system));
}

void TestTlsTrust::namesWhatIsWrong_data()
{
    QTest::addColumn<QSslConfiguration>("server");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isKnown");
    QTest::addColumn<QList<TlsProblem>>("problems");
    QTest::addColumn<QString>("words");
    const QString here = QStringLiteral("127.0.0.1");
    const auto own = m_certificates.server().server();
    QTest::newRow("unknown authority") << own << here << false << QList{UnknownIssuer}
                                       << QStringLiteral("Test authority");
    QTest::newRow("wrong host") << m_certificates.server(QStringLiteral("DNS:pivot.example.com")).server() << here
                                << true << QList{WrongHost} << QStringLiteral("pivot.example.com");
    QTest::newRow("expired") << m_certificates.server(QStringLiteral("IP:127.0.0.1"), -30, -2).server() << here << true
                             << QList{Expired} << QStringLiteral("expired on");
    QTest::newRow("not yet valid") << m_certificates.server(QStringLiteral("IP:127.0.0.1"), 3, 9).server() << here
                                   << true << QList{NotYetValid} << QStringLiteral("not valid before");
    QTest::newRow("self-signed") << m_certificates.selfSigned().server() << here << true << QList{SelfSigned}
                                 << QStringLiteral("vouches for itself");
    QTest::newRow("all at once") << m_certificates.server(QStringLiteral("DNS:x"), -30, -2).server() << here << false
                                 << QList{WrongHost, Expired, UnknownIssuer} << QStringLiteral("another host");
}

void TestTlsTrust::namesWhatIsWrong()
{
    QFETCH(QSslConfiguration, server);
    QFETCH(QString, host);
    QFETCH(bool, isKnown);
    QFETCH(QList<TlsProblem>, problems);
    QFETCH(QString, words);
    const FaultServer faulty(server);
    ClientOptions options;
    options.tls = isKnown ? trusting() : *tlsConfiguration({});
    PivotClient client(urlFor(faulty, host), Token, options);
    Answers<ListAnswer> listed;
    Answers<DeleteAnswer> deleted;
    const auto list = client.list(listed.handler());
    const auto remove = client.remove("ann@x", deleted.handler());
    QVERIFY(listed.wait() && deleted.wait());
    QCOMPARE(listed.kind(), ApiErrorKind::Tls);
    QCOMPARE(deleted.kind(), ApiErrorKind::Tls); // never "result not known": nothing left
    QCOMPARE(listed.error().tls.problems, problems);
    QVERIFY2(listed.error().sentence().contains(words), qPrintable(listed.error().sentence()));
    QCOMPARE(listed.error().tls.certificate.sha256, server.localCertificate().digest(QCryptographicHash::Sha256));
    QVERIFY(listed.error().tls.canBeTrusted());
    QCOMPARE(faulty.requests().size(), 0);
}

void TestTlsTrust::namesAServerWithoutTls()
{
    const FaultServer plain;
    QUrl url = plain.url();
    url.setScheme(QStringLiteral("https"));
    PivotClient client(url, Token);
    Answers<ListAnswer> listed;
    const auto list = client.list(listed.handler());
    // It waits for the end of a head that is none; a server that answers at once is another test's.
    QTcpServer answering;
    QVERIFY(answering.listen(QHostAddress::LocalHost));
    connect(&answering, &QTcpServer::newConnection, &answering, [&answering] {
        QTcpSocket *socket = answering.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    PivotClient other(QUrl(QStringLiteral("https://127.0.0.1:%1").arg(answering.serverPort())), Token);
    Answers<ListAnswer> answered;
    const auto asking = other.list(answered.handler());
    QVERIFY(answered.wait());
    QCOMPARE(answered.kind(), ApiErrorKind::Tls);
    QCOMPARE(answered.error().tls.gravest(), NotTls);
    QVERIFY(!answered.error().tls.canBeTrusted());
}

void TestTlsTrust::namesAServerThatIsTooOld()
{
    const FaultServer server(oldTls(m_certificates.server().server()));
    ClientOptions options;
    options.tls = trusting();
    PivotClient client(server.url(), Token, options);
    Answers<ListAnswer> listed;
    const auto list = client.list(listed.handler());
    QVERIFY(listed.wait());
    QCOMPARE(listed.kind(), ApiErrorKind::Tls);
    QCOMPARE(listed.error().tls.gravest(), TooOld);
    QCOMPARE(server.requests().size(), 0);
}

void TestTlsTrust::acceptsThePinnedCertificateAlone_data()
{
    QTest::addColumn<QSslConfiguration>("server");
    QTest::newRow("self-signed") << m_certificates.selfSigned().server();
    QTest::newRow("unknown authority") << m_certificates.server().server();
    QTest::newRow("wrong host") << m_certificates.server(QStringLiteral("DNS:pivot.example.com")).server();
    QTest::newRow("expired") << m_certificates.server(QStringLiteral("IP:127.0.0.1"), -30, -2).server();
}

void TestTlsTrust::acceptsThePinnedCertificateAlone()
{
    QFETCH(QSslConfiguration, server);
    FaultServer accepted(server);
    accepted.setEntries({{"ann@x", R"({"name":"ann@x"})"}});
    ClientOptions options;
    options.pin = server.localCertificate().digest(QCryptographicHash::Sha256);
    PivotClient client(accepted.url(), Token, options);
    Answers<StatusAnswer> written;
    const auto write =
        client.set(UserStatus::disabled("ann@x", fromMilliseconds(1'700'000'000'000)), written.handler());
    QVERIFY(written.wait());
    QVERIFY(written.isSuccess());
    QCOMPARE(accepted.count("POST"), 1);
}

void TestTlsTrust::refusesAnotherCertificateThanThePinned_data()
{
    QTest::addColumn<QSslConfiguration>("server");
    QTest::newRow("self-signed") << m_certificates.selfSigned().server();
    QTest::newRow("one that a known authority signed") << m_certificates.server().server();
}

void TestTlsTrust::refusesAnotherCertificateThanThePinned()
{
    QFETCH(QSslConfiguration, server);
    const FaultServer another(server);
    ClientOptions options;
    options.tls = trusting();
    options.pin = m_certificates.selfSigned().sha256();
    PivotClient client(another.url(), Token, options);
    Answers<ListAnswer> listed;
    Answers<StatusAnswer> written;
    const auto list = client.list(listed.handler());
    const auto write = client.set(UserStatus::enabled("ann@x"), written.handler());
    QVERIFY(listed.wait() && written.wait());
    QCOMPARE(listed.kind(), ApiErrorKind::Tls);
    QCOMPARE(written.kind(), ApiErrorKind::Tls);
    QCOMPARE(listed.error().tls.gravest(), PinChanged);
    QCOMPARE(listed.error().tls.pin, options.pin);
    QCOMPARE(listed.error().tls.certificate.sha256, server.localCertificate().digest(QCryptographicHash::Sha256));
    QCOMPARE(another.requests().size(), 0);
}

// Many requests at once over several managers: each makes connections of its own.
void TestTlsTrust::checksThePinOnEveryConnection_data()
{
    QTest::addColumn<int>("opensAhead");
    QTest::newRow("when they are needed") << 0;
    QTest::newRow("opened ahead") << 18;
}

void TestTlsTrust::checksThePinOnEveryConnection()
{
    QFETCH(int, opensAhead);
    const auto identity = m_certificates.server();
    const FaultServer server(identity.server());
    for (const bool isRight : {true, false}) {
        ClientOptions options;
        options.tls = trusting();
        options.pin = isRight ? identity.sha256() : m_certificates.selfSigned().sha256();
        options.atOnce = 18;
        PivotClient client(server.url(), Token, options);
        const int before = server.connections();
        client.warmUp(opensAhead);
        std::vector<std::unique_ptr<Answers<StatusAnswer>>> answers;
        std::vector<PivotClient::Call> calls;
        for (int i = 0; i < 60; ++i) {
            answers.push_back(std::make_unique<Answers<StatusAnswer>>());
            calls.push_back(client.read("u" + QByteArray::number(i), answers.back()->handler()));
        }
        for (const auto &answer : answers) {
            QVERIFY(answer->wait());
            QVERIFY(!answer->isSuccess());
            QVERIFY2(answer->error().kind == (isRight ? ApiErrorKind::NotFound : ApiErrorKind::Tls),
                     qPrintable(answer->error().detail));
        }
        QVERIFY(!isRight || server.connections() - before > 6);
        QCOMPARE(server.requests().size(), 60);
    }
}

void TestTlsTrust::showsItsCertificateToAServerThatWantsOne_data()
{
    QTest::addColumn<bool>("isBundle");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::newRow("PEM") << false << QByteArray();
    QTest::newRow("PEM, locked key") << false << QByteArray("open sesame");
    QTest::newRow("PKCS#12") << true << QByteArray("open sesame");
}

void TestTlsTrust::showsItsCertificateToAServerThatWantsOne()
{
    QFETCH(bool, isBundle);
    QFETCH(QByteArray, passphrase);
    const FaultServer server(m_certificates.wantingClient(m_certificates.server()));
    const auto client = m_certificates.client(isBundle ? QByteArray() : passphrase);
    TlsFiles files{m_certificates.authorityFile(), client.certificateFile, client.keyFile, passphrase};
    if (isBundle) {
        files.certificate = m_certificates.bundle(client, passphrase);
        files.key.clear();
    }
    const auto configuration = tlsConfiguration(files);
    QVERIFY2(configuration, configuration ? "" : qPrintable(configuration.error().sentence));
    ClientOptions options;
    options.tls = *configuration;
    PivotClient pivot(server.url(), Token, options);
    Answers<ListAnswer> listed;
    const auto list = pivot.list(listed.handler());
    QVERIFY(listed.wait());
    QVERIFY(listed.isSuccess());
}

void TestTlsTrust::namesAClientCertificateThatIsWanted_data()
{
    QTest::addColumn<QString>("version");
    QTest::newRow("TLS 1.2") << QStringLiteral("-tls1_2");
    QTest::newRow("TLS 1.3") << QStringLiteral("-tls1_3"); // told only when the client believes that all is well
}

// openssl's server, since Qt's says nothing when it closes for want of a certificate.
void TestTlsTrust::namesAClientCertificateThatIsWanted()
{
    QFETCH(QString, version);
    const auto identity = m_certificates.server();
    QProcess server;
    server.setProcessChannelMode(QProcess::MergedChannels);
    server.start(QStringLiteral("openssl"),
                 {QStringLiteral("s_server"), QStringLiteral("-accept"), QStringLiteral("127.0.0.1:0"),
                  QStringLiteral("-Verify"), QStringLiteral("1"), QStringLiteral("-cert"), identity.certificateFile,
                  QStringLiteral("-key"), identity.keyFile, QStringLiteral("-CAfile"), m_certificates.authorityFile(),
                  version});
    QByteArray said;
    QRegularExpression accepting(QStringLiteral("ACCEPT 127\\.0\\.0\\.1:(\\d+)"));
    QTRY_VERIFY((said += server.readAll(), accepting.match(QString::fromLatin1(said)).hasMatch()));
    ClientOptions options;
    options.tls = trusting();
    PivotClient pivot(
        QUrl(QStringLiteral("https://127.0.0.1:") + accepting.match(QString::fromLatin1(said)).captured(1)), Token,
        options);
    Answers<ListAnswer> listed;
    const auto list = pivot.list(listed.handler());
    QVERIFY(listed.wait());
    QVERIFY(!listed.isSuccess());
    QVERIFY2(listed.error().sentence().contains(QStringLiteral("client certificate")),
             qPrintable(listed.error().sentence() + listed.error().detail));
    server.kill();
    server.waitForFinished();
    QVERIFY(!(said + server.readAll()).contains(Token));
}

void TestTlsTrust::saysWhatIsWrongWithAFile_data()
{
    QTest::addColumn<TlsFiles>("files");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("isPassphrase");
    const auto plain = m_certificates.client();
    const auto locked = m_certificates.client("open sesame");
    const QString bundle = m_certificates.bundle(plain, "open sesame");
    const QString none = m_certificates.folder() + QStringLiteral("/none.pem");
    QFile junk(m_certificates.folder() + QStringLiteral("/junk.pem"));
    QVERIFY(junk.open(QIODevice::WriteOnly));
    junk.write("no certificate at all");
    const QString ca = m_certificates.authorityFile();
    const auto row = [](const char *name, const TlsFiles &files, const char *words, bool isPassphrase = false) {
        QTest::newRow(name) << files << QString::fromLatin1(words) << isPassphrase;
    };
    row("no CA file", {none, {}, {}, {}}, "none.pem cannot be read");
    row("a folder", {m_certificates.folder(), {}, {}, {}}, "cannot be read");
    row("CA file is none", {junk.fileName(), {}, {}, {}}, "holds no CA certificate");
    row("no certificate", {ca, none, {}, {}}, "none.pem cannot be read");
    row("certificate is none", {ca, junk.fileName(), {}, {}}, "holds no certificate");
    row("no key", {ca, plain.certificateFile, {}, {}}, "holds no private key");
    row("key is none", {ca, plain.certificateFile, junk.fileName(), {}}, "junk.pem holds no private key");
    row("key without passphrase", {ca, locked.certificateFile, locked.keyFile, {}}, "needs its passphrase", true);
    row("key, wrong one", {ca, locked.certificateFile, locked.keyFile, "no"}, "does not open the private key", true);
    row("bundle without", {ca, bundle, {}, {}}, "needs its passphrase", true);
    row("bundle, wrong one", {ca, bundle, {}, "no"}, "does not open the private key", true);
}

void TestTlsTrust::saysWhatIsWrongWithAFile()
{
    QFETCH(TlsFiles, files);
    QFETCH(QString, words);
    QFETCH(bool, isPassphrase);
    const auto configuration = tlsConfiguration(files);
    QVERIFY(!configuration);
    QVERIFY2(configuration.error().sentence.contains(words), qPrintable(configuration.error().sentence));
    QCOMPARE(configuration.error().isPassphrase, isPassphrase);
}

void TestTlsTrust::describesACertificateForAPerson()
{
    const PeerCertificate shown =
        describe(m_certificates.server(QStringLiteral("DNS:pivot.example.com,IP:127.0.0.1")).certificate);
    QCOMPARE(shown.subject, QStringLiteral("server"));
    QCOMPARE(shown.issuer, QStringLiteral("Test authority"));
    QVERIFY(shown.names.contains(QStringLiteral("pivot.example.com")));
    QVERIFY(shown.names.contains(QStringLiteral("127.0.0.1")));
    QVERIFY(!shown.isSelfSigned);
    QVERIFY(shown.from < shown.until);
    QCOMPARE(fingerprintWords(shown.sha256).size(), 32 * 3 - 1);
    QVERIFY(describe(QSslCertificate()).isNull());
}

QTEST_GUILESS_MAIN(TestTlsTrust)
#include "tst_tlstrust.moc"
