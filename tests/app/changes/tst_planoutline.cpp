// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a plan without a walk, against one walk for each question.
#include "changes/freedbyworker.h"
#include "changes/outlinedplan.h"
#include "changes/planners.h"
#include "tests/app/changes/randomplan.h"

#include <QTest>
#include <QThread>

using namespace gatehouse;

namespace {

template<typename Wanted>
std::vector<int> positionsOf(const Plan &plan, Wanted wanted)
{
    std::vector<int> positions;
    for (int row = 0; row < plan.rows.size(); ++row) {
        if (wanted(plan.rows.at(row)))
            positions.push_back(row);
    }
    return positions;
}

int asInt(std::size_t size)
{
    return static_cast<int>(size);
}

/// Notes in which thread it went.
struct Mortal
{
    explicit Mortal(std::atomic<QThread *> &thread) : wentIn(thread) {}
    ~Mortal() { wentIn = QThread::currentThread(); }
    Q_DISABLE_COPY_MOVE(Mortal)
    std::atomic<QThread *> &wentIn;
};

} // namespace

class TestPlanOutline final : public QObject
{
    Q_OBJECT
private slots:
    void saysWhatAWalkSays_data();
    void saysWhatAWalkSays();
    void isAPlanWhereverOneIsAskedFor();
    void comparesOnlyWhatSomebodyElseChanged();
    void overrulesAsAPlanIsOverruled_data();
    void overrulesAsAPlanIsOverruled();
    void isWholeAfterItWasMoved();
    void isFreedByAWorkerWhoeverHeldItLast();
};

void TestPlanOutline::saysWhatAWalkSays_data()
{
    QTest::addColumn<int>("rows");
    QTest::newRow("none") << 0;
    for (const int rows : {1, 2, 3, 10, 100, 3000})
        QTest::addRow("%d", rows) << rows;
}

void TestPlanOutline::saysWhatAWalkSays()
{
    QFETCH(int, rows);
    QRandomGenerator random(static_cast<quint32>(rows));
    for (int round = 0; round < 20; ++round) {
        const Plan plan = samples::randomPlan(random, rows);
        const QByteArrayList sought{"u0", "u7", "u42", "nobody"};
        const PlanOutline outline = outlineOf(plan, sought);
        for (int each = 0; each < static_cast<int>(Verdict::Count); ++each) {
            const auto verdict = static_cast<Verdict>(each);
            QCOMPARE(outline.pile(verdict).rows,
                     positionsOf(plan, [=](const PlannedRow &row) { return row.verdict == verdict; }));
            QCOMPARE(outline.count(verdict), plan.count(verdict));
            QCOMPARE(outline.counts().of(verdict), plan.count(verdict));
            QCOMPARE(outline.pile(verdict).isMatched, !positionsOf(plan, [=](const PlannedRow &row) {
                                                           return row.verdict == verdict && !row.matchedBy.isEmpty();
                                                       }).empty());
        }
        QCOMPARE(outline.counts().total(), rows);
        const auto countChanging = [&plan](auto wanted) {
            return asInt(positionsOf(plan, [wanted](const PlannedRow &row) {
                             return row.verdict == Verdict::WillChange && wanted(row.change);
                         }).size());
        };
        const auto isDeleted = [](const Change &change) { return change.after.state == StatusState::NoStatus; };
        QCOMPARE(outline.created,
                 countChanging([](const Change &change) { return change.before.state == StatusState::NoStatus; }));
        QCOMPARE(outline.deleted, countChanging(isDeleted));
        QCOMPARE(outline.deletedDisabled, countChanging([&isDeleted](const Change &change) {
                     return isDeleted(change) && isDisabled(change.before.state);
                 }));
        QCOMPARE(outline.sought, sought);
        QCOMPARE(outline.found, positionsOf(plan, [&sought](const PlannedRow &row) {
                     return row.verdict == Verdict::WillChange && sought.contains(row.change.name());
                 }));
    }
}

void TestPlanOutline::isAPlanWhereverOneIsAskedFor()
{
    QRandomGenerator random(1);
    const Plan made = samples::randomPlan(random, 20);
    const OutlinedPlan outlined = made;
    const Plan &back = outlined;
    QCOMPARE(back.rows, made.rows);
    QCOMPARE(outlined.size(), 20);
    QVERIFY(outlined.outline() == outlineOf(made));
    QCOMPARE(OutlinedPlan().size(), 0);
}

void TestPlanOutline::comparesOnlyWhatSomebodyElseChanged()
{
    QRandomGenerator random(2);
    Plan plan = samples::randomPlan(random, 40);
    plan.rows[3].verdict = plan.rows[30].verdict = Verdict::ChangedBySomebodyElse;
    plan.rows[4].verdict = Verdict::WillChange;
    QVERIFY(haveSameConflicts(plan, plan));

    Plan other = plan;
    other.rows[4].verdict = Verdict::AlreadySo; // not by somebody else
    QVERIFY(haveSameConflicts(plan, other));
    other.rows.removeAt(4); // they stand elsewhere
    QVERIFY(haveSameConflicts(plan, other));

    Plan more = plan;
    more.rows[4].verdict = Verdict::ChangedBySomebodyElse;
    QVERIFY(!haveSameConflicts(plan, more));
    QVERIFY(!haveSameConflicts(more, plan));
    Plan another = plan;
    another.rows[3].change.before = UserStatus::disabled("u3", fromMilliseconds(5'000));
    QVERIFY(!haveSameConflicts(plan, another));
    QVERIFY(!haveSameConflicts(plan, OutlinedPlan()));
}

void TestPlanOutline::overrulesAsAPlanIsOverruled_data()
{
    QTest::addColumn<int>("rows");
    QTest::newRow("small") << 50;
    QTest::newRow("large") << 20'000;
}

void TestPlanOutline::overrulesAsAPlanIsOverruled()
{
    QFETCH(int, rows);
    QRandomGenerator random(3);
    const Plan plan = samples::randomPlan(random, rows);
    const QByteArrayList sought{"u3", "u33"};
    const OutlinedPlan given(plan, sought);
    QCOMPARE(given.isLarge(), rows > 10'000);
    const OutlinedPlan made = overruled(given);
    const Plan wanted = overruled(plan);
    QVERIFY(made.plan().rows == wanted.rows);
    QCOMPARE(made.plan().frame.title, wanted.frame.title);
    QVERIFY(made.outline() == outlineOf(wanted, sought));
    QCOMPARE(made.outline().count(Verdict::ChangedBySomebodyElse), 0);
    QVERIFY(given.plan().rows == plan.rows);
}

void TestPlanOutline::isWholeAfterItWasMoved()
{
    QRandomGenerator random(4);
    OutlinedPlan first(samples::randomPlan(random, 5));
    const OutlinedPlan second = std::move(first);
    QCOMPARE(second.size(), 5);
    QCOMPARE(first.size(), 5); // what it is about
}

void TestPlanOutline::isFreedByAWorkerWhoeverHeldItLast()
{
    std::atomic<QThread *> wentIn = nullptr;
    auto first = freedByWorker(std::make_unique<const Mortal>(wentIn));
    auto second = first;
    first.reset();
    QThreadPool::globalInstance()->waitForDone();
    QVERIFY(!wentIn);
    second.reset();
    QThreadPool::globalInstance()->waitForDone();
    QVERIFY(wentIn);
    QVERIFY(wentIn != QThread::currentThread());
}

QTEST_GUILESS_MAIN(TestPlanOutline)
#include "tst_planoutline.moc"
