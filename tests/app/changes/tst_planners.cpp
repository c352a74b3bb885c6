// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "users/statuslist.h"

#include <QTest>

#include <functional>

using namespace gatehouse;

namespace {

using Planner = std::function<Plan(const UserStatus &, const PlanContext &)>;

Planner dateTo(Instant since)
{
    return [since](const UserStatus &status, const PlanContext &context) {
        return planChangeDate({status}, since, context);
    };
}

Planner creation(const UserStatus &wanted)
{
    return
        [wanted](const UserStatus &status, const PlanContext &context) { return planCreate(status, wanted, context); };
}

int sumOfPiles(const Plan &plan)
{
    int sum = 0;
    for (int verdict = 0; verdict < static_cast<int>(Verdict::Count); ++verdict)
        sum += plan.count(static_cast<Verdict>(verdict));
    return sum;
}

} // namespace

class TestPlanners : public QObject
{
    Q_OBJECT
private slots:
    void judgesEveryActOnEveryState_data();
    void judgesEveryActOnEveryState();
    void givesAPersonWithoutAStatusOne();
    void carriesUnknownMembersAlong();
    void refusesNamesThatNoUrlCarries_data();
    void refusesNamesThatNoUrlCarries();
    void protectsFromAllButEnabling_data();
    void protectsFromAllButEnabling();
    void takesFutureDatesOnlyWhenWanted();
    void plansEachNameOnce();
    void keepsEveryRowInOnePile();
    void confirmsOnlyWhatWillChange();
    void namesTheSetAfterWhatWillChange();
    void comparesWithAFreshList();
    void comparesAnUndoToTheLetter();
    void keepsLookingAtWhatSomebodyElseChanged();
    void overrulesWhatSomebodyElseChanged();
};

void TestPlanners::judgesEveryActOnEveryState_data()
{
    QTest::addColumn<Planner>("planner");
    QTest::addColumn<UserStatus>("seen");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<UserStatus>("after");
    using namespace samples;
    using enum Verdict;
    const Planner disable = [](const auto &status, const auto &context) { return planDisable({status}, context); };
    const Planner enable = [](const auto &status, const auto &context) { return planEnable({status}, context); };
    const Planner remove = [](const auto &status, const auto &context) { return planDelete({status}, context); };

    QTest::newRow("disable none") << disable << none() << NotFound << none();
    QTest::newRow("disable enabled") << disable << enabled() << WillChange << disabled(now);
    QTest::newRow("disable disabled keeps the date") << disable << disabled() << AlreadySo << disabled();
    QTest::newRow("disable odd keeps it") << disable << odd() << AlreadySo << odd();
    QTest::newRow("enable none") << enable << none() << NotFound << none();
    QTest::newRow("enable enabled") << enable << enabled() << AlreadySo << enabled();
    QTest::newRow("enable disabled") << enable << disabled() << WillChange << enabled();
    QTest::newRow("enable odd") << enable << odd() << WillChange << enabled();
    QTest::newRow("delete none") << remove << none() << AlreadySo << none();
    QTest::newRow("delete enabled") << remove << enabled() << WillChange << none();
    QTest::newRow("delete disabled") << remove << disabled() << WillChange << none();
    QTest::newRow("delete odd") << remove << odd() << WillChange << none();
    QTest::newRow("date of none") << dateTo(older) << none() << NotFound << none();
    QTest::newRow("date of enabled disables") << dateTo(older) << enabled() << WillChange << disabled(older);
    QTest::newRow("date of disabled") << dateTo(older) << disabled() << WillChange << disabled(older);
    QTest::newRow("date that stands") << dateTo(past) << disabled() << AlreadySo << disabled();
    QTest::newRow("future date that stands") << dateTo(future) << disabled(future) << AlreadySo << disabled(future);
    QTest::newRow("date of odd") << dateTo(older) << odd() << WillChange << disabled(older);
    QTest::newRow("date now") << dateTo(now) << disabled() << WillChange << disabled(now);
    QTest::newRow("date in future") << dateTo(future) << disabled() << Future << disabled(future);
    QTest::newRow("create enabled") << creation(enabled()) << none() << WillChange << enabled();
    QTest::newRow("create disabled") << creation(disabled()) << none() << WillChange << disabled();
    QTest::newRow("create in future") << creation(disabled(future)) << none() << Future << disabled(future);
    QTest::newRow("create what is there") << creation(enabled()) << enabled() << AlreadySo << enabled();
    QTest::newRow("create over another") << creation(disabled()) << enabled() << ChangedBySomebodyElse << disabled();
    QTest::newRow("create over another date")
        << creation(disabled()) << disabled(older) << ChangedBySomebodyElse << disabled();
    QTest::newRow("create over odd") << creation(disabled()) << odd() << ChangedBySomebodyElse << disabled();
}

void TestPlanners::judgesEveryActOnEveryState()
{
    QFETCH(Planner, planner);
    QFETCH(UserStatus, seen);
    const Plan plan = planner(seen, samples::context());
    QCOMPARE(plan.rows.size(), 1);
    QTEST(plan.rows.constFirst().verdict, "verdict");
    QCOMPARE(plan.rows.constFirst().change.before, seen);
    QTEST(plan.rows.constFirst().change.after, "after");
}

// A person whom the server knows is disabled by a status that is created, which undo deletes again; a name that is
// nobody's stays not found.
void TestPlanners::givesAPersonWithoutAStatusOne()
{
    using namespace samples;
    Directory::Builder persons;
    persons.add({"ann@x", "", "Ann", "Lee", {}});
    PlanContext knowing = context();
    knowing.persons = joined(StatusListBuilder().build(), std::move(persons).build()).persons;

    const Plan plan = planDisable({none(), none("bob@x")}, knowing);
    QCOMPARE(plan.rows.at(0).verdict, Verdict::WillChange);
    QCOMPARE(plan.rows.at(0).change.before, none());
    QCOMPARE(plan.rows.at(0).change.after, disabled(now));
    QCOMPARE(plan.rows.at(1).verdict, Verdict::NotFound);
    QCOMPARE(planEnable({none()}, knowing).rows.at(0).verdict, Verdict::NotFound);
    QCOMPARE(planChangeDate({none()}, older, knowing).rows.at(0).verdict, Verdict::NotFound);
    knowing.protectedNames = ProtectedNames({QStringLiteral("ann@*")});
    QCOMPARE(planDisable({none()}, knowing).rows.at(0).verdict, Verdict::Protected);

    Outcome done;
    done.kind = OutcomeKind::Done;
    const Plan back = planUndo(plan.confirmed({}), {done}, {disabled(now)}, context());
    QCOMPARE(back.rows.at(0).verdict, Verdict::WillChange);
    QCOMPARE(back.rows.at(0).change.after, none());
}

void TestPlanners::carriesUnknownMembersAlong()
{
    using namespace samples;
    const UserStatus locked = enabledWithMore();
    const UserStatus after = planDisable({locked}, context()).rows.constFirst().change.after;
    QCOMPARE(after.disabledSince, now);
    QVERIFY(after.raw.contains("12345678901234567890123"));
    QVERIFY(sameEntry(planEnable({after}, context()).rows.constFirst().change.after, locked));
}

void TestPlanners::refusesNamesThatNoUrlCarries_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("dot") << QByteArray(".");
    QTest::newRow("two dots") << QByteArray("..");
    QTest::newRow("empty") << QByteArray("");
}

void TestPlanners::refusesNamesThatNoUrlCarries()
{
    QFETCH(QByteArray, name);
    const PlanContext context = samples::context();
    const QList<UserStatus> on{UserStatus::enabled(name)};
    const QList<UserStatus> off{UserStatus::disabled(name, samples::past)};
    QCOMPARE(planDisable(on, context).count(Verdict::NotAddressable), 1);
    QCOMPARE(planDisable(off, context).count(Verdict::NotAddressable), 1);
    QCOMPARE(planEnable(off, context).count(Verdict::NotAddressable), 1);
    QCOMPARE(planDelete(on, context).count(Verdict::NotAddressable), 1);
    QCOMPARE(planChangeDate(off, samples::older, context).count(Verdict::NotAddressable), 1);
    QCOMPARE(planCreate(UserStatus::none(name), on.constFirst(), context).count(Verdict::NotAddressable), 1);
}

void TestPlanners::protectsFromAllButEnabling_data()
{
    QTest::addColumn<Plan>("plan");
    QTest::addColumn<Verdict>("verdict");
    using namespace samples;
    using enum Verdict;
    const PlanContext guarded = context({QStringLiteral("ann@*")}, FutureDates::Wanted);
    QTest::newRow("disable") << planDisable({enabled()}, guarded) << Protected;
    QTest::newRow("delete") << planDelete({disabled()}, guarded) << Protected;
    QTest::newRow("date of enabled") << planChangeDate({enabled()}, older, guarded) << Protected;
    QTest::newRow("date of disabled") << planChangeDate({disabled(future)}, older, guarded) << Protected;
    QTest::newRow("create disabled") << planCreate(none(), disabled(), guarded) << Protected;
    QTest::newRow("create enabled") << planCreate(none(), enabled(), guarded) << WillChange;
    QTest::newRow("enable") << planEnable({disabled()}, guarded) << WillChange;
    QTest::newRow("nothing to do") << planDisable({disabled()}, guarded) << AlreadySo;
    QTest::newRow("another") << planDisable({enabled("bob@x")}, guarded) << WillChange;
    QTest::newRow("another case") << planDisable({enabled("ANN@X")}, guarded) << Protected;
}

void TestPlanners::protectsFromAllButEnabling()
{
    QFETCH(Plan, plan);
    QTEST(plan.rows.constFirst().verdict, "verdict");
}

void TestPlanners::takesFutureDatesOnlyWhenWanted()
{
    using namespace samples;
    const PlanContext wanted = context({}, FutureDates::Wanted);
    QCOMPARE(planChangeDate({enabled()}, future, wanted).count(Verdict::WillChange), 1);
    QCOMPARE(planCreate(none(), disabled(future), wanted).count(Verdict::WillChange), 1);
    QCOMPARE(planChangeDate({enabled()}, now + std::chrono::milliseconds(1), context()).count(Verdict::Future), 1);
}

void TestPlanners::plansEachNameOnce()
{
    using namespace samples;
    const Plan plan = planDisable({enabled(), enabled("bob@x"), disabled(), enabled("Ann@x")}, context());
    QCOMPARE(plan.rows.size(), 3);
    QCOMPARE(plan.count(Verdict::WillChange), 3);
}

void TestPlanners::keepsEveryRowInOnePile()
{
    using namespace samples;
    const QList<UserStatus> rows{enabled("a"),    disabled(past, "b"), none("c"),
                                 enabled("boss"), enabled("."),        entry(R"({"name":"d","disabled":1})"),
                                 enabled("e")};
    const PlanContext guarded = context({QStringLiteral("boss")});
    for (const Plan &plan : {planDisable(rows, guarded), planEnable(rows, guarded), planDelete(rows, guarded),
                             planChangeDate(rows, future, guarded)}) {
        QCOMPARE(plan.rows.size(), rows.size());
        QCOMPARE(sumOfPiles(plan), static_cast<int>(rows.size()));
        QCOMPARE(sumOfPiles(compared(plan, QList<UserStatus>(rows.size(), none("z")))), static_cast<int>(rows.size()));
    }
}

void TestPlanners::confirmsOnlyWhatWillChange()
{
    using namespace samples;
    const Plan plan = planDisable({enabled("a"), disabled(past, "b"), enabled("c")}, context());
    const ChangeSet set = plan.confirmed(QStringLiteral("they left"));
    QCOMPARE(set.changes.size(), 2);
    QCOMPARE(set.changes.at(0).name(), QByteArray("a"));
    QCOMPARE(set.changes.at(1).name(), QByteArray("c"));
    QCOMPARE(set.reason, QStringLiteral("they left"));
    QCOMPARE(set.connection, context().connection);
    QCOMPARE(set.connectionName, QStringLiteral("Pivot EU"));
    QCOMPARE(set.orderedBy, QStringLiteral("ada@workstation"));
    QCOMPARE(set.orderedAt, now);
    QVERIFY(!set.id.isNull());
    QVERIFY(set.undoes.isNull());
    QVERIFY(set.id != plan.confirmed({}).id);
}

void TestPlanners::namesTheSetAfterWhatWillChange()
{
    using namespace samples;
    const QList<UserStatus> rows{enabled("a"), disabled(past, "b"), enabled("c")};
    Plan plan = planDisable(rows, context());
    QCOMPARE(plan.frame.title, QStringLiteral("Disable 2 users"));
    QCOMPARE(planEnable(rows, context()).frame.title, QStringLiteral("Enable b"));
    QCOMPARE(planDisable({disabled()}, context()).frame.title, QStringLiteral("Disable ann@x"));
    plan = compared(plan, {disabled(past, "a"), disabled(past, "b"), enabled("c")});
    QCOMPARE(plan.frame.title, QStringLiteral("Disable c"));
    QCOMPARE(plan.confirmed({}).title, QStringLiteral("Disable c"));
}

void TestPlanners::comparesWithAFreshList()
{
    using namespace samples;
    const QList<UserStatus> rows{enabled("a"), enabled("b"),        enabled("c"),
                                 enabled("d"), disabled(past, "e"), enabled("f")};
    const QList<UserStatus> fresh{enabled("a"), disabled(now, "b"), disabled(older, "c"),
                                  none("d"),    enabled("e"),       entry(R"({"name":"f","locked":true})")};
    const Plan plan = compared(planDisable(rows, context()), fresh);
    using enum Verdict;
    const QList<Verdict> expected{WillChange,           AlreadySo, AlreadySo, ChangedBySomebodyElse, AlreadySo,
                                  ChangedBySomebodyElse};
    for (qsizetype i = 0; i < rows.size(); ++i)
        QCOMPARE(plan.rows.at(i).verdict, expected.at(i));
    QCOMPARE(plan.rows.at(2).change.before, disabled(older, "c"));
    QCOMPARE(plan.rows.at(3).change.before, none("d"));
    QCOMPARE(plan.rows.at(4).change.before, disabled(past, "e")); // was not going to change: not looked at
}

void TestPlanners::comparesAnUndoToTheLetter()
{
    using namespace samples;
    Plan plan = planDisable({enabled()}, context());
    plan.frame.undoes = QUuid::createUuid();
    QCOMPARE(compared(plan, {disabled(older)}).count(Verdict::ChangedBySomebodyElse), 1);
    QCOMPARE(compared(plan, {disabled(now)}).count(Verdict::AlreadySo), 1);
}

void TestPlanners::keepsLookingAtWhatSomebodyElseChanged()
{
    const UserStatus mine = UserStatus::disabled("a@x", fromMilliseconds(1000));
    const UserStatus theirs = UserStatus::disabled("a@x", fromMilliseconds(2000));
    const UserStatus later = UserStatus::disabled("a@x", fromMilliseconds(3000));
    Plan plan;
    plan.frame.act = Act::ChangeDate;
    plan.rows.append({{UserStatus::disabled("a@x", fromMilliseconds(500)), mine}, Verdict::WillChange, {}});
    plan = compared(plan, {theirs});
    QCOMPARE(plan.rows.constFirst().verdict, Verdict::ChangedBySomebodyElse);
    QCOMPARE(plan.rows.constFirst().change.before, theirs);
    plan = compared(plan, {later});
    QCOMPARE(plan.rows.constFirst().verdict, Verdict::ChangedBySomebodyElse);
    QCOMPARE(plan.rows.constFirst().change.before, later);
    QCOMPARE(compared(plan, {mine}).rows.constFirst().verdict, Verdict::AlreadySo);
}

void TestPlanners::overrulesWhatSomebodyElseChanged()
{
    const UserStatus theirs = UserStatus::disabled("a@x", fromMilliseconds(2000));
    Plan plan;
    plan.frame.act = Act::ChangeDate;
    for (const Verdict verdict : {Verdict::ChangedBySomebodyElse, Verdict::Protected, Verdict::WillChange})
        plan.rows.append({{theirs, UserStatus::disabled("a@x", fromMilliseconds(1000))}, verdict, {}});
    const Plan overruledPlan = overruled(plan);
    QCOMPARE(overruledPlan.count(Verdict::WillChange), 2);
    QCOMPARE(overruledPlan.count(Verdict::Protected), 1);
    QCOMPARE(overruledPlan.rows.constFirst().change.before, theirs);
}

QTEST_GUILESS_MAIN(TestPlanners)
#include "tst_planners.moc"
