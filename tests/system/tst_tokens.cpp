// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"

#include <QFile>

using namespace gatehouse;

namespace {

const QByteArray kToken = "tok-71-secret";

} // namespace

/// A token that does not stand in the settings: in the real window.
class TestTokens final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        m_server->setToken(kToken);
        m_server->setEntries({{"ann@x", R"({"name":"ann@x"})"}});
        m_profile = WindowBench::profileFor(m_server->url(), {});
        m_bench = std::make_unique<WindowBench>();
    }

    void cleanup()
    {
        QVERIFY(!m_bench->settingsBytes().contains(kToken));
        m_bench.reset();
        m_server.reset();
    }

    void asksOnceAndSendsNothingBefore()
    {
        open(tokenstore::ask);
        QDialog *dialog = m_bench->waitForDialog("Enter the API token for Test Pivot");
        QVERIFY(dialog);
        QCOMPARE(m_server->requests().size(), 0);
        give(dialog, kToken);
        WAIT_EQUAL(m_bench->session().loadState(), Session::LoadState::Loaded);
        // Opened again: remembered as long as the program runs.
        QVERIFY(m_bench->workspace().open(m_profile.id));
        WAIT_EQUAL(m_bench->session().loadState(), Session::LoadState::Loaded);
        QVERIFY(!m_bench->hasDialog());
    }

    void saysThatItWasNotEnteredAndAsksAgain()
    {
        open(tokenstore::ask);
        QDialog *dialog = m_bench->waitForDialog("Enter the API token for Test Pivot");
        QVERIFY(dialog);
        click(byText(dialog, "Cancel"));
        QVERIFY(m_bench->waitForNoDialog());
        WAIT_FOR(m_bench->bannerText().contains(QStringLiteral("was not entered")));
        QCOMPARE(m_server->requests().size(), 0);
        m_bench->key(Qt::Key_F5);
        dialog = m_bench->waitForDialog("Enter the API token for Test Pivot");
        QVERIFY(dialog);
        give(dialog, kToken);
        WAIT_EQUAL(m_bench->session().loadState(), Session::LoadState::Loaded);
    }

    void asksAnewWhenTheServerRefusesIt()
    {
        open(tokenstore::ask);
        QDialog *dialog = m_bench->waitForDialog("Enter the API token for Test Pivot");
        QVERIFY(dialog);
        give(dialog, "not-that-one");
        WAIT_FOR(m_bench->bannerButton("Enter new token…"));
        click(m_bench->bannerButton("Enter new token…"));
        dialog = m_bench->waitForDialog("Enter the API token for Test Pivot");
        QVERIFY(dialog);
        give(dialog, kToken);
        WAIT_EQUAL(m_bench->session().loadState(), Session::LoadState::Loaded);
        WAIT_FOR(m_bench->bannerText().isEmpty());
    }

    void takesItFromACommand()
    {
        QFile secret(m_folder.filePath(QStringLiteral("secret")));
        QVERIFY(secret.open(QIODevice::WriteOnly));
        secret.write(kToken + '\n');
        secret.close();
        m_profile.tokenCommand = {QStringLiteral("/bin/cat"), secret.fileName()};
        open(tokenstore::command);
        WAIT_EQUAL(m_bench->session().loadState(), Session::LoadState::Loaded);
        QCOMPARE(m_server->requests().constLast().header("x-imply-api-token"), kToken);
    }

    void saysWhyACommandBroughtNone()
    {
        m_profile.tokenCommand = {QStringLiteral("/bin/cat"), QStringLiteral("/nowhere")};
        open(tokenstore::command);
        WAIT_FOR(m_bench->bannerText().contains(QStringLiteral("ended with 1")));
        QCOMPARE(m_server->requests().size(), 0);
    }

private:
    void open(QLatin1String store)
    {
        m_profile.tokenStore = store;
        QVERIFY(m_bench->store().save(m_profile));
        m_bench->workspace().reload();
        QVERIFY(m_bench->show());
        QVERIFY(m_bench->workspace().open(m_profile.id));
    }
    void give(QDialog *dialog, const QByteArray &token)
    {
        auto *field = byName<QLineEdit>(dialog, "API token");
        QVERIFY(field);
        QCOMPARE(dialog->focusWidget(), field);
        QTest::keyClicks(field, QString::fromUtf8(token));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(m_bench->waitForNoDialog());
    }

    QTemporaryDir m_folder;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
    Profile m_profile;
};

QTEST_MAIN(TestTokens)
#include "tst_tokens.moc"
