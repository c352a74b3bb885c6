// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"

#include "ui/changes/reviewdialog.h"
#include "ui/look/widgets.h"

#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QTableView>

#include <algorithm>

using namespace gatehouse;

namespace {

QByteArray personOf(int number)
{
    return "user" + QByteArray::number(number).rightJustified(2, '0') + "@x";
}

const QByteArray kFormula = "=cmd@x";
const QByteArray kToken = "the-secret-token";

/// 20 people, every fourth disabled with members that nobody knows, and one whose name is a formula.
Entries staff()
{
    Entries entries;
    for (int i = 0; i < 20; ++i) {
        QByteArray entry = "{\"name\":\"" + personOf(i) + '"';
        if (i % 4 == 0)
            entry += ",\"disabled\":\"2022-09-21T19:01:25.872345+02:00\",\"badge\":12345678901234567890";
        entries[personOf(i)] = entry + '}';
    }
    entries[kFormula] = "{\"name\":\"" + kFormula + "\"}";
    return entries;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// What was done, looked up, taken back in part, done again and written down for others: in the real window.
class TestRecord final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        m_server->setToken(kToken);
        m_server->setEntries(staff());
        m_before = m_server->entries();
        m_folder = std::make_unique<QTemporaryDir>();
        m_bench = std::make_unique<WindowBench>();
    }

    void cleanup()
    {
        if (m_bench->workspace().session())
            QVERIFY(m_bench->waitIdle());
        m_bench.reset();
        m_server.reset();
    }

    void takesBackTheSelectedRowsOnly()
    {
        openPivot();
        runOnAll("Enable"); // 0, 4, 8, 12 and 16
        QDialog *history = openHistory();
        QTableView *rows = rowsOf(history);
        WAIT_FOR(rows->model()->rowCount() >= 5);
        selectUsers(rows, {personOf(4), personOf(12)});
        QAbstractButton *undo = byName<QAbstractButton>(history, "Undo selected rows");
        WAIT_FOR(undo->isEnabled());
        click(undo);
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        QVERIFY(confirm(review));
        WAIT_EQUAL(m_server->entries().at(personOf(4)), m_before.at(personOf(4))); // to the letter
        WAIT_EQUAL(m_server->entries().at(personOf(12)), m_before.at(personOf(12)));
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(differences(m_before, m_server->entries()), (QByteArrayList{personOf(0), personOf(8), personOf(16)}));
        history->close();
    }

    void runsAgainWhatFailedAndNothingElse_data()
    {
        QTest::addColumn<bool>("isFromPanel");
        QTest::newRow("from the panel") << true;
        QTest::newRow("from the history") << false;
    }
    void runsAgainWhatFailedAndNothingElse()
    {
        QFETCH(bool, isFromPanel);
        openPivot();
        for (const int nth : {2, 5})
            m_server->on("POST", nth, Fault::answer(FaultReply::json(403, R"({"error":"not this one"})")));
        runOnAll("Disable");
        QCOMPARE(m_server->count("POST"), 16); // 15 of the staff, and the formula
        QCOMPARE(disabledNow(), 19);
        QDialog *history = nullptr;
        if (isFromPanel) {
            click(m_bench->button("Retry failed"));
        } else {
            history = openHistory();
            QAbstractButton *again = byName<QAbstractButton>(history, "Run again what failed");
            WAIT_FOR(again && again->isEnabled());
            click(again);
        }
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        QCOMPARE(static_cast<ReviewDialog *>(review)->plan().count(Verdict::WillChange), 2);
        QVERIFY(confirm(review));
        WAIT_EQUAL(m_server->count("POST"), 18);
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(disabledNow(), 21);
        QCOMPARE(m_bench->journal().size(), 2);
        if (history)
            history->close();
    }

    void exportsASetAndTheRowsShown_data()
    {
        QTest::addColumn<QString>("entry");
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<bool>("isOfTheRowsShown");
        QTest::newRow("set, CSV") << QStringLiteral("This set as CSV…") << QStringLiteral(".csv") << false;
        QTest::newRow("set, JSON") << QStringLiteral("This set as a JSON receipt…") << QStringLiteral(".json") << false;
        QTest::newRow("rows, CSV") << QStringLiteral("The rows shown as CSV…") << QStringLiteral(".csv") << true;
    }
    void exportsASetAndTheRowsShown()
    {
        QFETCH(QString, entry);
        QFETCH(QString, suffix);
        QFETCH(bool, isOfTheRowsShown);
        openPivot();
        m_server->on("POST", 2, Fault::answer(FaultReply::json(403, R"({"error":"not this one"})")));
        runOnAll("Disable", QStringLiteral("Ticket 4711"));
        QDialog *history = openHistory();
        WAIT_FOR(rowsOf(history)->model()->rowCount() > 0);
        if (isOfTheRowsShown) {
            click(byName<QAbstractButton>(history, "Failed"));
            WAIT_EQUAL(rowsOf(history)->model()->rowCount(), 1);
        }
        chooseExport(history, entry);
        const QString file = m_folder->filePath(QStringLiteral("out") + suffix);
        saveAs(file);
        WAIT_FOR(QFileInfo(file).size() > 0);
        const QByteArray content = contentOf(file);
        QVERIFY(!content.contains(kToken));
        QCOMPARE(QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QVERIFY(content.contains("not this one"));
        if (suffix == QLatin1String(".json")) {
            checkReceipt(content);
        } else {
            // The changes go side by side: which of them the server refused is left open.
            const auto isNamed = [&content](const auto &person) { return content.contains(person.first); };
            const auto named = std::count_if(m_before.begin(), m_before.end(), isNamed);
            QCOMPARE(named, isOfTheRowsShown ? 1 : std::ssize(m_before));
            for (const char *cell : {"\n=cmd", ",=cmd", "\n\"=cmd", ",\"=cmd"})
                QVERIFY2(!content.contains(cell), cell);
            QCOMPARE(content.contains("'=cmd@x"), content.contains("=cmd@x"));
        }
        history->close();
    }

    void savesAReceiptFromThePanel()
    {
        openPivot();
        runOnAll("Enable");
        click(m_bench->button("Save receipt"));
        const QString file = m_folder->filePath(QStringLiteral("receipt.json"));
        saveAs(file); // the name decides what it is
        WAIT_FOR(QFileInfo(file).size() > 0);
        QVERIFY(QJsonDocument::fromJson(contentOf(file)).isObject());
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("receipt.json")));
    }

    void saysWhyAReceiptCannotBeSaved()
    {
        openPivot();
        runOnAll("Enable");
        click(m_bench->button("Save receipt"));
        emitFile(QStringLiteral("/proc/nowhere/receipt.csv"));
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("/proc/nowhere")));
        QCOMPARE(m_bench->journal().size(), 1);
        QVERIFY(m_bench->button("Save receipt")->isEnabled()); // to be tried elsewhere
    }

    void addsAReasonLater()
    {
        openPivot();
        runOnAll("Enable", QStringLiteral("Ticket 4711"));
        QDialog *history = openHistory();
        click(byText(history, "Add reason…"));
        auto *reason = byName<QLineEdit>(history, "Reason to add");
        QVERIFY(reason);
        QTest::keyClicks(reason, QStringLiteral("it was ticket 4712"));
        click(byText(history, "Add"));
        WAIT_FOR(wordsOf(history).contains(QStringLiteral("it was ticket 4712")));
        QVERIFY(wordsOf(history).contains(QStringLiteral("Ticket 4711"))); // appended, never in its place
        history->close();
    }

    void opensWithoutAConnectionAndRefusesWhatWasDoneElsewhere()
    {
        openPivot();
        runOnAll("Enable");
        m_bench->workspace().close();
        QDialog *history = openHistory();
        WAIT_FOR(byName<QAbstractButton>(history, "Undo"));
        QVERIFY(!byName<QAbstractButton>(history, "Undo")->isEnabled());
        history->close();
        QVERIFY(m_bench->waitForNoDialog());

        FaultServer other;
        Profile second = WindowBench::profileFor(other.url());
        second.name = QStringLiteral("The other");
        QVERIFY(m_bench->store().save(second));
        m_bench->workspace().reload();
        QVERIFY(m_bench->workspace().open(second.id));
        history = openHistory();
        QAbstractButton *undo = byName<QAbstractButton>(history, "Undo");
        WAIT_FOR(undo);
        QVERIFY(!undo->isEnabled());
        QVERIFY2(undo->toolTip().contains(QStringLiteral("Test Pivot")), qPrintable(undo->toolTip()));
        history->close();
        QCOMPARE(other.count("POST"), 0);
    }

    void everyControlHasAName()
    {
        openPivot();
        m_server->on("POST", 2, Fault::answer(FaultReply::json(403, R"({"error":"not this one"})")));
        m_bench->table()->setFocus();
        m_bench->key(Qt::Key_A, Qt::ControlModifier);
        WAIT_FOR(m_bench->button("Disable")->isEnabled());
        click(m_bench->button("Disable"));
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        QCOMPARE(nameless(review), QStringList());
        QVERIFY(confirm(review));
        QVERIFY(m_bench->waitForNoDialog());
        WAIT_FOR(m_bench->workspace().isSettled());
        QCOMPARE(nameless(&m_bench->window()), QStringList()); // the panel is part of it
        QDialog *history = openHistory();
        WAIT_FOR(rowsOf(history)->model()->rowCount() > 0);
        QCOMPARE(nameless(history), QStringList());
        history->close();
        QVERIFY(m_bench->waitForNoDialog());
        for (QAction *action : m_bench->window().findChildren<QAction *>()) {
            if (action->text() == QStringLiteral("Record and receipts…"))
                action->trigger();
        }
        QDialog *record = m_bench->waitForDialog("Record and receipts");
        QVERIFY(record);
        QCOMPARE(nameless(record), QStringList());
        record->close();
    }

private:
    /// Visible controls that assistive technology has no name for.
    static QStringList nameless(const QWidget *window)
    {
        QStringList found;
        for (QWidget *widget : window->findChildren<QWidget *>()) {
            const bool isControl = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget) ||
                                   qobject_cast<QComboBox *>(widget) || qobject_cast<QAbstractItemView *>(widget);
            if (!isControl || !widget->isVisible() || widget->window() != window)
                continue;
            const QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(widget);
            if (seen && seen->role() != QAccessible::Client && seen->text(QAccessible::Name).isEmpty())
                found.append(QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') +
                             widget->objectName());
        }
        return found;
    }
    void openPivot() { QVERIFY(m_bench->open(WindowBench::profileFor(m_server->url(), kToken))); }
    /// Selects everybody and runs an act to its end.
    void runOnAll(const char *act, const QString &reason = {})
    {
        m_bench->table()->setFocus();
        m_bench->key(Qt::Key_A, Qt::ControlModifier);
        WAIT_FOR(m_bench->button(act)->isEnabled());
        click(m_bench->button(act));
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        if (!reason.isEmpty()) {
            auto *field = byName<QLineEdit>(review, "Reason");
            QVERIFY(field);
            field->setText(reason);
        }
        QVERIFY(confirm(review));
        QVERIFY(m_bench->waitForNoDialog());
        QVERIFY(m_bench->waitIdle());
        WAIT_FOR(m_bench->workspace().isSettled());
    }
    bool confirm(QDialog *review)
    {
        if (!m_bench->settle())
            return false;
        auto *dialog = static_cast<ReviewDialog *>(review);
        const Plan &plan = dialog->plan();
        for (QAbstractButton *each : review->findChildren<QAbstractButton *>()) {
            if (each->isVisible() && each->isEnabled() &&
                each->text() == runWords(plan.frame.act, plan.count(Verdict::WillChange))) {
                click(each);
                return true;
            }
        }
        return false;
    }
    QDialog *openHistory()
    {
        m_bench->window().setFocus();
        m_bench->key(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
        return m_bench->waitForDialog("History");
    }
    static QTableView *rowsOf(QDialog *history) { return byName<QTableView>(history, "Rows"); }
    static void selectUsers(QTableView *rows, const QByteArrayList &names)
    {
        rows->clearSelection();
        for (int row = 0; row < rows->model()->rowCount(); ++row) {
            const QModelIndex index = rows->model()->index(row, 0);
            const QByteArray name = index.data().toString().toUtf8();
            if (std::any_of(names.cbegin(), names.cend(), [&](const QByteArray &each) { return name.contains(each); }))
                rows->selectionModel()->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    static void chooseExport(QDialog *history, const QString &entry)
    {
        for (const QPushButton *button : history->findChildren<QPushButton *>()) {
            const auto actions = button->menu() ? button->menu()->actions() : QList<QAction *>();
            for (QAction *action : actions) {
                if (action->text() == entry) {
                    QVERIFY(action->isEnabled());
                    action->trigger();
                    return;
                }
            }
        }
        QFAIL("no such entry");
    }
    static QFileDialog *fileDialog()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *dialog = qobject_cast<QFileDialog *>(widget); dialog && dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    static void saveAs(const QString &file)
    {
        WAIT_FOR(fileDialog());
        QFileDialog *dialog = fileDialog();
        auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        QVERIFY(name);
        name->setText(file);
        QMetaObject::invokeMethod(dialog, "accept");
        WAIT_FOR(!fileDialog());
    }
    /// The dialog itself refuses a folder that is not there; it may go after it was chosen.
    static void emitFile(const QString &file)
    {
        WAIT_FOR(fileDialog());
        QFileDialog *dialog = fileDialog();
        emit dialog->fileSelected(file);
        dialog->close();
        WAIT_FOR(!fileDialog());
    }
    qsizetype disabledNow() const
    {
        const Entries entries = m_server->entries();
        return std::count_if(entries.cbegin(), entries.cend(),
                             [](const auto &entry) { return entry.second.contains("\"disabled\""); });
    }
    void checkReceipt(const QByteArray &content) const
    {
        const QJsonObject receipt = QJsonDocument::fromJson(content).object();
        const QByteArray compact = QJsonDocument(receipt).toJson(QJsonDocument::Compact);
        QVERIFY(compact.contains("Test Pivot"));
        QVERIFY(compact.contains(m_server->url().toString().toUtf8()));
        QVERIFY(compact.contains("Ticket 4711"));
        QVERIFY(compact.contains(m_bench->workspace().orderedBy().toUtf8()));
        const QJsonArray rows = receipt.value(QLatin1String("rows")).toArray();
        QCOMPARE(rows.size(), 21); // with those that were so already
        for (const QJsonValue &row : rows) {
            for (const char *key : {"name", "before", "verdict"})
                QVERIFY2(row.toObject().contains(QLatin1String(key)), key);
        }
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowBench> m_bench;
    Entries m_before;
};

QTEST_MAIN(TestRecord)
#include "tst_record.moc"
