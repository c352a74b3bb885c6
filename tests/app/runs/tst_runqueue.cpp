// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/runqueue.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace gatehouse;
using Phase = RunQueue::Phase;
using TurnEnd = RunQueue::TurnEnd;
using Turn = RunQueue::Turn;

namespace {

QList<Change> changesOf(const QByteArrayList &names)
{
    QList<Change> changes;
    for (const QByteArray &name : names)
        changes.append({UserStatus::enabled(name), UserStatus::disabled(name, fromMilliseconds(1))});
    return changes;
}

QByteArrayList numbered(int count)
{
    QByteArrayList names;
    for (int i = 0; i < count; ++i)
        names.append("u" + QByteArray::number(i));
    return names;
}

QUuid add(RunQueue &queue, const QByteArrayList &names)
{
    const QUuid id = QUuid::createUuid();
    queue.add(id, changesOf(names));
    return id;
}

QUuid opened(RunQueue &queue, const QByteArrayList &names)
{
    const QUuid id = add(queue, names);
    queue.open(id);
    return id;
}

QList<Turn> allNext(RunQueue &queue)
{
    QList<Turn> turns;
    while (const auto turn = queue.next())
        turns.append(*turn);
    return turns;
}

} // namespace

class TestRunQueue : public QObject
{
    Q_OBJECT
private slots:
    void startsAnActOnOneUserAtOnce();
    void keepsABulkWaitingUntilItIsOpened();
    void boundsWhatIsInFlight();
    void runsOneBulkAtATime();
    void runsActsOnOneUserBesideABulk();
    void neverHasOneNameInFlightTwice();
    void keepsTheOrderOfOneNameAcrossSets();
    void sendsWhatWasPutOffWhenItsNameIsFree();
    void startsNothingNewWhilePaused();
    void pausesAfterTroublesInARow();
    void doesNotPauseForTroublesThatAreNotInARow();
    void neverPausesAnActOnOneUser();
    void resumesWithAFreshCountOfTroubles();
    void sendsAgainWhatWasGivenBack();
    void awaitsWhatIsInFlightWhenStopped();
    void endsAtOnceWhenStoppedBeforeItsTurn();
    void stopsWhatIsPaused();
    void endsWhatNeedNotBeSent();
    void endsAnEmptySet();
    void givesWhatIsPutLastBehindAllOthers();
    void countsWhatIsPutLastAsATrouble();
    void hastensWhatWasPutLast();
    void givesOutWhatIsInQuestionWhenStopped();
    void givesNothingOutBeyondTheSendingEnd();
    void comparesAnewWhenClosed();
    void beginsWhereASetWasLeft();
    void pausesASetOfOneThatWasTakenUp();
    void givesOutTheTrialOnly();
    void countsNoTrialForWhatIsGivenBack();
    void keepsItsPromisesWhateverHappens();
};

void TestRunQueue::startsAnActOnOneUserAtOnce()
{
    RunQueue queue({});
    const QUuid set = add(queue, {"a"});
    QCOMPARE(allNext(queue), QList<Turn>({{set, 0}}));
    QVERIFY(!queue.end({set, 0}, TurnEnd::Settled));
    QCOMPARE(queue.phase(set), Phase::Ended);
}

void TestRunQueue::keepsABulkWaitingUntilItIsOpened()
{
    RunQueue queue({});
    const QUuid set = add(queue, {"a", "b"});
    QCOMPARE(queue.phase(set), Phase::Waiting);
    QCOMPARE(queue.bulk(), set);
    QVERIFY(!queue.next());
    queue.open(set);
    QCOMPARE(queue.phase(set), Phase::Running);
    QCOMPARE(allNext(queue).size(), 2);
}

void TestRunQueue::boundsWhatIsInFlight()
{
    RunQueue queue({.atOnce = 3});
    const QUuid set = opened(queue, numbered(5));
    QCOMPARE(allNext(queue), QList<Turn>({{set, 0}, {set, 1}, {set, 2}}));
    queue.end({set, 1}, TurnEnd::Settled);
    QCOMPARE(allNext(queue), QList<Turn>({{set, 3}}));
    QCOMPARE(queue.inFlight(set), 3);
}

void TestRunQueue::runsOneBulkAtATime()
{
    RunQueue queue({});
    const QUuid first = opened(queue, {"a", "b"});
    const QUuid second = opened(queue, {"c", "d"});
    QCOMPARE(allNext(queue), QList<Turn>({{first, 0}, {first, 1}}));
    queue.end({first, 0}, TurnEnd::Settled);
    QVERIFY(!queue.next());
    queue.end({first, 1}, TurnEnd::Settled);
    QCOMPARE(queue.bulk(), second);
    QCOMPARE(allNext(queue), QList<Turn>({{second, 0}, {second, 1}}));
}

void TestRunQueue::runsActsOnOneUserBesideABulk()
{
    RunQueue queue({.atOnce = 1});
    const QUuid bulk = opened(queue, {"a", "b"});
    QCOMPARE(allNext(queue), QList<Turn>({{bulk, 0}}));
    const QUuid single = add(queue, {"c"});
    QCOMPARE(allNext(queue), QList<Turn>({{single, 0}}));
}

void TestRunQueue::neverHasOneNameInFlightTwice()
{
    RunQueue queue({});
    const QUuid first = add(queue, {"a"});
    const QUuid second = add(queue, {"a"});
    QCOMPARE(allNext(queue), QList<Turn>({{first, 0}}));
    queue.end({first, 0}, TurnEnd::Settled);
    QCOMPARE(allNext(queue), QList<Turn>({{second, 0}}));
}

void TestRunQueue::keepsTheOrderOfOneNameAcrossSets()
{
    RunQueue queue({.atOnce = 1});
    const QUuid bulk = opened(queue, {"a", "b"});
    QCOMPARE(allNext(queue), QList<Turn>({{bulk, 0}}));
    const QUuid single = add(queue, {"b"}); // ordered after the bulk, so "b" is the bulk's first
    QVERIFY(!queue.next());
    queue.end({bulk, 0}, TurnEnd::Settled);
    QCOMPARE(allNext(queue), QList<Turn>({{bulk, 1}}));
    queue.end({bulk, 1}, TurnEnd::Settled);
    QCOMPARE(allNext(queue), QList<Turn>({{single, 0}}));
}

void TestRunQueue::sendsWhatWasPutOffWhenItsNameIsFree()
{
    RunQueue queue({.atOnce = 2});
    const QUuid single = add(queue, {"a"});
    QCOMPARE(allNext(queue), QList<Turn>({{single, 0}}));
    const QUuid bulk = opened(queue, {"a", "b", "c"});
    QCOMPARE(allNext(queue), QList<Turn>({{bulk, 1}, {bulk, 2}}));
    queue.end({single, 0}, TurnEnd::Settled);
    queue.end({bulk, 1}, TurnEnd::Settled);
    QCOMPARE(allNext(queue), QList<Turn>({{bulk, 0}}));
}

void TestRunQueue::startsNothingNewWhilePaused()
{
    RunQueue queue({.atOnce = 1});
    const QUuid set = opened(queue, {"a", "b"});
    QCOMPARE(allNext(queue).size(), 1);
    queue.pause(set);
    queue.end({set, 0}, TurnEnd::Settled);
    QVERIFY(!queue.next());
    QCOMPARE(queue.phase(set), Phase::Paused);
    queue.resume(set);
    QCOMPARE(queue.phase(set), Phase::Waiting);
    QVERIFY(!queue.next()); // first it is compared again
    queue.open(set);
    QCOMPARE(allNext(queue), QList<Turn>({{set, 1}}));
}

void TestRunQueue::pausesAfterTroublesInARow()
{
    RunQueue queue({.atOnce = 1, .troublesInARow = 3});
    const QUuid set = opened(queue, numbered(9));
    for (int i = 0; i < 2; ++i)
        QVERIFY(!queue.end(*queue.next(), TurnEnd::Trouble));
    QVERIFY(queue.end(*queue.next(), TurnEnd::Trouble));
    QCOMPARE(queue.phase(set), Phase::Paused);
    QVERIFY(!queue.next());
}

void TestRunQueue::doesNotPauseForTroublesThatAreNotInARow()
{
    RunQueue queue({.atOnce = 1, .troublesInARow = 2});
    const QUuid set = opened(queue, numbered(9));
    for (int i = 0; i < 4; ++i) {
        QVERIFY(!queue.end(*queue.next(), TurnEnd::Trouble));
        QVERIFY(!queue.end(*queue.next(), TurnEnd::Settled));
    }
    QCOMPARE(queue.phase(set), Phase::Running);
}

void TestRunQueue::neverPausesAnActOnOneUser()
{
    RunQueue queue({.troublesInARow = 1});
    const QUuid set = add(queue, {"a"});
    QVERIFY(!queue.end(*queue.next(), TurnEnd::Trouble));
    QCOMPARE(queue.phase(set), Phase::Ended);
}

void TestRunQueue::resumesWithAFreshCountOfTroubles()
{
    RunQueue queue({.atOnce = 1, .troublesInARow = 2});
    const QUuid set = opened(queue, numbered(9));
    queue.end(*queue.next(), TurnEnd::Trouble);
    QVERIFY(queue.end(*queue.next(), TurnEnd::Trouble));
    queue.resume(set);
    queue.open(set);
    QVERIFY(!queue.end(*queue.next(), TurnEnd::Trouble));
    QVERIFY(queue.end(*queue.next(), TurnEnd::Trouble));
}

void TestRunQueue::sendsAgainWhatWasGivenBack()
{
    RunQueue queue({.atOnce = 2});
    const QUuid set = opened(queue, {"a", "b", "c"});
    QCOMPARE(allNext(queue).size(), 2);
    queue.pause(set);
    queue.end({set, 0}, TurnEnd::GivenBack);
    queue.end({set, 1}, TurnEnd::GivenBack);
    QVERIFY(!queue.next());
    queue.resume(set);
    queue.open(set);
    QList<Turn> turns = allNext(queue);
    while (!turns.isEmpty()) {
        queue.end(turns.takeFirst(), TurnEnd::Settled);
        turns += allNext(queue);
    }
    QCOMPARE(queue.phase(set), Phase::Ended);
}

void TestRunQueue::awaitsWhatIsInFlightWhenStopped()
{
    RunQueue queue({.atOnce = 2});
    const QUuid set = opened(queue, numbered(5));
    QCOMPARE(allNext(queue).size(), 2);
    queue.stop(set);
    QCOMPARE(queue.phase(set), Phase::Stopping);
    QVERIFY(!queue.next());
    queue.end({set, 0}, TurnEnd::Settled);
    QCOMPARE(queue.phase(set), Phase::Stopping);
    queue.end({set, 1}, TurnEnd::GivenBack);
    QCOMPARE(queue.phase(set), Phase::Ended);
}

void TestRunQueue::endsAtOnceWhenStoppedBeforeItsTurn()
{
    RunQueue queue({});
    const QUuid first = opened(queue, {"a", "b"});
    const QUuid second = add(queue, {"c", "d"});
    QCOMPARE(allNext(queue).size(), 2);
    queue.stop(second);
    QCOMPARE(queue.phase(second), Phase::Ended);
    QCOMPARE(queue.bulk(), first);
}

void TestRunQueue::stopsWhatIsPaused()
{
    RunQueue queue({});
    const QUuid set = opened(queue, {"a", "b"});
    queue.pause(set);
    queue.stop(set);
    QCOMPARE(queue.phase(set), Phase::Ended);
}

void TestRunQueue::endsWhatNeedNotBeSent()
{
    RunQueue queue({});
    const QUuid set = add(queue, {"a", "b"});
    queue.skip(set, 0);
    QVERIFY(queue.hasEnded(set, 0));
    queue.open(set);
    QCOMPARE(allNext(queue), QList<Turn>({{set, 1}}));
    queue.end({set, 1}, TurnEnd::Settled);
    QCOMPARE(queue.phase(set), Phase::Ended);
}

void TestRunQueue::endsAnEmptySet()
{
    RunQueue queue({});
    const QUuid set = add(queue, {});
    QCOMPARE(queue.phase(set), Phase::Ended);
    QVERIFY(queue.bulk().isNull());
}

// Anything at random, against what must hold after every step.
void TestRunQueue::givesWhatIsPutLastBehindAllOthers()
{
    RunQueue queue({.atOnce = 1});
    const QUuid set = opened(queue, numbered(3));
    QCOMPARE(*queue.next(), (Turn{set, 0}));
    QVERIFY(!queue.end({set, 0}, TurnEnd::PutLast));
    for (const qsizetype expected : {1, 2, 0}) {
        QCOMPARE(*queue.next(), (Turn{set, expected}));
        queue.end({set, expected}, TurnEnd::Settled);
    }
    QCOMPARE(queue.phase(set), Phase::Ended);
}

void TestRunQueue::countsWhatIsPutLastAsATrouble()
{
    RunQueue queue({.atOnce = 1, .troublesInARow = 2});
    const QUuid set = opened(queue, numbered(4));
    for (const qsizetype change : {0, 1}) {
        QCOMPARE(*queue.next(), (Turn{set, change}));
        QCOMPARE(queue.end({set, change}, TurnEnd::PutLast), change == 1);
    }
    QCOMPARE(queue.phase(set), Phase::Paused);
}

void TestRunQueue::hastensWhatWasPutLast()
{
    RunQueue queue({.atOnce = 1});
    const QUuid set = opened(queue, numbered(3));
    QVERIFY(queue.next());
    queue.end({set, 0}, TurnEnd::PutLast);
    queue.hasten(set, 0);
    QCOMPARE(*queue.next(), (Turn{set, 0}));
}

void TestRunQueue::givesOutWhatIsInQuestionWhenStopped()
{
    RunQueue queue({.atOnce = 1});
    const QUuid set = opened(queue, numbered(4));
    QVERIFY(queue.next());
    queue.end({set, 0}, TurnEnd::PutLast);
    queue.pause(set);
    queue.stop(set, {0});
    QCOMPARE(queue.phase(set), Phase::Stopping);
    QCOMPARE(allNext(queue), QList<Turn>({{set, 0}}));
    queue.end({set, 0}, TurnEnd::Settled);
    QCOMPARE(queue.phase(set), Phase::Ended);
}

void TestRunQueue::givesNothingOutBeyondTheSendingEnd()
{
    RunQueue queue({});
    const QUuid set = opened(queue, numbered(5));
    queue.setSendingEnd(set, 2);
    QCOMPARE(allNext(queue).size(), 2);
    QCOMPARE(queue.cursor(set), 2);
    queue.end({set, 0}, TurnEnd::PutLast);
    QVERIFY(!queue.next()); // nor what is to come behind the others
    queue.setSendingEnd(set, 4);
    QCOMPARE(allNext(queue), QList<Turn>({{set, 2}, {set, 3}}));
}

void TestRunQueue::comparesAnewWhenClosed()
{
    RunQueue queue({.atOnce = 1});
    const QUuid set = opened(queue, numbered(3));
    QVERIFY(queue.next());
    queue.close(set);
    QCOMPARE(queue.phase(set), Phase::Waiting);
    queue.end({set, 0}, TurnEnd::Settled);
    QVERIFY(!queue.next());
    queue.open(set);
    QCOMPARE(*queue.next(), (Turn{set, 1}));
}

void TestRunQueue::beginsWhereASetWasLeft()
{
    RunQueue queue({});
    const QUuid set = QUuid::createUuid();
    queue.add(set, changesOf(numbered(4)), {{true, false, true, false}, true, nullptr});
    queue.open(set);
    QVERIFY(queue.hasEnded(set, 0));
    QCOMPARE(allNext(queue), QList<Turn>({{set, 1}, {set, 3}}));
    queue.end({set, 1}, TurnEnd::Settled);
    queue.end({set, 3}, TurnEnd::Settled);
    QCOMPARE(queue.phase(set), Phase::Ended);
}

void TestRunQueue::pausesASetOfOneThatWasTakenUp()
{
    RunQueue queue({});
    const QUuid set = QUuid::createUuid();
    queue.add(set, changesOf({"a"}), {{}, true, nullptr});
    QCOMPARE(queue.bulk(), set);
    QVERIFY(!queue.next());
    queue.open(set);
    queue.pause(set);
    QCOMPARE(queue.phase(set), Phase::Paused);
}

void TestRunQueue::givesOutTheTrialOnly()
{
    RunQueue queue({});
    const QUuid set = opened(queue, numbered(6));
    queue.setTrial(set, 3);
    QVERIFY(queue.skip(set, 1)); // needs no sending, so another takes its place
    QCOMPARE(allNext(queue), QList<Turn>({{set, 0}, {set, 2}, {set, 3}}));
    QVERIFY(!queue.isTried(set));
    for (const qsizetype change : {0, 2, 3})
        queue.end({set, change}, TurnEnd::Settled);
    QVERIFY(queue.isTried(set));
    QVERIFY(!queue.next());
    queue.endTrial(set);
    QCOMPARE(allNext(queue).size(), 2);
}

void TestRunQueue::countsNoTrialForWhatIsGivenBack()
{
    RunQueue queue({.atOnce = 1});
    const QUuid set = opened(queue, numbered(4));
    queue.setTrial(set, 1);
    QVERIFY(queue.next());
    queue.end({set, 0}, TurnEnd::GivenBack);
    QVERIFY(!queue.isTried(set));
    QCOMPARE(*queue.next(), (Turn{set, 0}));
}

void TestRunQueue::keepsItsPromisesWhateverHappens()
{
    QRandomGenerator random(20'261'123);
    for (int round = 0; round < 200; ++round) {
        RunQueue queue({.atOnce = 3, .troublesInARow = 4});
        QHash<QUuid, QByteArrayList> names;
        QList<QUuid> bulks;
        QList<Turn> flying;
        QHash<QUuid, QSet<qsizetype>> settled;
        for (int step = 0; step < 300; ++step) {
            const int dice = random.bounded(100);
            if (dice < 8 && names.size() < 12) {
                QByteArrayList wanted;
                for (int i = random.bounded(1, 9); i > 0; --i)
                    wanted.append("n" + QByteArray::number(random.bounded(12)));
                wanted = QByteArrayList(QSet<QByteArray>(wanted.cbegin(), wanted.cend()).values());
                const QUuid set = opened(queue, wanted);
                names.insert(set, wanted);
                if (wanted.size() > 1)
                    bulks.append(set);
            } else if (dice < 50) {
                if (const auto turn = queue.next()) {
                    QVERIFY(!flying.contains(*turn));
                    QVERIFY(!settled[turn->set].contains(turn->change));
                    const QByteArray name = names[turn->set].at(turn->change);
                    for (const Turn &other : std::as_const(flying))
                        QVERIFY(names[other.set].at(other.change) != name);
                    flying.append(*turn);
                }
            } else if (dice < 92 && !flying.isEmpty()) {
                const Turn turn = flying.takeAt(random.bounded(flying.size()));
                const int how = random.bounded(10);
                const bool isBack = how == 0 && bulks.contains(turn.set);
                queue.end(turn, isBack ? TurnEnd::GivenBack : how < 3 ? TurnEnd::Trouble : TurnEnd::Settled);
                if (!isBack)
                    settled[turn.set].insert(turn.change);
            } else if (!bulks.isEmpty()) {
                const QUuid set = bulks.at(random.bounded(bulks.size()));
                if (dice < 95)
                    queue.pause(set);
                else if (dice < 98)
                    queue.resume(set);
                else if (dice < 99)
                    queue.open(set);
                else
                    queue.stop(set);
            }
            QSet<QUuid> atWork;
            for (const QUuid &bulk : std::as_const(bulks)) {
                const auto mine = std::count_if(flying.cbegin(), flying.cend(),
                                                [&bulk](const Turn &turn) { return turn.set == bulk; });
                QVERIFY(mine <= 3);
                QCOMPARE(queue.inFlight(bulk), mine);
                if (mine > 0)
                    atWork.insert(bulk);
            }
            QVERIFY(atWork.size() <= 1);
        }
        // Whatever stood in the way: when all is resumed and answered, everything ends.
        for (int left = 2000; left > 0; --left) {
            for (const QUuid &bulk : std::as_const(bulks)) {
                queue.resume(bulk);
                queue.open(bulk);
            }
            flying += allNext(queue);
            if (flying.isEmpty())
                break;
            queue.end(flying.takeFirst(), TurnEnd::Settled);
        }
        for (auto set = names.keyBegin(); set != names.keyEnd(); ++set)
            QCOMPARE(queue.phase(*set), Phase::Ended);
    }
}

QTEST_GUILESS_MAIN(TestRunQueue)
#include "tst_runqueue.moc"
