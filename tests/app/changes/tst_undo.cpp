// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <map>

using namespace gatehouse;

namespace {

/// A server in a few lines: names to entries, in the letter that they were sent with.
using Store = std::map<QByteArray, QByteArray>;

UserStatus heldBy(const Store &store, const QByteArray &name)
{
    const auto found = store.find(name);
    return found == store.end() ? UserStatus::none(name) : *readStatus(found->second);
}

struct Done
{
    ChangeSet set;
    QList<Outcome> outcomes;
};

/// Runs a set as the server would; now and then a row fails.
Done runOn(Store &store, const ChangeSet &set, QRandomGenerator &random)
{
    Done done{set, {}};
    for (const Change &change : set.changes) {
        Outcome outcome;
        if (random.bounded(8) == 0) {
            outcome.kind = OutcomeKind::Failed;
        } else {
            outcome.kind = OutcomeKind::Done;
            outcome.isSeen = true;
            if (change.after.state == StatusState::NoStatus)
                store.erase(change.name());
            else
                store[change.name()] = writeStatus(change.after);
            outcome.seen = heldBy(store, change.name());
        }
        done.outcomes.append(outcome);
    }
    return done;
}

Store firstStore()
{
    return {{"a", R"({"name":"a"})"},
            {"b", R"({"name":"b","disabled":"2022-09-21T19:01:25.872Z"})"},
            {"c", R"({"disabled":"2022-09-21T21:01:25.872345+02:00","x":{"big":123456789012345678901},"name":"c"})"},
            {"d", R"({"name":"d","disabled":"yesterday","locked":true})"},
            {"e", R"({"name":"e","disabled":null})"},
            {"f", R"({"name":"f","note":"a\u0062c"})"}};
}

/// Whether the store holds what it held, to the letter; but where an enabled user's entry said null, the member is left
/// out when the entry is sent.
bool isBackAt(const Store &before, const Store &store)
{
    return std::equal(before.begin(), before.end(), store.begin(), store.end(), [](const auto &was, const auto &is) {
        const UserStatus status = *readStatus(was.second);
        return was.first == is.first && (was.second == is.second || is.second == writeStatus(status));
    });
}

Plan randomPlan(const Store &store, QRandomGenerator &random)
{
    static const QList<QByteArray> names{"a", "b", "c", "d", "e", "f", "g"};
    QList<UserStatus> rows;
    for (const QByteArray &name : names) {
        if (random.bounded(3) == 0)
            rows.append(heldBy(store, name));
    }
    PlanContext context = samples::context();
    context.now = samples::now + std::chrono::milliseconds(random.bounded(1'000'000));
    switch (random.bounded(5)) {
    case 0:
        return planDisable(rows, context);
    case 1:
        return planEnable(rows, context);
    case 2:
        return planDelete(rows, context);
    case 3:
        return planChangeDate(rows, samples::older, context);
    default:
        return planCreate(heldBy(store, "g"), UserStatus::disabled("g", context.now), context);
    }
}

/// Undoes the set in the store; false where a row could not be put back.
bool undo(Store &store, const Done &done)
{
    QList<UserStatus> present;
    for (const Change &change : done.set.changes)
        present.append(heldBy(store, change.name()));
    const Plan plan = planUndo(done.set, done.outcomes, present, samples::context());
    const ChangeSet set = plan.confirmed({});
    for (const Change &change : set.changes) {
        if (change.after.state == StatusState::NoStatus)
            store.erase(change.name());
        else
            store[change.name()] = writeStatus(change.after);
    }
    return plan.count(Verdict::WillChange) == plan.rows.size();
}

} // namespace

class TestUndo : public QObject
{
    Q_OBJECT
private slots:
    void putsBackExactlyWhatWas_data();
    void putsBackExactlyWhatWas();
    void isLimitedToRowsThatWereChanged();
    void leavesAloneWhatSomebodyElseChanged();
    void skipsWhatIsAsItWasBefore();
    void startsFromWhatTheServerPutDown();
    void holdsProtection_data();
    void holdsProtection();
    void putsAFutureDateBack();
    void belongsToItsConnectionAndAddress();
    void isNamedAfterWhatItTakesBack();
    void ofAnUndoDoesItAgain();
};

void TestUndo::putsBackExactlyWhatWas_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 300; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestUndo::putsBackExactlyWhatWas()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const Store start = firstStore();
    Store store = start;
    std::vector<std::pair<Store, Done>> past; // the store before each set that stands
    for (int step = 0; step < 30; ++step) {
        if (past.empty() || random.bounded(3) > 0) {
            Store before = store;
            Done done = runOn(store, randomPlan(store, random).confirmed({}), random);
            past.emplace_back(std::move(before), std::move(done));
        } else {
            QVERIFY(undo(store, past.back().second));
            QVERIFY(isBackAt(past.back().first, store));
            past.pop_back();
        }
    }
    for (; !past.empty(); past.pop_back())
        QVERIFY(undo(store, past.back().second));
    QVERIFY(isBackAt(start, store));
}

void TestUndo::isLimitedToRowsThatWereChanged()
{
    using enum OutcomeKind;
    ChangeSet set = planDisable({}, samples::context()).confirmed({});
    QList<Outcome> outcomes;
    QList<UserStatus> present;
    for (const OutcomeKind kind : {Done, AlreadySo, Failed, ChangedBySomebodyElse, NotSent, ResultNotKnown}) {
        const QByteArray name = QByteArray::number(static_cast<int>(kind));
        set.changes.append({UserStatus::enabled(name), UserStatus::disabled(name, samples::now)});
        Outcome outcome;
        outcome.kind = kind;
        outcomes.append(outcome);
        present.append(set.changes.constLast().after);
    }
    const Plan plan = planUndo(set, outcomes, present, samples::context());
    QCOMPARE(plan.rows.size(), 1);
    QCOMPARE(plan.rows.constFirst().change, set.changes.constFirst().reversed());
    QCOMPARE(plan.rows.constFirst().verdict, Verdict::WillChange);
    // A run that was cut short has fewer outcomes than changes.
    QCOMPARE(planUndo(set, {}, present, samples::context()).rows.size(), 0);
}

namespace {

Plan undoOf(const Change &change, const UserStatus &present, const PlanContext &context,
            std::optional<UserStatus> seen = {})
{
    ChangeSet set;
    set.id = QUuid::createUuid();
    set.act = change.act();
    set.title = setTitle(set.act, {change});
    set.connection = samples::context().connection;
    set.changes = {change};
    Outcome outcome;
    outcome.kind = OutcomeKind::Done;
    outcome.isSeen = seen.has_value();
    outcome.seen = seen.value_or(UserStatus{});
    Plan plan = planUndo(set, {outcome}, {present}, context);
    if (plan.frame.undoes != set.id)
        qFatal("the undo does not say what it takes back");
    return plan;
}

} // namespace

void TestUndo::leavesAloneWhatSomebodyElseChanged()
{
    using namespace samples;
    const Plan plan = undoOf({enabled(), disabled(now)}, disabled(older), context());
    QCOMPARE(plan.count(Verdict::ChangedBySomebodyElse), 1);
    QCOMPARE(plan.rows.constFirst().change.before, disabled(older));
    QCOMPARE(plan.confirmed({}).changes.size(), 0);
}

void TestUndo::skipsWhatIsAsItWasBefore()
{
    using namespace samples;
    QCOMPARE(undoOf({enabled(), disabled(now)}, enabled(), context()).count(Verdict::AlreadySo), 1);
}

void TestUndo::startsFromWhatTheServerPutDown()
{
    using namespace samples;
    // The server rounded the date: that is what stands, and what must be found there.
    const Plan plan = undoOf({enabled(), disabled(now)}, disabled(older), context(), disabled(older));
    QCOMPARE(plan.count(Verdict::WillChange), 1);
    QCOMPARE(plan.rows.constFirst().change.before, disabled(older));
    QCOMPARE(plan.rows.constFirst().change.after, enabled());
}

void TestUndo::holdsProtection_data()
{
    QTest::addColumn<UserStatus>("before");
    QTest::addColumn<UserStatus>("after");
    QTest::addColumn<Verdict>("verdict");
    using namespace samples;
    QTest::newRow("undo of enable disables") << disabled() << enabled() << Verdict::Protected;
    QTest::newRow("undo of create deletes") << none() << enabled() << Verdict::Protected;
    QTest::newRow("undo of delete creates a disabled one") << disabled() << none() << Verdict::Protected;
    QTest::newRow("undo of disable enables") << enabled() << disabled() << Verdict::WillChange;
    QTest::newRow("undo of delete creates an enabled one") << enabled() << none() << Verdict::WillChange;
}

void TestUndo::holdsProtection()
{
    QFETCH(UserStatus, before);
    QFETCH(UserStatus, after);
    QTEST(undoOf({before, after}, after, samples::context({QStringLiteral("ANN*")})).rows.constFirst().verdict,
          "verdict");
}

void TestUndo::putsAFutureDateBack()
{
    using namespace samples;
    QCOMPARE(undoOf({disabled(future), enabled()}, enabled(), context()).count(Verdict::WillChange), 1);
}

void TestUndo::belongsToItsConnectionAndAddress()
{
    const PlanContext here = samples::context();
    ChangeSet set = planDisable({samples::enabled()}, here).confirmed({});
    QVERIFY(canUndoOn(set, here.connection));
    ConnectionKey moved = here.connection;
    moved.address = QStringLiteral("https://other.example.com");
    QVERIFY(!canUndoOn(set, moved));
    QVERIFY(!canUndoOn(set, {QUuid::createUuid(), here.connection.address}));

    PlanContext elsewhere = here;
    elsewhere.connection = moved;
    Outcome done;
    done.kind = OutcomeKind::Done;
    QCOMPARE(planUndo(set, {done}, {set.changes.constFirst().after}, elsewhere).rows.size(), 0);
}

void TestUndo::isNamedAfterWhatItTakesBack()
{
    using namespace samples;
    const Plan plan = undoOf({enabled(), disabled(now)}, disabled(now), context());
    QCOMPARE(plan.frame.title, QStringLiteral("Undo: Disable ann@x"));
    QCOMPARE(plan.confirmed({}).title, plan.frame.title);
    QCOMPARE(plan.frame.act, Act::Enable);
}

void TestUndo::ofAnUndoDoesItAgain()
{
    using namespace samples;
    const ChangeSet taken = undoOf({enabled(), disabled(past)}, disabled(past), context()).confirmed({});
    Outcome done;
    done.kind = OutcomeKind::Done;
    const ChangeSet again = planUndo(taken, {done}, {enabled()}, context()).confirmed({});
    QCOMPARE(again.title, QStringLiteral("Disable ann@x"));
    QCOMPARE(again.act, Act::Disable);
    QCOMPARE(again.changes, QList<Change>({{enabled(), disabled(past)}}));
}

QTEST_GUILESS_MAIN(TestUndo)
#include "tst_undo.moc"
