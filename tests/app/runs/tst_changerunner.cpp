// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbench.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using runbench::Bench;

namespace {

const Instant past = fromMilliseconds(1'663'786'885'872);
const Instant older = fromMilliseconds(1'600'000'000'000);

UserStatus on(const QByteArray &name = "ann@x")
{
    return UserStatus::enabled(name);
}

UserStatus off(const QByteArray &name = "ann@x", Instant since = past)
{
    return UserStatus::disabled(name, since);
}

UserStatus gone(const QByteArray &name = "ann@x")
{
    return UserStatus::none(name);
}

Fault refusal(int status, const QByteArray &words = "the server's own words")
{
    return Fault::answer(FaultReply::json(status, "{\"error\":\"" + words + "\"}"));
}

/// Carried out, but answered with something that does not say so.
Fault doneButAnswered(FaultReply reply)
{
    return {.reply = std::move(reply)};
}

/// How far a set is; Ended when it is not there any more.
RunProgress::Phase phaseOf(Bench &bench, const QUuid &set)
{
    const auto progress = bench.runner().progress(set);
    return progress ? progress->phase : RunProgress::Phase::Ended;
}

Change disabling(const QByteArray &name = "ann@x")
{
    return {on(name), off(name)};
}

/// One change at a time, tried four times without much of a wait.
ChangeRunner::Limits stubborn()
{
    return {.queue = {.atOnce = 1}, .retry = {.tries = 4, .first = std::chrono::milliseconds(1)}};
}

/// Changes of u0, u1 and so on, which the server holds.
QList<Change> holdMany(Bench &bench, int users)
{
    QList<Change> changes;
    for (int i = 0; i < users; ++i) {
        changes.append(disabling("u" + QByteArray::number(i)));
        bench.hold(on(changes.constLast().name()));
    }
    return changes;
}

/// A list with the first of those only.
Fault listOf(int users)
{
    QByteArrayList entries;
    for (int i = 0; i < users; ++i)
        entries.append("{\"name\":\"u" + QByteArray::number(i) + "\"}");
    return Fault::answer(FaultReply::json(200, "{\"userStatuses\":[" + entries.join(',') + "]}"));
}

qsizetype doneIn(const JournalEntry &entry)
{
    return std::count_if(entry.outcomes.cbegin(), entry.outcomes.cend(),
                         [](const Outcome &outcome) { return outcome.kind == OutcomeKind::Done; });
}

} // namespace

class TestChangeRunner : public QObject
{
    Q_OBJECT
private slots:
    void carriesOutEveryAct_data();
    void carriesOutEveryAct();
    void sendsWhatIsUndoneToTheLetter();
    void judgesWhatTheServerRefuses_data();
    void judgesWhatTheServerRefuses();
    void asksOnceWhenAnAnswerIsLost_data();
    void asksOnceWhenAnAnswerIsLost();
    void claimsNothingWhenAskingFailsToo();
    void asksOnUntilItIsKnown_data();
    void asksOnUntilItIsKnown();
    void findsOutWhatArrivesLate();
    void asksAgainBehindTheOthersAndThenPauses();
    void asksOnceMoreWhenStopped_data();
    void asksOnceMoreWhenStopped();
    void triesNothingAgainDuringAPause();
    void goesOnWhereAnotherProgramLeftOff_data();
    void goesOnWhereAnotherProgramLeftOff();
    void goesOnWhereAllThatMayHaveBeenSentHasEnded_data();
    void goesOnWhereAllThatMayHaveBeenSentHasEnded();
    void takesWhatWasNeverSentForSomebodyElses();
    void goesOnWithASetOfOne();
    void makesALargeSetReadyFirst();
    void keepsTheOrderOfBulksWhileOneIsMadeReady();
    void sendsNothingWhenDestroyedWhileASetIsMadeReady();
    void sendsNothingThatCouldNotBeWrittenDown();
    void goesFurtherAheadOfASlowDisk();
    void comparesAnewAfterTheComputerSlept();
    void comparesAnewWhenTheComparisonIsOld();
    void triesAFewFirst_data();
    void triesAFewFirst();
    void triesNoMoreThanAFewWhenAnAnswerIsLost();
    void sendsNothingBetweenTheLookAndTheWrite_data();
    void sendsNothingBetweenTheLookAndTheWrite();
    void endsWhatNoAskingCanFindOut();
    void canBeStoppedAfterTheTrial();
    void leavesAloneWhatSomebodyElseChanged();
    void takesWhatSomebodyElseDidForDone();
    void seesADeleteInBetween();
    void sendsNothingWhenItCannotLook();
    void notesWhenTheServerRoundsTheDate();
    void failsWhenTheAnswerContradicts();
    void isRefusedOnAReadOnlyConnection();
    void refusesNamesThatNoUrlCarries();
    void triesAgainWhatPasses_data();
    void triesAgainWhatPasses();
    void asksUntilItKnows();
    void neverSendsAgainWhatMayStillArrive();
    void takesADeleteThatIsGoneOnItsSecondTryForDone();
    void sendsNothingWhileTheServerWantsNothing();
    void stopsWithoutTryingAgain();
    void oneFailedRowDoesNotStopTheOthers();
    void pausesWhenTheTokenIsRefusedAndTriesAgain();
    void pausesWhenAWebPageAnswers();
    void pausesAfterErrorsInARow();
    void sendsNothingMoreWhenStopped();
    void boundsWhatIsInFlight();
    void comparesALargeSetWithOneList();
    void goesOnBehindManyWhoAreAsWantedAlready_data();
    void goesOnBehindManyWhoAreAsWantedAlready();
    void pausesWhenTheListToCompareWithCannotBeHad();
    void tellsThatTheListWasRefusedToTheToken();
    void letsAnActGoThatWaitedForAChangeOfAPausedBulk();
    void pausesWhenTheListLacksTooManyOfItsUsers();
    void believesAShortListWhenAPersonResumes();
    void comparesAnewAfterAPause();
    void looksOnceMoreAtWhatItDid_data();
    void looksOnceMoreAtWhatItDid();
    void takesAFailedLookForNoFailure();
    void takesAShortListForNoLook();
    void saysNothingOfAUserWhoIsChangedAnew();
    void saysNothingOfAUserWhoWasChangedAnewBeforeTheEnd();
    void tellsTheJournalFirstAndSignalsInOrder();
    void endsAnEmptySet();
    void neverHasTwoRequestsForOneName();
    void runsDifferentNamesSideBySide();
    void waitsForTheLaterNamesOfASet();
    void survivesANameThatStandsTwice();
    void canBeGivenAnUndoFromASlot();
    void isSilentAndSafeWhenDestroyedAnywhere_data();
    void isSilentAndSafeWhenDestroyedAnywhere();
    void canBeDestroyedFromItsSlots_data();
    void canBeDestroyedFromItsSlots();
    void undoesARunOnTheServer();
};

void TestChangeRunner::carriesOutEveryAct_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArrayList>("requests");
    QTest::newRow("create") << Change{gone(), off()} << QByteArrayList{"GET", "POST"};
    QTest::newRow("create enabled") << Change{gone(), on()} << QByteArrayList{"GET", "POST"};
    QTest::newRow("disable") << disabling() << QByteArrayList{"GET", "POST"};
    QTest::newRow("enable") << Change{off(), on()} << QByteArrayList{"GET", "POST"};
    QTest::newRow("date") << Change{off(), off("ann@x", older)} << QByteArrayList{"GET", "POST"};
    QTest::newRow("delete") << Change{off(), gone()} << QByteArrayList{"GET", "DELETE"};
    QTest::newRow("a name full of traps") << disabling("a/b%2F?#+ \xC3\xBC@x") << QByteArrayList{"GET", "POST"};
}

void TestChangeRunner::carriesOutEveryAct()
{
    QFETCH(Change, change);
    Bench bench;
    bench.hold(change.before);
    const auto entry = bench.run({change});
    QVERIFY(entry);
    const Outcome outcome = entry->outcomes.constFirst();
    QCOMPARE(outcome.words, QString());
    QCOMPARE(outcome.kind, OutcomeKind::Done);
    QVERIFY(outcome.isSeen);
    QVERIFY(!outcome.differsFromWanted);
    QCOMPARE(outcome.seen, change.after);
    QCOMPARE(outcome.at, Bench::now);
    QCOMPARE(bench.held(change.name()), change.after);
    QTEST(bench.methods(), "requests");
    const QByteArray path = bench.paths().constLast();
    if (change.act() == Act::Create)
        QVERIFY2(path.endsWith("/user-statuses"), path.constData());
    else
        QVERIFY2(path.endsWith('/' + encodeSegment(change.name())), path.constData());
}

void TestChangeRunner::sendsWhatIsUndoneToTheLetter()
{
    const QByteArray json =
        R"({"disabled":"2022-09-21T21:01:25.872345+02:00","n":12345678901234567890,"name":"ann@x"})";
    Bench bench;
    bench.hold(on());
    const auto entry = bench.run({{on(), *readStatus(json)}});
    QCOMPARE(entry->outcomes.constFirst().kind, OutcomeKind::Done);
    QVERIFY2(bench.bodies().constLast().contains(json), bench.bodies().constLast().constData());
}

void TestChangeRunner::judgesWhatTheServerRefuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("requests"); // a server error is asked about
    QTest::newRow("400") << 400 << 2;
    QTest::newRow("401") << 401 << 2;
    QTest::newRow("403") << 403 << 2;
    QTest::newRow("404") << 404 << 2;
    QTest::newRow("409") << 409 << 2;
    QTest::newRow("429") << 429 << 2;
    QTest::newRow("500") << 500 << 3;
    QTest::newRow("502") << 502 << 3;
    QTest::newRow("503") << 503 << 3;
}

void TestChangeRunner::judgesWhatTheServerRefuses()
{
    QFETCH(int, status);
    QFETCH(int, requests);
    Bench bench;
    bench.hold(on());
    bench.fault("POST", 1, refusal(status));
    const auto entry = bench.run({disabling()});
    const Outcome outcome = entry->outcomes.constFirst();
    QCOMPARE(outcome.kind, OutcomeKind::Failed);
    QCOMPARE(outcome.httpStatus, status);
    QCOMPARE(outcome.tokenRefused, status == 401);
    QVERIFY(!outcome.words.isEmpty());
    QVERIFY(!outcome.changedSomething());
    QCOMPARE(bench.held("ann@x"), on());
    QCOMPARE(bench.methods().size(), requests);
    QCOMPARE(bench.methods().count("POST"), 1);
}

void TestChangeRunner::asksOnceWhenAnAnswerIsLost_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<OutcomeKind>("kind");
    using enum OutcomeKind;
    const Change deleting{on(), gone()};
    const Change creating{gone(), off()};
    QTest::newRow("set, arrived") << disabling() << Fault::done(Delivery::Close) << Done;
    QTest::newRow("set, not arrived") << disabling() << Fault::notDone(Delivery::Close) << Failed;
    QTest::newRow("set, late and arrived") << disabling() << Fault::done(Delivery::Stall) << Done;
    QTest::newRow("set, late and not arrived") << disabling() << Fault::notDone(Delivery::Stall) << Failed;
    QTest::newRow("set, cut short") << disabling() << Fault::done(Delivery::CutInBody) << Done;
    QTest::newRow("delete, arrived") << deleting << Fault::done(Delivery::Close) << Done;
    QTest::newRow("delete, not arrived") << deleting << Fault::notDone(Delivery::Close) << Failed;
    QTest::newRow("delete, late and not arrived") << deleting << Fault::notDone(Delivery::Stall) << Failed;
    QTest::newRow("create, arrived") << creating << Fault::done(Delivery::Close) << Done;
    QTest::newRow("create, not arrived") << creating << Fault::notDone(Delivery::Close) << Failed;
    QTest::newRow("500, but arrived") << disabling() << doneButAnswered(FaultReply::json(500, "{}")) << Done;
    QTest::newRow("a web page, but arrived")
        << disabling() << doneButAnswered(FaultReply::page(200, "<!doctype html><title>Sign in</title>")) << Done;
}

void TestChangeRunner::asksOnceWhenAnAnswerIsLost()
{
    QFETCH(Change, change);
    QFETCH(Fault, fault);
    QFETCH(OutcomeKind, kind);
    ChangeRunner::Limits limits{{.atOnce = 1}};
    limits.retry.mayArriveFor = {}; // what is as before then did not arrive
    Bench bench(fault.delivery == Delivery::Stall ? Bench::impatient() : Bench::patient(), limits);
    bench.hold(change.before);
    const QByteArray verb = change.act() == Act::Delete ? "DELETE" : "POST";
    bench.fault(verb, 1, fault);
    const auto entry = bench.run({change});
    const Outcome outcome = entry->outcomes.constFirst();
    QCOMPARE(outcome.kind, kind);
    QVERIFY(!outcome.words.isEmpty());
    QVERIFY(outcome.isSeen);
    QCOMPARE(outcome.seen, bench.held("ann@x"));
    QCOMPARE(bench.methods(), QByteArrayList({"GET", verb, "GET"}));
}

void TestChangeRunner::claimsNothingWhenAskingFailsToo()
{
    Bench bench;
    bench.hold(on());
    bench.fault("POST", 1, Fault::done(Delivery::Close));
    bench.fault("GET", 2, refusal(401));
    const QUuid set = bench.start({disabling(), disabling("bob@x")});
    QTRY_COMPARE(phaseOf(bench, set), RunProgress::Phase::Paused);
    const auto paused = bench.runner().progress(set);
    QVERIFY(paused->isTokenRefused);
    QCOMPARE(paused->ended(), 0);
    QCOMPARE(paused->inQuestion, 1);
    QCOMPARE(bench.methods(), QByteArrayList({"GET", "POST", "GET"})); // sent, so it is not simply sent again
    bench.hold(on("bob@x"));
    bench.runner().resume(set);
    QVERIFY(bench.waitForConfirmation(set));
    QCOMPARE(doneIn(*bench.journal().remembered(set)), 2);
    QCOMPARE(bench.methods().mid(3), QByteArrayList({"GET", "GET", "POST", "GET", "GET"})); // the question comes first
}

void TestChangeRunner::asksOnUntilItIsKnown_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::newRow("gone") << Fault::notDone(Delivery::Close);
    QTest::newRow("503") << refusal(503);
    QTest::newRow("token refused") << refusal(401);
    QTest::newRow("a web page") << Fault::answer(FaultReply::page(200, "<html>Sign in</html>"));
    QTest::newRow("garbage") << Fault::answer(FaultReply::text(200, "garbage"));
}

// An act on one user has no pause: it asks by itself for as long as it takes.
void TestChangeRunner::asksOnUntilItIsKnown()
{
    QFETCH(Fault, fault);
    Bench bench(Bench::patient(), stubborn());
    bench.hold(on());
    bench.fault("POST", 1, Fault::done(Delivery::Close));
    for (int nth = 2; nth < 9; ++nth)
        bench.fault("GET", nth, fault);
    int questions = 0;
    bool wasOnlyInQuestion = false;
    connect(&bench.runner(), &ChangeRunner::rowWaits, this,
            [&](const QUuid &, qsizetype, const ApiError &, bool isInQuestion) {
                questions += isInQuestion ? 1 : 0;
                wasOnlyInQuestion = bench.runner().isOnlyInQuestion();
            });
    const auto entry = bench.run({disabling()});
    QVERIFY(entry);
    QCOMPARE(entry->outcomes.constFirst().kind, OutcomeKind::Done);
    QCOMPARE(bench.methods().count("POST"), 1);
    QVERIFY(questions > 1);
    QVERIFY(wasOnlyInQuestion);
}

void TestChangeRunner::findsOutWhatArrivesLate()
{
    Bench bench(Bench::impatient(), stubborn());
    bench.hold(on());
    bench.fault("POST", 1, Fault::notDone(Delivery::Stall));
    const QUuid set = bench.start({disabling()});
    QTRY_VERIFY(bench.methods().count("GET") > 5);
    QVERIFY(!bench.journal().remembered(set)->ended);
    bench.hold(off()); // as if the request had come through only now
    QVERIFY(bench.waitFor(set));
    QCOMPARE(bench.journal().remembered(set)->outcomes.constFirst().kind, OutcomeKind::Done);
    QCOMPARE(bench.methods().count("POST"), 1);
}

void TestChangeRunner::asksAgainBehindTheOthersAndThenPauses()
{
    Bench bench;
    const QList<Change> changes = holdMany(bench, 3);
    bench.fault("POST", 1, Fault::done(Delivery::Close));
    bench.fault("GET", 2, refusal(503)); // the question of u0
    bench.fault("GET", 5, refusal(503)); // again, behind u1 and u2
    QList<qsizetype> inQuestion;
    connect(&bench.runner(), &ChangeRunner::rowInQuestion, this,
            [&](const QUuid &, qsizetype change, const QString &words) {
                QVERIFY(!words.isEmpty());
                inQuestion.append(change);
            });
    const QUuid set = bench.start(changes);
    QTRY_COMPARE(phaseOf(bench, set), RunProgress::Phase::Paused);
    const auto paused = bench.runner().progress(set);
    QCOMPARE(paused->ended(), 2);
    QCOMPARE(paused->inQuestion, 1);
    QVERIFY(!paused->pauseReason.isEmpty());
    QCOMPARE(inQuestion, QList<qsizetype>({0, 0}));
    bench.runner().resume(set);
    QVERIFY(bench.waitFor(set));
    QCOMPARE(doneIn(*bench.journal().remembered(set)), 3);
    QCOMPARE(bench.methods().count("POST"), 3);
}

void TestChangeRunner::asksOnceMoreWhenStopped_data()
{
    QTest::addColumn<bool>("isAnswered");
    QTest::addColumn<OutcomeKind>("kind");
    QTest::newRow("answered") << true << OutcomeKind::Done;
    QTest::newRow("not answered") << false << OutcomeKind::ResultNotKnown;
}

void TestChangeRunner::asksOnceMoreWhenStopped()
{
    QFETCH(bool, isAnswered);
    Bench bench;
    const QList<Change> changes = holdMany(bench, 3);
    bench.fault("POST", 1, Fault::done(Delivery::Close));
    bench.fault("GET", 2, refusal(401));
    const QUuid set = bench.start(changes);
    QTRY_COMPARE(phaseOf(bench, set), RunProgress::Phase::Paused);
    if (!isAnswered)
        bench.fault("GET", 3, refusal(401));
    bench.runner().stop(set);
    QVERIFY(bench.waitFor(set));
    const auto entry = bench.journal().remembered(set);
    QTEST(entry->outcomes.at(0).kind, "kind");
    QCOMPARE(entry->outcomes.at(1).kind, OutcomeKind::NotSent);
    QCOMPARE(entry->outcomes.at(2).kind, OutcomeKind::NotSent);
    QCOMPARE(bench.methods().count("POST"), 1);
}

// What the pause finds waiting to be tried again is handed back, and tried when the run goes on.
void TestChangeRunner::triesNothingAgainDuringAPause()
{
    ChangeRunner::Limits limits = stubborn();
    limits.retry.first = limits.retry.longest = std::chrono::hours(1);
    limits.retry.longestAsked = std::chrono::hours(2);
    Bench bench(Bench::patient(), limits);
    const QList<Change> changes = holdMany(bench, 3);
    bench.fault("POST", 1, refusal(502));
    const QUuid set = bench.start(changes);
    QTRY_COMPARE(bench.methods().count("POST"), 1);
    QVERIFY(bench.answersStill());
    QSignalSpy putBack(&bench.runner(), &ChangeRunner::rowPutBack);
    bench.runner().pause(set);
    QTRY_COMPARE(putBack.size(), 1);
    QCOMPARE(bench.runner().progress(set)->inFlight, 0);
    QCOMPARE(bench.runner().progress(set)->ended(), 0);
    bench.runner().resume(set);
    QVERIFY(bench.waitFor(set));
    QCOMPARE(doneIn(*bench.journal().remembered(set)), 3);
}

void TestChangeRunner::goesOnWhereAnotherProgramLeftOff_data()
{
    QTest::addColumn<int>("users"); // above 50: compared with one list
    QTest::newRow("few") << 8;
    QTest::newRow("many") << 140;
}

// 0 was done, 1 failed, 2 had arrived and 3 had not when the program died; all beyond the mark were never sent, and the
// last of them was disabled by somebody else meanwhile.
void TestChangeRunner::goesOnWhereAnotherProgramLeftOff()
{
    QFETCH(int, users);
    Bench bench;
    const QList<Change> changes = holdMany(bench, users);
    bench.hold(changes.at(0).after);
    bench.hold(changes.at(2).after);
    bench.hold(off(changes.constLast().name(), older));
    QList<Outcome> outcomes(2);
    outcomes[0].kind = OutcomeKind::Done;
    outcomes[1].kind = OutcomeKind::Failed;
    const auto left = bench.leftUnfinished(changes, outcomes);
    QVERIFY(left);
    QCOMPARE(left->sendingEnd, std::min<qsizetype>(users, Journal::kSendingAhead));
    const QUuid set = left->set.set().id;
    bench.setNow(Bench::now + std::chrono::hours(20));
    bench.runner().takeUp(*left);
    QVERIFY(bench.waitFor(set));
    const auto entry = bench.journal().remembered(set);
    QCOMPARE(entry->outcomes.at(0).kind, OutcomeKind::Done);
    QCOMPARE(entry->outcomes.at(1).kind, OutcomeKind::Failed);
    QCOMPARE(entry->outcomes.at(2).kind, OutcomeKind::Done); // it was ours
    QCOMPARE(doneIn(*entry), users - 2);
    QCOMPARE(bench.methods().count("POST"), users - 4);
    for (int i = 2; i < users - 1; ++i)
        QCOMPARE(bench.held(changes.at(i).name()), changes.at(i).after); // the dates of the set, not of today
    QCOMPARE(bench.held("u1"), on("u1"));
    QCOMPARE(bench.held(changes.constLast().name()), off(changes.constLast().name(), older));
}

void TestChangeRunner::goesOnWhereAllThatMayHaveBeenSentHasEnded_data()
{
    QTest::addColumn<int>("users"); // above 50: compared with one list
    QTest::addColumn<int>("ended");
    QTest::newRow("one behind the mark") << 101 << 100;
    QTest::newRow("many behind the mark") << 240 << 100;
    QTest::newRow("beyond the mark, as it seems") << 240 << 140;
}

// There is nothing to ask for and nothing to send before the journal is told of more.
void TestChangeRunner::goesOnWhereAllThatMayHaveBeenSentHasEnded()
{
    QFETCH(int, users);
    QFETCH(int, ended);
    Bench bench;
    const QList<Change> changes = holdMany(bench, users);
    QList<Outcome> outcomes(ended);
    for (int i = 0; i < ended; ++i) {
        bench.hold(changes.at(i).after);
        outcomes[i].kind = OutcomeKind::Done;
    }
    const auto left = bench.leftUnfinished(changes, outcomes);
    QVERIFY(left);
    QCOMPARE(left->sendingEnd, Journal::kSendingAhead);
    bench.runner().takeUp(*left);
    const QUuid set = left->set.set().id;
    QVERIFY(bench.waitFor(set));
    QCOMPARE(doneIn(*bench.journal().remembered(set)), users);
    QCOMPARE(bench.methods().count("POST"), users - ended);
}

void TestChangeRunner::takesWhatWasNeverSentForSomebodyElses()
{
    Bench bench;
    QList<Change> changes = holdMany(bench, 130);
    changes[0] = {off("u0"), on("u0")};
    changes[129] = {off("u129"), on("u129")}; // beyond the mark
    const auto left = bench.leftUnfinished(changes, {});
    QVERIFY(left);
    bench.runner().takeUp(*left);
    const QUuid set = left->set.set().id;
    QVERIFY(bench.waitFor(set));
    const auto entry = bench.journal().remembered(set);
    QCOMPARE(entry->outcomes.at(0).kind, OutcomeKind::Done);
    QCOMPARE(entry->outcomes.at(129).kind, OutcomeKind::AlreadySo);
}

void TestChangeRunner::goesOnWithASetOfOne()
{
    Bench bench;
    bench.hold(on());
    const auto left = bench.leftUnfinished({disabling()}, {});
    QVERIFY(left);
    bench.runner().takeUp(*left);
    const QUuid set = left->set.set().id;
    QVERIFY(bench.waitFor(set));
    QCOMPARE(bench.methods(), QByteArrayList({"GET", "POST"}));
    QCOMPARE(bench.held("ann@x"), off());
}

namespace {

/// More than two changes are made ready by a worker, and compared with one list.
constexpr ChangeRunner::Limits workersLimits{{.atOnce = 4}, 1, {}, 2};

} // namespace

void TestChangeRunner::makesALargeSetReadyFirst()
{
    Bench bench(Bench::patient(), workersLimits);
    const QList<Change> changes = holdMany(bench, 60);
    const auto left = bench.leftUnfinished(changes, {});
    QVERIFY(left);
    const QUuid set = left->set.set().id;
    bench.runner().takeUp(*left);
    // It is on its way, and until it is known whom it is about everybody counts.
    QVERIFY(!bench.runner().isIdle());
    QVERIFY(!bench.runner().isSettled());
    QVERIFY(bench.runner().isBusy("anybody"));
    QTRY_VERIFY(bench.runner().progress(set));
    QVERIFY(!bench.runner().isBusy("anybody"));
    QVERIFY(bench.runner().isBusy("u59"));
    QVERIFY(bench.waitForConfirmation(set));
    QVERIFY(!bench.runner().isBusy("u59"));
    QVERIFY(bench.runner().isSettled());
    QCOMPARE(doneIn(*bench.journal().remembered(set)), 60);
    QCOMPARE(bench.held("u59"), off("u59"));
}

void TestChangeRunner::keepsTheOrderOfBulksWhileOneIsMadeReady()
{
    Bench bench(Bench::patient(), workersLimits);
    const QList<Change> changes = holdMany(bench, 62);
    const auto large = bench.leftUnfinished(changes.first(60), {});
    const auto small = bench.leftUnfinished(changes.last(2), {});
    QVERIFY(large && small);
    QSignalSpy started(&bench.runner(), &ChangeRunner::setStarted);
    bench.runner().takeUp(*large);
    bench.runner().takeUp(*small);
    QVERIFY(bench.waitFor(small->set.set().id));
    QCOMPARE(started.size(), 2);
    QCOMPARE(started.first().first().toUuid(), large->set.set().id);
    QCOMPARE(bench.held("u61"), off("u61"));
}

void TestChangeRunner::sendsNothingWhenDestroyedWhileASetIsMadeReady()
{
    Bench bench(Bench::patient(), workersLimits);
    const auto left = bench.leftUnfinished(holdMany(bench, 60), {});
    QVERIFY(left);
    bench.runner().takeUp(*left);
    bench.destroyRunner();
    QVERIFY(bench.answersStill());
    QCOMPARE(bench.methods().count("POST"), 0);
}

void TestChangeRunner::sendsNothingThatCouldNotBeWrittenDown()
{
    Bench bench;
    const QList<Change> changes = holdMany(bench, 300);
    bench.fault("POST", 1, Fault{.reply = FaultReply::json(200, "{}")}); // done; its answer is asked for
    const QUuid set = bench.start(changes);
    QTRY_VERIFY(bench.runner().progress(set));
    bench.journal().failWith(QStringLiteral("The disk is full."));
    QTRY_COMPARE(phaseOf(bench, set), RunProgress::Phase::Paused);
    QCOMPARE(bench.runner().progress(set)->pauseReason, QStringLiteral("The disk is full."));
    QTRY_COMPARE(bench.runner().progress(set)->inFlight, 0);
    QVERIFY(bench.methods().count("POST") <= Journal::kSendingAhead);
    bench.journal().failWith({});
    bench.runner().resume(set);
    QVERIFY(bench.waitFor(set));
    QCOMPARE(doneIn(*bench.journal().remembered(set)), 300);
}

// Where the changes wait for the disk, the next mark is set twice as far ahead, up to a bound; where they do not, each
// change more would only have to be asked for if the program died.
void TestChangeRunner::goesFurtherAheadOfASlowDisk()
{
    using namespace std::chrono_literals;
    const auto endsWith = [](std::chrono::milliseconds delay) {
        Bench bench(Bench::patient(), {{.atOnce = 6}});
        bench.journal().delaySending(delay);
        const auto entry = bench.run(holdMany(bench, 1'000));
        const bool isDone = entry && doneIn(*entry) == 1'000;
        return isDone ? bench.journal().sendingEnds() : QList<qsizetype>();
    };
    QCOMPARE(endsWith(0ms), (QList<qsizetype>{200, 300, 400, 500, 600, 700, 800, 900, 1'000}));
    QCOMPARE(endsWith(400ms), (QList<qsizetype>{200, 400, 800, 1'000}));
}

void TestChangeRunner::comparesAnewAfterTheComputerSlept()
{
    Bench bench;
    const QList<Change> changes = holdMany(bench, 60);
    bench.fault("POST", 5, Fault::notDone(Delivery::Stall)); // the lid closes
    const QUuid set = bench.start(changes);
    QTRY_COMPARE(bench.methods().count("POST"), 5);
    bench.hold(off("u50", older)); // in the night, by somebody else
    bench.setNow(Bench::now + std::chrono::hours(8));
    bench.runner().pause(set);
    bench.runner().resume(set); // nothing else: the stalled request is still on its way
    QTRY_COMPARE(phaseOf(bench, set), RunProgress::Phase::Comparing);
    bench.runner().stop(set);
    QCOMPARE(bench.methods().count("POST"), 5);
}

void TestChangeRunner::comparesAnewWhenTheComparisonIsOld()
{
    Bench bench;
    const QList<Change> changes = holdMany(bench, 60);
    int done = 0;
    connect(&bench.runner(), &ChangeRunner::rowEnded, this, [&] {
        if (++done != 10)
            return;
        bench.hold(off("u50", older));
        bench.setNow(Bench::now + std::chrono::hours(8));
    });
    const auto entry = bench.run(changes);
    QVERIFY(entry);
    QCOMPARE(entry->outcomes.at(50).kind, OutcomeKind::AlreadySo);
    QCOMPARE(bench.held("u50"), off("u50", older));
    QCOMPARE(doneIn(*entry), 59);
}

void TestChangeRunner::triesAFewFirst_data()
{
    QTest::addColumn<int>("users");
    QTest::newRow("few") << 8;
    QTest::newRow("many") << 80;
}

void TestChangeRunner::triesAFewFirst()
{
    QFETCH(int, users);
    Bench bench;
    const QList<Change> changes = holdMany(bench, users);
    bench.hold(off("u1", older)); // needs no sending: another takes its place
    const QUuid set = bench.start(changes, 3);
    QTRY_VERIFY(bench.runner().progress(set) && bench.runner().progress(set)->isTrial);
    const auto tried = bench.runner().progress(set);
    QCOMPARE(tried->phase, RunProgress::Phase::Paused);
    QCOMPARE(tried->outcomes.of(OutcomeKind::Done) + tried->outcomes.of(OutcomeKind::AlreadySo), users > 50 ? 4 : 3);
    QCOMPARE(tried->confirmed, tried->outcomes.of(OutcomeKind::Done));
    QVERIFY(tried->pauseReason.contains(QStringLiteral("confirmed")));
    bench.runner().resume(set);
    QVERIFY(bench.waitForConfirmation(set));
    QCOMPARE(doneIn(*bench.journal().remembered(set)), users - 1);
    QCOMPARE(bench.methods().count("POST"), users - 1);
}

void TestChangeRunner::triesNoMoreThanAFewWhenAnAnswerIsLost()
{
    Bench bench;
    const QList<Change> changes = holdMany(bench, 8);
    bench.fault("POST", 2, Fault::done(Delivery::Close));
    bench.server().byName("GET", "u1", refusal(503), 1000); // nor is it known
    bench.server().on("GET", 2, Fault{});                   // but it could be looked at before
    const QUuid set = bench.start(changes, 3);
    QTRY_VERIFY(bench.runner().progress(set) && bench.runner().progress(set)->isTrial);
    QCOMPARE(bench.methods().count("POST"), 3);
    QCOMPARE(bench.runner().progress(set)->inQuestion, 1);
    QVERIFY(bench.runner().progress(set)->pauseReason.contains(QStringLiteral("not known yet")));
    bench.server().behave();
    bench.runner().resume(set);
    QVERIFY(bench.waitFor(set));
    QCOMPARE(doneIn(*bench.journal().remembered(set)), 8);
    QCOMPARE(bench.methods().count("POST"), 8);
}

void TestChangeRunner::sendsNothingBetweenTheLookAndTheWrite_data()
{
    QTest::addColumn<bool>("isStopped");
    QTest::newRow("stopped") << true;
    QTest::newRow("paused") << false;
}

void TestChangeRunner::sendsNothingBetweenTheLookAndTheWrite()
{
    QFETCH(bool, isStopped);
    Bench bench;
    const QList<Change> changes = holdMany(bench, 3);
    bench.server().setLatency(std::chrono::milliseconds(300)); // so that the word comes while it looks
    const QUuid set = bench.start(changes);
    QTRY_COMPARE(bench.methods().count("GET"), 1);
    if (isStopped)
        bench.runner().stop(set);
    else
        bench.runner().pause(set);
    if (isStopped) {
        QVERIFY(bench.waitFor(set));
        QCOMPARE(bench.journal().remembered(set)->outcomes.at(0).kind, OutcomeKind::NotSent);
    } else {
        QTRY_COMPARE(bench.runner().progress(set)->inFlight, 0);
    }
    QCOMPARE(bench.methods(), QByteArrayList{"GET"});
}

void TestChangeRunner::endsWhatNoAskingCanFindOut()
{
    Bench bench(Bench::patient(), stubborn());
    bench.hold(on());
    bench.fault("POST", 1, Fault::done(Delivery::Close));
    for (int nth = 2; nth < 20; ++nth)
        bench.fault("GET", nth, refusal(403));
    const auto entry = bench.run({disabling()});
    QVERIFY(entry);
    QCOMPARE(entry->outcomes.constFirst().kind, OutcomeKind::ResultNotKnown);
    QCOMPARE(bench.methods().count("POST"), 1);
}

void TestChangeRunner::canBeStoppedAfterTheTrial()
{
    Bench bench;
    const QUuid set = bench.start(holdMany(bench, 8), 3);
    QTRY_VERIFY(bench.runner().progress(set) && bench.runner().progress(set)->isTrial);
    bench.runner().stop(set);
    QVERIFY(bench.waitForConfirmation(set));
    QCOMPARE(bench.methods().count("POST"), 3);
    QCOMPARE(bench.journal().remembered(set)->outcomes.at(3).kind, OutcomeKind::NotSent);
}

void TestChangeRunner::leavesAloneWhatSomebodyElseChanged()
{
    Bench bench;
    bench.hold(off("ann@x", older));
    const auto entry = bench.run({{off(), on()}});
    const Outcome outcome = entry->outcomes.constFirst();
    QCOMPARE(outcome.kind, OutcomeKind::ChangedBySomebodyElse);
    QCOMPARE(outcome.seen, off("ann@x", older));
    QVERIFY(!outcome.words.isEmpty());
    QCOMPARE(bench.methods(), QByteArrayList({"GET"}));
    QCOMPARE(bench.held("ann@x"), off("ann@x", older));
}

void TestChangeRunner::takesWhatSomebodyElseDidForDone()
{
    Bench bench;
    bench.hold(off("ann@x", older));
    const auto entry = bench.run({disabling(), {on("bob@x"), gone("bob@x")}});
    QCOMPARE(entry->outcomes.at(0).kind, OutcomeKind::AlreadySo);
    QCOMPARE(entry->outcomes.at(0).seen, off("ann@x", older));
    QCOMPARE(entry->outcomes.at(1).kind, OutcomeKind::AlreadySo);
    QCOMPARE(bench.methods(), QByteArrayList({"GET", "GET"}));
}

void TestChangeRunner::seesADeleteInBetween()
{
    Bench bench;
    bench.hold(on());
    // Gone after the look: the server does not find it any more.
    bench.fault("DELETE", 1, refusal(404, "This user status does not exist. Please check the name again"));
    const auto entry = bench.run({{on(), gone()}});
    QCOMPARE(entry->outcomes.constFirst().kind, OutcomeKind::AlreadySo);
    QCOMPARE(entry->outcomes.constFirst().seen, gone());
    QCOMPARE(bench.methods(), QByteArrayList({"GET", "DELETE"}));
}

void TestChangeRunner::sendsNothingWhenItCannotLook()
{
    Bench bench;
    bench.hold(on());
    bench.fault("GET", 1, refusal(500));
    const auto entry = bench.run({disabling()});
    const Outcome outcome = entry->outcomes.constFirst();
    QCOMPARE(outcome.kind, OutcomeKind::Failed);
    QVERIFY(!outcome.isSeen);
    QVERIFY(outcome.words.endsWith(QStringLiteral("Nothing was sent.")));
    QCOMPARE(bench.methods(), QByteArrayList({"GET"}));
}

void TestChangeRunner::notesWhenTheServerRoundsTheDate()
{
    Bench bench;
    bench.hold(on());
    bench.fault(
        "POST", 1,
        Fault::answer(FaultReply::json(200, R"({"status":"ok","message":"Updated successfully",)"
                                            R"("userStatus":{"name":"ann@x","disabled":"2022-09-21T19:01:25Z"}})")));
    const auto entry = bench.run({disabling()});
    const Outcome outcome = entry->outcomes.constFirst();
    QCOMPARE(outcome.kind, OutcomeKind::Done);
    QVERIFY(outcome.differsFromWanted);
    QCOMPARE(outcome.seen.disabledSince, fromMilliseconds(1'663'786'885'000));
    QVERIFY(!outcome.words.isEmpty());
}

void TestChangeRunner::failsWhenTheAnswerContradicts()
{
    Bench bench;
    bench.hold(on());
    bench.fault("POST", 1, Fault::answer(FaultReply::json(200, R"({"status":"ok","userStatus":{"name":"ann@x"}})")));
    const auto entry = bench.run({disabling()});
    QCOMPARE(entry->outcomes.constFirst().kind, OutcomeKind::Failed);
    QCOMPARE(entry->outcomes.constFirst().seen, on());
}

void TestChangeRunner::isRefusedOnAReadOnlyConnection()
{
    ClientOptions options = Bench::patient();
    options.access = AccessMode::ReadOnly;
    Bench bench(options);
    bench.hold(on());
    const auto entry = bench.run({disabling()});
    QCOMPARE(entry->outcomes.constFirst().kind, OutcomeKind::Failed);
    QCOMPARE(bench.methods(), QByteArrayList({"GET"}));
}

void TestChangeRunner::refusesNamesThatNoUrlCarries()
{
    Bench bench;
    const auto entry = bench.run({disabling("."), disabling(".."), {gone(""), off("")}});
    for (const Outcome &outcome : entry->outcomes) {
        QCOMPARE(outcome.kind, OutcomeKind::Failed);
        QVERIFY(!outcome.words.isEmpty());
    }
    QCOMPARE(bench.methods(), QByteArrayList());
}

void TestChangeRunner::triesAgainWhatPasses_data()
{
    QTest::addColumn<int>("faults");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("delivery"); // -1: the status instead
    QTest::addColumn<int>("posts");
    QTest::addColumn<bool>("isDone");
    const auto lost = [](Delivery delivery) { return static_cast<int>(delivery); };
    QTest::newRow("429 once") << 1 << 429 << -1 << 2 << true;
    QTest::newRow("503 once") << 1 << 503 << -1 << 2 << true;
    QTest::newRow("502, three times") << 3 << 502 << -1 << 4 << true;
    QTest::newRow("503, four times") << 4 << 503 << -1 << 4 << false;
    QTest::newRow("504 may still arrive") << 1 << 504 << -1 << 1 << false;
    QTest::newRow("500 is no passing trouble") << 1 << 500 << -1 << 1 << false;
    QTest::newRow("400") << 1 << 400 << -1 << 1 << false;
    QTest::newRow("409") << 1 << 409 << -1 << 1 << false;
    QTest::newRow("closed once") << 1 << 0 << lost(Delivery::Close) << 2 << true;
    QTest::newRow("reset twice") << 2 << 0 << lost(Delivery::Reset) << 3 << true;
}

void TestChangeRunner::triesAgainWhatPasses()
{
    QFETCH(int, faults);
    QFETCH(int, status);
    QFETCH(int, delivery);
    QFETCH(bool, isDone);
    ChangeRunner::Limits limits = stubborn();
    limits.retry.mayArriveFor = std::chrono::milliseconds(50);
    Bench bench(Bench::patient(), limits);
    bench.hold(on());
    for (int nth = 1; nth <= faults; ++nth)
        bench.fault("POST", nth, delivery < 0 ? refusal(status) : Fault::notDone(static_cast<Delivery>(delivery)));
    const auto entry = bench.run({disabling()});
    QVERIFY(entry);
    QTEST(static_cast<int>(bench.methods().count("POST")), "posts");
    QCOMPARE(entry->outcomes.constFirst().kind == OutcomeKind::Done, isDone);
    QCOMPARE(bench.held("ann@x"), isDone ? off() : on());
}

void TestChangeRunner::asksUntilItKnows()
{
    Bench bench(Bench::patient(), stubborn());
    bench.hold(on());
    bench.fault("POST", 1, Fault::done(Delivery::Close));
    bench.fault("GET", 2, refusal(503)); // the first is the look before
    bench.fault("GET", 3, refusal(502));
    const auto entry = bench.run({disabling()});
    QVERIFY(entry);
    QCOMPARE(entry->outcomes.constFirst().kind, OutcomeKind::Done);
    QCOMPARE(bench.methods().count("POST"), 1);
}

void TestChangeRunner::neverSendsAgainWhatMayStillArrive()
{
    ChangeRunner::Limits limits = stubborn();
    limits.retry.mayArriveFor = std::chrono::milliseconds(200);
    Bench bench(Bench::impatient(), limits);
    bench.hold(on());
    bench.fault("POST", 1, Fault::notDone(Delivery::Stall));
    const auto entry = bench.run({disabling()});
    QVERIFY(entry);
    QCOMPARE(entry->outcomes.constFirst().kind, OutcomeKind::Failed); // as before for long after: it did not arrive
    QCOMPARE(bench.methods().count("POST"), 1);
    QVERIFY(bench.methods().count("GET") > 2); // asked more than once
}

void TestChangeRunner::takesADeleteThatIsGoneOnItsSecondTryForDone()
{
    Bench bench(Bench::patient(), stubborn());
    bench.hold(off());
    bench.fault("DELETE", 1, Fault::notDone(Delivery::Close));
    bench.fault("DELETE", 2, Fault{.reply = FaultReply::json(404, "{\"error\":\"This user status does not exist.\"}")});
    const auto entry = bench.run({{off(), gone()}});
    QVERIFY(entry);
    QCOMPARE(entry->outcomes.constFirst().kind, OutcomeKind::Done);
    QCOMPARE(bench.methods().count("DELETE"), 2);
}

void TestChangeRunner::sendsNothingWhileTheServerWantsNothing()
{
    Bench bench(Bench::patient(), stubborn());
    const QList<Change> changes = holdMany(bench, 3);
    bench.fault("POST", 1, Fault::answer(FaultReply::json(429, "{}").with("Retry-After", "1")));
    QElapsedTimer held;
    held.start();
    const QUuid bulk = bench.start(changes);
    QTRY_COMPARE(bench.methods().count("POST"), 1);
    const QUuid one = bench.start({disabling("u2")});
    QTRY_VERIFY(bench.runner().progress(bulk)->heldUntil);
    QTRY_VERIFY(bench.methods().count("POST") > 1);
    // A bound from below only: what is later is the machine's business.
    QVERIFY(held.elapsed() >= 1000);
    QVERIFY(bench.waitFor(bulk));
    QVERIFY(bench.waitFor(one));
}

void TestChangeRunner::stopsWithoutTryingAgain()
{
    ChangeRunner::Limits limits = stubborn();
    limits.retry.first = limits.retry.longest = std::chrono::hours(1);
    limits.retry.longestAsked = std::chrono::hours(2);
    Bench bench(Bench::patient(), limits);
    const QList<Change> changes = holdMany(bench, 3);
    bench.fault("POST", 1, Fault::answer(FaultReply::json(429, "{}").with("Retry-After", "3600")));
    const QUuid set = bench.start(changes);
    QTRY_COMPARE(bench.methods().count("POST"), 1);
    QVERIFY(bench.answersStill());
    bench.runner().stop(set);
    QVERIFY(bench.waitFor(set));
    QCOMPARE(bench.methods().count("POST"), 1);
}

void TestChangeRunner::oneFailedRowDoesNotStopTheOthers()
{
    Bench bench;
    bench.hold(on("a"));
    bench.hold(on("b"));
    bench.hold(on("c"));
    bench.fault("POST", 1, refusal(403));
    const auto entry = bench.run({disabling("a"), disabling("b"), disabling("c")});
    QCOMPARE(entry->outcomes.at(0).kind, OutcomeKind::Failed);
    QCOMPARE(entry->outcomes.at(1).kind, OutcomeKind::Done);
    QCOMPARE(entry->outcomes.at(2).kind, OutcomeKind::Done);
    QVERIFY(entry->ended);
}

void TestChangeRunner::pausesWhenTheTokenIsRefusedAndTriesAgain()
{
    Bench bench;
    for (const char *name : {"a", "b", "c"})
        bench.hold(on(name));
    bench.fault("POST", 2, refusal(401));
    QList<qsizetype> putBack;
    connect(&bench.runner(), &ChangeRunner::rowPutBack, this,
            [&putBack](const QUuid &, qsizetype change, const std::optional<ApiError> &error) {
                QVERIFY(error);
                QCOMPARE(error->kind, ApiErrorKind::TokenRefused);
                putBack.append(change);
            });
    const QUuid set = bench.start({disabling("a"), disabling("b"), disabling("c")});
    QTRY_COMPARE(phaseOf(bench, set), RunProgress::Phase::Paused);
    const auto paused = bench.runner().progress(set);
    QVERIFY(paused->pauseReason.contains(QLatin1String("token")));
    QCOMPARE(paused->ended(), 1);
    QCOMPARE(putBack, QList<qsizetype>({1}));
    QCOMPARE(bench.methods(), QByteArrayList({"GET", "POST", "GET", "POST"}));
    QCOMPARE(bench.held("b"), on("b"));
    bench.runner().resume(set);
    QVERIFY(bench.waitFor(set));
    for (const char *name : {"a", "b", "c"})
        QCOMPARE(bench.held(name), off(name));
}

void TestChangeRunner::pausesWhenAWebPageAnswers()
{
    Bench bench;
    for (const char *name : {"a", "b"})
        bench.hold(on(name));
    bench.fault("GET", 1, Fault::answer(FaultReply::page(200, "<html>Please log in</html>")));
    const QUuid set = bench.start({disabling("a"), disabling("b")});
    QTRY_COMPARE(phaseOf(bench, set), RunProgress::Phase::Paused);
    QCOMPARE(bench.methods(), QByteArrayList({"GET"}));
    bench.runner().resume(set);
    QVERIFY(bench.waitFor(set));
    QCOMPARE(bench.held("a"), off("a"));
}

void TestChangeRunner::pausesAfterErrorsInARow()
{
    Bench bench;
    QList<Change> changes;
    for (int i = 0; i < 9; ++i) {
        changes.append(disabling("u" + QByteArray::number(i)));
        bench.hold(on(changes.constLast().name()));
        if (i < 5)
            bench.fault("POST", i + 1, refusal(500));
    }
    const QUuid set = bench.start(changes);
    QTRY_COMPARE(phaseOf(bench, set), RunProgress::Phase::Paused);
    QCOMPARE(bench.runner().progress(set)->outcomes.of(OutcomeKind::Failed), 5);
    QVERIFY(bench.runner().progress(set)->pauseReason.contains(QLatin1String("5 errors in a row")));
    bench.runner().resume(set);
    QVERIFY(bench.waitFor(set));
    QCOMPARE(bench.journal().remembered(set)->outcomes.constLast().kind, OutcomeKind::Done);
}

void TestChangeRunner::sendsNothingMoreWhenStopped()
{
    Bench bench;
    QList<Change> changes;
    for (int i = 0; i < 9; ++i) {
        changes.append(disabling("u" + QByteArray::number(i)));
        bench.hold(on(changes.constLast().name()));
    }
    connect(&bench.runner(), &ChangeRunner::rowEnded, this, [&bench](const QUuid &set, qsizetype change) {
        if (change == 2)
            bench.runner().stop(set);
    });
    const auto entry = bench.run(changes);
    QVERIFY(entry);
    QCOMPARE(doneIn(*entry), 3);
    QCOMPARE(entry->outcomes.constLast().kind, OutcomeKind::NotSent);
    QCOMPARE(bench.methods().count("POST"), 3);
    for (const Change &change : std::as_const(changes))
        QVERIFY(!bench.runner().isBusy(change.name()));
}

void TestChangeRunner::boundsWhatIsInFlight()
{
    Bench bench(Bench::patient(), {{.atOnce = 3}});
    QList<Change> changes;
    for (int i = 0; i < 12; ++i) {
        changes.append(disabling("u" + QByteArray::number(i)));
        bench.hold(on(changes.constLast().name()));
    }
    int flying = 0;
    int most = 0;
    connect(&bench.runner(), &ChangeRunner::rowStarted, this, [&] { most = std::max(most, ++flying); });
    connect(&bench.runner(), &ChangeRunner::rowEnded, this, [&] { --flying; });
    QVERIFY(bench.run(changes));
    QCOMPARE(most, 3);
}

void TestChangeRunner::comparesALargeSetWithOneList()
{
    Bench bench(Bench::patient(), {{.atOnce = 2}, 3});
    for (const char *name : {"a", "b", "c", "d"})
        bench.hold(on(name));
    bench.hold(off("e", older));
    const auto entry =
        bench.run({disabling("a"), disabling("b"), {off("c"), gone("c")}, disabling("e"), disabling("x")});
    QVERIFY(entry);
    using enum OutcomeKind;
    const QList<OutcomeKind> wanted{Done, Done, ChangedBySomebodyElse, AlreadySo, ChangedBySomebodyElse};
    for (qsizetype i = 0; i < wanted.size(); ++i)
        QCOMPARE(entry->outcomes.at(i).kind, wanted.at(i));
    QCOMPARE(bench.methods().first(3), QByteArrayList({"GET", "POST", "POST"})); // one list, no look at each
    QCOMPARE(bench.held("c"), on("c"));
    QCOMPARE(bench.held("e"), off("e", older));
}

void TestChangeRunner::goesOnBehindManyWhoAreAsWantedAlready_data()
{
    QTest::addColumn<int>("already");
    for (const int already : {1, 49, 50, 99, 100, 101, 150, 239, 240})
        QTest::addRow("%d of 240", already) << already;
}

// More of them than may be sent before the journal is told of more.
void TestChangeRunner::goesOnBehindManyWhoAreAsWantedAlready()
{
    QFETCH(int, already);
    Bench bench(Bench::patient(), {{.atOnce = 4}});
    const QList<Change> changes = holdMany(bench, 240);
    for (int i = 0; i < already; ++i)
        bench.hold(changes.at(i).after);
    const QUuid set = bench.start(changes);
    QVERIFY(bench.waitFor(set));
    const auto entry = bench.journal().remembered(set);
    QCOMPARE(doneIn(*entry), 240 - already);
    QCOMPARE(bench.methods().count("POST"), 240 - already);
}

void TestChangeRunner::pausesWhenTheListToCompareWithCannotBeHad()
{
    Bench bench(Bench::patient(), {{.atOnce = 2}, 1});
    for (const char *name : {"a", "b"})
        bench.hold(on(name));
    bench.fault("GET", 1, refusal(500));
    const QUuid set = bench.start({disabling("a"), disabling("b")});
    QTRY_COMPARE(phaseOf(bench, set), RunProgress::Phase::Paused);
    QCOMPARE(bench.methods(), QByteArrayList({"GET"}));
    bench.runner().resume(set);
    QVERIFY(bench.waitFor(set));
    QCOMPARE(bench.held("b"), off("b"));
}

void TestChangeRunner::tellsThatTheListWasRefusedToTheToken()
{
    Bench bench(Bench::patient(), {{.atOnce = 2}, 1});
    for (const char *name : {"a", "b"})
        bench.hold(on(name));
    bench.fault("GET", 1, refusal(401));
    QSignalSpy refused(&bench.runner(), &ChangeRunner::tokenRefused);
    const QUuid set = bench.start({disabling("a"), disabling("b")});
    QTRY_COMPARE(phaseOf(bench, set), RunProgress::Phase::Paused);
    QVERIFY(bench.runner().progress(set)->isTokenRefused);
    QCOMPARE(refused.size(), 1);
    bench.runner().resume(set);
    QVERIFY(!bench.runner().progress(set)->isTokenRefused);
    QVERIFY(bench.waitFor(set));
}

// Its change was settled by the comparison, and before that had gone through them all, the bulk was paused.
void TestChangeRunner::letsAnActGoThatWaitedForAChangeOfAPausedBulk()
{
    Bench bench(Bench::patient(), {{.atOnce = 2}, 1});
    bench.hold(off("x", older));
    bench.hold(on("y"));
    QUuid act;
    connect(&bench.runner(), &ChangeRunner::setStarted, this, [&] {
        if (act.isNull())
            act = bench.start({{off("x", older), on("x")}});
    });
    connect(&bench.runner(), &ChangeRunner::rowEnded, this, [&](const QUuid &set, qsizetype change) {
        if (set != act && change == 0)
            bench.runner().pause(set);
    });
    const QUuid bulk = bench.start({disabling("x"), disabling("y")});
    QTRY_COMPARE(phaseOf(bench, bulk), RunProgress::Phase::Paused);
    QVERIFY(bench.waitFor(act));
    QCOMPARE(bench.held("x"), on("x"));
    QCOMPARE(bench.held("y"), on("y"));
}

void TestChangeRunner::pausesWhenTheListLacksTooManyOfItsUsers()
{
    Bench bench(Bench::patient(), {{.atOnce = 4}, 1});
    const QList<Change> changes = holdMany(bench, 60);
    bench.fault("GET", 1, listOf(10));
    int ended = 0;
    connect(&bench.runner(), &ChangeRunner::rowEnded, this, [&ended] { ++ended; });
    const QUuid set = bench.start(changes);
    QTRY_COMPARE(phaseOf(bench, set), RunProgress::Phase::Paused);
    QVERIFY(bench.runner().progress(set)->pauseReason.contains(QLatin1String("lacks 50 of the 60 users")));
    QCOMPARE(ended, 0);
    QCOMPARE(bench.methods(), QByteArrayList({"GET"}));
    bench.runner().resume(set); // the server's list is whole again
    QVERIFY(bench.waitFor(set));
    QCOMPARE(doneIn(*bench.journal().remembered(set)), 60);
}

void TestChangeRunner::believesAShortListWhenAPersonResumes()
{
    Bench bench(Bench::patient(), {{.atOnce = 4}, 1});
    const QList<Change> changes = holdMany(bench, 60);
    bench.fault("GET", 1, listOf(10));
    bench.fault("GET", 2, listOf(10));
    const QUuid set = bench.start(changes);
    QTRY_COMPARE(phaseOf(bench, set), RunProgress::Phase::Paused);
    bench.runner().resume(set);
    QVERIFY(bench.waitFor(set));
    const auto entry = bench.journal().remembered(set);
    QCOMPARE(doneIn(*entry), 10);
    QCOMPARE(entry->outcomes.constLast().kind, OutcomeKind::ChangedBySomebodyElse);
    QCOMPARE(bench.methods().count("POST"), 10);
}

void TestChangeRunner::comparesAnewAfterAPause()
{
    Bench bench(Bench::patient(), {{.atOnce = 1}, 1});
    for (const char *name : {"a", "b", "c"})
        bench.hold(on(name));
    connect(&bench.runner(), &ChangeRunner::rowEnded, this, [&bench](const QUuid &set, qsizetype change) {
        if (change == 0)
            bench.runner().pause(set);
    });
    const QUuid set = bench.start({disabling("a"), disabling("b"), disabling("c")});
    QTRY_COMPARE(phaseOf(bench, set), RunProgress::Phase::Paused);
    bench.hold(off("b", older)); // somebody else, meanwhile
    bench.runner().resume(set);
    QVERIFY(bench.waitFor(set));
    QCOMPARE(bench.held("b"), off("b", older));
    QCOMPARE(bench.journal().remembered(set)->outcomes.at(1).kind, OutcomeKind::AlreadySo);
    QCOMPARE(bench.held("c"), off("c"));
}

void TestChangeRunner::looksOnceMoreAtWhatItDid_data()
{
    QTest::addColumn<int>("changes");
    QTest::addColumn<int>("looks");
    QTest::newRow("one question each") << 3 << 3;
    QTest::newRow("one list for many") << 51 << 1;
}

void TestChangeRunner::looksOnceMoreAtWhatItDid()
{
    QFETCH(int, changes);
    QFETCH(int, looks);
    Bench bench(Bench::patient(), {{.atOnce = 4}, 1}); // compared with one list
    QList<Change> wanted;
    for (int i = 0; i < changes; ++i) {
        wanted.append(disabling("u" + QByteArray::number(i)));
        bench.hold(on(wanted.constLast().name()));
    }
    std::optional<RunProgress> last;
    connect(&bench.runner(), &ChangeRunner::setEnded, this, [&bench] { bench.hold(on("u1")); });
    connect(&bench.runner(), &ChangeRunner::setConfirmed, this,
            [&](const QUuid &set) { last = bench.runner().progress(set); });
    const QUuid set = bench.start(wanted);
    QVERIFY(bench.waitForConfirmation(set));
    QCOMPARE(bench.methods().count("GET"), 1 + looks);
    QVERIFY(last);
    QCOMPARE(last->confirmed, changes - 1);
    QCOMPARE(last->differing, 1);
    QVERIFY(last->confirmedAt);
    const auto confirmations = bench.journal().confirmations(set);
    QCOMPARE(confirmations.at(0).kind, Confirmation::Kind::Confirmed);
    QCOMPARE(confirmations.at(1).kind, Confirmation::Kind::Differs);
    QVERIFY(!confirmations.at(1).words.isEmpty());
    QCOMPARE(bench.journal().remembered(set)->outcomes.at(1).kind, OutcomeKind::Done);
}

void TestChangeRunner::takesAFailedLookForNoFailure()
{
    Bench bench;
    bench.hold(on());
    bench.fault("GET", 2, refusal(500));
    const QUuid set = bench.start({disabling()});
    QVERIFY(bench.waitForConfirmation(set));
    QCOMPARE(bench.journal().remembered(set)->outcomes.constFirst().kind, OutcomeKind::Done);
    const Confirmation said = bench.journal().confirmations(set).constFirst();
    QCOMPARE(said.kind, Confirmation::Kind::CouldNotLook);
    QVERIFY(!said.words.isEmpty());
}

void TestChangeRunner::takesAShortListForNoLook()
{
    Bench bench(Bench::patient(), {{.atOnce = 4}, 1});
    const QList<Change> changes = holdMany(bench, 60);
    bench.fault("GET", 2, listOf(10));
    const QUuid set = bench.start(changes);
    QVERIFY(bench.waitForConfirmation(set));
    QCOMPARE(doneIn(*bench.journal().remembered(set)), 60);
    for (const Confirmation &said : bench.journal().confirmations(set)) {
        QCOMPARE(said.kind, Confirmation::Kind::CouldNotLook);
        QVERIFY(said.words.contains(QLatin1String("lacks 50 of the 60 users")));
    }
}

void TestChangeRunner::saysNothingOfAUserWhoIsChangedAnew()
{
    Bench bench;
    bench.hold(on());
    QUuid undo;
    connect(&bench.runner(), &ChangeRunner::setEnded, this, [&] {
        if (undo.isNull())
            undo = bench.start({{off(), on()}});
    });
    const QUuid set = bench.start({disabling()});
    QTRY_VERIFY(!undo.isNull());
    QVERIFY(bench.waitForConfirmation(undo));
    QVERIFY(bench.waitForConfirmation(set));
    const Confirmation::Kind said = bench.journal().confirmations(set).constFirst().kind;
    QVERIFY(said != Confirmation::Kind::Differs);
    QCOMPARE(bench.journal().confirmations(undo).constFirst().kind, Confirmation::Kind::Confirmed);
}

void TestChangeRunner::saysNothingOfAUserWhoWasChangedAnewBeforeTheEnd()
{
    Bench bench;
    for (const char *name : {"a", "b", "c"})
        bench.hold(on(name));
    bench.fault("POST", 2, Fault::done(Delivery::Drip)); // so that the act on a is over first
    QUuid act;
    connect(&bench.runner(), &ChangeRunner::rowEnded, this, [&](const QUuid &, qsizetype change) {
        if (act.isNull() && change == 0)
            act = bench.start({{off("a"), on("a")}});
    });
    const QUuid bulk = bench.start({disabling("a"), disabling("b"), disabling("c")});
    QVERIFY(bench.waitForConfirmation(bulk));
    QVERIFY(bench.waitForConfirmation(act));
    const QList<Confirmation> said = bench.journal().confirmations(bulk);
    QCOMPARE(said.at(0).kind, Confirmation::Kind::NotLooked);
    QCOMPARE(said.at(1).kind, Confirmation::Kind::Confirmed);
    QCOMPARE(bench.journal().confirmations(act).constFirst().kind, Confirmation::Kind::Confirmed);
}

void TestChangeRunner::tellsTheJournalFirstAndSignalsInOrder()
{
    Bench bench;
    bench.hold(on("a"));
    bench.hold(on("b"));
    QStringList story;
    ChangeRunner &runner = bench.runner();
    connect(&runner, &ChangeRunner::setStarted, this, [&story] { story << QStringLiteral("started"); });
    connect(&runner, &ChangeRunner::rowStarted, this, [&](const QUuid &, qsizetype row) {
        QVERIFY(runner.isBusy(row == 0 ? "a" : "b"));
        story << QStringLiteral("row %1").arg(row);
    });
    connect(&runner, &ChangeRunner::rowEnded, this, [&](const QUuid &set, qsizetype row, const Outcome &outcome) {
        QCOMPARE(bench.journal().remembered(set)->outcomes.at(row).kind, outcome.kind);
        QVERIFY(!runner.isBusy(row == 0 ? "a" : "b"));
        QCOMPARE(runner.isBusy("b"), row == 0);
        story << QStringLiteral("end %1").arg(row);
    });
    connect(&runner, &ChangeRunner::setEnded, this, [&](const QUuid &set) {
        QVERIFY(bench.journal().remembered(set)->ended);
        QVERIFY(runner.isIdle());
        story << QStringLiteral("ended");
    });
    const QUuid set = bench.start({disabling("a"), disabling("b")});
    QVERIFY(story.isEmpty());
    QVERIFY(bench.waitFor(set));
    QCOMPARE(story.join(QLatin1Char(',')), QStringLiteral("started,row 0,end 0,row 1,end 1,ended"));
}

void TestChangeRunner::endsAnEmptySet()
{
    Bench bench;
    const auto entry = bench.run(QList<Change>());
    QVERIFY(entry->ended);
    QVERIFY(bench.runner().isIdle());
}

void TestChangeRunner::neverHasTwoRequestsForOneName()
{
    Bench bench;
    bench.hold(on());
    bench.fault("GET", 1, Fault::done(Delivery::Drip)); // time for the others to come too early
    const QUuid first = bench.start({disabling()});
    const QUuid second = bench.start({{off(), on()}});
    const QUuid third = bench.start({disabling()});
    for (const QUuid &set : {first, second, third}) {
        QVERIFY(bench.waitFor(set));
        QCOMPARE(bench.journal().remembered(set)->outcomes.constFirst().kind, OutcomeKind::Done);
        QCOMPARE(bench.runner().isBusy("ann@x"), set != third);
    }
    QVERIFY(bench.waitForConfirmation(third));
    // A look once more only after the last: before that it would be about somebody who is being changed.
    QCOMPARE(bench.methods(), QByteArrayList({"GET", "POST", "GET", "POST", "GET", "POST", "GET"}));
    QCOMPARE(bench.held("ann@x"), off());
}

void TestChangeRunner::runsDifferentNamesSideBySide()
{
    Bench bench;
    bench.hold(on("a"));
    bench.hold(on("b"));
    bench.fault("GET", 1, Fault::notDone(Delivery::Stall));
    const QUuid slow = bench.start({disabling("a")});
    QTRY_COMPARE(bench.methods().size(), 1);
    const QUuid quick = bench.start({disabling("b")});
    QVERIFY(bench.waitFor(quick));
    QVERIFY(!bench.journal().remembered(slow)->ended);
    QVERIFY(bench.runner().isBusy("a"));
    QVERIFY(!bench.runner().isBusy("b"));
}

void TestChangeRunner::waitsForTheLaterNamesOfASet()
{
    Bench bench;
    for (const char *name : {"a", "b", "c"})
        bench.hold(on(name));
    bench.fault("GET", 1, Fault::done(Delivery::Drip));
    const QUuid bulk = bench.start({disabling("a"), disabling("b")});
    const QUuid behind = bench.start({{off("b"), on("b")}, disabling("c")});
    const QUuid further = bench.start({{off("c"), on("c")}});
    for (const QUuid &set : {bulk, behind, further}) {
        QVERIFY(bench.waitFor(set));
        const auto entry = bench.journal().remembered(set);
        for (const Outcome &outcome : entry->outcomes)
            QCOMPARE(outcome.kind, OutcomeKind::Done);
    }
    QCOMPARE(bench.held("a"), off("a"));
    QCOMPARE(bench.held("b"), on("b"));
    QCOMPARE(bench.held("c"), on("c"));
}

void TestChangeRunner::survivesANameThatStandsTwice()
{
    Bench bench;
    bench.hold(on());
    const auto entry = bench.run({disabling(), {off(), on()}});
    QCOMPARE(entry->outcomes.at(0).kind, OutcomeKind::Done);
    QCOMPARE(entry->outcomes.at(1).kind, OutcomeKind::Done);
    QVERIFY(!bench.runner().isBusy("ann@x"));
}

void TestChangeRunner::canBeGivenAnUndoFromASlot()
{
    Bench bench;
    bench.hold(on());
    QUuid undo;
    connect(&bench.runner(), &ChangeRunner::rowEnded, this, [&] {
        if (undo.isNull())
            undo = bench.start({{off(), on()}});
    });
    QVERIFY(bench.run({disabling()}));
    QVERIFY(bench.waitFor(undo));
    QCOMPARE(bench.held("ann@x"), on());
}

void TestChangeRunner::isSilentAndSafeWhenDestroyedAnywhere_data()
{
    QTest::addColumn<int>("requests");
    QTest::newRow("before it starts") << 0;
    QTest::newRow("while it looks") << 1;
    QTest::newRow("while it writes") << 2;
    QTest::newRow("while it asks") << 3;
}

void TestChangeRunner::isSilentAndSafeWhenDestroyedAnywhere()
{
    QFETCH(int, requests);
    Bench bench;
    bench.hold(on());
    if (requests == 2)
        bench.fault("POST", 1, Fault::notDone(Delivery::Stall));
    else if (requests > 0)
        bench.fault("GET", requests == 1 ? 1 : 2, Fault::notDone(Delivery::Stall));
    if (requests == 3)
        bench.fault("POST", 1, Fault::notDone(Delivery::Close));
    int signalsLater = 0;
    connect(&bench.runner(), &ChangeRunner::rowEnded, this, [&signalsLater] { ++signalsLater; });
    connect(&bench.runner(), &ChangeRunner::setEnded, this, [&signalsLater] { ++signalsLater; });
    const QUuid set = bench.start({disabling(), disabling("bob@x")});
    bench.start({disabling()});
    if (requests > 0)
        QTRY_COMPARE(bench.methods().size(), requests);
    bench.destroyRunner();
    QVERIFY(bench.answersStill());
    QCOMPARE(signalsLater, 0);
    QVERIFY(!bench.journal().remembered(set)->ended);
    QCOMPARE(bench.journal().remembered(set)->outcomes.constFirst().kind, OutcomeKind::NotSent);
}

void TestChangeRunner::canBeDestroyedFromItsSlots_data()
{
    QTest::addColumn<QString>("where");
    for (const char *where : {"setStarted", "rowStarted", "rowEnded", "setEnded"})
        QTest::newRow(where) << QString::fromLatin1(where);
}

void TestChangeRunner::canBeDestroyedFromItsSlots()
{
    QFETCH(QString, where);
    Bench bench;
    bench.hold(on());
    bool isDestroyed = false;
    const auto destroy = [&](const QUuid &set) {
        bench.destroyRunner();
        isDestroyed = !set.isNull();
    };
    ChangeRunner &runner = bench.runner();
    if (where == QLatin1String("setStarted"))
        connect(&runner, &ChangeRunner::setStarted, this, destroy);
    else if (where == QLatin1String("rowStarted"))
        connect(&runner, &ChangeRunner::rowStarted, this, destroy);
    else if (where == QLatin1String("rowEnded"))
        connect(&runner, &ChangeRunner::rowEnded, this, destroy);
    else
        connect(&runner, &ChangeRunner::setEnded, this, destroy);
    bench.start({disabling()});
    QTRY_VERIFY(isDestroyed);
    QVERIFY(bench.answersStill());
}

void TestChangeRunner::undoesARunOnTheServer()
{
    const QByteArray odd = R"({"name":"b","disabled":"yesterday","n":12345678901234567890123})";
    Bench bench;
    bench.hold(on("a"));
    bench.hold(*readStatus(odd));
    bench.hold(off("c"));
    PlanContext context;
    context.now = Bench::now;
    const Plan plan = planDelete({on("a"), *readStatus(odd), off("c")}, context);
    const ChangeSet set = plan.confirmed({});
    const auto entry = bench.run(set);
    QVERIFY(entry);
    QCOMPARE(bench.held("b"), gone("b"));
    const Plan undo = planUndo(set, entry->outcomes, {gone("a"), gone("b"), gone("c")}, context);
    const auto undone = bench.run(undo.confirmed({}));
    for (const Outcome &outcome : undone->outcomes)
        QCOMPARE(outcome.kind, OutcomeKind::Done);
    QCOMPARE(bench.held("a"), on("a"));
    QCOMPARE(bench.held("b"), *readStatus(odd));
    QCOMPARE(bench.held("c"), off("c"));
}

QTEST_GUILESS_MAIN(TestChangeRunner)
#include "tst_changerunner.moc"
