// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"

#include <QApplication>
#include <QClipboard>

using namespace gatehouse;
using Column = UserModel::Column;

/// Keys in the search field and out of it. Only a display tells the truth: there a text field takes some of them first.
class TestSearchKeys final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        m_server->setEntries({{"ann@x", R"({"name":"ann@x"})"},
                              {"anna@x", R"({"name":"anna@x"})"},
                              {"ben@x", R"({"name":"ben@x","disabled":"2022-09-21T19:01:25.872Z"})"},
                              {"cas@x", R"({"name":"cas@x"})"}});
        m_before = m_server->entries();
        m_bench = std::make_unique<WindowBench>();
        QVERIFY(m_bench->open(WindowBench::profileFor(m_server->url())));
    }

    void cleanup()
    {
        QVERIFY(m_bench->waitIdle());
        QVERIFY(m_bench->session().listing().isConsistent());
        m_bench.reset();
        m_server.reset();
    }

    void findTypeEnter()
    {
        m_bench->key(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(m_bench->search()->hasFocus());
        m_bench->type(QStringLiteral("ANN"));
        QCOMPARE(m_bench->listedNames(), QStringList({QStringLiteral("ann@x"), QStringLiteral("anna@x")}));
        m_bench->key(Qt::Key_Return);
        QVERIFY(m_bench->table()->hasFocus());
        m_bench->key(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(m_bench->search()->selectedText(), QStringLiteral("ANN"));
        nothingWasSent();
    }

    void escapeEmptiesFirst()
    {
        find(QStringLiteral("ann"));
        m_bench->key(Qt::Key_Escape);
        QCOMPARE(m_bench->search()->text(), QString());
        QVERIFY(m_bench->search()->hasFocus());
        QCOMPARE(m_bench->listedNames().size(), 4);
        m_bench->key(Qt::Key_Escape);
        QVERIFY(m_bench->table()->hasFocus());
    }

    void actsOnTheOnlyOneThatIsVisible_data()
    {
        QTest::addColumn<QByteArray>("who");
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("said");
        QTest::newRow("disable") << QByteArray("cas@x") << int(Qt::Key_D) << QStringLiteral("cas@x disabled");
        QTest::newRow("enable") << QByteArray("ben@x") << int(Qt::Key_E) << QStringLiteral("ben@x enabled");
    }
    void actsOnTheOnlyOneThatIsVisible()
    {
        QFETCH(QByteArray, who);
        QFETCH(int, key);
        QFETCH(QString, said);
        find(QString::fromUtf8(who.left(3)));
        m_bench->key(static_cast<Qt::Key>(key), Qt::ControlModifier | Qt::ShiftModifier);
        WAIT_EQUAL(m_bench->toastText(), said);
        QCOMPARE(m_server->count("POST"), 1);
        QCOMPARE(differences(m_before, m_server->entries()), QByteArrayList{who});
        QCOMPARE(m_bench->search()->text(), QString::fromUtf8(who.left(3))); // no letter was erased
    }

    // Somebody else is chosen, hidden by the search: it is the one that can be seen who is meant.
    void meansTheVisibleOneAndNotWhoIsSelected()
    {
        m_bench->clickName("ann@x");
        find(QStringLiteral("cas"));
        m_bench->key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("cas@x disabled"));
        QCOMPARE(differences(m_before, m_server->entries()), QByteArrayList{"cas@x"});
    }

    void movesToTheTableAndDoesNothingAmongSeveral_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArray>("selected");
        QTest::addColumn<int>("key");
        for (const auto &[key, name] : {std::pair(Qt::Key_D, "D"), std::pair(Qt::Key_E, "E")}) {
            QTest::addRow("nobody selected, %s", name) << QStringLiteral("ann") << QByteArray() << int(key);
            QTest::addRow("one of them selected, %s", name) << QStringLiteral("ann") << QByteArray("ann@x") << int(key);
            QTest::addRow("everybody, a disabled one selected, %s", name)
                << QString() << QByteArray("ben@x") << int(key);
        }
    }
    void movesToTheTableAndDoesNothingAmongSeveral()
    {
        QFETCH(QString, typed);
        QFETCH(QByteArray, selected);
        QFETCH(int, key);
        if (!selected.isEmpty())
            m_bench->clickName(selected);
        find(typed);
        m_bench->key(static_cast<Qt::Key>(key), Qt::ControlModifier | Qt::ShiftModifier);
        nothingWasSent();
        QCOMPARE(m_bench->search()->text(), typed);
        QVERIFY2(m_bench->table()->hasFocus(), "the focus stayed in the search field");
    }

    void doesNothingWhereNobodyIsVisible()
    {
        m_bench->clickName("ann@x");
        find(QStringLiteral("nobody at all"));
        m_bench->key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        m_bench->key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        nothingWasSent();
    }

    void undoInTheFieldEditsText()
    {
        m_bench->clickSwitch("cas@x");
        WAIT_EQUAL(m_server->count("POST"), 1);
        QVERIFY(m_bench->waitIdle());
        const Entries after = m_server->entries();
        find(QStringLiteral("ann"));
        m_bench->key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_bench->search()->text() != QStringLiteral("ann"));
        QVERIFY(m_bench->settle());
        QCOMPARE(m_server->count("POST"), 1);
        QCOMPARE(m_server->entries(), after);
    }

    void editingKeysEditText_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::newRow("Delete") << int(Qt::Key_Delete) << int(Qt::NoModifier);
        QTest::newRow("Ctrl+C") << int(Qt::Key_C) << int(Qt::ControlModifier);
        QTest::newRow("Ctrl+A") << int(Qt::Key_A) << int(Qt::ControlModifier);
        QTest::newRow("Ctrl+D") << int(Qt::Key_D) << int(Qt::ControlModifier);
        QTest::newRow("Ctrl+E") << int(Qt::Key_E) << int(Qt::ControlModifier);
        QTest::newRow("Space") << int(Qt::Key_Space) << int(Qt::NoModifier);
    }
    void editingKeysEditText()
    {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        m_bench->clickName("ann@x");
        find(QStringLiteral("ann"));
        m_bench->search()->home(false);
        m_bench->key(static_cast<Qt::Key>(key), Qt::KeyboardModifiers(modifiers));
        QVERIFY(m_bench->search()->hasFocus());
        QVERIFY(!m_bench->hasDialog());
        QCOMPARE(m_bench->selectedNames(), QList<QByteArray>{"ann@x"});
        nothingWasSent();
    }

    void windowKeysWorkFromTheField()
    {
        find(QStringLiteral("ann"));
        m_server->addEntry("anne@x", R"({"name":"anne@x"})");
        m_bench->key(Qt::Key_F5);
        WAIT_FOR(m_bench->isListed("anne@x"));
        QCOMPARE(m_bench->search()->text(), QStringLiteral("ann"));
        m_bench->key(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(m_bench->waitForDialog("Connections"));
    }

    void actsInTheTable_data() { actsOnTheOnlyOneThatIsVisible_data(); }
    void actsInTheTable()
    {
        QFETCH(QByteArray, who);
        QFETCH(int, key);
        QFETCH(QString, said);
        m_bench->clickName(who);
        m_bench->key(static_cast<Qt::Key>(key), Qt::ControlModifier | Qt::ShiftModifier);
        WAIT_EQUAL(m_bench->toastText(), said);
        QCOMPARE(m_server->count("POST"), 1);
    }

    void typingInTheTableFindsAName()
    {
        m_bench->goTo("ann@x", Column::SignIn);
        m_bench->type(QStringLiteral("cas"));
        WAIT_EQUAL(m_bench->table()->currentIndex().siblingAtColumn(0).data().toString(), QStringLiteral("cas@x"));
        nothingWasSent();
    }

    void copiesWhatIsSelected()
    {
        m_bench->clickName("ann@x");
        m_bench->clickName("ben@x", Qt::ControlModifier);
        m_bench->key(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("ann@x\tEnabled\t\nben@x\tDisabled\t2022-09-21T19:01:25.872Z\n"));
    }

    void chipsAndSearchTogetherFindNobody()
    {
        find(QStringLiteral("ann"));
        click(byName<QAbstractButton>(&m_bench->window(), "Disabled"));
        WAIT_FOR(!m_bench->table());
        QVERIFY2(wordsOf(&m_bench->window()).contains(QStringLiteral("None among Disabled")),
                 qPrintable(wordsOf(&m_bench->window())));
        QVERIFY(m_bench->search());
        QAbstractButton *show = byText(&m_bench->window(), "Show");
        QVERIFY(show);
        click(show);
        WAIT_FOR(m_bench->table());
        QCOMPARE(m_bench->listedNames().size(), 2);
        QCOMPARE(m_bench->search()->text(), QStringLiteral("ann"));
    }

    void clearSearchEmptiesTheField()
    {
        find(QStringLiteral("nobody at all"));
        WAIT_FOR(byText(&m_bench->window(), "Clear search"));
        click(byText(&m_bench->window(), "Clear search"));
        WAIT_FOR(m_bench->table());
        QCOMPARE(m_bench->search()->text(), QString());
        QCOMPARE(m_bench->listedNames().size(), 4);
    }

private:
    void find(const QString &typed)
    {
        m_bench->key(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(m_bench->search()->hasFocus());
        m_bench->type(typed);
    }

    void nothingWasSent()
    {
        QWidget *focused = QApplication::focusWidget();
        QVERIFY(m_bench->settle());
        QCOMPARE(m_server->count("POST"), 0);
        QCOMPARE(m_server->count("DELETE"), 0);
        QCOMPARE(m_bench->journal().size(), 0);
        QCOMPARE(QApplication::focusWidget(), focused); // a refresh leaves the focus alone
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
    Entries m_before;
};

QTEST_MAIN(TestSearchKeys)
#include "tst_searchkeys.moc"
