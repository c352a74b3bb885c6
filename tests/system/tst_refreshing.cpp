// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"
#include "ui/mainwindow/statusline.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QToolButton>

using namespace gatehouse;
using Column = UserModel::Column;

/// Refresh keeps a person's place; a list that shrank is not believed at once.
class TestRefreshing final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        m_server->setEntries(crowd(200));
        m_bench = std::make_unique<WindowBench>();
        QVERIFY(m_bench->open(WindowBench::profileFor(m_server->url())));
        QCOMPARE(m_bench->listedNames().size(), 200);
    }

    void cleanup()
    {
        QVERIFY(m_bench->waitIdle());
        QVERIFY(m_bench->session().listing().isConsistent());
        m_bench.reset();
        m_server.reset();
    }

    void keepsThePlace()
    {
        UserView *table = m_bench->table();
        // Names from Z to A, those with "user" in them, two selected, one current, scrolled.
        table->horizontalHeader()->setFocus();
        QTest::mouseClick(table->horizontalHeader()->viewport(), Qt::LeftButton, {},
                          QPoint(table->columnViewportPosition(0) + 20, table->horizontalHeader()->height() / 2));
        WAIT_EQUAL(m_bench->listedNames().constFirst(), QStringLiteral("user199@x"));
        m_bench->key(Qt::Key_F, Qt::ControlModifier);
        m_bench->type(QStringLiteral("user1"));
        QCOMPARE(m_bench->listedNames().size(), 100);
        m_bench->clickName("user150@x");
        m_bench->clickName("user140@x", Qt::ControlModifier);
        const int scrolled = table->verticalScrollBar()->value();
        QVERIFY(scrolled > 0);
        m_server->addEntry("user1500@x", R"({"name":"user1500@x"})");
        m_bench->key(Qt::Key_F5);
        WAIT_FOR(m_bench->isListed("user1500@x"));
        QCOMPARE(m_bench->search()->text(), QStringLiteral("user1"));
        QCOMPARE(m_bench->listedNames().constFirst(), QStringLiteral("user199@x"));
        QCOMPARE(m_bench->selectedNames(), QList<QByteArray>({"user140@x", "user150@x"}));
        QCOMPARE(table->currentIndex().siblingAtColumn(0).data().toString(), QStringLiteral("user140@x"));
        // One row came in above: what was under the eye stays there.
        const int rowHeight = table->rowHeight(0);
        const int moved = table->verticalScrollBar()->value() - scrolled;
        QVERIFY2(moved == rowHeight || moved == 1 || moved == 0, QByteArray::number(moved).constData());
        QVERIFY(table->hasFocus());
        WAIT_FOR(m_bench->summary().contains(QStringLiteral("2 selected")));
    }

    void keepsTheSelectionThatTheFilterHides()
    {
        m_bench->clickName("user005@x");
        m_bench->clickName("user150@x", Qt::ControlModifier);
        m_bench->key(Qt::Key_F, Qt::ControlModifier);
        m_bench->type(QStringLiteral("user15"));
        WAIT_FOR(m_bench->summary().contains(QStringLiteral("1 selected, 1 more hidden by the filter")));
        m_bench->key(Qt::Key_F5);
        QVERIFY(m_bench->settle());
        QCOMPARE(m_bench->selectedNames(), QList<QByteArray>({"user005@x", "user150@x"}));
        // Only what is seen is acted on.
        m_bench->key(Qt::Key_Return);
        m_bench->key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(m_bench->settle());
        QVERIFY(!m_server->entries().at("user005@x").contains("disabled"));
    }

    void whoVanishedDropsOutOfTheSelection()
    {
        m_bench->clickName("user005@x");
        m_bench->clickName("user006@x", Qt::ControlModifier);
        Entries fewer = m_server->entries();
        fewer.erase("user005@x");
        m_server->setEntries(fewer);
        m_bench->key(Qt::Key_F5);
        WAIT_FOR(!m_bench->isListed("user005@x"));
        QCOMPARE(m_bench->selectedNames(), QList<QByteArray>{"user006@x"});
        QVERIFY(m_bench->bannerText().isEmpty());
        // Who dropped out is counted aloud.
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("selected")));
    }

    void aRefreshCanBeStopped()
    {
        m_bench->clickName("user005@x");
        m_server->setLatency(std::chrono::minutes(2)); // longer than anybody waits
        auto *line = m_bench->window().findChild<StatusLine *>();
        const int height = line->height();
        m_bench->key(Qt::Key_F5);
        auto *stop = line->findChild<QToolButton *>();
        QVERIFY(stop);
        QTRY_VERIFY(stop->isVisible());
        QVERIFY(line->sizeHint().height() <= height); // nothing moves above it
        QCOMPARE(stop->accessibleName(), QStringLiteral("Stop refreshing"));
        QTest::mouseClick(stop, Qt::LeftButton);
        QVERIFY(!m_bench->session().isRefreshing());
        QVERIFY(!stop->isVisible());
        QVERIFY(m_bench->bannerText().isEmpty());
        QCOMPARE(m_bench->listedNames().size(), 200);
        QCOMPARE(m_bench->selectedNames(), QList<QByteArray>{"user005@x"});
        m_server->setLatency({});
        m_server->addEntry("user000@x", R"({"name":"user000@x","disabled":"2024-05-06T07:08:09.000Z"})");
        m_bench->key(Qt::Key_F5);
        WAIT_EQUAL(m_bench->text("user000@x", Column::SignIn), QStringLiteral("Disabled"));
    }

    void aRefreshShowsWhatOthersDid()
    {
        m_server->addEntry("user000@x", R"({"name":"user000@x","disabled":"2024-05-06T07:08:09.000Z"})");
        m_bench->key(Qt::Key_F5);
        WAIT_EQUAL(m_bench->text("user000@x", Column::SignIn), QStringLiteral("Disabled"));
        QVERIFY(!m_bench->isShownEnabled("user000@x"));
    }

    void aShrunkenListIsNotBelievedAtOnce_data()
    {
        QTest::addColumn<int>("left");
        QTest::addColumn<bool>("isBelieved");
        QTest::newRow("nobody") << 0 << false;
        QTest::newRow("a few") << 20 << false;
        QTest::newRow("more than a tenth gone") << 179 << false;
        QTest::newRow("a tenth gone") << 180 << true;
        QTest::newRow("some gone") << 195 << true;
    }
    void aShrunkenListIsNotBelievedAtOnce()
    {
        QFETCH(int, left);
        QFETCH(bool, isBelieved);
        m_server->setEntries(crowd(left));
        m_bench->key(Qt::Key_F5);
        WAIT_FOR(!m_bench->session().isRefreshing());
        if (isBelieved) {
            WAIT_EQUAL(m_bench->listedNames().size(), left);
            QVERIFY(m_bench->bannerText().isEmpty());
            return;
        }
        WAIT_FOR(m_bench->bannerButton("Use the new list"));
        QCOMPARE(m_bench->listedNames().size(), 200);
        const auto posts = m_server->count("POST");
        m_bench->clickSwitch("user000@x");
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("until you have decided")));
        m_bench->clickName("user001@x");
        QVERIFY(!byName<QPushButton>(&m_bench->window(), "Disable")->isEnabled());
        m_bench->key(Qt::Key_Delete);
        m_bench->key(Qt::Key_N, Qt::ControlModifier);
        QVERIFY(!m_bench->hasDialog());
        QCOMPARE(m_bench->journal().size(), 0);
        click(m_bench->bannerButton("Use the new list"));
        WAIT_EQUAL(m_bench->session().listing().table().counts().all(), left);
        WAIT_FOR(m_bench->bannerText().isEmpty());
        QCOMPARE(m_server->count("POST"), posts);
        if (left == 0)
            return;
        m_bench->clickSwitch("user000@x");
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("user000@x disabled"));
    }

    void anUnknownPartOfTheListIsAskedAbout()
    {
        m_server->always("GET", Fault::answer(FaultReply::json(
                                    200, R"({"userStatuses":[{"name":"user000@x"}],"next<b>Page":"abc"})")));
        m_bench->key(Qt::Key_F5);
        WAIT_FOR(m_bench->bannerText().contains(QStringLiteral("next<b>Page")));
        QCOMPARE(m_bench->listedNames().size(), 200);
    }

    void askingAgainMayBringTheWholeList()
    {
        m_server->setEntries(crowd(3));
        m_bench->key(Qt::Key_F5);
        WAIT_FOR(m_bench->bannerButton("Ask again"));
        m_server->setEntries(crowd(200));
        click(m_bench->bannerButton("Ask again"));
        WAIT_FOR(m_bench->bannerText().isEmpty());
        QCOMPARE(m_bench->listedNames().size(), 200);
        m_bench->clickSwitch("user000@x");
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("user000@x disabled"));
    }

    void aNameThatStandsTwiceIsShownOnceWithAWarning()
    {
        m_server->always(
            "GET",
            Fault::answer(FaultReply::json(
                200, R"({"userStatuses":[{"name":"a@x"},{"name":"a@x","disabled":"2020-01-01T00:00:00.000Z"}]})")));
        m_bench->key(Qt::Key_F5);
        WAIT_FOR(m_bench->bannerButton("Use the new list"));
        click(m_bench->bannerButton("Use the new list"));
        WAIT_EQUAL(m_bench->listedNames(), QStringList(QStringLiteral("a@x")));
        WAIT_FOR(m_bench->bannerText().contains(QStringLiteral("stands twice")));
    }

    // The list was asked for before the switch and arrives after it: it must not show the user as before.
    void aListFromBeforeASwitchDoesNotUndoIt()
    {
        m_server->setEntries(crowd(10));
        m_bench = std::make_unique<WindowBench>();
        QVERIFY(m_bench->open(WindowBench::profileFor(m_server->url())));
        const int lists = m_server->count("GET");
        Fault slow;
        slow.delivery = Delivery::Drip;
        slow.pause = std::chrono::milliseconds(1);
        slow.deed = Fault::Deed::NotDone;
        slow.reply = FaultReply::json(200, listOf(m_server->entries()));
        m_server->on("GET", lists + 1, slow);
        m_bench->key(Qt::Key_F5);
        QVERIFY(m_bench->session().isRefreshing());
        WAIT_EQUAL(m_server->count("GET"), lists + 1); // the list is made before the switch
        m_bench->clickSwitch("user000@x");
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("user000@x disabled"));
        WAIT_FOR(!m_bench->session().isRefreshing());
        QVERIFY(!m_bench->isShownEnabled("user000@x"));
        QCOMPARE(m_bench->text("user000@x", Column::SignIn), QStringLiteral("Disabled"));
        QCOMPARE(m_server->count("POST"), 1);
    }

private:
    static Entries crowd(int users)
    {
        Entries entries;
        for (int user = 0; user < users; ++user) {
            const QByteArray name = "user" + QByteArray::number(user).rightJustified(3, '0') + "@x";
            entries[name] = "{\"name\":\"" + name + "\"}";
        }
        return entries;
    }

    static QByteArray listOf(const Entries &entries)
    {
        QByteArray body;
        for (const auto &[name, json] : entries)
            body += (body.isEmpty() ? "" : ",") + json;
        return "{\"userStatuses\":[" + body + "]}";
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
};

QTEST_MAIN(TestRefreshing)
#include "tst_refreshing.moc"
