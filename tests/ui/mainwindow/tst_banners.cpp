// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"
#include "ui/look/gatestyle.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QMenu>
#include <QSignalSpy>

using namespace gatehouse;

/// What the banner says, when it comes back, and where it leads.
class TestBanners final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        m_server->setEntries({{"ann@x", R"({"name":"ann@x"})"}, {"ben@x", R"({"name":"ben@x"})"}});
        m_bench = std::make_unique<WindowBench>();
        m_ahead = std::chrono::minutes(0);
        m_bench->setClock([this] { return computerNow() + m_ahead; });
    }

    void cleanup()
    {
        m_bench.reset();
        m_server.reset();
        GateStyle::apply(Appearance::Light);
    }

    void aClockWarningThatWasClosedComesBackOnlyWhenMuchWorse_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("later");
        QTest::addColumn<bool>("comesBack");
        QTest::newRow("a little more") << 5 << 7 << false;
        QTest::newRow("twice") << 4 << 9 << false;
        QTest::newRow("less") << 30 << 5 << false;
        QTest::newRow("ten minutes more") << 5 << 16 << true;
        QTest::newRow("behind, a little more") << -5 << -8 << false;
        QTest::newRow("behind, ten minutes more") << -5 << -16 << true;
        QTest::newRow("the other way") << 5 << -5 << true;
    }
    void aClockWarningThatWasClosedComesBackOnlyWhenMuchWorse()
    {
        QFETCH(int, first);
        QFETCH(int, later);
        QFETCH(bool, comesBack);
        m_ahead = std::chrono::minutes(first);
        QVERIFY(m_bench->open(WindowBench::profileFor(m_server->url())));
        WAIT_FOR(m_bench->bannerText().contains(QStringLiteral("clock")));
        closeBanner();
        QVERIFY(m_bench->bannerText().isEmpty());
        m_ahead = std::chrono::minutes(later);
        refresh();
        WAIT_FOR(std::chrono::abs(m_bench->session().clockAhead() - std::chrono::minutes(later)) <
                 std::chrono::minutes(1));
        QCOMPARE(m_bench->bannerText().contains(QStringLiteral("clock")), comesBack);
    }

    void aNameThatIsNoConnectionLeadsToThem()
    {
        QVERIFY(m_bench->store().save(WindowBench::profileFor(m_server->url())));
        m_bench->workspace().reload();
        QVERIFY(m_bench->show());
        QVERIFY(!m_bench->workspace().openNamed(QStringLiteral("nosuch")));
        WAIT_FOR(m_bench->bannerText().contains(QStringLiteral("nosuch")));
        QVERIFY(m_bench->bannerButton("Connections\u2026"));
        click(m_bench->bannerButton("Connections\u2026"));
        QDialog *dialog = m_bench->waitForDialog("Connections");
        QVERIFY(dialog);
        QCOMPARE(byName<QLineEdit>(dialog, "Name")->text(), QStringLiteral("Test Pivot"));
        click(byText(dialog, "Connect"));
        WAIT_FOR(m_bench->table());
        // With a connection open, its box leads to the others.
        QVERIFY(!m_bench->bannerButton("Connections\u2026"));
    }

    void withoutAConnectionThereIsNothingToLeadTo()
    {
        QVERIFY(m_bench->show());
        QVERIFY(!m_bench->workspace().openNamed(QStringLiteral("nosuch")));
        WAIT_FOR(m_bench->bannerText().contains(QStringLiteral("nosuch")));
        QVERIFY(!m_bench->bannerButton("Connections\u2026"));
    }

    // The folder of the settings is a file now: nothing can be written there by anybody.
    void whatTheWindowCannotKeepIsToldOnce()
    {
        QTemporaryDir folder;
        const QString inner = folder.filePath(QStringLiteral("inner"));
        WindowBench bench(WindowBench::Parts{.settingsFile = inner + QStringLiteral("/gatehouse.ini")});
        QVERIFY(bench.open(WindowBench::profileFor(m_server->url())));
        QVERIFY(!bench.store().lastConnection().isNull()); // waits for what the opening keeps, which is told by itself
        QVERIFY(QDir(inner).removeRecursively());
        QFile inTheWay(inner);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        choose(bench, "Dark");
        WAIT_FOR(bench.bannerText().contains(QStringLiteral("not saved")));
        const auto *style = qobject_cast<GateStyle *>(QApplication::style());
        QVERIFY(style && style->appearance() == Appearance::Dark); // it holds for this time
        click(byName<QAbstractButton>(bench.window().findChild<Banner *>(), "Close"));
        WAIT_FOR(bench.bannerText().isEmpty());
        choose(bench, "Light");
        bench.key(Qt::Key_F5);
        QVERIFY(bench.settle());
        QVERIFY(bench.bannerText().isEmpty());
        QCOMPARE(bench.listedNames().size(), 2); // and nothing else is lost
        QVERIFY(bench.window().close());
    }

private:
    void closeBanner() { click(byName<QAbstractButton>(m_bench->window().findChild<Banner *>(), "Close")); }

    void refresh()
    {
        QSignalSpy replaced(&m_bench->session().listing(), &UserListing::replaced);
        m_bench->session().refresh();
        WAIT_FOR(replaced.size() == 1);
    }

    static void choose(WindowBench &bench, const char *appearance)
    {
        for (auto *action : bench.window().findChildren<QAction *>()) {
            if (action->text() == QLatin1String(appearance))
                action->trigger();
        }
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
    std::chrono::minutes m_ahead{0};
};

QTEST_MAIN(TestBanners)
#include "tst_banners.moc"
