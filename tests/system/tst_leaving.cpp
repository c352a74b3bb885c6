// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"

#include "ui/changes/reviewdialog.h"
#include "ui/look/widgets.h"

#include <QDir>

using namespace gatehouse;
using Column = UserModel::Column;

namespace {

QByteArray memberOf(int number)
{
    return "user" + QByteArray::number(number).rightJustified(4, '0') + "@x";
}

QByteArray entryOf(const QByteArray &name)
{
    return "{\"name\":\"" + name + "\"}";
}

} // namespace

/// A bulk belongs to the connection it was ordered on: while it runs, while that is left, and while the window closes.
class TestLeaving final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        m_other = std::make_unique<FaultServer>();
        m_other->setEntries({{"zoe@y", R"({"name":"zoe@y"})"}});
        m_bench = std::make_unique<WindowBench>(WindowBench::Parts{.timeout = std::chrono::seconds(3)});
        m_second = WindowBench::profileFor(m_other->url());
        m_second.name = QStringLiteral("The other");
        QVERIFY(m_bench->store().save(m_second));
    }

    void cleanup()
    {
        m_bench.reset();
        m_server.reset();
        m_other.reset();
    }

    void aPlanThatComesAfterItsConnectionWasLeftIsForNothing_data()
    {
        QTest::addColumn<bool>("isClosed");
        QTest::newRow("another is open") << false;
        QTest::newRow("none is open") << true;
    }
    void aPlanThatComesAfterItsConnectionWasLeftIsForNothing()
    {
        QFETCH(bool, isClosed);
        QVERIFY(openWith(2'500));
        m_server->on("POST", 1, Fault::notDone(Delivery::Stall)); // so that the connection outlives being left
        m_bench->clickSwitch(memberOf(0));
        WAIT_EQUAL(m_server->count("POST"), 1);
        selectAll();
        WAIT_FOR(m_bench->button("Disable")->isEnabled());
        click(m_bench->button("Disable"));
        QVERIFY(!m_bench->hasDialog()); // it is planned on a worker
        if (isClosed)
            m_bench->workspace().close();
        else
            QVERIFY(m_bench->workspace().open(m_second.id));
        QVERIFY(!m_bench->workspace().isIdle());
        WAIT_FOR(m_bench->workspace().isIdle());
        QVERIFY(!m_bench->hasDialog());
        QCOMPARE(m_other->count("POST"), 0);
    }

    void whatWasDoneElsewhereIsNotDoneAgainHere()
    {
        QVERIFY(openWith(20));
        m_server->on("POST", 3, Fault::answer(FaultReply::json(403, R"({"error":"not this one"})")));
        QVERIFY(disableAll());
        QVERIFY(m_bench->waitIdle());
        WAIT_FOR(m_bench->button("Retry failed"));
        QVERIFY(m_bench->workspace().open(m_second.id));
        WAIT_EQUAL(m_bench->session().loadState(), Session::LoadState::Loaded);
        click(m_bench->button("Retry failed"));
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("“Test Pivot” at ") + m_server->url().authority()) ||
                 m_bench->toastText().contains(m_server->url().toString()));
        QVERIFY2(m_bench->toastText().contains(QStringLiteral("“The other” at ")), qPrintable(m_bench->toastText()));
        QVERIFY(!m_bench->hasDialog());
        QCOMPARE(m_other->count("POST"), 0);
        QCOMPARE(m_server->count("POST"), 20);
    }

    void aRunGoesOnWithANewToken()
    {
        m_server->setToken("test-token");
        QVERIFY(openWith(60));
        Session *session = &m_bench->session();
        connect(
            session, &Session::runRowEnded, this, [this] { m_server->setToken("new-token"); },
            Qt::SingleShotConnection);
        QVERIFY(disableAll());
        WAIT_FOR(m_bench->button("Resume"));
        WAIT_FOR(m_bench->bannerButton("Enter new token…"));
        click(byName<QAbstractButton>(byName<QWidget>(&m_bench->window(), "Progress"), "Enter new token…"));
        QDialog *connections = m_bench->waitForDialog("Connections");
        QVERIFY(connections);
        QCOMPARE(connections->focusWidget(), byName<QLineEdit>(connections, "API token"));
        connections->close();
        QVERIFY(m_bench->waitForNoDialog());
        WAIT_EQUAL(session->progress(session->bulk())->inFlight, 0);
        for (const QString &name : m_bench->listedNames())
            QVERIFY(m_bench->session().listing().mark(rowOf(name)).kind != RowMark::Kind::Sending);
        Profile renewed = session->profile();
        renewed.token = "new-token";
        QVERIFY(m_bench->store().save(renewed));
        m_bench->workspace().reload();
        m_bench->workspace().reopen();
        QCOMPARE(&m_bench->session(), session); // with its run
        WAIT_FOR(m_bench->bannerText().isEmpty());
        click(m_bench->button("Resume"));
        QVERIFY(m_bench->waitIdle());
        for (int i = 0; i < 60; ++i)
            QVERIFY(m_server->entries().at(memberOf(i)).contains("disabled"));
    }

    void aRunThatWasLeftGoesOnWithANewToken()
    {
        m_server->setToken("test-token");
        QVERIFY(openWith(60));
        const Profile first = m_bench->session().profile();
        connect(
            &m_bench->session(), &Session::runRowEnded, this, [this] { m_server->setToken("new-token"); },
            Qt::SingleShotConnection);
        QVERIFY(disableAll());
        WAIT_FOR(m_bench->button("Resume"));
        // Else the old token is refused once more, which pauses it again.
        WAIT_EQUAL(m_bench->session().progress(m_bench->session().bulk())->inFlight, 0);
        QVERIFY(m_bench->workspace().open(m_second.id));
        Profile renewed = first;
        renewed.token = "new-token";
        QVERIFY(m_bench->store().save(renewed));
        m_bench->workspace().reload();
        click(m_bench->button("Resume"));
        WAIT_FOR(m_bench->workspace().isSettled());
        for (int i = 0; i < 60; ++i)
            QVERIFY(m_server->entries().at(memberOf(i)).contains("disabled"));
    }

    void aRunThatPausedBehindAnotherOneComesIntoThePanel_data()
    {
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("when that has done all") << QByteArray("Resume");
        QTest::newRow("when that was stopped") << QByteArray("Stop");
    }
    void aRunThatPausedBehindAnotherOneComesIntoThePanel()
    {
        QFETCH(QByteArray, end);
        Entries others;
        for (int i = 0; i < 20; ++i)
            others[memberOf(i)] = entryOf(memberOf(i));
        m_other->setEntries(others);
        m_other->always("POST", Fault::answer(FaultReply::page(200, "<html>Please sign in</html>")));
        QVERIFY(openWith(60));
        connect(
            &m_bench->session(), &Session::runRowEnded, this, [this] { click(m_bench->button("Pause")); },
            Qt::SingleShotConnection);
        QVERIFY(disableAll());
        WAIT_FOR(m_bench->button("Resume"));
        QVERIFY(m_bench->workspace().open(m_second.id));
        WAIT_EQUAL(m_bench->session().loadState(), Session::LoadState::Loaded);
        QVERIFY(disableAll());
        WAIT_FOR(m_bench->session().progress(m_bench->session().bulk())->phase == RunProgress::Phase::Paused);
        QVERIFY(panelWords().contains(QStringLiteral("60")));
        click(m_bench->button(end.constData()));
        WAIT_FOR(m_bench->button("Resume") && panelWords().contains(QStringLiteral("20 users")));
        m_other->behave();
        click(m_bench->button("Resume"));
        WAIT_FOR(m_bench->workspace().isSettled());
        QVERIFY(m_bench->workspace().runs().isEmpty());
    }

    void aRunThatPausedComesIntoThePanelBeforeThoseThatWaitForIt()
    {
        QVERIFY(openWith(60));
        connect(
            &m_bench->session(), &Session::runRowEnded, this, [this] { click(m_bench->button("Pause")); },
            Qt::SingleShotConnection);
        QVERIFY(disableAll());
        WAIT_FOR(m_bench->button("Resume"));
        Entries others;
        for (int i = 0; i < 20; ++i)
            others[memberOf(i)] = entryOf(memberOf(i));
        m_other->setEntries(others);
        m_other->always("POST", Fault::answer(FaultReply::page(200, "<html>Please sign in</html>")));
        QVERIFY(m_bench->workspace().open(m_second.id));
        WAIT_EQUAL(m_bench->session().loadState(), Session::LoadState::Loaded);
        QVERIFY(disableAll());
        WAIT_FOR(m_bench->session().progress(m_bench->session().bulk())->phase == RunProgress::Phase::Paused);
        for (int behind = 0; behind < 3; ++behind)
            QVERIFY(disableAll());
        WAIT_EQUAL(m_bench->session().bulks().size(), 4);
        click(m_bench->button("Stop"));
        WAIT_FOR(m_bench->button("Resume") && panelWords().contains(QStringLiteral("20 users")));
        m_other->behave();
        click(m_bench->button("Resume"));
        WAIT_FOR(m_bench->workspace().isSettled());
    }

    void whatWasLeftIsLookedAtOnceMoreAndHasItsReceipt()
    {
        const QTemporaryDir folder;
        const QString settings = folder.filePath(QStringLiteral("settings.ini"));
        QVERIFY(ProfileStore(settings).setRecordSettings({{}, folder.path()}));
        QVERIFY(ProfileStore(settings).save(m_second));
        m_bench = std::make_unique<WindowBench>(WindowBench::Parts{.settingsFile = settings});
        QVERIFY(openWith(60));
        whenLookedAt({.delivery = Delivery::Drip, .pause = std::chrono::milliseconds(1)});
        QVERIFY(disableAll());
        QVERIFY(m_bench->waitIdle());
        QVERIFY(!m_bench->workspace().isSettled());
        QVERIFY(m_bench->workspace().open(m_second.id));
        WAIT_FOR(m_bench->workspace().isSettled());
        WAIT_EQUAL(QDir(folder.path()).entryList({QStringLiteral("*.json")}, QDir::Files).size(), 1);
    }

    void aBulkThatBeginsWhileTheWindowClosesIsAskedAbout_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("isClosed");
        QTest::newRow("keep") << QByteArray("Keep running") << false;
        QTest::newRow("stop") << QByteArray("Stop and close") << true;
    }
    void aBulkThatBeginsWhileTheWindowClosesIsAskedAbout()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, isClosed);
        QVERIFY(openWith(100));
        QDialog *review = ask();
        QVERIFY(review && m_bench->settle());
        click(byText(review, "Disable 100 users"));
        QVERIFY(m_bench->workspace().runs().isEmpty()); // the journal is writing it down
        QVERIFY(!m_bench->window().close());
        QDialog *question = m_bench->waitForDialog("Stop the run and close?");
        QVERIFY(question);
        click(byText(question, answer.constData()));
        WAIT_FOR(m_bench->workspace().isSettled());
        WAIT_EQUAL(!m_bench->window().isVisible(), isClosed);
        QCOMPARE(m_server->count("POST") == 100, !isClosed);
    }

    void closingAgainWaitsForNoLook()
    {
        QVERIFY(openWith(60));
        whenLookedAt(Fault::notDone(Delivery::Stall));
        QVERIFY(disableAll());
        QVERIFY(m_bench->waitIdle());
        QVERIFY(!m_bench->window().close());
        QVERIFY2(m_bench->toastText().contains(QStringLiteral("looked once more")), qPrintable(m_bench->toastText()));
        QVERIFY(m_bench->window().close());
    }

private:
    [[nodiscard]] bool openWith(int users)
    {
        Entries entries;
        for (int i = 0; i < users; ++i)
            entries[memberOf(i)] = entryOf(memberOf(i));
        m_server->setEntries(entries);
        return m_bench->open(WindowBench::profileFor(m_server->url()));
    }
    /// What becomes of the look after the run: the next GET when the first row has been written.
    void whenLookedAt(const Fault &fault)
    {
        connect(
            &m_bench->session(), &Session::runRowEnded, this, [this, fault] { m_server->always("GET", fault); },
            Qt::SingleShotConnection);
    }
    QString panelWords() const
    {
        const auto *panel = byName<QWidget>(&m_bench->window(), "Progress");
        return panel ? panel->accessibleDescription() : QString();
    }
    void selectAll()
    {
        m_bench->table()->setFocus();
        m_bench->key(Qt::Key_A, Qt::ControlModifier);
    }
    QDialog *ask()
    {
        selectAll();
        QAbstractButton *button = m_bench->button("Disable");
        if (!button || !QTest::qWaitFor([button] { return button->isEnabled(); }, 10'000))
            return nullptr;
        click(button);
        return m_bench->waitForDialog("Review changes");
    }
    [[nodiscard]] bool disableAll()
    {
        QDialog *review = ask();
        // A run that was left may be on its way.
        const auto isCompared = [this] {
            return !m_bench->session().isRefreshing() && !m_bench->session().listing().isWorking();
        };
        if (!review || !QTest::qWaitFor(isCompared, 10'000))
            return false;
        QAbstractButton *run = byText(review, qPrintable(tr("Disable %1 users").arg(m_bench->listedNames().size())));
        if (!run)
            return false;
        click(run);
        return m_bench->waitForNoDialog();
    }
    Row rowOf(const QString &name) const { return *m_bench->session().listing().table().find(name.toUtf8()); }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<FaultServer> m_other;
    std::unique_ptr<WindowBench> m_bench;
    Profile m_second;
};

QTEST_MAIN(TestLeaving)
#include "tst_leaving.moc"
