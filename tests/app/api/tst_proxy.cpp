// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/pivotclient.h"
#include "api/tlstrust.h"
#include "tests/app/api/answers.h"
#include "tests/support/faultserver.h"
#include "tests/support/testcertificates.h"
#include "tests/support/tunnelproxy.h"

#include <QTest>

using namespace gatehouse;

namespace {

const QByteArray Token = "secret-token";

} // namespace

/// Through a proxy, to a server with a certificate.
class TestProxy final : public QObject
{
    Q_OBJECT

private slots:
    void goesThroughAndShowsItNothing_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<bool>("isLoginWanted");
        QTest::newRow("HTTP without a login") << int(QNetworkProxy::HttpProxy) << false;
        QTest::newRow("HTTP with a login") << int(QNetworkProxy::HttpProxy) << true;
        QTest::newRow("SOCKS5 without a login") << int(QNetworkProxy::Socks5Proxy) << false;
        QTest::newRow("SOCKS5 with a login") << int(QNetworkProxy::Socks5Proxy) << true;
    }
    void goesThroughAndShowsItNothing()
    {
        QFETCH(int, type);
        QFETCH(bool, isLoginWanted);
        TunnelProxy proxy(static_cast<QNetworkProxy::ProxyType>(type));
        if (isLoginWanted)
            proxy.login = "ada:open sesame";
        const QNetworkProxy way =
            isLoginWanted ? proxy.proxy(QStringLiteral("ada"), QStringLiteral("open sesame")) : proxy.proxy();
        PivotClient client(m_server.url(), Token, optionsFor(way));
        Answers<ListAnswer> listed;
        const auto list = client.list(listed.handler());
        QVERIFY(listed.wait());
        QVERIFY2(listed.isSuccess(), qPrintable(listed.isSuccess() ? QString() : listed.error().detail));
        QVERIFY(proxy.tunnels > 0);
        QVERIFY(!proxy.seen.contains(Token));
        QVERIFY(!proxy.seen.contains("user-statuses"));
    }

    void namesALoginThatIsWanted_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("user");
        QTest::newRow("HTTP, none is given") << int(QNetworkProxy::HttpProxy) << QString();
        QTest::newRow("HTTP, a wrong one") << int(QNetworkProxy::HttpProxy) << QStringLiteral("bob");
        QTest::newRow("SOCKS5, none is given") << int(QNetworkProxy::Socks5Proxy) << QString();
        QTest::newRow("SOCKS5, a wrong one") << int(QNetworkProxy::Socks5Proxy) << QStringLiteral("bob");
    }
    void namesALoginThatIsWanted()
    {
        QFETCH(int, type);
        QFETCH(QString, user);
        TunnelProxy proxy(static_cast<QNetworkProxy::ProxyType>(type));
        proxy.login = "ada:open sesame";
        PivotClient client(m_server.url(), Token, optionsFor(proxy.proxy(user, user)));
        Answers<ListAnswer> listed;
        Answers<DeleteAnswer> deleted;
        const auto list = client.list(listed.handler());
        const auto remove = client.remove("ann@x", deleted.handler());
        QVERIFY(listed.wait() && deleted.wait());
        QCOMPARE(listed.error().kind, ApiErrorKind::Proxy);
        QCOMPARE(deleted.error().kind, ApiErrorKind::Proxy); // nothing left this computer but a question
        QVERIFY2(listed.error().sentence().contains(QStringLiteral("login")), qPrintable(listed.error().detail));
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

    // Qt says nothing of a tunnel that breaks before the handshake: the list's own bound on silence ends the wait.
    void survivesAProxyThatDies_data()
    {
        QTest::addColumn<int>("death");
        QTest::newRow("closes the tunnel") << int(TunnelProxy::Death::AtOnce);
        QTest::newRow("lets nothing through") << int(TunnelProxy::Death::Silent);
    }
    void survivesAProxyThatDies()
    {
        QFETCH(int, death);
        TunnelProxy proxy;
        proxy.death = static_cast<TunnelProxy::Death>(death);
        ClientOptions options = optionsFor(proxy.proxy());
        options.timeout = options.listSilence = std::chrono::seconds(1);
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
