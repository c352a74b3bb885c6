// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"

#include <QApplication>

using namespace gatehouse;
using Column = UserModel::Column;

/// The switch against both servers: what is clicked is what the server holds, and what is taken back is back.
class TestSwitching final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_demo = std::make_unique<DemoServer>();
        DemoServer::Options options;
        options.users = 60;
        QVERIFY(m_demo->start(options));
        m_fault = std::make_unique<FaultServer>();
        m_fault->setEntries({{"ann@x", R"({"name":"ann@x"})"},
                             {"ben@x", R"({"name":"ben@x","disabled":"2022-09-21T19:01:25.872Z"})"},
                             {"cas@x", R"({"name":"cas@x","locked":true,"rank":12345678901234567890})"},
                             {"dan@x", R"({"name":"dan@x","disabled":"yesterday","note":"<b>"})"},
                             {"eve@x", R"({"disabled":"2020-01-01T02:00:00+02:00","name":"eve@x"})"}});
        m_bench = std::make_unique<WindowBench>();
    }

    void cleanup()
    {
        if (m_bench->workspace().session()) {
            QVERIFY(m_bench->waitIdle());
            QVERIFY(m_bench->session().listing().isConsistent());
        }
        m_bench.reset();
        m_demo.reset();
        m_fault.reset();
    }

    void disablesAtOnceAndSaysSo_data() { servers(); }
    void disablesAtOnceAndSaysSo()
    {
        QFETCH(bool, isDemo);
        openServer(isDemo);
        const QByteArray name = someone(StatusState::Enabled);
        const Entries before = held();
        const Instant from = computerNow();
        m_bench->clickSwitch(name);
        WAIT_EQUAL(m_bench->toastText(), QString(displayName(name) + QStringLiteral(" disabled")));
        QCOMPARE(posts(), 1);
        QVERIFY(!m_bench->hasDialog());
        QCOMPARE(differences(before, held()), QByteArrayList{name});
        const auto since = disabledSince(held(), name);
        QVERIFY(since && *since >= from && *since <= computerNow());
        QCOMPARE(m_bench->text(name, Column::SignIn), QStringLiteral("Disabled"));
        QVERIFY(!m_bench->isShownEnabled(name));
        QVERIFY(m_bench->toastUndo());
        // A click on the switch is no choice of a row.
        QVERIFY(m_bench->selectedNames().isEmpty());
    }

    void putsBackToTheLetter_data()
    {
        QTest::addColumn<bool>("isDemo");
        QTest::addColumn<QByteArray>("who");
        QTest::addColumn<bool>("byKey");
        for (const bool byKey : {false, true}) {
            const char *way = byKey ? "Ctrl+Z" : "Undo";
            QTest::addRow("demo, %s", way) << true << QByteArray() << byKey;
            for (const char *who : {"ann@x", "ben@x", "cas@x", "dan@x", "eve@x"})
                QTest::addRow("%s, %s", who, way) << false << QByteArray(who) << byKey;
        }
    }
    void putsBackToTheLetter()
    {
        QFETCH(bool, isDemo);
        QFETCH(QByteArray, who);
        QFETCH(bool, byKey);
        openServer(isDemo);
        const QByteArray name = isDemo ? someone(StatusState::Enabled) : who;
        const Entries before = held();
        m_bench->clickSwitch(name);
        WAIT_EQUAL(posts(), 1);
        WAIT_FOR(m_bench->toastUndo());
        QCOMPARE(differences(before, held()), QByteArrayList{name});
        if (byKey) {
            m_bench->table()->setFocus();
            m_bench->key(Qt::Key_Z, Qt::ControlModifier);
        } else {
            click(m_bench->toastUndo());
        }
        WAIT_EQUAL(posts(), 2);
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(meaningOf(held()), meaningOf(before));
        if (!isDemo)
            QCOMPARE(held(), before); // every byte: numbers beyond a double, the spelling of a date
        QVERIFY2(m_bench->toastText().contains(QStringLiteral("again: the last act was taken back")),
                 qPrintable(m_bench->toastText()));
        QVERIFY(!m_bench->button("Undo")->isEnabled());
    }

    void enablesWithoutTheMember()
    {
        openServer(false);
        m_bench->clickSwitch("ben@x");
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("ben@x enabled"));
        QCOMPARE(held().at("ben@x"), QByteArray(R"({"name":"ben@x"})"));
    }

    void spaceActsWhereTheCurrentCellIsASwitch()
    {
        openServer(false);
        m_bench->goTo("ann@x", Column::User);
        m_bench->key(Qt::Key_Space);
        QVERIFY(m_bench->settle());
        QCOMPARE(posts(), 0);
        m_bench->goTo("ann@x", Column::SignIn);
        m_bench->key(Qt::Key_Space);
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("ann@x disabled"));
        QCOMPARE(posts(), 1);
    }

    void aHeldKeyActsOnce()
    {
        openServer(false);
        m_bench->goTo("ann@x", Column::SignIn);
        UserView *table = m_bench->table();
        for (int repeat = 0; repeat < 5; ++repeat) {
            QKeyEvent press(QEvent::KeyPress, Qt::Key_Space, {}, QStringLiteral(" "), repeat > 0);
            QApplication::sendEvent(table, &press);
            if (repeat == 1)
                QVERIFY(m_bench->waitIdle()); // also when the first act has ended
        }
        QVERIFY(m_bench->settle());
        QCOMPARE(posts(), 1);
        QVERIFY(held().at("ann@x").contains("disabled"));
    }

    void aDoubleClickIsOneAct()
    {
        openServer(false);
        const QPoint point = m_bench->switchPoint("ann@x");
        QTest::mouseClick(m_bench->table()->viewport(), Qt::LeftButton, {}, point);
        QTest::mouseDClick(m_bench->table()->viewport(), Qt::LeftButton, {}, point);
        QTest::mouseRelease(m_bench->table()->viewport(), Qt::LeftButton, {}, point);
        QVERIFY(m_bench->settle());
        QCOMPARE(posts(), 1);
        QVERIFY(held().at("ann@x").contains("disabled"));
    }

    void theRestOfTheCellSelects()
    {
        openServer(false);
        m_bench->clickRestOfSwitchCell("ann@x");
        QCOMPARE(m_bench->selectedNames(), QList<QByteArray>{"ann@x"});
        QVERIFY(m_bench->settle());
        QCOMPARE(posts(), 0);
        QVERIFY(m_bench->button("Disable")->isVisible());
    }

    void theButtonsDoAsTheSwitch()
    {
        openServer(false);
        m_bench->clickName("ann@x");
        const auto button = [this](const char *name) { return actButton(name); };
        WAIT_FOR(button("Disable")->isEnabled());
        QVERIFY(!button("Enable")->isEnabled());
        click(button("Disable"));
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("ann@x disabled"));
        WAIT_FOR(button("Enable")->isEnabled());
        QVERIFY(!button("Disable")->isEnabled());
        click(button("Enable"));
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("ann@x enabled"));
        QCOMPARE(posts(), 2);
        QCOMPARE(held().at("ann@x"), QByteArray(R"({"name":"ann@x"})"));
    }

    void keepsTheRowWhereItIs()
    {
        openServer(false);
        click(chip("Enabled"));
        WAIT_EQUAL(m_bench->listedNames(), QStringList({QStringLiteral("ann@x"), QStringLiteral("cas@x")}));
        m_bench->clickSwitch("ann@x");
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("ann@x disabled"));
        QCOMPARE(m_bench->listedNames(), QStringList({QStringLiteral("ann@x"), QStringLiteral("cas@x")}));
        WAIT_EQUAL(chip("Enabled")->accessibleDescription(), QStringLiteral("1"));
        WAIT_EQUAL(chip("Disabled")->accessibleDescription(), QStringLiteral("4"));
        m_bench->key(Qt::Key_F5);
        WAIT_EQUAL(m_bench->listedNames(), QStringList(QStringLiteral("cas@x")));
    }

    void takesBackOneActAfterTheOther()
    {
        openServer(false);
        const Entries before = held();
        for (const char *name : {"ann@x", "ben@x", "cas@x"}) {
            m_bench->clickSwitch(name);
            QVERIFY(m_bench->waitIdle());
        }
        QCOMPARE(differences(before, held()).size(), 3);
        m_bench->table()->setFocus();
        for (int left = 2; left >= 0; --left) {
            m_bench->key(Qt::Key_Z, Qt::ControlModifier);
            QVERIFY(m_bench->waitIdle());
            QCOMPARE(differences(before, held()).size(), left);
        }
        m_bench->key(Qt::Key_Z, Qt::ControlModifier); // nothing is left
        QVERIFY(m_bench->settle());
        QCOMPARE(posts(), 6);
        QCOMPARE(held(), before);
    }

    void quickSwitchesAreSaidTogetherAndTheLastIsTakenBack()
    {
        openServer(false);
        m_bench->clickSwitch("ann@x");
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("ann@x disabled"));
        const Entries before = held();
        m_bench->clickSwitch("cas@x");
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("2 users disabled (last: cas@x)"));
        QCOMPARE(m_bench->toastUndo()->text(), QStringLiteral("Undo last"));
        click(m_bench->toastUndo());
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("cas@x enabled again: the last act was taken back"));
        QCOMPARE(differences(before, held()), QByteArrayList());
        QVERIFY(!m_bench->toastUndo());
    }

    void anUndoSaysWhatItDid_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("done");
        QTest::addColumn<QString>("undone");
        QTest::newRow("disabled") << QByteArray("ann@x") << QStringLiteral("ann@x disabled")
                                  << QStringLiteral("ann@x enabled again: the last act was taken back");
        QTest::newRow("enabled") << QByteArray("ben@x") << QStringLiteral("ben@x enabled")
                                 << QStringLiteral("ben@x disabled again: the last act was taken back");
    }
    void anUndoSaysWhatItDid()
    {
        QFETCH(QByteArray, name);
        QFETCH(QString, done);
        QFETCH(QString, undone);
        openServer(false);
        m_bench->clickSwitch(name);
        WAIT_EQUAL(m_bench->toastText(), done);
        m_bench->table()->setFocus();
        m_bench->key(Qt::Key_Z, Qt::ControlModifier);
        WAIT_EQUAL(m_bench->toastText(), undone);
    }

    void anUndoWaitsForAChangeThatIsOnItsWay()
    {
        openServer(false);
        m_bench->clickSwitch("ann@x");
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("ann@x disabled"));
        m_bench->clickSwitch("cas@x");
        click(m_bench->toastUndo());
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("A change is still on its way; undo when it has ended."));
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("cas@x disabled"));
        QCOMPARE(posts(), 2); // and nothing was taken back
        QCOMPARE(m_bench->text("ann@x", Column::SignIn), QStringLiteral("Disabled"));
    }

    void doesNotTakeBackWhatSomebodyElseChanged()
    {
        openServer(false);
        m_bench->clickSwitch("ann@x");
        WAIT_FOR(m_bench->toastUndo());
        const QByteArray theirs = R"({"name":"ann@x","disabled":"2001-01-01T00:00:00.000Z"})";
        m_fault->addEntry("ann@x", theirs);
        click(m_bench->toastUndo());
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("Nothing was sent")));
        QCOMPARE(posts(), 1);
        QCOMPARE(held().at("ann@x"), theirs);
        QCOMPARE(m_bench->cell("ann@x", Column::DisabledSince).data(UserModel::RawRole).toString(),
                 QStringLiteral("2001-01-01T00:00:00.000Z"));
    }

    void whatSomebodyElseDidAlreadyIsNotDoneAgain()
    {
        openServer(false);
        const QByteArray theirs = R"({"name":"ann@x","disabled":"2001-01-01T00:00:00.000Z"})";
        m_fault->addEntry("ann@x", theirs);
        m_bench->clickSwitch("ann@x");
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("already")));
        QCOMPARE(posts(), 0);
        QCOMPARE(held().at("ann@x"), theirs);
        QCOMPARE(m_bench->text("ann@x", Column::SignIn), QStringLiteral("Disabled"));
        QVERIFY(!m_bench->toastUndo());
    }

    void nothingIsSentThatCannotBeWrittenDown()
    {
        openServer(false);
        m_bench->journal().failWith(QStringLiteral("The disk is full; nothing was changed."));
        m_bench->clickSwitch("ann@x");
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("The disk is full")));
        QVERIFY(m_bench->isShownEnabled("ann@x"));
        QVERIFY(m_bench->settle());
        QCOMPARE(posts(), 0);
    }

private:
    void servers()
    {
        QTest::addColumn<bool>("isDemo");
        QTest::newRow("demo") << true;
        QTest::newRow("other server") << false;
    }

    void openServer(bool isDemo)
    {
        m_isDemo = isDemo;
        QVERIFY(m_bench->open(isDemo ? WindowBench::profileFor(m_demo->url(), m_demo->token())
                                     : WindowBench::profileFor(m_fault->url())));
    }

    Entries held() const { return m_isDemo ? m_demo->entries() : m_fault->entries(); }
    int posts() const { return m_isDemo ? m_demo->requests("POST") : m_fault->count("POST"); }

    QByteArray someone(StatusState state) const
    {
        const UserListing &listing = m_bench->session().listing();
        for (const Row row : listing.visible().rows()) {
            if (listing.table().state(row) == state)
                return listing.table().nameBytes(row);
        }
        return {};
    }

    QAbstractButton *actButton(const char *name) const { return byName<QPushButton>(&m_bench->window(), name); }
    QAbstractButton *chip(const char *name) const
    {
        for (auto *button : m_bench->window().findChildren<QAbstractButton *>()) {
            if (button->isCheckable() && button->isVisible() && button->accessibleName() == QLatin1String(name))
                return button;
        }
        return nullptr;
    }

    std::unique_ptr<DemoServer> m_demo;
    std::unique_ptr<FaultServer> m_fault;
    std::unique_ptr<WindowBench> m_bench;
    bool m_isDemo = false;
};

QTEST_MAIN(TestSwitching)
#include "tst_switching.moc"
