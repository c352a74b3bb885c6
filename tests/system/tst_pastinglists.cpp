// SPDX-License-Identifier: GPL-3.0-or-later
// A list that somebody sent, in the real window: from the clipboard to the server.
#include "tests/system/windowbench.h"
#include "ui/mainwindow/listdesk.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTableView>

using namespace gatehouse;
using Column = UserModel::Column;

namespace {

QByteArray enabled(const QByteArray &name)
{
    return R"({"name":")" + name + R"("})";
}

QByteArray nameOf(int number)
{
    return "user" + QByteArray::number(number).rightJustified(4, '0') + "@x";
}

} // namespace

class TestPastingLists final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        Entries entries;
        for (int i = 0; i < 400; ++i)
            entries[nameOf(i)] = enabled(nameOf(i));
        m_server->setEntries(entries);
        m_bench = std::make_unique<WindowBench>();
    }

    void cleanup()
    {
        QVERIFY(m_bench->waitIdle());
        QVERIFY(m_bench->session().listing().isConsistent());
        m_bench.reset();
        m_server.reset();
    }

    void disables300WithSixKeysAndNoMouse()
    {
        QVERIFY(open(Environment::Production));
        QByteArray names;
        for (int i = 0; i < 300; ++i)
            names += nameOf(i) + '\n';
        QApplication::clipboard()->setText(QString::fromUtf8(names));
        QDialog *dialog = paste(); // 1
        QVERIFY(dialog);
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return, Qt::ControlModifier); // 2
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        QTest::keyClick(review->focusWidget(), Qt::Key_Return); // 3
        QTest::keyClicks(review->focusWidget(), QStringLiteral("300"));
        QTest::keyClick(review->focusWidget(), Qt::Key_Return); // 4
        QCOMPARE(qobject_cast<QAbstractButton *>(review->focusWidget())->text(), QStringLiteral("Disable 300 users"));
        QTest::keyClick(review->focusWidget(), Qt::Key_Space); // 5
        WAIT_EQUAL(m_server->count("POST"), 300);
        QVERIFY(m_bench->settle());
        QVERIFY(disabledSince(m_server->entries(), nameOf(299)));
        QVERIFY(!disabledSince(m_server->entries(), nameOf(300)));
    }

    void touchesNobodyWhoseNameIsNearlyRight()
    {
        QVERIFY(open());
        QApplication::clipboard()->setText(QStringLiteral("user0001@x\nuser00O2@x\n\nUSER0003@x\nuser0001@x\n"));
        QDialog *dialog = paste();
        QVERIFY(dialog);
        WAIT_EQUAL(chip(dialog, "Found"), QStringLiteral("2"));
        // There is no directory that could say so.
        QCOMPARE(chip(dialog, "No status: cannot tell"), QStringLiteral("1"));
        QCOMPARE(chip(dialog, "Said again"), QStringLiteral("1"));
        QCOMPARE(chip(dialog, "Left out"), QStringLiteral("1"));
        click(byText(dialog, "Disable 2…"));
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        click(byText(review, "Disable 2 users"));
        WAIT_EQUAL(m_server->count("POST"), 2);
        QVERIFY(m_bench->settle());
        QVERIFY(disabledSince(m_server->entries(), "user0001@x"));
        QVERIFY(disabledSince(m_server->entries(), "user0003@x"));
        QVERIFY(!disabledSince(m_server->entries(), "user0002@x"));
        QCOMPARE(m_server->entries().size(), std::size_t(400)); // and nobody was made up
    }

    void checksWithoutAnyWrite()
    {
        Profile profile = WindowBench::profileFor(m_server->url());
        profile.readOnly = true;
        QVERIFY(m_bench->open(profile));
        QApplication::clipboard()->setText(QStringLiteral("user0001@x\nnobody@x\n"));
        QDialog *dialog = paste();
        QVERIFY(dialog);
        WAIT_EQUAL(chip(dialog, "Found"), QStringLiteral("1"));
        QVERIFY(!dialog->findChild<QAbstractButton *>(QStringLiteral("runListButton"))->isEnabled());
        const int lists = m_server->count("GET");
        click(byText(dialog, "Check only"));
        WAIT_FOR(byText(dialog, "Save report…") != nullptr);
        QVERIFY(m_server->count("GET") > lists);
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("check.csv"));
        m_bench->window().lists()->setSavePrompt(
            [file](QWidget *, const SaveQuestion &, const std::function<void(const QString &)> &take) { take(file); });
        click(byText(dialog, "Save report…"));
        WAIT_FOR(QFile::exists(file));
        WAIT_FOR(!m_bench->window().lists()->isBusy());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QCOMPARE(m_server->count("*"), m_server->count("GET"));
    }

    void selectsTheRows()
    {
        QVERIFY(open());
        m_bench->key(Qt::Key_F, Qt::ControlModifier);
        m_bench->type(QStringLiteral("nobody like this"));
        QApplication::clipboard()->setText(QStringLiteral("user0007@x\nuser0009@x\n"));
        click(m_bench->button("Paste list")); // the key pastes into the field
        QDialog *dialog = m_bench->waitForDialog("Paste a list");
        QVERIFY(dialog);
        WAIT_EQUAL(chip(dialog, "Found"), QStringLiteral("2"));
        click(byText(dialog, "Select these rows"));
        WAIT_EQUAL(m_bench->selectedNames(), (QList<QByteArray>{"user0007@x", "user0009@x"}));
        QCOMPARE(m_bench->search()->text(), QString()); // or they could not be seen
        QCOMPARE(m_server->count("POST"), 0);
    }

    void keepsTheListWhenTheConnectionIsSwitched()
    {
        FaultServer other;
        other.setEntries({{"user0001@x", enabled("user0001@x")}});
        Profile second = WindowBench::profileFor(other.url());
        second.name = QStringLiteral("Other");
        QVERIFY(m_bench->store().save(second));
        QVERIFY(open());
        QApplication::clipboard()->setText(QStringLiteral("user0001@x\nuser0002@x\n"));
        QDialog *dialog = paste();
        QVERIFY(dialog);
        WAIT_EQUAL(chip(dialog, "Found"), QStringLiteral("2"));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(m_bench->waitForNoDialog());
        QVERIFY(m_bench->workspace().open(second.id));
        WAIT_EQUAL(m_bench->session().loadState(), Session::LoadState::Loaded);
        WAIT_EQUAL(m_bench->session().listing().table().count(), Row(1));
        dialog = paste();
        QVERIFY(dialog);
        QCOMPARE(byName<QPlainTextEdit>(dialog, "Names")->toPlainText(), QStringLiteral("user0001@x\nuser0002@x\n"));
        WAIT_EQUAL(chip(dialog, "Found"), QStringLiteral("1"));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(m_bench->waitForNoDialog());
    }

    void blocksAheadOfTimeByCreatingAStatus()
    {
        QVERIFY(open());
        QApplication::clipboard()->setText(QStringLiteral("somebody.new@elsewhere.example\n"));
        QDialog *dialog = paste();
        QVERIFY(dialog);
        WAIT_EQUAL(chip(dialog, "No status: cannot tell"), QStringLiteral("1"));
        auto *act = byName<QComboBox>(dialog, "What to do");
        act->setCurrentIndex(act->count() - 1);
        emit act->activated(act->currentIndex());
        WAIT_FOR(byText(dialog, "Block 1…") != nullptr);
        click(byText(dialog, "Block 1…"));
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        click(byText(review, "Create 1 status"));
        WAIT_FOR(m_server->entries().contains("somebody.new@elsewhere.example"));
        QVERIFY(disabledSince(m_server->entries(), "somebody.new@elsewhere.example"));
    }

    void readsAFileThatIsDropped()
    {
        QVERIFY(open());
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("list.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("name;team\nuser0005@x;a\nuser0006@x;b\n");
        file.close();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file.fileName())});
        QVERIFY(m_bench->window().lists()->drop(&data));
        QDialog *dialog = m_bench->waitForDialog("Paste a list");
        QVERIFY(dialog);
        WAIT_EQUAL(chip(dialog, "Found"), QStringLiteral("2"));
        QVERIFY(wordsOf(dialog).contains(QStringLiteral("list.csv")));
        QTest::keyClick(dialog, Qt::Key_Escape);
    }

    void exportsWhatIsVisible()
    {
        QVERIFY(open());
        m_bench->key(Qt::Key_F, Qt::ControlModifier);
        m_bench->type(QStringLiteral("user000"));
        WAIT_EQUAL(m_bench->listedNames().size(), 10);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("users.csv"));
        m_bench->window().lists()->setSavePrompt(
            [path](QWidget *, const SaveQuestion &, const std::function<void(const QString &)> &take) { take(path); });
        click(m_bench->button("Export"));
        QDialog *dialog = m_bench->waitForDialog("Export");
        QVERIFY(dialog);
        click(byText(dialog, "Export…"));
        WAIT_FOR(QFile::exists(path));
        WAIT_FOR(!m_bench->window().lists()->isBusy());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QCOMPARE(text.count("user000"), 10);
        QVERIFY(text.startsWith("name,status,disabled,person,e-mail,roles\r\n"));
    }

private:
    bool open(Environment environment = Environment::Development)
    {
        return m_bench->open(WindowBench::profileFor(m_server->url(), "test-token", environment));
    }
    QDialog *paste()
    {
        m_bench->key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        return m_bench->waitForDialog("Paste a list");
    }
    static QString chip(const QDialog *dialog, const char *name)
    {
        const auto *found = byName<QAbstractButton>(dialog, name);
        return found ? found->accessibleDescription() : QString();
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
};

QTEST_MAIN(TestPastingLists)
#include "tst_pastinglists.moc"
