// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"

#include <QCheckBox>
#include <QContextMenuEvent>
#include <QDateTimeEdit>
#include <QMenu>
#include <QRadioButton>

using namespace gatehouse;
using Column = UserModel::Column;

/// New status and Change date: what is asked, what is warned of, what the server gets.
class TestNewStatus final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        m_server->setEntries(
            {{"ann@x", R"({"name":"ann@x"})"},
             {"ben@x",
              R"({"name":"ben@x","disabled":"2022-09-21T19:01:25.872Z","team":["a",12345678901234567890.50]})"},
             {"dan@x", R"({"name":"dan@x","disabled":"yesterday"})"}});
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

    void createsDisabledFromNow()
    {
        QDialog *dialog = newStatus();
        QVERIFY(dialog);
        QVERIFY(wordsOf(dialog).contains(QStringLiteral("does not check that such a person exists")));
        QAbstractButton *create = byText(dialog, "Create status");
        QVERIFY(!create->isEnabled());
        m_bench->type(QStringLiteral("nobody@x"));
        QVERIFY(create->isEnabled());
        m_bench->key(Qt::Key_Return); // which is no way to create
        QVERIFY(dialog->isVisible());
        QCOMPARE(m_server->count("POST"), 0);
        const Instant from = computerNow();
        click(create);
        WAIT_FOR(m_bench->isListed("nobody@x"));
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(m_server->count("POST"), 1);
        QCOMPARE(differences(m_before, m_server->entries()), QByteArrayList{"nobody@x"});
        const auto since = disabledSince(m_server->entries(), "nobody@x");
        QVERIFY(since && *since >= from - std::chrono::seconds(1) && *since <= computerNow());
        QCOMPARE(m_bench->text("nobody@x", Column::SignIn), QStringLiteral("Disabled"));
        WAIT_FOR(m_bench->summary().startsWith(QStringLiteral("4 users")));

        WAIT_FOR(m_bench->toastUndo());
        click(m_bench->toastUndo()); // which is a delete
        QVERIFY(m_bench->waitIdle());
        WAIT_EQUAL(m_server->count("DELETE"), 1);
        QCOMPARE(m_server->entries(), m_before);
    }

    void createsEnabled()
    {
        QDialog *dialog = newStatus();
        QVERIFY(dialog);
        m_bench->type(QStringLiteral("a/b ü%"));
        for (auto *radio : dialog->findChildren<QRadioButton *>()) {
            if (radio->text() == QLatin1String("Enabled"))
                radio->click();
        }
        click(byText(dialog, "Create status"));
        const QByteArray name = QStringLiteral("a/b ü%").toUtf8();
        WAIT_FOR(m_server->entries().contains(name));
        QVERIFY(m_bench->waitIdle());
        QVERIFY(!m_server->entries().at(name).contains("disabled"));
        QVERIFY(m_bench->isShownEnabled(name));
    }

    void namesAreRefusedOrWarnedOf_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("isRefused");
        QTest::addColumn<QString>("said");
        QTest::newRow("one dot") << QStringLiteral(".") << true << QString();
        QTest::newRow("two dots") << QStringLiteral("..") << true << QString();
        QTest::newRow("nothing but a space") << QStringLiteral(" ") << true << QString();
        QTest::newRow("is there") << QStringLiteral("ann@x") << true << QStringLiteral("has a status already");
        QTest::newRow("one letter off") << QStringLiteral("anm@x") << false << QStringLiteral("Is that who you mean?");
        QTest::newRow("other case") << QStringLiteral("Ann@x") << false << QStringLiteral("upper and lower case");
        QTest::newRow("space behind") << QStringLiteral("ann@x ") << false << QStringLiteral("white space");
        QTest::newRow("three dots") << QStringLiteral("...") << false << QString();
    }
    void namesAreRefusedOrWarnedOf()
    {
        QFETCH(QString, typed);
        QFETCH(bool, isRefused);
        QFETCH(QString, said);
        QDialog *dialog = newStatus();
        QVERIFY(dialog);
        m_bench->type(typed);
        QCOMPARE(byText(dialog, "Create status")->isEnabled(), !isRefused);
        QVERIFY2(wordsOf(dialog).contains(said), qPrintable(wordsOf(dialog)));
        m_bench->key(Qt::Key_Escape);
        WAIT_FOR(!m_bench->hasDialog());
        QVERIFY(m_bench->settle());
        QCOMPARE(m_server->count("POST"), 0);
    }

    void aNameThatCameMeanwhileIsNotOverwritten()
    {
        QDialog *dialog = newStatus();
        QVERIFY(dialog);
        m_bench->type(QStringLiteral("new@x"));
        const QByteArray theirs = R"({"name":"new@x","vip":true})";
        m_server->addEntry("new@x", theirs);
        click(byText(dialog, "Create status"));
        WAIT_FOR(m_bench->toastText().startsWith(QStringLiteral("new@x")));
        QCOMPARE(m_server->count("POST"), 0);
        QCOMPARE(m_server->entries().at("new@x"), theirs);
    }

    void changesADateAndKeepsWhatItDoesNotKnow()
    {
        QDialog *dialog = changeDate("ben@x");
        QVERIFY(dialog);
        auto *date = dialog->findChild<QDateTimeEdit *>();
        QAbstractButton *change = byText(dialog, "Change date");
        QVERIFY(!change->isEnabled()); // the date that stands
        date->setDateTime(QDateTime(QDate(2020, 2, 3), QTime(4, 5, 6), Qt::UTC).toLocalTime());
        QVERIFY(change->isEnabled());
        click(change);
        QVERIFY(m_bench->waitIdle());
        QVERIFY2(m_server->count("POST") == 1, qPrintable(m_bench->toastText()));
        const QByteArray entry = m_server->entries().at("ben@x");
        QVERIFY2(entry.contains("\"2020-02-03T04:05:06.000Z\""), entry.constData());
        QVERIFY2(entry.contains(R"("team":["a",12345678901234567890.50])"), entry.constData());
        QCOMPARE(m_bench->cell("ben@x", Column::DisabledSince).data(UserModel::RawRole).toString(),
                 QStringLiteral("2020-02-03T04:05:06.000Z"));
        WAIT_FOR(m_bench->toastUndo());
        click(m_bench->toastUndo());
        WAIT_EQUAL(m_server->count("POST"), 2);
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(m_server->entries(), m_before);
    }

    void aDateThatSomebodyElseChangedMeanwhileIsLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("theirs");
        QTest::addColumn<QString>("said");
        QTest::newRow("another date") << QByteArray(R"({"name":"ben@x","disabled":"2001-01-01T00:00:00.000Z"})")
                                      << QStringLiteral("ben@x was changed by somebody else; nothing was sent.");
        QTest::newRow("enabled") << QByteArray(R"({"name":"ben@x"})")
                                 << QStringLiteral("ben@x was changed by somebody else; nothing was sent.");
        QTest::newRow("another member") << QByteArray(
                                               R"({"name":"ben@x","disabled":"2022-09-21T19:01:25.872Z","team":["b"]})")
                                        << QStringLiteral("ben@x was changed by somebody else; nothing was sent.");
        QTest::newRow("deleted") << QByteArray() << QStringLiteral("ben@x has no status on this server.");
    }
    void aDateThatSomebodyElseChangedMeanwhileIsLeftAlone()
    {
        QFETCH(QByteArray, theirs);
        QFETCH(QString, said);
        QDialog *dialog = changeDate("ben@x");
        QVERIFY(dialog);
        dialog->findChild<QDateTimeEdit *>()->setDateTime(
            QDateTime(QDate(2020, 2, 3), QTime(4, 5, 6), Qt::UTC).toLocalTime());
        Entries held = m_before;
        if (theirs.isEmpty())
            held.erase("ben@x");
        else
            held["ben@x"] = theirs;
        m_server->setEntries(held);
        QVERIFY(m_bench->settle()); // a fresh list came while the dialog was open
        click(byText(dialog, "Change date"));
        WAIT_FOR(m_bench->toastText().startsWith(said));
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(m_server->count("POST"), 0);
        QCOMPARE(m_server->entries(), held);
        QVERIFY(!m_bench->toastUndo());
    }

    void aFutureDateNeedsItsTick()
    {
        QDialog *dialog = changeDate("ben@x");
        QVERIFY(dialog);
        auto *date = dialog->findChild<QDateTimeEdit *>();
        QAbstractButton *change = byText(dialog, "Change date");
        QVERIFY(!wordsOf(dialog).contains(QStringLiteral("in the future")));
        date->setDateTime(QDateTime(QDate(2199, 1, 1), QTime(0, 0), Qt::UTC).toLocalTime());
        QVERIFY(wordsOf(dialog).contains(QStringLiteral("Nobody documented")));
        QVERIFY(!change->isEnabled());
        dialog->findChild<QCheckBox *>()->click();
        QVERIFY(change->isEnabled());
        click(change);
        WAIT_EQUAL(m_server->count("POST"), 1);
        QVERIFY(m_bench->waitIdle());
        QVERIFY(m_server->entries().at("ben@x").contains("\"2199-01-01T00:00:00.000Z\""));
    }

    void anOddDateCanBeMended()
    {
        QDialog *dialog = changeDate("dan@x");
        QVERIFY(dialog);
        dialog->findChild<QDateTimeEdit *>()->setDateTime(
            QDateTime(QDate(2021, 1, 1), QTime(0, 0), Qt::UTC).toLocalTime());
        click(byText(dialog, "Change date"));
        WAIT_EQUAL(m_server->count("POST"), 1);
        QVERIFY(m_bench->waitIdle());
        QVERIFY(m_server->entries().at("dan@x").contains("\"2021-01-01T00:00:00.000Z\""));
    }

    void theRowsMenuOffersWhatIsPossible()
    {
        const auto offered = [this](const char *name) {
            QMenu *menu = rowMenu(name);
            QStringList texts;
            for (const QAction *action : menu->actions()) {
                if (action->isEnabled() && !action->isSeparator())
                    texts.append(action->text());
            }
            menu->close();
            return texts;
        };
        QCOMPARE(offered("ann@x"), QStringList({QStringLiteral("Disable"), QStringLiteral("Delete"),
                                                QStringLiteral("Copy"), QStringLiteral("Story of the user")}));
        QCOMPARE(offered("ben@x"),
                 QStringList({QStringLiteral("Enable"), QStringLiteral("Delete"), QStringLiteral("Change date\u2026"),
                              QStringLiteral("Copy"), QStringLiteral("Story of the user")}));
    }

private:
    QDialog *newStatus()
    {
        m_bench->key(Qt::Key_N, Qt::ControlModifier);
        return m_bench->waitForDialog("New status");
    }

    QMenu *rowMenu(const QByteArray &name)
    {
        m_bench->clickName(name);
        QWidget *viewport = m_bench->table()->viewport();
        const QPoint at = m_bench->switchPoint(name) + QPoint(44, 0);
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, viewport->mapToGlobal(at));
        QApplication::sendEvent(viewport, &event);
        for (auto *menu : m_bench->window().findChildren<QMenu *>()) {
            if (menu->isVisible())
                return menu;
        }
        return nullptr;
    }

    QDialog *changeDate(const QByteArray &name)
    {
        QMenu *menu = rowMenu(name);
        for (QAction *action : menu->actions()) {
            if (action->text().startsWith(QLatin1String("Change")))
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        }
        return m_bench->waitForDialog("Change date");
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
    Entries m_before;
};

QTEST_MAIN(TestNewStatus)
#include "tst_newstatus.moc"
