// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/pivotclient.h"
#include "api/tlstrust.h"
#include "tests/app/api/answers.h"
#include "tests/support/faultserver.h"
#include "tests/support/testcertificates.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace gatehouse;

namespace {

const QByteArray Token = "secret-token";

/// An HTTP proxy for tunnels, that may want a login or die when the tunnel is there.
class TunnelProxy final : public QObject
{
public:
    QByteArray login; ///< "user:password"; none is wanted if empty
    bool isDying = false;
    QByteArray seen;
    int tunnels = 0;

    TunnelProxy()
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = m_server.nextPendingConnection())
                connect(client, &QTcpSocket::readyRead, client, [this, client] { read(client); });
        });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("the proxy cannot listen");
    }
    QNetworkProxy proxy(const QString &user = {}, const QString &password = {}) const
    {
        return {QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), m_server.serverPort(), user, password};
    }

private:
    void read(QTcpSocket *client)
    {
        if (auto *server = client->findChild<QTcpSocket *>()) {
            const QByteArray through = client->readAll();
            seen += through;
            server->write(through);
            return;
        }
        if (!client->canReadLine() || !client->peek(64 * 1024).contains("\r\n\r\n"))
            return;
        const QByteArray head = client->readAll();
        seen += head;
        if (!login.isEmpty() && !head.contains("Basic " + login.toBase64())) {
            client->write("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"office\"\r\n"
                          "Content-Length: 0\r\nConnection: close\r\n\r\n");
            client->disconnectFromHost();
            return;
        }
        const QByteArray target = head.mid(8, head.indexOf(' ', 8) - 8); // behind "CONNECT "
        auto *server = new QTcpSocket(client);
        connect(server, &QTcpSocket::connected, client, [this, client, server] {
            ++tunnels;
            client->write("HTTP/1.1 200 Connection established\r\n\r\n");
            if (isDying)
                client->abort();
            connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
        });
        connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        server->connectToHost(QString::fromLatin1(target.left(target.lastIndexOf(':'))),
                              target.mid(target.lastIndexOf(':') + 1).toUShort());
    }
    QTcpServer m_server;
};

} // namespace

/// Through a proxy, to a server with a certificate.
class TestProxy final : public QObject
{
    Q_OBJECT

private slots:
    void goesThroughAndShowsItNothing_data()
    {
        QTest::addColumn<bool>("isLoginWanted");
        QTest::newRow("without a login") << false;
        QTest::newRow("with a login") << true;
    }
    void goesThroughAndShowsItNothing()
    {
        QFETCH(bool, isLoginWanted);
        TunnelProxy proxy;
        if (isLoginWanted)
            proxy.login = "ada:open sesame";
        PivotClient client(m_server.url(), Token,
                           optionsFor(proxy.proxy(QStringLiteral("ada"), QStringLiteral("open sesame"))));
        Answers<ListAnswer> listed;
        const auto list = client.list(listed.handler());
        QVERIFY(listed.wait());
        QVERIFY(listed.isSuccess());
        QVERIFY(proxy.tunnels > 0);
        QVERIFY(proxy.seen.contains("CONNECT 127.0.0.1:"));
        QVERIFY(!proxy.seen.contains(Token));
        QVERIFY(!proxy.seen.contains("user-statuses"));
    }

    void namesALoginThatIsWanted_data()
    {
        QTest::addColumn<QString>("user");
        QTest::newRow("none is given") << QString();
        QTest::newRow("a wrong one") << QStringLiteral("bob");
    }
    void namesALoginThatIsWanted()
    {
        QFETCH(QString, user);
        TunnelProxy proxy;
        proxy.login = "ada:open sesame";
        PivotClient client(m_server.url(), Token, optionsFor(proxy.proxy(user, user)));
        Answers<ListAnswer> listed;
        Answers<DeleteAnswer> deleted;
        const auto list = client.list(listed.handler());
        const auto remove = client.remove("ann@x", deleted.handler());
        QVERIFY(listed.wait() && deleted.wait());
        QCOMPARE(listed.error().kind, ApiErrorKind::Proxy);
        QCOMPARE(deleted.error().kind, ApiErrorKind::Proxy); // nothing left this computer but a question
        QVERIFY2(listed.error().sentence().contains(QStringLiteral("login")), qPrintable(listed.error().sentence()));
        QCOMPARE(proxy.tunnels, 0);
    }

    void namesAProxyThatIsNotThere()
    {
        QNetworkProxy nowhere;
        {
            const TunnelProxy gone;
            nowhere = gone.proxy();
        }
        PivotClient client(m_server.url(), Token, optionsFor(nowhere));
        Answers<ListAnswer> listed;
        const auto list = client.list(listed.handler());
        QVERIFY(listed.wait());
        QVERIFY2(listed.error().kind == ApiErrorKind::Proxy, qPrintable(listed.error().detail));
        QVERIFY2(listed.error().sentence().contains(QStringLiteral("proxy")), qPrintable(listed.error().sentence()));
    }

    // Qt says nothing of a tunnel that breaks before the handshake: our own time ends the wait.
    void survivesAProxyThatDies()
    {
        TunnelProxy proxy;
        proxy.isDying = true;
        ClientOptions options = optionsFor(proxy.proxy());
        options.timeout = options.listTimeout = std::chrono::seconds(2);
        PivotClient client(m_server.url(), Token, options);
        Answers<ListAnswer> listed;
        Answers<StatusAnswer> written;
        const int before = m_server.count("POST");
        const auto list = client.list(listed.handler());
        const auto write = client.set(UserStatus::enabled("ann@x"), written.handler());
        QVERIFY(listed.wait() && written.wait());
        QVERIFY(!listed.isSuccess() && !written.isSuccess());
        QCOMPARE(m_server.count("POST"), before);
    }

private:
    ClientOptions optionsFor(const QNetworkProxy &proxy) const
    {
        ClientOptions options;
        options.tls = *tlsConfiguration({m_certificates.authorityFile(), {}, {}, {}});
        options.proxy = proxy;
        return options;
    }

    TestCertificates m_certificates;
    FaultServer m_server{m_certificates.server().server()};
};

QTEST_GUILESS_MAIN(TestProxy)
#include "tst_proxy.moc"
