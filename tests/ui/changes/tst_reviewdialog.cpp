// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find.h"
#include "tests/support/paintedtext.h"

#include "changes/planners.h"
#include "ui/changes/plandelegate.h"
#include "ui/changes/planmodel.h"
#include "ui/changes/reviewdialog.h"
#include "ui/look/widgets.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTextDocumentFragment>
#include <QThreadPool>

using namespace gatehouse;

namespace {

const Instant since = fromMilliseconds(1781222400000); // 12 Jun 2026

const WriteTarget production{QStringLiteral("Pivot EU"), QStringLiteral("pivot.example.com"),
                             EnvironmentLook::Production};
const WriteTarget development{QStringLiteral("Dev"), QStringLiteral("localhost"), EnvironmentLook::Development};

UserStatus user(const char *prefix, int number, bool disabled = false)
{
    const QByteArray name = QByteArray(prefix) + QByteArray::number(number) + "@example.com";
    return disabled ? UserStatus::disabled(name, since) : UserStatus::enabled(name);
}

Plan disablePlan(int willChange)
{
    Plan plan;
    plan.frame.act = Act::Disable;
    for (int i = 0; i < willChange; ++i) {
        const UserStatus before = user("user", i);
        plan.rows.append({{before, UserStatus::disabled(before.name, since)}, Verdict::WillChange, {}});
    }
    QList<Change> changes;
    for (const PlannedRow &row : plan.rows)
        changes.append(row.change);
    plan.frame.title = setTitle(plan.frame.act, changes);
    return plan;
}

Plan deletePlan(int enabled, int disabled)
{
    Plan plan;
    plan.frame.act = Act::Delete;
    plan.frame.title = QStringLiteral("Delete");
    for (int i = 0; i < enabled + disabled; ++i) {
        const UserStatus before = user("user", i, i >= enabled);
        plan.rows.append({{before, UserStatus::none(before.name)}, Verdict::WillChange, {}});
    }
    return plan;
}

void addLeftAlone(Plan &plan, Verdict verdict, int count)
{
    for (int i = 0; i < count; ++i) {
        const UserStatus status = user("other", 100 * int(verdict) + i, verdict == Verdict::AlreadySo);
        plan.rows.append({{status, status}, verdict, {}});
    }
}

QString textOf(const QDialog &dialog, const char *objectName)
{
    const auto *label = dialog.findChild<QLabel *>(QString::fromUtf8(objectName));
    return label && label->isVisibleTo(&dialog) ? label->text() : QString();
}

QPushButton *runButton(const QDialog &dialog)
{
    return dialog.findChild<QPushButton *>(QStringLiteral("runButton"));
}

Chip *chip(const QDialog &dialog, const char *name)
{
    return findNamed<Chip>(&dialog, name);
}

} // namespace

class ReviewDialogTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void asksForTheNumberByTheRule_data();
    void asksForTheNumberByTheRule();
    void isKnownByItsNames();
    void namesTheButtonByActAndNumber_data();
    void namesTheButtonByActAndNumber();
    void titlesWhatReallyChanges();
    void addsUpThePiles_data();
    void addsUpThePiles();
    void warnsOfDeletingDisabledOnes_data();
    void warnsOfDeletingDisabledOnes();
    void confirmsExactlyTheShownPlanOnce();
    void needsTheNumber_data();
    void needsTheNumber();
    void saysWhyTheNumberIsAskedOnlyWhereItIs_data();
    void saysWhyTheNumberIsAskedOnlyWhereItIs();
    void needsAReasonWhereTheConnectionRequiresOne();
    void runsNothingThatIsRefused();
    void enterNeverRunsTheSet();
    void escapeCancels();
    void runsNothingWhenNothingWillChange();
    void aFreshCompareClearsAnotherNumber();
    void aFreshCompareKeepsTheSameNumberAndTheReason();
    void ignoresAPlanAfterConfirming();
    void chipsShowTheirPile();
    void showsChangesWithDates_data();
    void showsChangesWithDates();
    void keepsTheDirectionOfWhatItPaints_data();
    void keepsTheDirectionOfWhatItPaints();
    void showsServerTextAsPlainText();
    void confirmsALargePlanAsItIsShown();
    void confirmsALargePlanWhenItsSetIsMade();
    void confirmsNothingAfterAll_data();
    void confirmsNothingAfterAll();
    void staysFastWithManyRows();
    void fitsALowScreen();
    void showsTheirsAndMineSideBySide();
    void replacesTheirsOnlyByAWord();
    void replacesTheirsInALargePlan();
    void takesTheWordBackWhileItIsFollowed();
    void followsTheWordForTheNewestPlan();
    void asksForTheNumberWhenManyDeletesAreOverruled();
    void takesTheWordBackWhenOthersCome();
    void offersATrialOfMany_data();
    void offersATrialOfMany();
};

namespace {

/// The first two will change; somebody else disabled the third and deleted the fourth.
Plan planWithConflicts()
{
    Plan plan = disablePlan(4);
    plan.rows[2].verdict = plan.rows[3].verdict = Verdict::ChangedBySomebodyElse;
    plan.rows[2].change.before = UserStatus::disabled(plan.rows.at(2).change.name(), since - std::chrono::hours(24));
    plan.rows[3].change.before = UserStatus::none(plan.rows.at(3).change.name());
    return plan;
}

QCheckBox *box(const QDialog &dialog, const char *name)
{
    return findNamed<QCheckBox>(&dialog, name);
}

/// Disables so many and more, of whom somebody else changed the second, the third and the last.
Plan largePlanWithConflicts(int willChange = 20'000)
{
    Plan plan = disablePlan(willChange + 3);
    for (const qsizetype row : {qsizetype{1}, qsizetype{2}, plan.rows.size() - 1}) {
        plan.rows[row].verdict = Verdict::ChangedBySomebodyElse;
        plan.rows[row].change.before = UserStatus::none(plan.rows.at(row).change.name());
    }
    return plan;
}

/// The workers have something else to do, until they are released or it goes out of scope.
class BusyWorkers final
{
public:
    BusyWorkers()
    {
        m_pool.waitForDone();
        m_pool.setMaxThreadCount(1);
        m_pool.start([this] { m_end.acquire(); });
    }
    ~BusyWorkers()
    {
        release();
        m_pool.setMaxThreadCount(m_before);
    }
    Q_DISABLE_COPY_MOVE(BusyWorkers)
    /// Returns when everything is done that was asked of them meanwhile, and told.
    void release()
    {
        m_end.release();
        m_pool.waitForDone();
        QCoreApplication::processEvents();
    }

private:
    QThreadPool &m_pool = *QThreadPool::globalInstance();
    int m_before = m_pool.maxThreadCount();
    QSemaphore m_end;
};

} // namespace

void ReviewDialogTest::replacesTheirsInALargePlan()
{
    const Plan plan = largePlanWithConflicts();
    ReviewDialog dialog(plan, {development, TypedNumber::NotAsked});
    QSignalSpy confirmed(&dialog, &ReviewDialog::confirmed);
    dialog.open();
    {
        BusyWorkers workers;
        box(dialog, "Replace theirs")->click();
        QVERIFY(!runButton(dialog)->isEnabled());
        QCOMPARE(dialog.plan().count(Verdict::ChangedBySomebodyElse), 3);
        workers.release();
    }
    QCOMPARE(runButton(dialog)->text(), QStringLiteral("Disable 20,003 users"));
    QVERIFY(runButton(dialog)->isEnabled());
    const Plan wanted = overruled(plan); // what a small one ends in
    QVERIFY(dialog.plan().rows == wanted.rows);
    QCOMPARE(dialog.plan().frame.title, wanted.frame.title);
    QVERIFY(!chip(dialog, "Changed by somebody else")->isVisibleTo(&dialog));
    runButton(dialog)->click();
    QTRY_COMPARE(confirmed.count(), 1);
    QVERIFY(confirmed.at(0).at(0).value<ChangeSet>().changes == wanted.confirmed({}).changes);
}

void ReviewDialogTest::takesTheWordBackWhileItIsFollowed()
{
    const Plan plan = largePlanWithConflicts();
    ReviewDialog dialog(plan, {development, TypedNumber::NotAsked});
    dialog.open();
    BusyWorkers workers;
    box(dialog, "Replace theirs")->click();
    QVERIFY(!runButton(dialog)->isEnabled());
    box(dialog, "Replace theirs")->click();
    QVERIFY(runButton(dialog)->isEnabled());
    workers.release();
    QVERIFY(dialog.plan().rows == plan.rows);
    QCOMPARE(runButton(dialog)->text(), QStringLiteral("Disable 20,000 users"));
}

void ReviewDialogTest::followsTheWordForTheNewestPlan()
{
    ReviewDialog dialog(largePlanWithConflicts(), {development, TypedNumber::NotAsked});
    dialog.open();
    Plan fresh = largePlanWithConflicts();
    fresh.rows[10].verdict = Verdict::AlreadySo;
    BusyWorkers workers;
    box(dialog, "Replace theirs")->click();
    dialog.setPlan(fresh);
    QVERIFY(box(dialog, "Replace theirs")->isChecked());
    QVERIFY(!runButton(dialog)->isEnabled());
    workers.release();
    QVERIFY(runButton(dialog)->isEnabled());
    QVERIFY(dialog.plan().rows == overruled(fresh).rows);
    QCOMPARE(runButton(dialog)->text(), QStringLiteral("Disable 20,002 users"));
}

void ReviewDialogTest::showsTheirsAndMineSideBySide()
{
    ReviewDialog dialog(planWithConflicts(), {development, TypedNumber::NotAsked});
    dialog.show();
    chip(dialog, "Changed by somebody else")->click();
    const QAbstractItemModel *model = dialog.findChild<QTableView *>()->model();
    QCOMPARE(model->rowCount(), 2);
    QCOMPARE(model->columnCount(), 3);
    QCOMPARE(model->headerData(1, Qt::Horizontal).toString(), QStringLiteral("Theirs, now"));
    QCOMPARE(model->headerData(2, Qt::Horizontal).toString(), QStringLiteral("Mine, not sent"));
    QCOMPARE(model->index(0, 1).data().toString(), QStringLiteral("Disabled, Jun 11, 2026"));
    QCOMPARE(model->index(0, 2).data().toString(), QStringLiteral("Disabled, Jun 12, 2026"));
    QCOMPARE(model->index(1, 1).data().toString(), QStringLiteral("No status"));
    chip(dialog, "Will change")->click();
    QCOMPARE(model->columnCount(), 2);
}

void ReviewDialogTest::replacesTheirsOnlyByAWord()
{
    ReviewDialog dialog(planWithConflicts(), {production, TypedNumber::Asked});
    QSignalSpy confirmed(&dialog, &ReviewDialog::confirmed);
    dialog.show();
    auto *number = findNamed<QLineEdit>(&dialog, "Type the number to confirm");
    number->setText(QStringLiteral("2"));
    QCOMPARE(runButton(dialog)->text(), QStringLiteral("Disable 2 users"));
    QVERIFY(!box(dialog, "Replace theirs")->isChecked());
    box(dialog, "Replace theirs")->click();
    QCOMPARE(runButton(dialog)->text(), QStringLiteral("Disable 4 users"));
    QVERIFY(!runButton(dialog)->isEnabled()); // another number is to be typed
    number->setText(QStringLiteral("4"));
    runButton(dialog)->click();
    const auto set = confirmed.at(0).at(0).value<ChangeSet>();
    QCOMPARE(set.changes.size(), 4);
    QCOMPARE(set.changes.at(2).before.disabledSince, since - std::chrono::hours(24)); // theirs is what it starts from
    QVERIFY(set.leftAlone.isEmpty());
}

void ReviewDialogTest::asksForTheNumberWhenManyDeletesAreOverruled()
{
    Plan plan = deletePlan(3, 0);
    plan.rows[1].verdict = plan.rows[2].verdict = Verdict::ChangedBySomebodyElse;
    ReviewDialog dialog(plan, {development, typedNumberFor(EnvironmentLook::Development, plan)});
    dialog.show();
    QVERIFY(runButton(dialog)->isEnabled()); // a delete of one
    box(dialog, "Replace theirs")->click();
    QVERIFY(!runButton(dialog)->isEnabled());
    findNamed<QLineEdit>(&dialog, "Type the number to confirm")->setText(QStringLiteral("3"));
    QVERIFY(runButton(dialog)->isEnabled());
    box(dialog, "Replace theirs")->click();
    QVERIFY(!findNamed<QLineEdit>(&dialog, "Type the number to confirm") ||
            !findNamed<QLineEdit>(&dialog, "Type the number to confirm")->isVisible());
}

void ReviewDialogTest::takesTheWordBackWhenOthersCome()
{
    ReviewDialog dialog(planWithConflicts(), {production, TypedNumber::NotAsked});
    dialog.show();
    box(dialog, "Replace theirs")->click();
    dialog.setPlan(planWithConflicts()); // nothing new
    QVERIFY(box(dialog, "Replace theirs")->isChecked());
    Plan worse = planWithConflicts();
    worse.rows[1].verdict = Verdict::ChangedBySomebodyElse;
    dialog.setPlan(worse);
    QVERIFY(!box(dialog, "Replace theirs")->isChecked());
    QCOMPARE(dialog.plan().count(Verdict::WillChange), 1);
}

void ReviewDialogTest::offersATrialOfMany_data()
{
    QTest::addColumn<int>("users");
    QTest::addColumn<bool>("isTicked");
    QTest::addColumn<int>("tryFirst");
    QTest::newRow("three") << 3 << false << 0;
    QTest::newRow("four, all at once") << 4 << false << 0;
    QTest::newRow("four, tried") << 4 << true << 3;
}

void ReviewDialogTest::offersATrialOfMany()
{
    QFETCH(int, users);
    QFETCH(bool, isTicked);
    ReviewDialog dialog(disablePlan(users), {production, TypedNumber::NotAsked});
    QSignalSpy confirmed(&dialog, &ReviewDialog::confirmed);
    dialog.show();
    QCOMPARE(box(dialog, "Try 3 first")->isVisible(), users > 3);
    if (isTicked)
        box(dialog, "Try 3 first")->click();
    runButton(dialog)->click();
    QTEST(confirmed.at(0).at(1).toInt(), "tryFirst");
}

void ReviewDialogTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void ReviewDialogTest::asksForTheNumberByTheRule_data()
{
    QTest::addColumn<int>("environment");
    QTest::addColumn<bool>("isDelete");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("asked");
    QTest::newRow("production, one") << int(EnvironmentLook::Production) << false << 1 << true;
    QTest::newRow("production, delete") << int(EnvironmentLook::Production) << true << 1 << true;
    QTest::newRow("staging, many") << int(EnvironmentLook::Staging) << false << 9 << false;
    QTest::newRow("staging, delete of one") << int(EnvironmentLook::Staging) << true << 1 << false;
    QTest::newRow("development, delete of two") << int(EnvironmentLook::Development) << true << 2 << true;
}

void ReviewDialogTest::asksForTheNumberByTheRule()
{
    QFETCH(int, environment);
    QFETCH(bool, isDelete);
    QFETCH(int, count);
    QFETCH(bool, asked);
    const Plan plan = isDelete ? deletePlan(count, 0) : disablePlan(count);
    QCOMPARE(typedNumberFor(static_cast<EnvironmentLook>(environment), plan) == TypedNumber::Asked, asked);
}

void ReviewDialogTest::isKnownByItsNames()
{
    ReviewDialog dialog(disablePlan(3), {production, TypedNumber::Asked});
    QCOMPARE(dialog.accessibleName(), QStringLiteral("Review changes"));
    QCOMPARE(dialog.windowTitle(), QStringLiteral("Review changes"));
    QVERIFY(findNamed<QLineEdit>(&dialog, "Reason"));
    QVERIFY(findNamed<QLineEdit>(&dialog, "Type the number to confirm"));
    QVERIFY(findNamed<QPushButton>(&dialog, "Disable 3 users"));
    QVERIFY(findButton(&dialog, "Cancel"));
    QVERIFY(dialog.findChild<EnvironmentStrip *>());
}

void ReviewDialogTest::namesTheButtonByActAndNumber_data()
{
    QTest::addColumn<int>("act");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("text");
    QTest::newRow("disable one") << int(Act::Disable) << 1 << "Disable 1 user";
    QTest::newRow("disable") << int(Act::Disable) << 287 << "Disable 287 users";
    QTest::newRow("enable") << int(Act::Enable) << 2 << "Enable 2 users";
    QTest::newRow("delete one") << int(Act::Delete) << 1 << "Delete 1 status";
    QTest::newRow("delete") << int(Act::Delete) << 12 << "Delete 12 statuses";
    QTest::newRow("create") << int(Act::Create) << 1 << "Create 1 status";
    QTest::newRow("date") << int(Act::ChangeDate) << 1 << "Change 1 date";
    QTest::newRow("thousands") << int(Act::Disable) << 20000 << "Disable 20,000 users";
}

void ReviewDialogTest::namesTheButtonByActAndNumber()
{
    QFETCH(int, act);
    QFETCH(int, count);
    QTEST(runWords(static_cast<Act>(act), count), "text");
}

void ReviewDialogTest::titlesWhatReallyChanges()
{
    Plan plan = disablePlan(3);
    QCOMPARE(planTitle(plan), QStringLiteral("Disable 3 users"));
    plan.rows[0].verdict = Verdict::Protected;
    QCOMPARE(planTitle(plan), QStringLiteral("Disable 2 users"));
    plan.rows[1].verdict = Verdict::AlreadySo;
    QCOMPARE(planTitle(plan), QStringLiteral("Disable user2@example.com"));
    QCOMPARE(planTitle(plan), plan.confirmed({}).title);
    plan.frame.undoes = QUuid::createUuid();
    plan.frame.title = QStringLiteral("Undo that");
    QCOMPARE(planTitle(plan), QStringLiteral("Undo that"));
}

void ReviewDialogTest::addsUpThePiles_data()
{
    QTest::addColumn<QList<int>>("counts");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("one") << QList<int>{1} << "Only this one user is changed. You can take it back afterwards.";
    QTest::newRow("all") << QList<int>{1287} << "All 1,287 users will change. You can take it back afterwards.";
    QTest::newRow("many piles")
        << QList<int>{287, 8, 2, 1, 3, 0, 0}
        << "301 users were asked for: 287 will change, 8 are already disabled, 2 are protected, "
           "1 was changed by somebody else, and 3 were not found. You can take it back "
           "afterwards.";
    QTest::newRow("none") << QList<int>{0, 1} << "Nothing will change: 1 is already disabled.";
    QTest::newRow("empty") << QList<int>{0} << "Nothing was asked for, so nothing will change.";
}

void ReviewDialogTest::addsUpThePiles()
{
    QFETCH(QList<int>, counts);
    PileCounts piles;
    std::copy(counts.cbegin(), counts.cend(), piles.counts.begin());
    QTEST(planSentence(Act::Disable, piles), "sentence");
}

void ReviewDialogTest::warnsOfDeletingDisabledOnes_data()
{
    QTest::addColumn<int>("enabled");
    QTest::addColumn<int>("disabled");
    QTest::addColumn<QString>("warning");
    const QString rest = QStringLiteral("; without a status they may be able to sign in again.");
    QTest::newRow("none") << 3 << 0 << QString();
    QTest::newRow("the only one") << 0 << 1 << QStringLiteral("This user is disabled") + rest;
    QTest::newRow("one of several") << 2 << 1 << QStringLiteral("1 of these is disabled") + rest;
    QTest::newRow("several") << 2 << 3 << QStringLiteral("3 of these are disabled") + rest;
}

void ReviewDialogTest::warnsOfDeletingDisabledOnes()
{
    QFETCH(int, enabled);
    QFETCH(int, disabled);
    QFETCH(QString, warning);
    Plan plan = deletePlan(enabled, disabled);
    ReviewDialog dialog(plan, {production, TypedNumber::Asked});
    QCOMPARE(textOf(dialog, "reviewWarning"), warning);
    QCOMPARE(rankOf(runButton(dialog)), ButtonRank::Danger);
    // Who is left alone is not counted.
    for (PlannedRow &row : plan.rows)
        row.verdict = Verdict::Protected;
    dialog.setPlan(plan);
    QCOMPARE(textOf(dialog, "reviewWarning"), QString());
}

void ReviewDialogTest::confirmsExactlyTheShownPlanOnce()
{
    Plan plan = disablePlan(3);
    addLeftAlone(plan, Verdict::Protected, 2);
    ReviewDialog dialog(plan, {production, TypedNumber::NotAsked});
    QSignalSpy confirmed(&dialog, &ReviewDialog::confirmed);
    findNamed<QLineEdit>(&dialog, "Reason")->setText(QStringLiteral("  HR-1182 "));
    dialog.open();
    runButton(dialog)->click();
    runButton(dialog)->click();
    QCOMPARE(confirmed.count(), 1);
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    const auto set = confirmed.constFirst().constFirst().value<ChangeSet>();
    const ChangeSet wanted = plan.confirmed(QStringLiteral("HR-1182"));
    QCOMPARE(set.changes, wanted.changes);
    QCOMPARE(set.changes.size(), 3);
    QCOMPARE(set.reason, QStringLiteral("HR-1182"));
    QCOMPARE(set.title, QStringLiteral("Disable 3 users"));
    QVERIFY(!set.id.isNull());
}

void ReviewDialogTest::needsTheNumber_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("works");
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("another") << "1200" << false;
    QTest::newRow("plain") << "1201" << true;
    QTest::newRow("grouped") << "1,201" << true;
    QTest::newRow("with spaces") << " 1 201 " << true;
    QTest::newRow("too long") << "12010" << false;
    QTest::newRow("a word") << "1201x" << false;
    QTest::newRow("negative") << "-1201" << false;
    QTest::newRow("arabic digits") << QString::fromUtf8("١٢٠١") << true;
}

void ReviewDialogTest::needsTheNumber()
{
    QFETCH(QString, typed);
    QFETCH(bool, works);
    ReviewDialog dialog(disablePlan(1201), {production, TypedNumber::Asked});
    QSignalSpy confirmed(&dialog, &ReviewDialog::confirmed);
    findNamed<QLineEdit>(&dialog, "Type the number to confirm")->setText(typed);
    QCOMPARE(runButton(dialog)->isEnabled(), works);
    runButton(dialog)->click();
    QCOMPARE(confirmed.count(), works ? 1 : 0);
}

void ReviewDialogTest::saysWhyTheNumberIsAskedOnlyWhereItIs_data()
{
    QTest::addColumn<EnvironmentLook>("environment");
    QTest::addColumn<TypedNumber>("number");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("words");
    using enum EnvironmentLook;
    using enum TypedNumber;
    const QString forProduction = QStringLiteral("because Pivot EU is a production server");
    QTest::newRow("one") << Development << NotAsked << 1 << QString();
    QTest::newRow("many, not asked") << Development << NotAsked << 20 << QString();
    QTest::newRow("many") << Staging << Asked << 20 << QStringLiteral("because so many are changed at once");
    QTest::newRow("one, asked all the same") << Staging << Asked << 1 << QString();
    QTest::newRow("one, production") << Production << Asked << 1 << forProduction;
    QTest::newRow("many, production") << Production << Asked << 20 << forProduction;
    QTest::newRow("nothing, production") << Production << Asked << 0 << QString();
}

// Hidden labels count too: assistive technology can read them.
void ReviewDialogTest::saysWhyTheNumberIsAskedOnlyWhereItIs()
{
    QFETCH(EnvironmentLook, environment);
    QFETCH(TypedNumber, number);
    QFETCH(int, count);
    QFETCH(QString, words);
    const WriteTarget target{QStringLiteral("Pivot EU"), QStringLiteral("pivot.example.com"), environment};
    ReviewDialog dialog(deletePlan(count, 0), {target, number});
    dialog.show();
    QStringList found;
    for (const QLabel *label : dialog.findChildren<QLabel *>()) {
        if (label->text().startsWith(QStringLiteral("because")))
            found.append(label->text());
    }
    QCOMPARE(found, words.isEmpty() ? QStringList() : QStringList(words));
    const auto *edit = findNamed<QLineEdit>(&dialog, "Type the number to confirm");
    QVERIFY(edit);
    const bool isAsked = number == TypedNumber::Asked && count > 0;
    QCOMPARE(edit->isVisible(), isAsked);
    const QString asked = QStringLiteral("Type %1 to confirm %2").arg(QString::number(count), words).trimmed();
    QCOMPARE(edit->accessibleDescription(), isAsked ? asked : QString());
}

void ReviewDialogTest::needsAReasonWhereTheConnectionRequiresOne()
{
    WriteTarget strict = production;
    strict.isReasonRequired = true;
    ReviewDialog dialog(disablePlan(2), {strict, TypedNumber::NotAsked});
    QSignalSpy confirmed(&dialog, &ReviewDialog::confirmed);
    dialog.open();
    auto *reason = findNamed<QLineEdit>(&dialog, "Reason");
    QVERIFY(reason->placeholderText().contains(QStringLiteral("requires a reason")));
    QVERIFY(!runButton(dialog)->isEnabled());
    reason->setText(QStringLiteral("   "));
    QVERIFY(!runButton(dialog)->isEnabled());
    reason->setText(QStringLiteral("Ticket 4711"));
    QVERIFY(runButton(dialog)->isEnabled());
    runButton(dialog)->click();
    QCOMPARE(confirmed.count(), 1);
}

// Asked of the very plan that is shown: one that was made anew would be walked through, row by row.
void ReviewDialogTest::runsNothingThatIsRefused()
{
    const OutlinedPlan plan(disablePlan(2), {"user1"});
    std::vector<const Plan *> asked;
    ReviewFacts facts{production, TypedNumber::NotAsked};
    facts.refusal = [&asked](const OutlinedPlan &shown) {
        asked.push_back(&shown.plan());
        return QStringLiteral("Nobody would be left.");
    };
    ReviewDialog dialog(plan, facts);
    dialog.open();
    QCOMPARE(asked, std::vector<const Plan *>{&plan.plan()});
    QVERIFY(!runButton(dialog)->isEnabled());
    QCOMPARE(textOf(dialog, "reviewWarning"), QStringLiteral("Nobody would be left."));
}

void ReviewDialogTest::enterNeverRunsTheSet()
{
    ReviewDialog dialog(disablePlan(2), {production, TypedNumber::Asked});
    QSignalSpy confirmed(&dialog, &ReviewDialog::confirmed);
    dialog.open();
    dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    auto *reason = findNamed<QLineEdit>(&dialog, "Reason");
    auto *number = findNamed<QLineEdit>(&dialog, "Type the number to confirm");
    QTRY_VERIFY(reason->hasFocus());
    QTest::keyClick(reason, Qt::Key_Return);
    QVERIFY(number->hasFocus());
    QTest::keyClick(number, Qt::Key_Enter);
    QVERIFY(number->hasFocus());
    QTest::keyClicks(number, QStringLiteral("2"));
    QTest::keyClick(number, Qt::Key_Return);
    QVERIFY(runButton(dialog)->hasFocus());
    QTest::keyClick(runButton(dialog), Qt::Key_Return);
    QCOMPARE(confirmed.count(), 0);
    QTest::keyClick(runButton(dialog), Qt::Key_Space);
    QCOMPARE(confirmed.count(), 1);
}

void ReviewDialogTest::escapeCancels()
{
    ReviewDialog dialog(disablePlan(2), {production, TypedNumber::NotAsked});
    QSignalSpy confirmed(&dialog, &ReviewDialog::confirmed);
    QSignalSpy rejected(&dialog, &QDialog::rejected);
    dialog.open();
    QTest::keyClick(findNamed<QLineEdit>(&dialog, "Reason"), Qt::Key_Escape);
    QCOMPARE(rejected.count(), 1);
    QCOMPARE(confirmed.count(), 0);
}

void ReviewDialogTest::runsNothingWhenNothingWillChange()
{
    Plan plan;
    plan.frame.title = QStringLiteral("Disable 2 users");
    addLeftAlone(plan, Verdict::AlreadySo, 1);
    addLeftAlone(plan, Verdict::Protected, 1);
    ReviewDialog dialog(plan, {production, TypedNumber::Asked});
    QVERIFY(!runButton(dialog)->isEnabled());
    QVERIFY(!findNamed<QLineEdit>(&dialog, "Type the number to confirm")->isVisibleTo(&dialog));
    QCOMPARE(textOf(dialog, "reviewSentence"),
             QStringLiteral("Nothing will change: 1 is already disabled and 1 is protected."));
    QVERIFY(!chip(dialog, "Will change")->isVisibleTo(&dialog));
    QVERIFY(chip(dialog, "Already disabled")->isChecked());
}

void ReviewDialogTest::aFreshCompareClearsAnotherNumber()
{
    Plan plan = disablePlan(3);
    ReviewDialog dialog(plan, {production, TypedNumber::Asked});
    auto *number = findNamed<QLineEdit>(&dialog, "Type the number to confirm");
    auto *reason = findNamed<QLineEdit>(&dialog, "Reason");
    number->setText(QStringLiteral("3"));
    reason->setText(QStringLiteral("why"));
    QVERIFY(runButton(dialog)->isEnabled());
    plan.rows[0].verdict = Verdict::ChangedBySomebodyElse;
    dialog.setPlan(plan);
    QCOMPARE(number->text(), QString());
    QCOMPARE(reason->text(), QStringLiteral("why"));
    QVERIFY(!runButton(dialog)->isEnabled());
    QCOMPARE(runButton(dialog)->text(), QStringLiteral("Disable 2 users"));
    number->setText(QStringLiteral("2"));
    QSignalSpy confirmed(&dialog, &ReviewDialog::confirmed);
    runButton(dialog)->click();
    QCOMPARE(confirmed.constFirst().constFirst().value<ChangeSet>().changes, plan.confirmed({}).changes);
}

void ReviewDialogTest::aFreshCompareKeepsTheSameNumberAndTheReason()
{
    const Plan plan = disablePlan(3);
    ReviewDialog dialog(plan, {production, TypedNumber::Asked});
    auto *number = findNamed<QLineEdit>(&dialog, "Type the number to confirm");
    number->setText(QStringLiteral("3"));
    dialog.setPlan(plan);
    QCOMPARE(number->text(), QStringLiteral("3"));
    QVERIFY(runButton(dialog)->isEnabled());
}

void ReviewDialogTest::ignoresAPlanAfterConfirming()
{
    ReviewDialog dialog(disablePlan(3), {production, TypedNumber::NotAsked});
    QSignalSpy confirmed(&dialog, &ReviewDialog::confirmed);
    runButton(dialog)->click();
    dialog.setPlan(disablePlan(5));
    QCOMPARE(dialog.plan().rows.size(), 3);
    runButton(dialog)->click();
    QCOMPARE(confirmed.count(), 1);
}

void ReviewDialogTest::chipsShowTheirPile()
{
    Plan plan = disablePlan(3);
    addLeftAlone(plan, Verdict::AlreadySo, 2);
    addLeftAlone(plan, Verdict::NotFound, 1);
    ReviewDialog dialog(plan, {production, TypedNumber::NotAsked});
    const QAbstractItemModel *model = findNamed<QTableView>(&dialog, "Changes")->model();
    QCOMPARE(model->rowCount(), 3);
    QVERIFY(chip(dialog, "Will change")->isChecked());
    QVERIFY(!chip(dialog, "Protected")->isVisibleTo(&dialog));
    QVERIFY(chip(dialog, "Not found")->isVisibleTo(&dialog));
    chip(dialog, "Already disabled")->click();
    QCOMPARE(model->rowCount(), 2);
    QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("other100@example.com"));
    // The pile that is looked at stays through a fresh compare, as long as there is one.
    plan.rows[0].verdict = Verdict::AlreadySo;
    dialog.setPlan(plan);
    QCOMPARE(model->rowCount(), 3);
    QVERIFY(chip(dialog, "Already disabled")->isChecked());
    dialog.setPlan(disablePlan(3));
    QVERIFY(chip(dialog, "Will change")->isChecked());
    QCOMPARE(model->rowCount(), 3);
}

void ReviewDialogTest::showsChangesWithDates_data()
{
    QTest::addColumn<PlannedRow>("row");
    QTest::addColumn<QString>("words");
    const UserStatus enabled = UserStatus::enabled("a@x");
    const UserStatus disabled = UserStatus::disabled("a@x", since);
    const UserStatus later = UserStatus::disabled("a@x", since + std::chrono::hours{1});
    QTest::newRow("disable") << PlannedRow{{enabled, disabled}, Verdict::WillChange, {}}
                             << "Enabled → Disabled, Jun 12, 2026";
    QTest::newRow("enable") << PlannedRow{{disabled, enabled}, Verdict::WillChange, {}}
                            << "Disabled, Jun 12, 2026 → Enabled";
    QTest::newRow("delete") << PlannedRow{{enabled, UserStatus::none("a@x")}, Verdict::WillChange, {}}
                            << "Enabled → No status";
    QTest::newRow("date within a day") << PlannedRow{{disabled, later}, Verdict::WillChange, {}}
                                       << "Disabled, Jun 12, 2026, 00:00:00 → Disabled, Jun 12, 2026, 01:00:00";
    QTest::newRow("already so") << PlannedRow{{disabled, disabled}, Verdict::AlreadySo, {}}
                                << "Disabled, Jun 12, 2026, stays so";
    QTest::newRow("protected") << PlannedRow{{enabled, enabled}, Verdict::Protected, {}} << "Enabled, protected";
    const UserStatus odd{"a@x", StatusState::DisabledOdd, {}, R"({"name":"a@x","disabled":true})"};
    QTest::newRow("odd") << PlannedRow{{odd, enabled}, Verdict::WillChange, {}}
                         << "Disabled, at an unknown time → Enabled";
}

void ReviewDialogTest::showsChangesWithDates()
{
    QFETCH(PlannedRow, row);
    PlanModel model(dateWords);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Plan plan;
    plan.rows.append(row);
    model.setPlan(plan, row.verdict);
    QCOMPARE(model.rowCount(), 1);
    QTEST(model.index(0, 1).data().toString(), "words");
}

void ReviewDialogTest::keepsTheDirectionOfWhatItPaints_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<QString>("change");
    QTest::newRow("left to right") << Qt::LeftToRight << QStringLiteral("Enabled|Disabled, 12 Jun (UTC)");
    QTest::newRow("right to left") << Qt::RightToLeft << QStringLiteral("Disabled, 12 Jun (UTC)|Enabled");
}

void ReviewDialogTest::keepsTheDirectionOfWhatItPaints()
{
    QFETCH(Qt::LayoutDirection, direction);
    QFETCH(QString, change);
    Plan plan;
    const UserStatus before = UserStatus::enabled("(ann@example.com)");
    plan.rows.append({{before, UserStatus::disabled(before.name, since)}, Verdict::WillChange, {}});
    PlanModel model([](Instant) { return QStringLiteral("12 Jun (UTC)"); });
    model.setPlan(plan, Verdict::WillChange);
    const auto painted = [&](int column) {
        PaintedText device;
        QPainter painter(&device);
        painter.setLayoutDirection(direction);
        QStyleOptionViewItem option;
        option.direction = direction;
        option.rect = {0, 0, 600, 32};
        PlanDelegate(24).paint(&painter, option, model.index(0, column));
        return device.seen();
    };
    QCOMPARE(painted(0), QStringLiteral("(ann@example.com)"));
    QCOMPARE(painted(1), change);
}

void ReviewDialogTest::showsServerTextAsPlainText()
{
    Plan plan;
    plan.frame.act = Act::Disable;
    const UserStatus before = UserStatus::enabled("<b>x</b>\xE2\x80\xAE@x");
    plan.rows.append({{before, UserStatus::disabled(before.name, since)}, Verdict::WillChange, {}});
    plan.frame.title = setTitle(Act::Disable, {plan.rows.constFirst().change});
    ReviewDialog dialog(plan, {production, TypedNumber::NotAsked});
    const QString shown = QString::fromUtf8("<b>x</b>⟨U+202E⟩@x");
    const QAbstractItemModel *model = findNamed<QTableView>(&dialog, "Changes")->model();
    QCOMPARE(model->index(0, 0).data().toString(), shown);
    const QString tip = model->index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY(Qt::mightBeRichText(tip));
    QCOMPARE(QTextDocumentFragment::fromHtml(tip).toPlainText(), shown);
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void ReviewDialogTest::confirmsALargePlanAsItIsShown()
{
    Plan plan = disablePlan(30000);
    ReviewDialog dialog(plan, {production, TypedNumber::NotAsked});
    QSignalSpy confirmed(&dialog, &ReviewDialog::confirmed);
    dialog.open();
    plan.rows.removeLast(); // a compare found one less
    addLeftAlone(plan, Verdict::Protected, 2);
    dialog.setPlan(plan);
    findNamed<QLineEdit>(&dialog, "Reason")->setText(QStringLiteral("HR-1182"));
    runButton(dialog)->click();
    QTRY_COMPARE(confirmed.count(), 1);
    const auto set = confirmed.constFirst().constFirst().value<ChangeSet>();
    const ChangeSet wanted = plan.confirmed(QStringLiteral("HR-1182"));
    QVERIFY(set.changes == wanted.changes);
    QCOMPARE(set.changes.size(), 29999);
    QCOMPARE(set.leftAlone.size(), 2);
    QCOMPARE(set.reason, wanted.reason);
    QCOMPARE(set.title, wanted.title);
    QVERIFY(!set.id.isNull());
}

void ReviewDialogTest::confirmsALargePlanWhenItsSetIsMade()
{
    Plan plan = disablePlan(20'000);
    addLeftAlone(plan, Verdict::Protected, 2);
    BusyWorkers workers;
    ReviewDialog dialog(plan, {production, TypedNumber::Asked});
    QSignalSpy confirmed(&dialog, &ReviewDialog::confirmed);
    dialog.open();
    auto *reason = findNamed<QLineEdit>(&dialog, "Reason");
    auto *number = findNamed<QLineEdit>(&dialog, "Type the number to confirm");
    reason->setText(QStringLiteral(" HR-1182"));
    number->setText(QStringLiteral("20,000"));
    box(dialog, "Try 3 first")->click();
    runButton(dialog)->click();
    QCOMPARE(confirmed.count(), 0);
    QVERIFY(dialog.isVisible());
    const auto fields = std::initializer_list<QWidget *>{reason, number, box(dialog, "Try 3 first"), runButton(dialog)};
    QVERIFY(std::none_of(fields.begin(), fields.end(), [](const QWidget *each) { return each->isEnabled(); }));
    dialog.setPlan(disablePlan(5)); // a compare that comes too late
    runButton(dialog)->click();
    QCOMPARE(confirmed.count(), 0);
    workers.release();
    QCOMPARE(confirmed.count(), 1);
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    const auto set = confirmed.at(0).at(0).value<ChangeSet>();
    const ChangeSet wanted = plan.confirmed({});
    QVERIFY(set.changes == wanted.changes);
    QVERIFY(set.leftAlone == wanted.leftAlone);
    QCOMPARE(set.title, wanted.title);
    QCOMPARE(set.reason, QStringLiteral("HR-1182"));
    QVERIFY(!set.id.isNull());
    QCOMPARE(confirmed.at(0).at(1).toInt(), 3);
}

void ReviewDialogTest::confirmsNothingAfterAll_data()
{
    QTest::addColumn<bool>("isDestroyed");
    QTest::newRow("cancelled") << false;
    QTest::newRow("destroyed") << true;
}

// The button was pressed, and the set is not made yet.
void ReviewDialogTest::confirmsNothingAfterAll()
{
    QFETCH(bool, isDestroyed);
    BusyWorkers workers;
    auto dialog = std::make_unique<ReviewDialog>(disablePlan(20'000), ReviewFacts{production, TypedNumber::NotAsked});
    QSignalSpy confirmed(dialog.get(), &ReviewDialog::confirmed);
    dialog->open();
    runButton(*dialog)->click();
    QVERIFY(dialog->isVisible());
    if (isDestroyed)
        dialog.reset();
    else
        findButton(dialog.get(), "Cancel")->click();
    workers.release();
    QCOMPARE(confirmed.count(), 0);
    if (dialog)
        QCOMPARE(dialog->result(), int(QDialog::Rejected));
}

void ReviewDialogTest::staysFastWithManyRows()
{
    const Plan plan = disablePlan(100000);
    ReviewDialog dialog(plan, {production, TypedNumber::Asked});
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QCOMPARE(dialog.findChildren<QWidget *>().size(),
             ReviewDialog(disablePlan(5), {production, TypedNumber::Asked}).findChildren<QWidget *>().size());
    QElapsedTimer timer;
    timer.start();
    dialog.setPlan(plan);
    findNamed<QTableView>(&dialog, "Changes")->scrollToBottom();
    dialog.grab();
    // Generous: a per-row widget or a measured row height costs seconds.
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    qInfo("100,000 rows: set, scrolled and painted in %lld ms", timer.elapsed());
}

void ReviewDialogTest::fitsALowScreen()
{
    Plan plan = disablePlan(30);
    for (int verdict = 1; verdict < int(Verdict::Count); ++verdict)
        addLeftAlone(plan, static_cast<Verdict>(verdict), 3);
    ReviewDialog dialog(plan, {production, TypedNumber::Asked});
    dialog.resize(784, 432);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QVERIFY2(dialog.width() <= 800 && dialog.height() <= 480, qPrintable(QString::number(dialog.height())));
    for (const QWidget *each :
         {static_cast<QWidget *>(runButton(dialog)), static_cast<QWidget *>(findNamed<QLineEdit>(&dialog, "Reason")),
          static_cast<QWidget *>(findNamed<QLineEdit>(&dialog, "Type the number to confirm"))}) {
        QVERIFY(dialog.rect().contains(QRect(each->mapTo(&dialog, QPoint()), each->size())));
        QVERIFY(each->height() >= each->sizeHint().height());
    }
}

QTEST_MAIN(ReviewDialogTest)
#include "tst_reviewdialog.moc"
