// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"
#include "ui/mainwindow/windowdialogs.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QWheelEvent>

using namespace gatehouse;
using Column = UserModel::Column;

/// The connection box, the Connections dialog, and two windows on one settings file.
class TestConnections final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_first = std::make_unique<FaultServer>();
        m_first->setEntries({{"ann@x", R"({"name":"ann@x"})"}, {"ben@x", R"({"name":"ben@x"})"}});
        m_second = std::make_unique<FaultServer>();
        m_second->setEntries({{"zoe@y", R"({"name":"zoe@y"})"}, {"zac@y", R"({"name":"zac@y"})"}});
        m_bench = std::make_unique<WindowBench>();
        m_one = WindowBench::profileFor(m_first->url());
        m_two = WindowBench::profileFor(m_second->url(), "token-two", Environment::Staging);
        m_two.name = QStringLiteral("Other Pivot");
        QVERIFY(m_bench->store().save(m_two));
        QVERIFY(m_bench->open(m_one));
    }

    void cleanup()
    {
        m_bench.reset();
        m_first.reset();
        m_second.reset();
    }

    void theClosedBoxDoesNotChange()
    {
        QComboBox *box = connectionBox();
        QCOMPARE(box->currentText(), QStringLiteral("Test Pivot"));
        box->setFocus();
        for (const int delta : {120, -120, 120, -120}) {
            QWheelEvent wheel(box->rect().center(), box->mapToGlobal(box->rect().center()), {}, {0, delta}, {}, {},
                              Qt::NoScrollPhase, false);
            QApplication::sendEvent(box, &wheel);
        }
        m_bench->type(QStringLiteral("other"));
        for (const Qt::Key key : {Qt::Key_Home, Qt::Key_End, Qt::Key_PageDown, Qt::Key_Left, Qt::Key_Right})
            m_bench->key(key);
        QCOMPARE(box->currentText(), QStringLiteral("Test Pivot"));
        QCOMPARE(m_bench->session().profile().id, m_one.id);
        QCOMPARE(m_second->count("*"), 0);
    }

    void achoiceOpensAndClearsSearchAndSelection()
    {
        m_bench->clickName("ann@x");
        m_bench->key(Qt::Key_F, Qt::ControlModifier);
        m_bench->type(QStringLiteral("ann"));
        choose(connectionBox(), QStringLiteral("Other Pivot"));
        WAIT_EQUAL(m_bench->listedNames(), QStringList({QStringLiteral("zac@y"), QStringLiteral("zoe@y")}));
        QCOMPARE(m_bench->search()->text(), QString());
        QVERIFY(m_bench->selectedNames().isEmpty());
        QCOMPARE(m_bench->window().windowTitle(), QStringLiteral("Other Pivot (Staging) \u2014 Gatehouse"));
        QCOMPARE(m_bench->store().lastConnection(), m_two.id);
        m_bench->clickSwitch("zoe@y");
        WAIT_EQUAL(m_second->count("POST"), 1);
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(m_first->count("POST"), 0);
        for (const SeenRequest &request : m_second->requests())
            QCOMPARE(request.header("x-imply-api-token"), QByteArray("token-two"));
    }

    void escapeInTheOpenBoxChangesNothing()
    {
        QComboBox *box = connectionBox();
        box->setFocus();
        m_bench->key(Qt::Key_Space);
        WAIT_FOR(box->view()->isVisible());
        QTest::keyClick(box->view(), Qt::Key_Down);
        QTest::keyClick(box->view(), Qt::Key_Escape);
        WAIT_FOR(!box->view()->isVisible());
        QCOMPARE(box->currentText(), QStringLiteral("Test Pivot"));
        QCOMPARE(m_bench->session().profile().id, m_one.id);
    }

    void theBoxLeadsToConnections()
    {
        choose(connectionBox(), QStringLiteral("Connections\u2026"));
        QVERIFY(m_bench->waitForDialog("Connections"));
        QCOMPARE(connectionBox()->currentText(), QStringLiteral("Test Pivot"));
    }

    void aNewConnectionIsSavedAndOpened()
    {
        FaultServer third;
        third.setToken("token three");
        third.setEntries({{"new@z", R"({"name":"new@z"})"}});
        m_bench->key(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QDialog *dialog = m_bench->waitForDialog("Connections");
        QVERIFY(dialog);
        QCOMPARE(byName<QLineEdit>(dialog, "Name")->text(), QStringLiteral("Test Pivot"));
        click(byName<QAbstractButton>(dialog, "Add"));
        WAIT_FOR(byName<QLineEdit>(dialog, "Name")->hasFocus());
        m_bench->type(QStringLiteral("Third <b>Pivot</b>"));
        byName<QLineEdit>(dialog, "Server address")->setFocus();
        m_bench->type(third.url().toString() + QStringLiteral("/api/v1/user-statuses/"));
        byName<QLineEdit>(dialog, "API token")->setFocus();
        m_bench->type(QStringLiteral("token three"));
        click(byText(dialog, "Connect")); // an environment must be chosen
        QVERIFY(dialog->isVisible());
        QVERIFY(wordsOf(dialog).contains(QStringLiteral("Choose what kind of server it is")));
        choose(byName<QComboBox>(dialog, "Environment"), QStringLiteral("Development"));
        click(byText(dialog, "Connect"));
        WAIT_EQUAL(m_bench->listedNames(), QStringList(QStringLiteral("new@z")));
        QCOMPARE(m_bench->window().windowTitle(), QStringLiteral("Third <b>Pivot</b> (Development) \u2014 Gatehouse"));
        ProfileStore again(m_bench->settingsFile());
        QCOMPARE(again.load()->size(), 3);
        QCOMPARE(QFile::permissions(m_bench->settingsFile()) &
                     (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
    }

    void readOnlyHoldsAsSoonAsItIsSaved()
    {
        m_bench->key(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QDialog *dialog = m_bench->waitForDialog("Connections");
        QVERIFY(dialog);
        byName<QCheckBox>(dialog, "Read-only")->click();
        click(byText(dialog, "Save"));
        click(byText(dialog, "Close"));
        WAIT_FOR(!m_bench->hasDialog());
        WAIT_FOR(m_bench->table() && m_bench->listedNames().size() == 2);
        m_bench->clickSwitch("ann@x");
        QVERIFY(m_bench->settle());
        QCOMPARE(m_first->count("POST"), 0);
        QVERIFY(m_bench->session().isReadOnly());
    }

    void theOpenConnectionCanBeDeleted()
    {
        m_bench->key(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QDialog *dialog = m_bench->waitForDialog("Connections");
        QVERIFY(dialog);
        click(byName<QAbstractButton>(dialog, "Delete"));
        QDialog *question = nullptr;
        WAIT_FOR((question = questionOver(dialog)) != nullptr);
        click(byText(question, "Delete"));
        WAIT_FOR(!questionOver(dialog));
        click(byText(dialog, "Close"));
        WAIT_FOR(!m_bench->hasDialog());
        QVERIFY(!m_bench->settingsBytes().contains("test-token"));
        WAIT_FOR(!m_bench->workspace().session() || m_bench->session().profile().id != m_one.id);
        WAIT_FOR(m_bench->button("Add a connection"));
    }

    void twoWindowsKeepEachOthersConnections()
    {
        WindowBench other(WindowBench::Parts{.settingsFile = m_bench->settingsFile()});
        QVERIFY(other.show());
        QVERIFY(addOne(*m_bench, QStringLiteral("From the first window")));
        QVERIFY(addOne(other, QStringLiteral("From the second window")));
        QVERIFY(addOne(*m_bench, QStringLiteral("Again from the first")));
        m_bench->window().close();
        other.window().close();
        ProfileStore again(m_bench->settingsFile());
        QStringList names;
        const auto saved = again.load();
        QVERIFY(saved);
        for (const Profile &profile : *saved)
            names.append(profile.name);
        QCOMPARE(names, QStringList({QStringLiteral("Other Pivot"), QStringLiteral("Test Pivot"),
                                     QStringLiteral("From the first window"), QStringLiteral("From the second window"),
                                     QStringLiteral("Again from the first")}));
    }

    void twoWindowsOnTwoConnectionsChangeEachItsOwnServer()
    {
        WindowBench other(WindowBench::Parts{.settingsFile = m_bench->settingsFile()});
        QVERIFY(other.open(m_two));
        QVERIFY(m_bench->window().windowTitle().contains(m_one.name));
        QVERIFY(other.window().windowTitle().contains(m_two.name));
        m_bench->clickSwitch("ann@x");
        other.clickSwitch("zoe@y");
        QVERIFY(m_bench->waitIdle());
        QVERIFY(other.waitIdle());
        QVERIFY(disabledSince(m_first->entries(), "ann@x"));
        QVERIFY(disabledSince(m_second->entries(), "zoe@y"));
        for (const SeenRequest &request : m_first->requests())
            QCOMPARE(request.header("x-imply-api-token"), m_one.token);
        for (const SeenRequest &request : m_second->requests())
            QCOMPARE(request.header("x-imply-api-token"), m_two.token);
        QCOMPARE(m_first->count("POST"), 1);
        QCOMPARE(m_second->count("POST"), 1);
    }

    void twoWindowsOnOneServerDoNotOverwriteEachOther()
    {
        WindowBench other;
        QVERIFY(other.open(WindowBench::profileFor(m_first->url())));
        m_bench->clickSwitch("ann@x");
        QVERIFY(m_bench->waitIdle());
        const Entries after = m_first->entries();
        other.clickSwitch("ann@x"); // which shows her enabled still
        WAIT_FOR(other.toastText().contains(QStringLiteral("already")));
        QCOMPARE(m_first->count("POST"), 1);
        QCOMPARE(m_first->entries(), after);
        QVERIFY(!other.isShownEnabled("ann@x"));
    }

private:
    QComboBox *connectionBox() const { return byName<QComboBox>(&m_bench->window(), "Connection"); }

    static void choose(QComboBox *box, const QString &text)
    {
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Space);
        WAIT_FOR(box->view()->isVisible());
        box->view()->setCurrentIndex(box->model()->index(box->findText(text), 0));
        QTest::keyClick(box->view(), Qt::Key_Return);
    }

    static QDialog *questionOver(QDialog *dialog)
    {
        for (auto *question : dialog->findChildren<QDialog *>()) {
            if (question->isVisible())
                return question;
        }
        return nullptr;
    }

    static bool addOne(WindowBench &bench, const QString &name)
    {
        bench.window().activateWindow();
        if (!QTest::qWaitForWindowActive(&bench.window(), 30000))
            return false;
        bench.window().dialogs()->openConnections();
        QDialog *dialog = bench.waitForDialog("Connections");
        if (!dialog)
            return false;
        click(byName<QAbstractButton>(dialog, "Add"));
        byName<QLineEdit>(dialog, "Name")->setFocus();
        bench.type(name);
        byName<QLineEdit>(dialog, "Server address")->setFocus();
        bench.type(QStringLiteral("https://pivot.example.com"));
        byName<QLineEdit>(dialog, "API token")->setFocus();
        bench.type(QStringLiteral("some-token"));
        choose(byName<QComboBox>(dialog, "Environment"), QStringLiteral("Staging"));
        click(byText(dialog, "Save"));
        click(byText(dialog, "Close"));
        return QTest::qWaitFor([&bench] { return !bench.hasDialog(); }, 30000);
    }

    std::unique_ptr<FaultServer> m_first;
    std::unique_ptr<FaultServer> m_second;
    std::unique_ptr<WindowBench> m_bench;
    Profile m_one;
    Profile m_two;
};

QTEST_MAIN(TestConnections)
#include "tst_connections.moc"
