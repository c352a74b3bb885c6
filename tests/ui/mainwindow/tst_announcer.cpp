// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/gatestyle.h"
#include "ui/look/toast.h"
#include "ui/mainwindow/announcer.h"

#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;

/// What is said of several quick changes, and what is remembered of them.
class TestAnnouncer final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        GateStyle::apply(Appearance::Light);
    }

    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_window->resize(900, 480);
        m_announcer = new Announcer(m_window.get());
        m_window->show();
    }

    void cleanup() { m_window.reset(); }

    void saysQuickChangesOfOneKindTogether_data()
    {
        QTest::addColumn<int>("act");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *expected, Act act) {
            QTest::newRow(expected) << static_cast<int>(act) << QString::fromUtf8(expected);
        };
        row("3 users disabled (last: cas@x)", Act::Disable);
        row("3 users enabled (last: cas@x)", Act::Enable);
        row("3 statuses deleted (last: cas@x)", Act::Delete);
        row("3 statuses created (last: cas@x)", Act::Create);
        row("3 dates changed (last: cas@x)", Act::ChangeDate);
    }
    void saysQuickChangesOfOneKindTogether()
    {
        QFETCH(int, act);
        QFETCH(QString, expected);
        for (const char *name : {"ann@x", "ben@x", "cas@x"})
            done(name, static_cast<Act>(act));
        QCOMPARE(said(), expected);
        QCOMPARE(undo()->text(), QStringLiteral("Undo last"));
        QSignalSpy undone(m_announcer, &Announcer::undoRequested);
        QTest::mouseClick(undo(), Qt::LeftButton);
        QCOMPARE(undone.size(), 1);
    }

    void namesOneUserWhoIsDoneTwice()
    {
        done("ann@x", Act::ChangeDate);
        done("ann@x", Act::ChangeDate);
        QCOMPARE(said(), QStringLiteral("ann@x done"));
        QCOMPARE(undo()->text(), QStringLiteral("Undo"));
    }

    void beginsAnewAfterAnotherKind()
    {
        done("ann@x", Act::Disable);
        done("ben@x", Act::Enable);
        QCOMPARE(said(), QStringLiteral("ben@x done"));
        done("cas@x", Act::Disable);
        QCOMPARE(said(), QStringLiteral("cas@x done"));
    }

    void beginsAnewAfterAnythingElse()
    {
        done("ann@x", Act::Disable);
        m_announcer->say({QStringLiteral("warn"), QStringLiteral("ben@x"), QStringLiteral("was not changed.")});
        QCOMPARE(said(), QStringLiteral("ben@x was not changed."));
        QVERIFY(!undo()->isVisible());
        done("cas@x", Act::Disable);
        QCOMPARE(said(), QStringLiteral("cas@x done"));
    }

    void beginsAnewWhenNothingIsSaidAnyMore()
    {
        done("ann@x", Act::Disable);
        m_announcer->hush();
        done("ben@x", Act::Disable);
        QCOMPARE(said(), QStringLiteral("ben@x done"));
    }

    void offersNoUndoWhereTheLastCannotBeTakenBack()
    {
        done("ann@x", Act::Disable);
        m_announcer->say({{}, QStringLiteral("ben@x"), QStringLiteral("done"), false, Act::Disable});
        QCOMPARE(said(), QStringLiteral("2 users disabled (last: ben@x)"));
        QVERIFY(!undo()->isVisible());
    }

    void remembersEachOfThem()
    {
        for (const char *name : {"ann@x", "ben@x", "cas@x"})
            done(name, Act::Disable);
        m_announcer->showMessages();
        const auto *list = m_window->findChild<QListWidget *>();
        QVERIFY(list);
        QCOMPARE(list->count(), 3);
        QVERIFY(list->item(0)->text().endsWith(QStringLiteral("cas@x done")));
        QVERIFY(list->item(2)->text().endsWith(QStringLiteral("ann@x done")));
    }

private:
    void done(const char *name, Act act)
    {
        m_announcer->say({{}, QString::fromUtf8(name), QStringLiteral("done"), true, act});
    }
    Toast *toast() const { return m_window->findChild<Toast *>(); }
    QString said() const { return toast()->accessibleName(); }
    QPushButton *undo() const
    {
        for (auto *button : toast()->findChildren<QPushButton *>()) {
            if (button->accessibleName() == QLatin1String("Undo"))
                return button;
        }
        return nullptr;
    }

    std::unique_ptr<QWidget> m_window;
    Announcer *m_announcer = nullptr;
};

QTEST_MAIN(TestAnnouncer)
#include "tst_announcer.moc"
