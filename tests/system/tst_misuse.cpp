// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"

using namespace gatehouse;
using Column = UserModel::Column;

/// Hands that are too quick, and things that happen at once.
class TestMisuse final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        m_server->setEntries({{"ann@x", R"({"name":"ann@x"})"},
                              {"ben@x", R"({"name":"ben@x","disabled":"2022-09-21T19:01:25.872Z"})"},
                              {"cas@x", R"({"name":"cas@x"})"}});
        m_before = m_server->entries();
        m_bench = std::make_unique<WindowBench>();
    }

    void cleanup()
    {
        if (m_bench && m_bench->workspace().session()) {
            QVERIFY(m_bench->waitIdle());
            QVERIFY(m_bench->session().listing().isConsistent());
        }
        m_bench.reset();
        m_server.reset();
    }

    void undoClickedTwiceTakesBackOnce()
    {
        open();
        m_bench->clickSwitch("ann@x");
        WAIT_FOR(m_bench->toastUndo());
        QAbstractButton *undo = m_bench->toastUndo();
        click(undo);
        click(undo);
        QVERIFY(m_bench->settle());
        QCOMPARE(m_server->count("POST"), 2);
        QCOMPARE(m_server->entries(), m_before);
    }

    void undoByMouseAndKeyTakesBackOnce()
    {
        open();
        m_bench->clickSwitch("ann@x");
        WAIT_FOR(m_bench->toastUndo());
        click(m_bench->toastUndo());
        m_bench->key(Qt::Key_Z, Qt::ControlModifier);
        m_bench->key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_bench->settle());
        QCOMPARE(m_server->count("POST"), 2);
        QCOMPARE(m_server->entries(), m_before);
        QCOMPARE(m_bench->journal().size(), 2);
        QVERIFY2(m_bench->toastText().contains(QStringLiteral("taken back")), qPrintable(m_bench->toastText()));
    }

    void twoQuickUndosTakeBackTwoActs()
    {
        open();
        for (const char *name : {"ann@x", "cas@x"}) {
            m_bench->clickSwitch(name);
            QVERIFY(m_bench->waitIdle());
        }
        m_bench->table()->setFocus();
        m_bench->key(Qt::Key_Z, Qt::ControlModifier);
        m_bench->key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_bench->settle());
        // Nothing may be done twice; what is left can be taken back by one key more.
        QVERIFY(m_server->count("POST") <= 4);
        QCOMPARE(m_server->entries().at("cas@x"), m_before.at("cas@x"));
        while (m_bench->button("Undo")->isEnabled()) {
            m_bench->key(Qt::Key_Z, Qt::ControlModifier);
            QVERIFY(m_bench->waitIdle());
        }
        QCOMPARE(m_server->entries(), m_before);
        QCOMPARE(m_server->count("POST"), 4);
    }

    void aBusyUserIsLeftAlone()
    {
        open();
        m_bench->clickName("ann@x");
        m_server->on("POST", 1, slowly());
        m_bench->clickSwitch("ann@x");
        WAIT_EQUAL(m_server->count("POST"), 1);
        QVERIFY(!m_bench->isShownEnabled("ann@x")); // the wanted state
        QCOMPARE(m_bench->text("ann@x", Column::SignIn), QStringLiteral("Enabled"));
        m_bench->clickSwitch("ann@x");
        m_bench->key(Qt::Key_Delete);
        m_bench->key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        m_bench->key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        m_bench->goTo("ann@x", Column::SignIn);
        m_bench->key(Qt::Key_Space);
        QVERIFY(!m_bench->hasDialog());
        QCOMPARE(m_bench->journal().size(), 1);
        QVERIFY(!m_bench->workspace().isIdle());
        m_server->behave();
        QVERIFY(m_bench->settle());
        QCOMPARE(m_server->count("POST"), 1);
        QCOMPARE(differences(m_before, m_server->entries()), QByteArrayList{"ann@x"});
    }

    void othersCanBeSwitchedMeanwhile()
    {
        open();
        m_server->on("POST", 1, slowly());
        m_bench->clickSwitch("ann@x");
        WAIT_EQUAL(m_server->count("POST"), 1);
        m_bench->clickSwitch("cas@x");
        WAIT_FOR(m_server->entries().at("cas@x").contains("disabled"));
        QVERIFY(m_bench->settle());
        QCOMPARE(m_server->count("POST"), 2);
        QCOMPARE(differences(m_before, m_server->entries()), QByteArrayList({"ann@x", "cas@x"}));
    }

    void anUndoDuringTheNextChangeOfTheSameUserIsNotSentAgainstIt()
    {
        open();
        m_bench->clickSwitch("ann@x");
        QVERIFY(m_bench->waitIdle());
        m_server->on("POST", 2, slowly());
        m_bench->clickSwitch("ann@x"); // enables again, slowly
        WAIT_EQUAL(m_server->count("POST"), 2);
        m_bench->table()->setFocus();
        m_bench->key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_bench->settle());
        QCOMPARE(m_server->count("POST"), 2);
        QCOMPARE(m_server->entries(), m_before);
    }

    void keysWhileTheListLoadsDoNothing()
    {
        m_server->always("GET", Fault::notDone(Delivery::Stall));
        const Profile profile = WindowBench::profileFor(m_server->url());
        QVERIFY(m_bench->store().save(profile));
        m_bench->workspace().reload();
        QVERIFY(m_bench->show());
        QVERIFY(m_bench->workspace().open(profile.id));
        QVERIFY(!m_bench->table());
        for (const Qt::Key key : {Qt::Key_Delete, Qt::Key_Space, Qt::Key_Return, Qt::Key_F5, Qt::Key_Escape})
            m_bench->key(key);
        for (const Qt::Key key : {Qt::Key_N, Qt::Key_Z, Qt::Key_C, Qt::Key_A, Qt::Key_F})
            m_bench->key(key, Qt::ControlModifier);
        for (const Qt::Key key : {Qt::Key_D, Qt::Key_E})
            m_bench->key(key, Qt::ControlModifier | Qt::ShiftModifier);
        m_bench->type(QStringLiteral("ann"));
        m_bench->key(Qt::Key_Return);
        m_bench->key(Qt::Key_Delete);
        QVERIFY(!m_bench->hasDialog());
        QCOMPARE(m_bench->journal().size(), 0);
        QVERIFY(m_bench->session().isRefreshing());
        WAIT_EQUAL(m_server->count("*"), 1);
    }

    void aSwitchDuringARefreshHolds()
    {
        open();
        const int lists = m_server->count("GET");
        Fault slow = slowly();
        slow.deed = Fault::Deed::NotDone;
        slow.reply = FaultReply::json(200, R"({"userStatuses":[{"name":"ann@x"},)"
                                           R"({"name":"ben@x","disabled":"2022-09-21T19:01:25.872Z"},)"
                                           R"({"name":"cas@x"}]})");
        m_server->on("GET", lists + 1, slow);
        m_bench->key(Qt::Key_F5);
        WAIT_EQUAL(m_server->count("GET"), lists + 1);
        m_bench->clickSwitch("ben@x");
        m_bench->clickSwitch("cas@x");
        WAIT_EQUAL(m_server->count("POST"), 2);
        QVERIFY(m_bench->waitIdle());
        WAIT_FOR(!m_bench->session().isRefreshing());
        QVERIFY(m_bench->isShownEnabled("ben@x"));
        QVERIFY(!m_bench->isShownEnabled("cas@x"));
        QVERIFY(m_bench->settle());
        QVERIFY(m_bench->isShownEnabled("ben@x"));
        QVERIFY(!m_bench->isShownEnabled("cas@x"));
    }

    void aRefreshDuringAReviewLeavesItUsable()
    {
        open();
        m_bench->clickName("ben@x");
        m_bench->key(Qt::Key_Delete);
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        m_bench->type(QStringLiteral("ticket 7"));
        for (int again = 0; again < 3; ++again)
            QVERIFY(m_bench->settle());
        QCOMPARE(byName<QLineEdit>(review, "Reason")->text(), QStringLiteral("ticket 7"));
        click(byText(review, "Delete 1 status"));
        QVERIFY(m_bench->waitIdle());
        WAIT_EQUAL(m_server->count("DELETE"), 1);
        QCOMPARE(differences(m_before, m_server->entries()), QByteArrayList{"ben@x"});
    }

    void theReviewsButtonClickedTwiceRunsOnce()
    {
        open();
        m_bench->clickName("ben@x");
        m_bench->key(Qt::Key_Delete);
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        QPointer<QAbstractButton> run = byText(review, "Delete 1 status");
        click(run);
        if (run)
            click(run);
        QVERIFY(m_bench->settle());
        QCOMPARE(m_server->count("DELETE"), 1);
        QCOMPARE(m_bench->journal().size(), 1);
    }

    void anotherConnectionClosesTheReview()
    {
        FaultServer other;
        other.setEntries({{"ben@x", R"({"name":"ben@x"})"}});
        const Profile second = WindowBench::profileFor(other.url());
        QVERIFY(m_bench->store().save(second));
        open();
        m_bench->clickName("ben@x");
        m_bench->key(Qt::Key_Delete);
        QPointer<QDialog> review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        QVERIFY(m_bench->workspace().open(second.id));
        QVERIFY(m_bench->waitForNoDialog());
        WAIT_FOR(m_bench->table() && m_bench->listedNames().size() == 1);
        QVERIFY(m_bench->settle());
        QCOMPARE(m_server->count("DELETE") + other.count("DELETE"), 0);
        m_bench->clickName("ben@x"); // the new connection has reviews of its own
        m_bench->key(Qt::Key_Delete);
        QVERIFY(m_bench->waitForDialog("Review changes"));
        m_bench->key(Qt::Key_Escape);
        QVERIFY(m_bench->waitForNoDialog());
    }

    void undoDoesNotReachAnotherConnection()
    {
        FaultServer other;
        other.setEntries(m_before);
        const Profile second = WindowBench::profileFor(other.url());
        QVERIFY(m_bench->store().save(second));
        open();
        m_bench->clickSwitch("ann@x");
        WAIT_FOR(m_bench->toastUndo());
        QPointer<QAbstractButton> undo = m_bench->toastUndo();
        QVERIFY(m_bench->workspace().open(second.id));
        if (undo && undo->isVisible())
            click(undo);
        WAIT_FOR(m_bench->table() && m_bench->table()->hasFocus());
        m_bench->key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_bench->settle());
        QCOMPARE(m_server->count("POST"), 1);
        QCOMPARE(other.count("POST"), 0);
        QVERIFY(!m_bench->button("Undo") || !m_bench->button("Undo")->isEnabled());
    }

    // The change goes on; its end is written down and told, although its list is not on the screen any more.
    void aChangeThatIsLeftBehindIsToldWhenItFails()
    {
        FaultServer other;
        other.setEntries(m_before);
        const Profile second = WindowBench::profileFor(other.url());
        QVERIFY(m_bench->store().save(second));
        open();
        Fault refused = slowly();
        refused.deed = Fault::Deed::NotDone;
        refused.reply = FaultReply::json(500, R"({"error":"no"})");
        m_server->on("POST", 1, refused);
        m_bench->clickSwitch("ann@x");
        WAIT_EQUAL(m_server->count("POST"), 1);
        QVERIFY(m_bench->workspace().open(second.id));
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(m_server->count("POST"), 1);
        QVERIFY(m_bench->toastText().contains(QStringLiteral("ann@x")));
    }

    void theServerMayAnswerAfterTheWindowWent()
    {
        open();
        m_server->on("POST", 1, slowly());
        m_bench->clickSwitch("ann@x");
        WAIT_EQUAL(m_server->count("POST"), 1);
        m_bench->destroyWindow();
        QVERIFY(m_bench->waitIdle());
        m_bench.reset();
        QVERIFY(m_server->entries().at("ann@x").contains("disabled"));
    }

    void everythingMayGoWhileTheListIsOnItsWay()
    {
        open();
        m_server->always("GET", slowly());
        m_bench->key(Qt::Key_F5);
        WAIT_EQUAL(m_server->count("GET"), 2);
        m_bench.reset();
        m_server->behave();
    }

    void aDeletedUserIsLeftAlone()
    {
        open();
        m_bench->clickName("ben@x");
        m_bench->key(Qt::Key_Delete);
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        // The list that the review asked for: were it behind the delete, it would take the row away.
        WAIT_FOR(!m_bench->session().isRefreshing());
        click(byText(review, "Delete 1 status"));
        WAIT_EQUAL(m_bench->text("ben@x", Column::SignIn), QStringLiteral("No status yet"));
        QVERIFY(m_bench->waitForNoDialog());
        const auto sets = m_bench->journal().size();
        m_bench->clickSwitch("ben@x");
        m_bench->clickName("ben@x");
        m_bench->key(Qt::Key_Delete);
        m_bench->key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        m_bench->goTo("ben@x", Column::SignIn);
        m_bench->key(Qt::Key_Space);
        QVERIFY(!m_bench->hasDialog());
        QCOMPARE(m_bench->journal().size(), sets);
    }

private:
    void open() { QVERIFY(m_bench->open(WindowBench::profileFor(m_server->url()))); }

    /// Carried out at once, answered byte after byte.
    static Fault slowly()
    {
        Fault fault = Fault::done(Delivery::Drip);
        fault.pause = std::chrono::milliseconds(3);
        return fault;
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
    Entries m_before;
};

QTEST_MAIN(TestMisuse)
#include "tst_misuse.moc"
