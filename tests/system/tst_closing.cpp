// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"

#include <QHeaderView>

using namespace gatehouse;
using Column = UserModel::Column;

/// Closing the window: at once when nothing is on its way, else when the last change has ended.
class TestClosing final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        m_server->setEntries({{"ann@x", R"({"name":"ann@x"})"}, {"ben@x", R"({"name":"ben@x"})"}});
        m_bench = std::make_unique<WindowBench>(WindowBench::Parts{.timeout = std::chrono::seconds(2)});
        m_profile = WindowBench::profileFor(m_server->url());
        QVERIFY(m_bench->open(m_profile));
    }

    void cleanup()
    {
        m_bench.reset();
        m_server.reset();
    }

    void closesAtOnceWhenNothingIsOnItsWay()
    {
        QVERIFY(m_bench->window().close());
        QVERIFY(!m_bench->window().isVisible());
    }

    void waitsForTheEndOfAChange_data()
    {
        QTest::addColumn<int>("delivery");
        QTest::addColumn<bool>("isDone");
        QTest::addColumn<int>("end");
        QTest::newRow("slow answer") << int(Delivery::Drip) << true << int(OutcomeKind::Done);
        QTest::newRow("lost answer") << int(Delivery::Close) << true << int(OutcomeKind::Done);
        QTest::newRow("silence, done") << int(Delivery::Stall) << true << int(OutcomeKind::Done);
        QTest::newRow("silence, not done") << int(Delivery::Stall) << false << int(OutcomeKind::Failed);
    }
    void waitsForTheEndOfAChange()
    {
        QFETCH(int, delivery);
        QFETCH(bool, isDone);
        QFETCH(int, end);
        Fault fault =
            isDone ? Fault::done(static_cast<Delivery>(delivery)) : Fault::notDone(static_cast<Delivery>(delivery));
        m_server->on("POST", 1, fault);
        QUuid set;
        connect(&m_bench->session(), &Session::actEnded, this, [&set](const ActReport &report) { set = report.set; });
        m_bench->clickSwitch("ann@x");
        QVERIFY(!m_bench->workspace().isIdle());
        QVERIFY(!m_bench->window().close());
        QVERIFY(m_bench->window().isVisible());
        QVERIFY2(m_bench->toastText().contains(QStringLiteral("closes when")), qPrintable(m_bench->toastText()));
        QVERIFY(!m_bench->window().close()); // impatience changes nothing
        WAIT_FOR(!m_bench->window().isVisible());
        QVERIFY(m_bench->workspace().isIdle());
        QCOMPARE(m_server->count("POST"), 1);
        QCOMPARE(m_server->entries().at("ann@x").contains("disabled"), isDone);
        const auto entry = m_bench->journal().remembered(set);
        QVERIFY(entry && entry->ended);
        QCOMPARE(int(entry->outcomes.constFirst().kind), end);
    }

    // A server that is gone may stay so: the window need not. The journal knows that the change is not finished.
    void leavesAQuestionToTheNextStart()
    {
        loseTheAnswer();
        m_bench->clickSwitch("ann@x");
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("asks again until it is known")));
        WAIT_EQUAL(m_bench->text("ann@x", Column::DisabledSince), QStringLiteral("Result not known yet\u2026"));
        QVERIFY(m_bench->workspace().isOnlyInQuestion());
        QVERIFY(!m_bench->window().close());
        QVERIFY2(m_bench->toastText().contains(QStringLiteral("Close again to leave at once")),
                 qPrintable(m_bench->toastText()));
        QVERIFY(m_bench->window().close());
        const JournalEntry entry = m_bench->journal().all().constLast();
        QVERIFY(!entry.ended);
        QCOMPARE(entry.outcomes.constFirst().kind, OutcomeKind::NotSent);
        m_bench->journal().abandon(entry.set.id);
    }

    void closesWhenAQuestionIsAnswered()
    {
        loseTheAnswer();
        m_bench->clickSwitch("ann@x");
        WAIT_FOR(m_bench->workspace().isOnlyInQuestion() && !m_bench->workspace().isIdle());
        QVERIFY(!m_bench->window().close());
        m_server->behave();
        WAIT_FOR(!m_bench->window().isVisible());
        QCOMPARE(m_bench->journal().all().constLast().outcomes.constFirst().kind, OutcomeKind::Done);
    }

    void waitsForAChangeWhoseConnectionWasLeft()
    {
        FaultServer other;
        const Profile second = WindowBench::profileFor(other.url());
        QVERIFY(m_bench->store().save(second));
        m_bench->workspace().reload();
        m_server->on("POST", 1, Fault::done(Delivery::Drip));
        m_bench->clickSwitch("ann@x");
        WAIT_EQUAL(m_server->count("POST"), 1);
        QVERIFY(m_bench->workspace().open(second.id));
        QVERIFY(!m_bench->workspace().isIdle());
        QVERIFY(!m_bench->window().close());
        WAIT_FOR(!m_bench->window().isVisible());
        QVERIFY(m_bench->workspace().isIdle());
    }

    void aReviewThatIsOpenSendsNothing()
    {
        m_bench->clickName("ann@x");
        m_bench->key(Qt::Key_Delete);
        QVERIFY(m_bench->waitForDialog("Review changes"));
        m_bench->window().close();
        QVERIFY(m_bench->settle());
        QCOMPARE(m_server->count("DELETE"), 0);
        m_bench->destroyWindow();
        QCOMPARE(m_server->count("DELETE"), 0);
    }

    // Order, hidden columns and the last connection are there again; the window itself opens as it was closed.
    void theNextStartIsAsThisEnded()
    {
        UserView *table = m_bench->table();
        QTest::mouseClick(table->horizontalHeader()->viewport(), Qt::LeftButton, {},
                          QPoint(table->columnViewportPosition(0) + 20, table->horizontalHeader()->height() / 2));
        WAIT_EQUAL(m_bench->listedNames().constFirst(), QStringLiteral("ben@x"));
        m_bench->window().resize(1000, 700);
        WAIT_EQUAL(m_bench->window().size(), QSize(1000, 700));
        QVERIFY(m_bench->window().close());
        WindowBench next(WindowBench::Parts{.settingsFile = m_bench->settingsFile()});
        QVERIFY(next.workspace().openLast());
        QVERIFY(next.show());
        WAIT_FOR(next.table());
        QCOMPARE(next.session().profile().id, m_profile.id);
        QCOMPARE(next.listedNames().constFirst(), QStringLiteral("ben@x"));
        QCOMPARE(next.window().size(), QSize(1000, 700));
    }

private:
    /// The next change is carried out, and neither its answer comes nor one to a question about it.
    void loseTheAnswer()
    {
        m_server->on("POST", 1, Fault::done(Delivery::Close));
        const int look = m_server->count("GET") + 1;
        for (int nth = look + 1; nth < look + 500; ++nth)
            m_server->on("GET", nth, Fault::notDone(Delivery::Close));
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
    Profile m_profile;
};

QTEST_MAIN(TestClosing)
#include "tst_closing.moc"
