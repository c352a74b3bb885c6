// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find.h"
#include "tests/ui/history/historybench.h"

#include "journal/sqlitejournal.h"
#include "ui/history/historydialog.h"
#include "ui/history/rowmodel.h"
#include "ui/history/setmodel.h"
#include "ui/look/gatestyle.h"
#include "ui/look/widgets.h"

#include <QComboBox>
#include <QDateTime>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace gatehouse;

namespace {

constexpr OutcomeKind done = OutcomeKind::Done;
constexpr OutcomeKind refused = OutcomeKind::Failed;

/// A journal of either kind, and the dialog on it.
struct Bench
{
    explicit Bench(bool onDisk)
    {
        if (onDisk)
            journal = std::make_unique<SqliteJournal>(folder.filePath(QStringLiteral("journal.sqlite")), clockOfBench);
        else
            journal = std::make_unique<MemoryJournal>();
    }
    void open()
    {
        dialog = std::make_unique<HistoryDialog>(
            *journal, [] { return QStringLiteral("bob@desk"); }, clockOfBench);
        dialog->setConnection(someConnection());
        dialog->show();
    }
    ~Bench() { dialog.reset(); }

    QTableView *sets() const { return findNamed<QTableView>(dialog.get(), "Sets"); }
    QTableView *rows() const { return findNamed<QTableView>(dialog.get(), "Rows"); }
    QPushButton *button(const char *name) const
    {
        auto *named = findNamed<QPushButton>(dialog.get(), name);
        return named ? named : qobject_cast<QPushButton *>(findButton(dialog.get(), name));
    }
    QLineEdit *search() const { return findNamed<QLineEdit>(dialog.get(), "Search history"); }
    QComboBox *box(const char *name) const { return findNamed<QComboBox>(dialog.get(), name); }
    Chip *chip(const char *name) const { return findNamed<Chip>(dialog.get(), name); }
    QString text(const char *objectName) const
    {
        const auto *label = dialog->findChild<QLabel *>(QString::fromUtf8(objectName));
        return label && label->isVisibleTo(dialog.get()) ? label->text() : QString();
    }
    QString row(int number) const
    {
        QStringList cells;
        for (int column = 0; column < rows()->model()->columnCount(); ++column)
            cells.append(rows()->model()->index(number, column).data().toString());
        return cells.join(QStringLiteral(" | "));
    }
    int setCount() const { return sets()->model()->rowCount(); }
    int rowCount() const { return rows()->model()->rowCount(); }
    /// The texts of what stands where sets would.
    bool says(const QString &words) const
    {
        const QList<QLabel *> labels = dialog->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [&](const QLabel *label) {
            return label->isVisibleTo(dialog.get()) && label->text().contains(words);
        });
    }

    QTemporaryDir folder;
    std::unique_ptr<Journal> journal;
    std::unique_ptr<HistoryDialog> dialog;
};

ChangeSet titled(const char *title, ChangeSet set)
{
    set.title = QString::fromUtf8(title);
    return set;
}

} // namespace

class HistoryDialogTest final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void showsSetsAndRows_data() { journals(); }
    void showsSetsAndRows();
    void searchesUsersAcrossSets_data() { journals(); }
    void searchesUsersAcrossSets();
    void filtersByConnectionAndTime_data() { journals(); }
    void filtersByConnectionAndTime();
    void chipsSumUp_data() { journals(); }
    void chipsSumUp();
    void addsAReason_data() { journals(); }
    void addsAReason();
    void undoesOnlyOverItsOwnConnection();
    void undoesSelectedRowsThatWereChanged_data() { journals(); }
    void undoesSelectedRowsThatWereChanged();
    void runsAgainWhatFailed();
    void exportsTheSetOrTheRowsShown();
    void keepsWhatIsChosenWhenTheJournalGrows();
    void movesWhileASetRuns_data() { journals(); }
    void movesWhileASetRuns();
    void movesUnderAFilterToo_data() { journals(); }
    void movesUnderAFilterToo();
    void marksWhatWasTakenBack_data() { journals(); }
    void marksWhatWasTakenBack();
    void showsAnySetThatIsWanted_data() { journals(); }
    void showsAnySetThatIsWanted();
    void saysThatNothingIsThere();
    void repeatsWhatWasSearched();
    void survivesLateAnswers();
    void fitsSmallScreens_data();
    void fitsSmallScreens();

private:
    static void journals();
};

void HistoryDialogTest::initTestCase()
{
    qputenv("TZ", "UTC");
    GateStyle::apply(Appearance::Light);
}

void HistoryDialogTest::journals()
{
    QTest::addColumn<bool>("onDisk");
    QTest::newRow("in memory") << false;
    QTest::newRow("on the disk") << true;
}

void HistoryDialogTest::showsSetsAndRows()
{
    QFETCH(bool, onDisk);
    Bench bench(onDisk);
    ChangeSet first = titled("The older", benchSet(1, std::chrono::hours(30)));
    keep(*bench.journal, first, {done});
    ChangeSet second = titled("The newer", benchSet(2));
    second.reason = QStringLiteral("Leavers <b>June</b>");
    keep(*bench.journal, second, {done, refused});
    bench.journal->noteConfirmation(second.id, 0, {Confirmation::Kind::Confirmed, {}, noon});
    bench.open();
    QCOMPARE(bench.dialog->accessibleName(), QStringLiteral("History"));
    QTRY_COMPARE(bench.setCount(), 2);
    QCOMPARE(bench.sets()->model()->index(0, 0).data().toString(), QStringLiteral("The newer"));
    QCOMPARE(bench.sets()->model()->index(1, 0).data().toString(), QStringLiteral("The older"));
    QTRY_COMPARE(bench.text("setTitle"), QStringLiteral("The newer"));
    QCOMPARE(bench.text("setReasons"), QStringLiteral("Reason: Leavers <b>June</b>"));
    QCOMPARE(bench.text("setFacts"), QStringLiteral("12 Jun 2026, 11:00 to 11:05 · Pivot EU · "
                                                    "https://pivot.example.com · by ada@desk"));
    QTRY_COMPARE(bench.rowCount(), 2);
    QCOMPARE(bench.row(0),
             QStringLiteral("user0@example.com | Enabled | Disabled, 21 Sep 2022 | Done, confirmed 12:00"));
    QCOMPARE(bench.row(1), QStringLiteral("user1@example.com | Enabled | Unchanged | Failed: 502 Bad Gateway"));
    bench.sets()->setFocus();
    QTest::keyClick(bench.sets(), Qt::Key_Down);
    QCOMPARE(bench.text("setTitle"), QStringLiteral("The older"));
    QTRY_COMPARE(bench.rowCount(), 1);
}

void HistoryDialogTest::searchesUsersAcrossSets()
{
    QFETCH(bool, onDisk);
    Bench bench(onDisk);
    keep(*bench.journal, titled("Three", benchSet(3, std::chrono::minutes(9), "Jane")), {done, done, done});
    keep(*bench.journal, titled("Others", benchSet(3)), {done, done, done});
    bench.open();
    QTRY_COMPARE(bench.setCount(), 2);
    QTest::keyClicks(bench.search(), QStringLiteral("jANE1"));
    QTRY_COMPARE(bench.setCount(), 1);
    QTRY_COMPARE(bench.text("setTitle"), QStringLiteral("Three"));
    QTRY_COMPARE(bench.rowCount(), 1);
    QCOMPARE(bench.row(0).section(QStringLiteral(" | "), 0, 0), QStringLiteral("Jane1@example.com"));
    Chip *only = bench.chip("Only “jANE1”");
    QVERIFY(only);
    only->click();
    QTRY_COMPARE(bench.rowCount(), 3);
    bench.search()->clear();
    QTRY_COMPARE(bench.setCount(), 2);
}

void HistoryDialogTest::filtersByConnectionAndTime()
{
    QFETCH(bool, onDisk);
    Bench bench(onDisk);
    keep(*bench.journal, titled("Now", benchSet(1)), {done});
    keep(*bench.journal, titled("A week ago", benchSet(1, std::chrono::hours(24 * 6))), {done});
    ChangeSet elsewhere = titled("Elsewhere", benchSet(1, std::chrono::hours(24 * 20)));
    elsewhere.connection.id = QUuid::createUuid();
    elsewhere.connectionName = QStringLiteral("Rehearsal");
    keep(*bench.journal, elsewhere, {done});
    bench.open();
    QTRY_COMPARE(bench.setCount(), 3);
    QComboBox *time = bench.box("Show the sets since");
    const auto choose = [](QComboBox *box, int index) {
        box->setCurrentIndex(index);
        emit box->activated(index);
    };
    choose(time, 1);
    QTRY_COMPARE(bench.setCount(), 1);
    choose(time, 2);
    QTRY_COMPARE(bench.setCount(), 2);
    choose(time, 3);
    QTRY_COMPARE(bench.setCount(), 3);
    QComboBox *connection = bench.box("Show the sets of");
    QTRY_COMPARE(connection->count(), 3);
    choose(connection, connection->findText(QStringLiteral("Rehearsal")));
    QTRY_COMPARE(bench.setCount(), 1);
    QTRY_COMPARE(bench.text("setTitle"), QStringLiteral("Elsewhere"));
}

void HistoryDialogTest::chipsSumUp()
{
    QFETCH(bool, onDisk);
    Bench bench(onDisk);
    ChangeSet set = benchSet(6);
    PlannedRow alone;
    alone.change = {UserStatus::enabled("root@example.com"), UserStatus::enabled("root@example.com")};
    alone.verdict = Verdict::Protected;
    set.leftAlone.append(alone);
    keep(*bench.journal, set, {done, done, refused, OutcomeKind::NotSent, OutcomeKind::ResultNotKnown});
    bench.open();
    QTRY_COMPARE(bench.rowCount(), 7);
    int sum = 0;
    for (const char *name :
         {"Done", "Already so", "Failed", "Changed by somebody else", "Not sent", "Result not known", "Left alone"}) {
        const Chip *chip = bench.chip(name);
        QVERIFY2(chip, name);
        const int count = chip->accessibleDescription().toInt();
        QCOMPARE(chip->isVisibleTo(bench.dialog.get()), count > 0);
        sum += count;
    }
    QCOMPARE(bench.chip("Not sent")->accessibleDescription(), QStringLiteral("2")); // the sixth never had its turn
    QCOMPARE(bench.chip("All")->accessibleDescription().toInt(), sum);
    bench.chip("Done")->click();
    QTRY_COMPARE(bench.rowCount(), 2);
    bench.chip("Failed")->click();
    QTRY_COMPARE(bench.rowCount(), 1);
    QVERIFY(bench.row(0).contains(QStringLiteral("user2@")));
    bench.chip("Left alone")->click();
    QTRY_VERIFY(bench.rowCount() == 1 && bench.row(0).contains(QStringLiteral("root@")));
    QVERIFY(bench.row(0).contains(QStringLiteral("Left alone: protected")));
    bench.chip("All")->click();
    QTRY_COMPARE(bench.rowCount(), 7);
}

void HistoryDialogTest::addsAReason()
{
    QFETCH(bool, onDisk);
    Bench bench(onDisk);
    ChangeSet set = benchSet(1);
    set.reason = QStringLiteral("First");
    keep(*bench.journal, set, {done});
    bench.open();
    QTRY_COMPARE(bench.text("setReasons"), QStringLiteral("Reason: First"));
    for (const char *reason : {"HR-1182", "HR-1183"}) {
        bench.button("Add reason…")->click();
        auto *edit = findNamed<QLineEdit>(bench.dialog.get(), "Reason to add");
        QVERIFY(edit->isVisible());
        edit->setText(QString::fromUtf8(reason));
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY(
            bench.text("setReasons")
                .endsWith(QStringLiteral("Added 12 Jun 2026, 12:00 by bob@desk: %1").arg(QString::fromUtf8(reason))));
        QTRY_VERIFY(!edit->isVisible());
    }
    QCOMPARE(bench.text("setReasons").count(QLatin1Char('\n')), 2);
    QVERIFY(bench.dialog->isVisible());
}

void HistoryDialogTest::undoesOnlyOverItsOwnConnection()
{
    Bench bench(false);
    const ChangeSet set = benchSet(2);
    keep(*bench.journal, set, {done, refused});
    bench.open();
    QSignalSpy undo(bench.dialog.get(), &HistoryDialog::undoRequested);
    QTRY_VERIFY(bench.button("Undo")->isEnabled());
    QVERIFY(bench.button("Run again what failed")->isEnabled());
    bench.dialog->setConnection(someConnection("https://other.example.com"));
    for (const char *name : {"Undo", "Undo selected rows", "Run again what failed"}) {
        QVERIFY2(!bench.button(name)->isEnabled(), name);
        const QString tip = bench.button(name)->toolTip();
        QVERIFY2(tip.contains(QStringLiteral("Pivot EU")) && tip.contains(QStringLiteral("https://pivot.example.com")),
                 qPrintable(tip));
    }
    bench.dialog->setConnection(std::nullopt);
    QVERIFY(!bench.button("Undo")->isEnabled());
    bench.dialog->setConnection(someConnection());
    bench.button("Undo")->click();
    QCOMPARE(undo.size(), 1);
    QCOMPARE(undo.at(0).at(0).toUuid(), set.id);
    QVERIFY(!undo.at(0).at(1).value<std::optional<QList<qint64>>>());
}

void HistoryDialogTest::undoesSelectedRowsThatWereChanged()
{
    QFETCH(bool, onDisk);
    Bench bench(onDisk);
    QList<OutcomeKind> outcomes(1500, done);
    outcomes[3] = refused;
    const ChangeSet set = benchSet(1500);
    keep(*bench.journal, set, outcomes);
    bench.open();
    QSignalSpy undo(bench.dialog.get(), &HistoryDialog::undoRequested);
    QTRY_COMPARE(bench.rowCount(), 1500);
    QVERIFY(!bench.button("Undo selected rows")->isEnabled());
    bench.rows()->selectRow(3);
    QVERIFY(!bench.button("Undo selected rows")->isEnabled());
    QItemSelectionModel *selection = bench.rows()->selectionModel();
    selection->select(bench.rows()->model()->index(2, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QVERIFY(bench.button("Undo selected rows")->isEnabled());
    bench.button("Undo selected rows")->click();
    QTRY_COMPARE(undo.size(), 1);
    QCOMPARE(*undo.at(0).at(1).value<std::optional<QList<qint64>>>(), QList<qint64>{2});
    bench.rows()->selectAll();
    bench.button("Undo selected rows")->click();
    QTRY_COMPARE(undo.size(), 2);
    const QList<qint64> places = *undo.at(1).at(1).value<std::optional<QList<qint64>>>();
    QCOMPARE(places.size(), 1499);
    QVERIFY(!places.contains(3));
    QCOMPARE(places.constLast(), 1499);
}

void HistoryDialogTest::runsAgainWhatFailed()
{
    Bench bench(false);
    const ChangeSet set = benchSet(3);
    keep(*bench.journal, set, {done, refused, OutcomeKind::NotSent});
    bench.open();
    QSignalSpy again(bench.dialog.get(), &HistoryDialog::runAgainRequested);
    QTRY_COMPARE(bench.button("Run again what failed")->text(), QStringLiteral("Run again what failed 2"));
    bench.button("Run again what failed")->click();
    QCOMPARE(again.size(), 1);
    QCOMPARE(again.at(0).at(0).toUuid(), set.id);
}

void HistoryDialogTest::exportsTheSetOrTheRowsShown()
{
    Bench bench(false);
    const ChangeSet set = benchSet(3);
    keep(*bench.journal, set, {done, refused, refused});
    bench.open();
    QSignalSpy exported(bench.dialog.get(), &HistoryDialog::exportRequested);
    QTRY_COMPARE(bench.rowCount(), 3);
    bench.chip("Failed")->click();
    const QList<QAction *> actions = bench.button("Export…")->menu()->actions();
    QCOMPARE(actions.size(), 3);
    for (QAction *action : actions)
        action->trigger();
    QCOMPARE(exported.size(), 3);
    const auto filter = [&](int i) { return exported.at(i).at(1).value<SetRowFilter>(); };
    const auto format = [&](int i) { return static_cast<HistoryExport>(exported.at(i).at(2).toInt()); };
    QCOMPARE(filter(0), SetRowFilter());
    QCOMPARE(format(0), HistoryExport::Csv);
    QCOMPARE(filter(1), SetRowFilter());
    QCOMPARE(format(1), HistoryExport::Json);
    QCOMPARE(filter(2).outcome, std::optional(refused));
    QCOMPARE(format(2), HistoryExport::Csv);
}

void HistoryDialogTest::keepsWhatIsChosenWhenTheJournalGrows()
{
    Bench bench(false);
    keep(*bench.journal, titled("First", benchSet(1, std::chrono::minutes(50))), {done});
    keep(*bench.journal, titled("Second", benchSet(2, std::chrono::minutes(40))), {done, refused});
    bench.open();
    QTRY_COMPARE(bench.setCount(), 2);
    QTRY_COMPARE(bench.rowCount(), 2);
    bench.chip("Failed")->click();
    QTRY_COMPARE(bench.rowCount(), 1);
    bench.rows()->selectRow(0);
    keep(*bench.journal, titled("Third", benchSet(1, std::chrono::minutes(30))), {done});
    QTRY_COMPARE(bench.setCount(), 3);
    QCOMPARE(bench.sets()->currentIndex().row(), 1);
    QCOMPARE(bench.text("setTitle"), QStringLiteral("Second"));
    QVERIFY(bench.chip("Failed")->isChecked());
    QCOMPARE(bench.rows()->selectionModel()->selectedRows().size(), 1);
}

void HistoryDialogTest::movesWhileASetRuns()
{
    QFETCH(bool, onDisk);
    Bench bench(onDisk);
    const ChangeSet set = benchSet(900);
    QVERIFY(record(*bench.journal, set).has_value());
    bench.open();
    QTRY_COMPARE(bench.rowCount(), 900);
    bench.rows()->scrollTo(bench.rows()->model()->index(700, 0), QAbstractItemView::PositionAtTop);
    bench.rows()->selectRow(705);
    QTRY_COMPARE(bench.row(703), QStringLiteral("user703@example.com | Enabled | Not known | No outcome"));
    const int place = bench.rows()->verticalScrollBar()->value();
    QVERIFY(place > 0);
    QSignalSpy reset(bench.rows()->model(), &QAbstractItemModel::modelReset);
    for (int i = 600; i < 800; ++i)
        bench.journal->noteOutcome(set.id, i, outcomeOf(i % 100 == 3 ? refused : done));
    // Not looked at by the test, which would have it read: the table does that.
    const auto *model = static_cast<RowModel *>(bench.rows()->model());
    QTRY_VERIFY(model->knownRow(703)->outcome);
    QCOMPARE(bench.row(703), QStringLiteral("user703@example.com | Enabled | Unchanged | Failed"));
    QTRY_COMPARE(bench.chip("Done")->accessibleDescription(), QStringLiteral("198"));
    QCOMPARE(bench.chip("Failed")->accessibleDescription(), QStringLiteral("2"));
    QCOMPARE(bench.button("Run again what failed")->text(), QStringLiteral("Run again what failed 2"));
    QCOMPARE(bench.text("withoutOutcome"), QStringLiteral("700 still to come"));
    QCOMPARE(bench.sets()->model()->index(0, 0).data(SetModel::CountsRole).toString(), QStringLiteral("Running"));
    bench.journal->noteConfirmation(set.id, 704, {Confirmation::Kind::Confirmed, {}, noon});
    QTRY_COMPARE(model->knownRow(704)->confirmation.kind, Confirmation::Kind::Confirmed);
    QCOMPARE(bench.rows()->verticalScrollBar()->value(), place);
    QCOMPARE(bench.rows()->selectionModel()->selectedRows().constFirst().row(), 705);
    QCOMPARE(reset.size(), 0);
}

void HistoryDialogTest::movesUnderAFilterToo()
{
    QFETCH(bool, onDisk);
    Bench bench(onDisk);
    const ChangeSet set = benchSet(900);
    QVERIFY(record(*bench.journal, set).has_value());
    for (int i = 100; i < 900; i += 10)
        bench.journal->noteOutcome(set.id, i, outcomeOf(refused));
    bench.open();
    QTRY_COMPARE(bench.rowCount(), 900);
    bench.chip("Failed")->click();
    QTRY_COMPARE(bench.rowCount(), 80);
    bench.rows()->selectRow(40);
    const QString selected = bench.row(40);
    bench.journal->noteOutcome(set.id, 5, outcomeOf(refused));
    bench.journal->noteOutcome(set.id, 895, outcomeOf(refused));
    QTRY_COMPARE(bench.rowCount(), 82);
    const QModelIndexList now = bench.rows()->selectionModel()->selectedRows();
    QCOMPARE(now.size(), 1);
    QCOMPARE(bench.row(now.constFirst().row()), selected);
    QCOMPARE(bench.chip("Failed")->accessibleDescription(), QStringLiteral("82"));
    QVERIFY(bench.row(0).startsWith(QStringLiteral("user5@")));
}

void HistoryDialogTest::marksWhatWasTakenBack()
{
    QFETCH(bool, onDisk);
    Bench bench(onDisk);
    const ChangeSet set = titled("Disable two", benchSet(2, std::chrono::minutes(50)));
    keep(*bench.journal, set, {done, done});
    bench.open();
    bench.dialog->showSet(set.id);
    QTRY_COMPARE(bench.text("setTitle"), QStringLiteral("Disable two"));
    QCOMPARE(bench.text("setState"), QString());
    ChangeSet undo = titled("Undo", benchSet(2, std::chrono::minutes(20)));
    undo.undoes = set.id;
    keep(*bench.journal, undo, {done, done});
    // Where the mark stands and how it is read aloud.
    const auto item = [&](int role) { return bench.sets()->model()->index(1, 0).data(role).toString(); };
    QTRY_COMPARE(item(SetModel::CountsRole), QStringLiteral("Taken back 11:45"));
    QVERIFY(item(Qt::AccessibleTextRole).endsWith(QStringLiteral(", Taken back 11:45")));
    QTRY_COMPARE(bench.text("setState"), QStringLiteral("Taken back 12 Jun 2026, 11:45 by ada@desk."));
}

void HistoryDialogTest::showsAnySetThatIsWanted()
{
    QFETCH(bool, onDisk);
    Bench bench(onDisk);
    QList<QUuid> ids;
    for (int i = 0; i < 260; ++i) { // more than a page, many of one instant
        const ChangeSet set = titled("One", benchSet(1, std::chrono::minutes(i < 20 ? 100 : i)));
        ids.append(set.id);
        QVERIFY(record(*bench.journal, set).has_value());
    }
    bench.open();
    bench.dialog->showSet(ids.at(7));
    QSignalSpy undo(bench.dialog.get(), &HistoryDialog::runAgainRequested);
    const auto shown = [&] {
        return bench.sets()->model()->index(bench.sets()->currentIndex().row(), 0).isValid() &&
               bench.sets()->currentIndex().row() > 0;
    };
    QTRY_VERIFY(shown());
    const HistoryPage page = setsOf(*bench.journal, {}, bench.sets()->currentIndex().row(), 1);
    QCOMPARE(page.sets.constFirst().id, ids.at(7));
    bench.dialog->showSet(ids.at(259));
    QTRY_COMPARE(bench.sets()->currentIndex().row(), 259);
}

void HistoryDialogTest::saysThatNothingIsThere()
{
    Bench bench(true);
    bench.open();
    QTRY_VERIFY(bench.says(QStringLiteral("Nothing was changed yet.")));
    keep(*bench.journal, benchSet(1), {done});
    QTRY_COMPARE(bench.setCount(), 1);
    QTRY_VERIFY(!bench.says(QStringLiteral("Nothing was changed yet.")));
    QTRY_COMPARE(bench.text("journalStart"),
                 QStringLiteral("This journal starts on 12 Jun 2026; changes made elsewhere are not in it."));
}

void HistoryDialogTest::repeatsWhatWasSearched()
{
    Bench bench(false);
    keep(*bench.journal, benchSet(1), {done});
    bench.open();
    QTRY_COMPARE(bench.setCount(), 1);
    bench.search()->setText(QStringLiteral("nobody<b>"));
    QTRY_VERIFY(bench.says(QStringLiteral("No set of changes names “nobody<b>”")));
    findButton(bench.dialog.get(), "Show all")->click();
    QTRY_COMPARE(bench.setCount(), 1);
    QVERIFY(bench.search()->text().isEmpty());
}

void HistoryDialogTest::survivesLateAnswers()
{
    MadeUpJournal journal(1'000);
    auto dialog = std::make_unique<HistoryDialog>(
        journal, [] { return QString(); }, clockOfBench);
    dialog->show();
    QVERIFY(!journal.asked.isEmpty());
    journal.answerSets(0);
    QVERIFY(!journal.askedRows.isEmpty());
    dialog->showSet(QUuid::createUuid());
    emit journal.changed();
    dialog.reset();
    for (qsizetype i = 0; i < journal.asked.size(); ++i)
        journal.answerSets(i);
    for (qsizetype i = 0; i < journal.askedRows.size(); ++i)
        journal.answerRows(i);
}

void HistoryDialogTest::fitsSmallScreens_data()
{
    QTest::addColumn<QByteArray>("title");
    QTest::newRow("short") << QByteArray("Disable 5 users");
    QTest::newRow("a long name") << "Disable " + QByteArray("very.long.").repeated(12) + "name@example.com";
    QTest::newRow("a word without an end") << QByteArray(120, 'x');
}

void HistoryDialogTest::fitsSmallScreens()
{
    QFETCH(QByteArray, title);
    Bench bench(false);
    keep(*bench.journal, titled(title.constData(), benchSet(5)),
         {done, refused, OutcomeKind::AlreadySo, OutcomeKind::NotSent, OutcomeKind::ResultNotKnown});
    bench.open();
    QTRY_COMPARE(bench.rowCount(), 5);
    bench.dialog->resize(800, 600);
    QTRY_COMPARE(bench.dialog->size(), QSize(800, 600));
    QRegion taken; // nothing lies over something else
    for (const QAbstractButton *button : bench.dialog->findChildren<QAbstractButton *>()) {
        if (!button->isVisible() || qobject_cast<const QToolButton *>(button))
            continue;
        const QRect place(button->mapTo(bench.dialog.get(), QPoint()), button->size());
        QVERIFY2(!taken.intersects(place), qPrintable(button->text()));
        taken += place;
        QVERIFY2(bench.dialog->rect().contains(place), qPrintable(button->text()));
        QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
    }
    const auto *shownTitle = bench.dialog->findChild<QLabel *>(QStringLiteral("setTitle"));
    QVERIFY(shownTitle->fontMetrics().boundingRect(shownTitle->rect(), Qt::TextWordWrap, shownTitle->text()).width() <=
            shownTitle->width());
    QVERIFY(bench.rows()->viewport()->height() >= 3 * bench.rows()->rowHeight(0));
}

QTEST_MAIN(HistoryDialogTest)
#include "tst_historydialog.moc"
