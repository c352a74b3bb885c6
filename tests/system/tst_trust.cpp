// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testcertificates.h"
#include "tests/system/windowbench.h"

#include <QFile>

using namespace gatehouse;

/// A server whose certificate nobody vouches for: in the real window, with the server's own account of what it saw.
class TestTrust final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>(m_identity.server());
        m_server->setEntries({{"ann@x", R"({"name":"ann@x"})"}});
        m_profile = WindowBench::profileFor(m_server->url());
        m_bench = std::make_unique<WindowBench>();
    }

    void cleanup()
    {
        m_bench.reset();
        m_server.reset();
    }

    void sendsNothingBeforeItIsTrusted()
    {
        openRefused(m_profile);
        QVERIFY2(m_bench->bannerText().contains(QStringLiteral("vouches for itself")),
                 qPrintable(m_bench->bannerText()));
        click(m_bench->bannerButton("Trust this certificate…"));
        QDialog *dialog = m_bench->waitForDialog("Trust this certificate?");
        QVERIFY(dialog);
        QVERIFY(wordsOf(dialog).contains(fingerprintWords(m_identity.sha256()).left(47)));
        QCOMPARE(dialog->focusWidget(), byText(dialog, "Cancel"));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(m_bench->waitForNoDialog());
        QCOMPARE(m_server->requests().size(), 0);
    }

    void trustsForThisSessionAlone()
    {
        openRefused(m_profile);
        answer("Trust for this session");
        WAIT_FOR(m_bench->workspace().session()->loadState() == Session::LoadState::Loaded);
        WAIT_FOR(m_bench->table() && m_bench->isListed("ann@x"));
        QVERIFY(!m_bench->settingsBytes().contains("certificatePin"));
        // A change goes there, and the connection can be opened again without a question.
        m_bench->clickSwitch("ann@x");
        WAIT_EQUAL(m_server->count("POST"), 1);
        QVERIFY(m_bench->workspace().open(m_profile.id));
        WAIT_FOR(m_bench->workspace().session()->loadState() == Session::LoadState::Loaded);

        WindowBench next(WindowBench::Parts{.settingsFile = m_bench->settingsFile()});
        QVERIFY(next.workspace().openLast());
        WAIT_FOR(next.workspace().session()->loadState() == Session::LoadState::Failed);
    }

    void trustsAlways()
    {
        openRefused(m_profile);
        answer("Trust always");
        WAIT_FOR(m_bench->workspace().session()->loadState() == Session::LoadState::Loaded);
        QVERIFY(m_bench->settingsBytes().contains(m_identity.sha256().toHex(':')));
        WindowBench next(WindowBench::Parts{.settingsFile = m_bench->settingsFile()});
        QVERIFY(next.workspace().openLast());
        WAIT_FOR(next.workspace().session()->loadState() == Session::LoadState::Loaded);
    }

    void isLoudWhenTheTrustedCertificateChanges()
    {
        m_profile.tls.pin = m_certificates.selfSigned().sha256();
        openRefused(m_profile);
        QVERIFY2(m_bench->bannerText().contains(QStringLiteral("another certificate")),
                 qPrintable(m_bench->bannerText()));
        click(m_bench->bannerButton("Show the certificate…"));
        QDialog *dialog = m_bench->waitForDialog("The certificate has changed");
        QVERIFY(dialog);
        QVERIFY(wordsOf(dialog).contains(fingerprintWords(m_profile.tls.pin).left(47)));
        click(byText(dialog, "Cancel"));
        QVERIFY(m_bench->waitForNoDialog());
        QCOMPARE(m_server->requests().size(), 0);
    }

    void aCaFileIsEnough()
    {
        m_server = std::make_unique<FaultServer>(m_certificates.server().server());
        m_profile = WindowBench::profileFor(m_server->url());
        openRefused(m_profile);
        QVERIFY(m_bench->bannerText().contains(QStringLiteral("Test authority")));
        m_profile.tls.caFile = m_certificates.authorityFile();
        QVERIFY(m_bench->store().save(m_profile));
        m_bench->workspace().reload();
        m_bench->workspace().reopen();
        WAIT_FOR(m_bench->workspace().session()->loadState() == Session::LoadState::Loaded);
    }

    void saysWhichFileIsMissing()
    {
        m_profile.tls.caFile = QStringLiteral("/nowhere/ca.pem");
        openRefused(m_profile);
        QVERIFY2(m_bench->bannerText().contains(QStringLiteral("/nowhere/ca.pem cannot be read")),
                 qPrintable(m_bench->bannerText()));
        QCOMPARE(m_server->connections(), 0);
    }

private:
    void openRefused(const Profile &profile)
    {
        QVERIFY(m_bench->store().save(profile));
        m_bench->workspace().reload();
        QVERIFY(m_bench->show());
        QVERIFY(m_bench->workspace().open(profile.id));
        WAIT_FOR(m_bench->workspace().session()->loadState() == Session::LoadState::Failed);
        WAIT_FOR(!m_bench->bannerText().isEmpty());
    }
    void answer(const char *button)
    {
        click(m_bench->bannerButton("Trust this certificate…"));
        QDialog *dialog = m_bench->waitForDialog("Trust this certificate?");
        QVERIFY(dialog);
        click(byText(dialog, button));
        QVERIFY(m_bench->waitForNoDialog());
    }

    TestCertificates m_certificates;
    TestCertificates::Identity m_identity = m_certificates.selfSigned();
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
    Profile m_profile;
};

QTEST_MAIN(TestTrust)
#include "tst_trust.moc"
