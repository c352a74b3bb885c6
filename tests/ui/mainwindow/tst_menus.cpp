// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"
#include "ui/look/gatestyle.h"
#include "ui/mainwindow/savedappearance.h"

#include <QAction>
#include <QFile>
#include <QListWidget>
#include <QMenu>

using namespace gatehouse;
using Column = UserModel::Column;

/// The menu, what it leads to, and the window in a small place.
class TestMenus final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        m_server->setEntries({{"ann@x", R"({"name":"ann@x"})"}, {"<b>&co", R"({"name":"<b>&co"})"}});
        m_bench = std::make_unique<WindowBench>();
    }

    void cleanup()
    {
        m_bench.reset();
        m_server.reset();
        GateStyle::apply(Appearance::Light);
    }

    void everyActStandsInTheMenuWithItsKey_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QKeySequence>("key");
        const auto act = [](const char *text, const QKeySequence &key) {
            QTest::newRow(text) << QString::fromUtf8(text) << key;
        };
        act("Refresh", Qt::Key_F5);
        act("Find", QKeySequence::Find);
        act("Undo", QKeySequence::Undo);
        act("Disable", Qt::CTRL | Qt::SHIFT | Qt::Key_D);
        act("Enable", Qt::CTRL | Qt::SHIFT | Qt::Key_E);
        act("Delete", QKeySequence::Delete);
        act("Change date\u2026", {});
        act("New status\u2026", QKeySequence::New);
        act("Copy", QKeySequence::Copy);
        act("Connections\u2026", Qt::CTRL | Qt::SHIFT | Qt::Key_O);
        act("Messages", Qt::CTRL | Qt::SHIFT | Qt::Key_M);
        act("Help", QKeySequence::HelpContents);
        act("Quit", QKeySequence::Quit);
    }
    void everyActStandsInTheMenuWithItsKey()
    {
        QFETCH(QString, text);
        QFETCH(QKeySequence, key);
        QVERIFY(m_bench->open(WindowBench::profileFor(m_server->url())));
        QMenu *menu = openMenu();
        QVERIFY(menu);
        const QAction *action = actionIn(menu, text);
        QVERIFY(action);
        QCOMPARE(action->shortcut(), key);
        menu->close();
    }

    void theMenuKnowsWhatCanBeUsed()
    {
        QVERIFY(m_bench->open(WindowBench::profileFor(m_server->url())));
        m_bench->clickName("ann@x");
        QMenu *menu = openMenu();
        QVERIFY(menu);
        for (const char *usable : {"Refresh", "Disable", "Delete", "New status\u2026", "Copy"})
            QVERIFY2(actionIn(menu, QString::fromUtf8(usable))->isEnabled(), usable);
        for (const char *idle : {"Enable", "Change date\u2026", "Undo"})
            QVERIFY2(!actionIn(menu, QString::fromUtf8(idle))->isEnabled(), idle);
        menu->close();
    }

    void undoNamesWhatItTakesBackAsPlainText()
    {
        QVERIFY(m_bench->open(WindowBench::profileFor(m_server->url())));
        m_bench->clickSwitch("<b>&co");
        WAIT_FOR(m_bench->toastUndo());
        QVERIFY(m_bench->toast());
        for (const auto *button : m_bench->window().findChildren<QAbstractButton *>()) {
            if (button->accessibleName() == QLatin1String("Undo"))
                QVERIFY2(!button->toolTip().contains(QLatin1String("<b>")), qPrintable(button->toolTip()));
        }
        QMenu *menu = openMenu();
        QVERIFY(menu);
        bool isNamed = false;
        for (const QAction *action : menu->actions())
            isNamed |= action->text().contains(QStringLiteral("<b>&&co"));
        QVERIFY(isNamed);
        menu->close();
    }

    void helpAndMessagesOpenByKey()
    {
        QVERIFY(m_bench->open(WindowBench::profileFor(m_server->url())));
        m_bench->key(Qt::Key_F1);
        QDialog *help = m_bench->waitForDialog("Help");
        QVERIFY(help);
        QVERIFY(wordsOf(help).contains(m_bench->settingsFile()));
        m_bench->key(Qt::Key_Escape);
        QVERIFY(m_bench->waitForNoDialog());
        m_bench->clickSwitch("<b>&co");
        WAIT_FOR(!m_bench->toastText().isEmpty());
        m_bench->key(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
        QDialog *messages = m_bench->waitForDialog("Messages");
        QVERIFY(messages);
        const auto *list = byName<QListWidget>(messages, "Messages");
        QVERIFY(list);
        QCOMPARE(list->count(), 1);
        QVERIFY2(list->item(0)->text().endsWith(QStringLiteral("<b>&co disabled")), qPrintable(list->item(0)->text()));
    }

    void theAppearanceIsKept_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("appearance");
        QTest::newRow("dark") << QStringLiteral("Dark") << int(Appearance::Dark);
        QTest::newRow("light") << QStringLiteral("Light") << int(Appearance::Light);
        QTest::newRow("desktop") << QStringLiteral("As the desktop") << int(Appearance::AsDesktop);
    }
    void theAppearanceIsKept()
    {
        QFETCH(QString, text);
        QFETCH(int, appearance);
        QVERIFY(m_bench->open(WindowBench::profileFor(m_server->url())));
        for (auto *menu : m_bench->window().findChildren<QMenu *>()) {
            if (QAction *choice = actionIn(menu, text))
                choice->trigger();
        }
        QCOMPARE(int(savedAppearance(m_bench->store())), appearance);
        ProfileStore again(m_bench->settingsFile());
        QCOMPARE(int(savedAppearance(again)), appearance);
    }

    void nothingThatIsNeededGoesInASmallPlace()
    {
        QVERIFY(m_bench->open(WindowBench::profileFor(m_server->url())));
        m_bench->window().resize(800, 480);
        WAIT_EQUAL(m_bench->window().size(), QSize(800, 480));
        const QRect inside = m_bench->window().rect();
        for (const char *name : {"Search users", "Connection", "Refresh", "Undo", "Disable", "Enable", "Delete", "All",
                                 "Enabled", "Disabled", "Users", "Summary", "Menu"}) {
            const auto *widget = byName<QWidget>(&m_bench->window(), name);
            QVERIFY2(widget, name);
            const QRect place(widget->mapTo(&m_bench->window(), QPoint()), widget->size());
            QVERIFY2(inside.contains(place) && widget->width() > 0 && widget->height() > 0, name);
        }
        QVERIFY(m_bench->search()->width() >= 160);
        QVERIFY(m_bench->table()->viewport()->height() >= 3 * m_bench->table()->rowHeight(0));
    }

    void aDamagedSettingsFileIsToldOnce()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("gatehouse.ini"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[connections\n\xff\xfe no such thing \x00 [[[");
        file.close();
        WindowBench bench(WindowBench::Parts{.settingsFile = path});
        QVERIFY(bench.show());
        QVERIFY(bench.button("Add a connection"));
        QVERIFY2(!bench.bannerText().isEmpty(), "nothing was said");
        click(byName<QAbstractButton>(bench.window().findChild<Banner *>(), "Close"));
        WAIT_FOR(bench.bannerText().isEmpty());
    }

private:
    QMenu *openMenu()
    {
        m_bench->key(Qt::Key_F10);
        for (auto *menu : m_bench->window().findChildren<QMenu *>()) {
            if (menu->isVisible())
                return menu;
        }
        return nullptr;
    }

    static QAction *actionIn(const QMenu *menu, const QString &text)
    {
        for (QAction *action : menu->actions()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
};

QTEST_MAIN(TestMenus)
#include "tst_menus.moc"
