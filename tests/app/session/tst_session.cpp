// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/serveraddress.h"
#include "session/session.h"
#include "tests/support/faultserver.h"
#include "tests/support/memoryjournal.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace std::chrono_literals;

namespace {

const QByteArray kAnaDisabled(R"({"name":"ana","disabled":"2022-09-21T19:01:25.872Z","locked":true})");

/// As a Date header has it.
QByteArray httpDate(Instant instant)
{
    const auto text = QDateTime::fromMSecsSinceEpoch(toMilliseconds(instant), Qt::UTC);
    return QLocale::c().toString(text, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'")).toLatin1();
}

/// A session on a server that misbehaves as told.
struct Bench
{
    explicit Bench(const Profile &changes = {})
    {
        server.setToken("secret");
        server.setEntries({{"ana", kAnaDisabled}, {"bo", R"({"name":"bo"})"}, {"root", R"({"name":"root"})"}});
        Profile profile = changes;
        profile.id = QUuid::createUuid();
        profile.name = QStringLiteral("Test");
        profile.token = "secret";
        profile.environment = changes.environment.value_or(Environment::Development);
        ClientOptions options;
        options.timeout = 2s;
        session = std::make_unique<Session>(profile, server.url(),
                                            Session::Parts{journal, [this] { return computerNow() + clockShift; },
                                                           QStringLiteral("ada@here"), options,
                                                           RetryPolicy{.tries = 4, .first = 1ms}});
    }

    bool load()
    {
        QSignalSpy replaced(&session->listing(), &UserListing::replaced);
        session->refresh();
        return replaced.wait() && session->loadState() == Session::LoadState::Loaded;
    }

    /// Few rows are planned at once.
    Plan planFor(Act act, std::vector<Row> rows) const
    {
        Plan made;
        session->planFor(act, std::move(rows), [&made](const Plan &plan) { made = plan; });
        return made;
    }
    Plan undoPlan() const
    {
        Plan made;
        session->planUndo(session->undoable()->entry, {}, [&made](const Plan &plan) { made = plan; });
        return made;
    }
    Row row(const QByteArray &name) const { return *session->listing().table().find(name); }

    /// Submits what the plan would change and waits for its end.
    std::optional<ActReport> run(const Plan &plan)
    {
        QSignalSpy ended(session.get(), &Session::actEnded);
        session->submit(plan.confirmed({}));
        if (ended.isEmpty() && !ended.wait())
            return std::nullopt;
        return ended.first().first().value<ActReport>();
    }

    FaultServer server;
    MemoryJournal journal;
    std::chrono::milliseconds clockShift{0};
    std::unique_ptr<Session> session;
};

} // namespace

class TestSession final : public QObject
{
    Q_OBJECT
private slots:
    void loadsTheList();
    void saysWhyTheFirstListFailed();
    void keepsTheListWhenTheServerIsLost();
    void disablesAndTakesBack();
    void takesBackToTheLetter();
    void deletesAndTakesBack();
    void createsAndTakesBack();
    void showsTheWantedStateUntilTheAnswerComes();
    void putsBackWhatFailed();
    void sendsNothingThatWasNotRecorded();
    void refusesToWriteWhenReadOnly();
    void refusesProtectedNames();
    void noticesWhatSomebodyElseChanged();
    void keepsTheDateOfWhoeverDidItFirst();
    void asksAboutALostAnswer();
    void doesNotBelieveAShrunkList_data();
    void doesNotBelieveAShrunkList();
    void countsTheActsForManyWhenItIsKnownWhoIsProtected();
    void believesAListThatShrankALittle();
    void asksBeforeAListWithAnUnknownMember();
    void saysBothDoubtsAboutOneList();
    void showsADoubtfulListWhereThereIsNoOther();
    void takesTheTimeFromTheServer();
    void takesTheTimeFromTheServersErrors_data();
    void takesTheTimeFromTheServersErrors();
    void isSilentWhenDestroyedInTheMiddle();
    void knowsWhatNeedsAReview();
    void sendsNothingWithoutAReasonThatIsRequired();
    void undoesInTheOppositeOrder();
    void undoesNothingWhileAnActIsOnItsWay();
    void isNotStuckAtAnUndoThatIsDoneAlready();
    void believesAMemberOnceAPersonDid();
    void keepsTheAgeOfAListThatWasDoubted();
    void listsNobodyForANewStatusThatFailed();
    void refusesASetForAnotherConnection();
    void showsARefusedToken();
    void fetchesARefusedSecretAnewBeforeARunGoesOn();
};

void TestSession::loadsTheList()
{
    Bench bench;
    QVERIFY(bench.load());
    QCOMPARE(bench.session->listing().table().counts(), (StatusCounts{2, 1, 0}));
    QVERIFY(!bench.session->error());
    QVERIFY(bench.session->listTakenAt());
    QVERIFY(bench.session->isProtected(bench.row("root")) == false);
    QVERIFY(bench.session->listing().isConsistent());
}

void TestSession::saysWhyTheFirstListFailed()
{
    Bench bench;
    bench.server.always("GET", Fault::answer(FaultReply::page(200, "<html>login</html>")));
    QSignalSpy changed(bench.session.get(), &Session::stateChanged);
    bench.session->refresh();
    QTRY_COMPARE(bench.session->loadState(), Session::LoadState::Failed);
    QCOMPARE(bench.session->error()->kind, ApiErrorKind::NotTheApi);
    QVERIFY(!bench.session->writingRefusal().isEmpty());
}

void TestSession::keepsTheListWhenTheServerIsLost()
{
    Bench bench;
    QVERIFY(bench.load());
    bench.server.always("GET", Fault::notDone(Delivery::Close));
    bench.session->refresh();
    QTRY_VERIFY(bench.session->error());
    QCOMPARE(bench.session->loadState(), Session::LoadState::Loaded);
    QCOMPARE(bench.session->listing().visible().count(), 3);
    bench.server.behave();
    bench.session->refresh();
    QTRY_VERIFY(!bench.session->error());
}

void TestSession::disablesAndTakesBack()
{
    Bench bench;
    QVERIFY(bench.load());
    const auto before = bench.server.entries();
    const auto report = bench.run(bench.session->planToggle(bench.row("bo")));
    QVERIFY(report);
    QCOMPARE(report->outcome.kind, OutcomeKind::Done);
    QCOMPARE(report->verb, QStringLiteral("disabled"));
    QVERIFY(report->canUndo);
    QCOMPARE(bench.session->listing().table().state(bench.row("bo")), StatusState::Disabled);
    QVERIFY(bench.server.entries().at("bo").contains("disabled"));
    QCOMPARE(bench.server.count("POST"), 1);

    const auto undone = bench.run(bench.undoPlan());
    QVERIFY(undone);
    QVERIFY(undone->isUndo);
    QCOMPARE(undone->outcome.kind, OutcomeKind::Done);
    QCOMPARE(bench.server.entries(), before);
    QVERIFY(!bench.session->undoable());
    QVERIFY(bench.session->listing().isConsistent());
}

void TestSession::takesBackToTheLetter()
{
    Bench bench;
    QVERIFY(bench.load());
    QVERIFY(bench.run(bench.session->planToggle(bench.row("ana"))));
    QCOMPARE(bench.server.entries().at("ana"), QByteArray(R"({"name":"ana","locked":true})"));
    QVERIFY(bench.run(bench.undoPlan()));
    QCOMPARE(bench.server.entries().at("ana"), kAnaDisabled);
}

void TestSession::deletesAndTakesBack()
{
    Bench bench;
    QVERIFY(bench.load());
    const auto report = bench.run(bench.planFor(Act::Delete, {bench.row("ana")}));
    QVERIFY(report);
    QCOMPARE(report->outcome.kind, OutcomeKind::Done);
    QVERIFY(!bench.server.entries().contains("ana"));
    QCOMPARE(bench.session->listing().table().state(bench.row("ana")), StatusState::NoStatus);
    QCOMPARE(bench.session->listing().mark(bench.row("ana")).kind, RowMark::Kind::Deleted);
    QVERIFY(bench.run(bench.undoPlan()));
    QCOMPARE(bench.server.entries().at("ana"), kAnaDisabled);
    QCOMPARE(bench.session->listing().mark(bench.row("ana")).kind, RowMark::Kind::None);
}

void TestSession::createsAndTakesBack()
{
    Bench bench;
    QVERIFY(bench.load());
    const Instant since = bench.session->now();
    const auto report = bench.run(bench.session->planNew("\u00fc@x/y", since, FutureDates::Refused));
    QVERIFY(report);
    QCOMPARE(report->outcome.kind, OutcomeKind::Done);
    QVERIFY(bench.server.entries().contains("\u00fc@x/y"));
    QCOMPARE(bench.session->listing().table().status(bench.row("\u00fc@x/y")),
             UserStatus::disabled("\u00fc@x/y", since));
    QVERIFY(bench.run(bench.undoPlan()));
    QVERIFY(!bench.server.entries().contains("\u00fc@x/y"));
}

void TestSession::showsTheWantedStateUntilTheAnswerComes()
{
    Bench bench;
    QVERIFY(bench.load());
    QSignalSpy ended(bench.session.get(), &Session::actEnded);
    bench.session->submit(bench.session->planToggle(bench.row("bo")).confirmed({}));
    QVERIFY(bench.session->isBusy(bench.row("bo")));
    QVERIFY(!bench.session->isIdle());
    QCOMPARE(bench.session->listing().mark(bench.row("bo")).wanted, StatusState::Disabled);
    QCOMPARE(bench.session->listing().table().state(bench.row("bo")), StatusState::Enabled);
    QVERIFY(ended.wait());
    QVERIFY(!bench.session->isBusy(bench.row("bo")));
    QVERIFY(bench.session->isIdle());
}

void TestSession::putsBackWhatFailed()
{
    Bench bench;
    QVERIFY(bench.load());
    bench.server.always("POST", Fault::answer(FaultReply::json(403, R"({"error":"this token may only read"})")));
    const auto report = bench.run(bench.session->planToggle(bench.row("bo")));
    QVERIFY(report);
    QCOMPARE(report->outcome.kind, OutcomeKind::Failed);
    QVERIFY(!report->canUndo);
    QCOMPARE(bench.session->listing().table().state(bench.row("bo")), StatusState::Enabled);
    QCOMPARE(bench.session->listing().mark(bench.row("bo")).kind, RowMark::Kind::Failed);
    QVERIFY(!bench.session->listing().mark(bench.row("bo")).words.isEmpty());
    QCOMPARE(bench.session->error()->kind, ApiErrorKind::Forbidden);
    QVERIFY(!bench.session->undoable());
    bench.server.behave();
    QVERIFY(bench.run(bench.session->planToggle(bench.row("bo"))));
    QVERIFY(!bench.session->error()); // the next write that is let through takes the word back
}

void TestSession::sendsNothingThatWasNotRecorded()
{
    Bench bench;
    QVERIFY(bench.load());
    const int before = bench.server.count("*");
    bench.journal.failWith(QStringLiteral("The disk is full."));
    QSignalSpy refused(bench.session.get(), &Session::notRecorded);
    bench.session->submit(bench.session->planToggle(bench.row("bo")).confirmed({}));
    QVERIFY(refused.wait());
    QCOMPARE(refused.first().first().toString(), QStringLiteral("The disk is full."));
    QVERIFY(!bench.session->isBusy(bench.row("bo")));
    QVERIFY(bench.session->isIdle());
    QCOMPARE(bench.server.count("*"), before);
}

void TestSession::refusesToWriteWhenReadOnly()
{
    Profile profile;
    profile.readOnly = true;
    Bench bench(profile);
    QVERIFY(bench.load());
    QSignalSpy refused(bench.session.get(), &Session::notRecorded);
    bench.session->submit(bench.session->planToggle(bench.row("bo")).confirmed({}));
    QCOMPARE(refused.count(), 1);
    QCOMPARE(bench.journal.size(), 0);
    QCOMPARE(bench.server.count("POST"), 0);
}

void TestSession::refusesProtectedNames()
{
    Profile profile;
    profile.protectedNames = {QStringLiteral("ROO*")};
    Bench bench(profile);
    QVERIFY(bench.load());
    QVERIFY(bench.session->isProtected(bench.row("root")));
    QCOMPARE(bench.session->planToggle(bench.row("root")).rows.first().verdict, Verdict::Protected);
    QCOMPARE(bench.planFor(Act::Delete, {bench.row("root")}).rows.first().verdict, Verdict::Protected);
}

void TestSession::noticesWhatSomebodyElseChanged()
{
    Bench bench;
    QVERIFY(bench.load());
    bench.server.addEntry("ana", R"({"name":"ana","disabled":"2020-01-01T00:00:00.000Z"})");
    const auto report = bench.run(bench.session->planToggle(bench.row("ana")));
    QVERIFY(report);
    QCOMPARE(report->outcome.kind, OutcomeKind::ChangedBySomebodyElse);
    QCOMPARE(bench.server.count("POST"), 0);
    QCOMPARE(bench.session->listing().table().disabledSince(bench.row("ana")), *parseInstant("2020-01-01T00:00:00Z"));
}

void TestSession::keepsTheDateOfWhoeverDidItFirst()
{
    Bench bench;
    QVERIFY(bench.load());
    bench.server.addEntry("bo", R"({"name":"bo","disabled":"2020-01-01T00:00:00.000Z"})");
    const auto report = bench.run(bench.session->planToggle(bench.row("bo")));
    QVERIFY(report);
    QCOMPARE(report->outcome.kind, OutcomeKind::AlreadySo);
    QVERIFY(!report->canUndo);
    QCOMPARE(bench.server.count("POST"), 0);
    QCOMPARE(bench.session->listing().table().disabledSince(bench.row("bo")), *parseInstant("2020-01-01T00:00:00Z"));
}

void TestSession::asksAboutALostAnswer()
{
    Bench bench;
    QVERIFY(bench.load());
    bench.server.on("POST", 1, Fault::done(Delivery::Close));
    const auto report = bench.run(bench.session->planToggle(bench.row("bo")));
    QVERIFY(report);
    QCOMPARE(report->outcome.kind, OutcomeKind::Done);
    QVERIFY(report->canUndo);
    QCOMPARE(bench.server.count("POST"), 1);
    QCOMPARE(bench.session->listing().table().state(bench.row("bo")), StatusState::Disabled);
}

void TestSession::doesNotBelieveAShrunkList_data()
{
    QTest::addColumn<int>("left");
    QTest::newRow("nobody") << 0;
    QTest::newRow("a fifth is gone") << 40;
    QTest::newRow("six are gone") << 44;
}

void TestSession::doesNotBelieveAShrunkList()
{
    QFETCH(int, left);
    Bench bench;
    std::map<QByteArray, QByteArray> entries;
    for (int i = 0; i < 50; ++i) {
        const QByteArray name = "user" + QByteArray::number(i);
        entries.emplace(name, "{\"name\":\"" + name + "\"}");
    }
    bench.server.setEntries(entries);
    QVERIFY(bench.load());
    while (entries.size() > static_cast<std::size_t>(left))
        entries.erase(entries.begin());
    bench.server.setEntries(entries);
    bench.session->refresh();
    QTRY_VERIFY(bench.session->doubt());
    QCOMPARE(bench.session->doubt()->before, 50);
    QCOMPARE(bench.session->doubt()->after, left);
    QVERIFY(!bench.session->doubt()->sentence().isEmpty());
    QCOMPARE(bench.session->listing().visible().count(), 50);
    QVERIFY(!bench.session->writingRefusal().isEmpty());
    bench.session->acceptDoubtfulList();
    QTRY_COMPARE(bench.session->listing().visible().count(), left);
    QVERIFY(!bench.session->doubt());
    QVERIFY(bench.session->writingRefusal().isEmpty());
}

// Names are compared with patterns, which for many takes a worker: no number is better than one that comes late.
void TestSession::countsTheActsForManyWhenItIsKnownWhoIsProtected()
{
    Profile changes;
    changes.protectedNames = {QStringLiteral("user1*")};
    Bench bench(changes);
    std::map<QByteArray, QByteArray> entries;
    for (int i = 0; i < 3'000; ++i) {
        const QByteArray name = "user" + QByteArray::number(i);
        entries.emplace(name, "{\"name\":\"" + name + "\"}");
    }
    bench.server.setEntries(entries);
    QVERIFY(bench.load());
    bench.session->listing().selectAllVisible();
    const ActCounts expected{.disable = 1'889, .remove = 1'889};
    QTRY_COMPARE(bench.session->actCounts(), expected);
    std::optional<std::optional<ActCounts>> meanwhile;
    connect(&bench.session->listing(), &UserListing::replaced, this, [&] { meanwhile = bench.session->actCounts(); });
    QSignalSpy changed(bench.session.get(), &Session::stateChanged);
    bench.session->refresh();
    QTRY_VERIFY(meanwhile);
    QVERIFY(!*meanwhile);
    QTRY_COMPARE(bench.session->actCounts(), expected);
    QVERIFY(!changed.isEmpty());
}

void TestSession::believesAListThatShrankALittle()
{
    Bench bench;
    QVERIFY(bench.load());
    bench.server.setEntries({{"ana", kAnaDisabled}});
    QVERIFY(bench.load());
    QVERIFY(!bench.session->doubt());
    QCOMPARE(bench.session->listing().visible().count(), 1);
}

void TestSession::asksBeforeAListWithAnUnknownMember()
{
    Bench bench;
    bench.server.on("GET", 1, Fault::answer(FaultReply::json(200, R"({"userStatuses":[{"name":"x"}],"next":"abc"})")));
    bench.session->refresh();
    QTRY_VERIFY(bench.session->doubt());
    QCOMPARE(bench.session->doubt()->member, QStringLiteral("next"));
    QVERIFY(!bench.session->writingRefusal().isEmpty());
    bench.session->acceptDoubtfulList();
    QTRY_COMPARE(bench.session->listing().visible().count(), 1);
}

void TestSession::saysBothDoubtsAboutOneList()
{
    Bench bench;
    QVERIFY(bench.load());
    bench.server.always("GET", Fault::answer(FaultReply::json(200, R"({"userStatuses":[],"next":"abc"})")));
    bench.session->refresh();
    QTRY_VERIFY(bench.session->doubt());
    QCOMPARE(bench.session->doubt()->member, QStringLiteral("next"));
    QCOMPARE(bench.session->doubt()->shrink, DoubtfulList::Shrink::Empty);
    const QString sentence = bench.session->doubt()->sentence();
    QVERIFY2(sentence.contains(QStringLiteral("nobody")) && sentence.contains(QStringLiteral("“next”")),
             qPrintable(sentence));
    QCOMPARE(bench.session->listing().visible().count(), 3);
    bench.session->acceptDoubtfulList();
    QTRY_COMPARE(bench.session->listing().visible().count(), 0);
    QVERIFY(bench.session->writingRefusal().isEmpty());
}

void TestSession::showsADoubtfulListWhereThereIsNoOther()
{
    Bench bench;
    bench.server.on("GET", 1, Fault::answer(FaultReply::json(200, R"({"userStatuses":[{"name":"x"}],"next":"abc"})")));
    QVERIFY(bench.load());
    QCOMPARE(bench.session->listing().visible().count(), 1);
    QCOMPARE(bench.session->doubt()->screen, DoubtfulList::Screen::NewList);
    QSignalSpy refused(bench.session.get(), &Session::notRecorded);
    bench.session->submit(bench.session->planToggle(0).confirmed({}));
    QCOMPARE(refused.count(), 1);
    QCOMPARE(bench.journal.size(), 0);
    QVERIFY(!bench.session->believedUsers());

    QVERIFY(bench.load()); // asked again, the server lists everybody
    QVERIFY(!bench.session->doubt());
    QCOMPARE(bench.session->believedUsers(), 3);
    QVERIFY(bench.session->writingRefusal().isEmpty());
}

void TestSession::takesTheTimeFromTheServer()
{
    Bench bench;
    bench.clockShift = 10min;
    bench.server.on(
        "GET", 1,
        Fault::answer(
            FaultReply::json(200, R"({"userStatuses":[{"name":"bo"}]})").with("Date", httpDate(computerNow()))));
    QVERIFY(bench.load());
    QVERIFY(bench.session->isClockOff());
    QVERIFY(std::chrono::abs(bench.session->now() - computerNow()) < 1min);
    bench.clockShift = 0min;
    bench.server.on(
        "GET", 2,
        Fault::answer(
            FaultReply::json(200, R"({"userStatuses":[{"name":"bo"}]})").with("Date", httpDate(computerNow()))));
    QVERIFY(bench.load());
    QVERIFY(!bench.session->isClockOff());
    // Every answer tells the time, not only the list.
    bench.clockShift = -10min;
    bench.server.on(
        "GET", 3,
        Fault::answer(
            FaultReply::json(200, R"({"userStatuses":[{"name":"bo"}]})").with("Date", httpDate(computerNow()))));
    QVERIFY(bench.run(bench.session->planToggle(bench.row("bo"))));
    QVERIFY(bench.session->isClockOff());
    QVERIFY(bench.session->clockAhead() < -9min);
}

void TestSession::takesTheTimeFromTheServersErrors_data()
{
    QTest::addColumn<FaultReply>("list");
    QTest::addColumn<bool>("isOff");
    QTest::newRow("refused token") << FaultReply::json(401, R"({"error":"no"})") << true;
    QTest::newRow("broken server") << FaultReply::json(500, R"({"error":"broken"})") << true;
    QTest::newRow("error with 200") << FaultReply::json(200, R"({"error":"broken"})") << true;
    QTest::newRow("login page") << FaultReply::page(200, "<html>login</html>") << false;
    QTest::newRow("a proxy's page") << FaultReply::page(403, "<html>blocked</html>") << false;
    QTest::newRow("a gateway") << FaultReply::json(502, R"({"message":"no upstream"})") << false;
    QTest::newRow("no list") << FaultReply::json(200, R"({"userStatuses":7})") << false;
}

void TestSession::takesTheTimeFromTheServersErrors()
{
    QFETCH(const FaultReply, list);
    QFETCH(const bool, isOff);
    const Instant theirs = computerNow() - 10min;
    Bench bench;
    bench.server.on("GET", 1, Fault::answer(list.with("Date", httpDate(theirs))));
    bench.session->refresh();
    QTRY_VERIFY(bench.session->error());
    QCOMPARE(bench.session->isClockOff(), isOff);

    // An error in answer to a change is an answer too.
    Bench busy;
    QVERIFY(busy.load());
    QVERIFY(!busy.session->isClockOff());
    busy.server.always("POST", Fault::answer(list.with("Date", httpDate(theirs))));
    QVERIFY(busy.run(busy.session->planToggle(busy.row("bo"))));
    // Asked again after a doubtful answer, the server tells its own time.
    QCOMPARE(busy.session->isClockOff(), isOff && busy.server.requests().constLast().method() == "POST");
}

void TestSession::isSilentWhenDestroyedInTheMiddle()
{
    for (const char *method : {"GET", "POST"}) {
        Bench bench;
        QVERIFY(bench.load());
        bench.server.always(method, Fault::notDone(Delivery::Stall));
        const int before = bench.server.count(method);
        bench.session->submit(bench.session->planToggle(bench.row("bo")).confirmed({}));
        bench.session->refresh();
        QTRY_VERIFY(bench.server.count(method) > before);
        bench.session.reset();
        QCoreApplication::processEvents();
    }
}

void TestSession::knowsWhatNeedsAReview()
{
    Profile production;
    production.environment = Environment::Production;
    Bench bench;
    Bench careful(production);
    QVERIFY(bench.load());
    QVERIFY(careful.load());
    QVERIFY(!bench.session->needsReview(bench.session->planToggle(bench.row("bo"))));
    QVERIFY(bench.session->needsReview(bench.planFor(Act::Delete, {bench.row("bo")})));
    QVERIFY(bench.session->needsReview(bench.planFor(Act::Disable, {bench.row("bo"), bench.row("root")})));
    QVERIFY(careful.session->needsReview(careful.session->planToggle(careful.row("bo"))));
}

void TestSession::sendsNothingWithoutAReasonThatIsRequired()
{
    Profile strict;
    strict.environment = Environment::Development;
    strict.reasonRequired = true;
    Bench bench(strict);
    QVERIFY(bench.load());
    const Plan plan = bench.session->planToggle(bench.row("bo"));
    QVERIFY(bench.session->needsReview(plan));
    QSignalSpy refused(bench.session.get(), &Session::notRecorded);
    bench.session->submit(plan.confirmed(QStringLiteral("  ")));
    QCOMPARE(refused.count(), 1);
    QVERIFY(bench.session->isIdle());
    bench.session->submit(plan.confirmed(QStringLiteral("Ticket 4711")));
    QCOMPARE(refused.count(), 1);
    QVERIFY(!bench.session->isIdle());
    QTRY_VERIFY(bench.session->isIdle());
}

void TestSession::undoesInTheOppositeOrder()
{
    Bench bench;
    QVERIFY(bench.load());
    const auto before = bench.server.entries();
    QVERIFY(bench.run(bench.session->planToggle(bench.row("bo"))));
    QVERIFY(bench.run(bench.session->planToggle(bench.row("root"))));
    QVERIFY(bench.run(bench.session->planToggle(bench.row("ana"))));
    for (int i = 0; i < 3; ++i) {
        QVERIFY(bench.session->undoable());
        QVERIFY(bench.run(bench.undoPlan()));
    }
    QVERIFY(!bench.session->undoable());
    QCOMPARE(bench.server.entries(), before);
}

void TestSession::undoesNothingWhileAnActIsOnItsWay()
{
    Bench bench;
    QVERIFY(bench.load());
    QVERIFY(bench.run(bench.session->planToggle(bench.row("bo"))));
    const auto first = bench.session->undoable();
    QVERIFY(first);

    // Whoever undoes now means this act, not the one before it.
    QSignalSpy ended(bench.session.get(), &Session::actEnded);
    QSignalSpy undoChanged(bench.session.get(), &Session::undoChanged);
    bench.session->submit(bench.session->planToggle(bench.row("root")).confirmed({}));
    QVERIFY(!bench.session->undoable());
    QCOMPARE(undoChanged.count(), 1);
    QVERIFY(ended.wait());
    QVERIFY(bench.session->undoable());
    QCOMPARE(bench.session->undoable()->entry.set.changes.first().name(), QByteArray("root"));

    // Nor is one set taken back twice.
    bench.session->submit(bench.undoPlan().confirmed({}));
    QVERIFY(!bench.session->undoable());
    QTRY_COMPARE(ended.count(), 2);
    QCOMPARE(bench.session->undoable()->entry.set.id, first->entry.set.id);

    // A set that cannot be written down leaves things as they were.
    bench.journal.failWith(QStringLiteral("The disk is full."));
    undoChanged.clear();
    bench.session->submit(bench.session->planToggle(bench.row("root")).confirmed({}));
    QVERIFY(!bench.session->undoable());
    QTRY_COMPARE(undoChanged.count(), 2);
    QVERIFY(bench.session->undoable());
}

void TestSession::isNotStuckAtAnUndoThatIsDoneAlready()
{
    for (const QByteArray &theirs :
         {QByteArray(R"({"name":"root"})"), QByteArray(R"({"name":"root","disabled":"2020-01-01T00:00:00.000Z"})")}) {
        Bench bench;
        QVERIFY(bench.load());
        QVERIFY(bench.run(bench.session->planToggle(bench.row("bo"))));
        QVERIFY(bench.run(bench.session->planToggle(bench.row("root"))));
        auto entries = bench.server.entries();
        entries["root"] = theirs;
        bench.server.setEntries(entries);
        const auto report = bench.run(bench.undoPlan());
        QVERIFY(report);
        QVERIFY(!report->outcome.changedSomething());
        QCOMPARE(bench.session->undoable()->entry.set.changes.first().name(), QByteArray("bo"));
        bench.session->forgetUndo(bench.session->undoable()->entry.set.id);
        QVERIFY(!bench.session->undoable());
    }

    // One that failed can be tried again.
    Bench bench;
    QVERIFY(bench.load());
    QVERIFY(bench.run(bench.session->planToggle(bench.row("bo"))));
    bench.server.always("POST", Fault::answer(FaultReply::json(403, R"({"error":"no"})")));
    QVERIFY(bench.run(bench.undoPlan()));
    QVERIFY(bench.session->undoable());
}

void TestSession::believesAMemberOnceAPersonDid()
{
    Bench bench;
    QVERIFY(bench.load());
    const auto withMember = [](const QByteArray &member) {
        return Fault::answer(FaultReply::json(200, "{\"userStatuses\":[{\"name\":\"bo\"}],\"" + member + "\":3}"));
    };
    bench.server.always("GET", withMember("total"));
    bench.session->refresh();
    QTRY_VERIFY(bench.session->doubt());
    bench.session->acceptDoubtfulList();
    QVERIFY(bench.session->writingRefusal().isEmpty());

    // Each review asks for a fresh list: what was believed must not stop every act again.
    QVERIFY(bench.load());
    QVERIFY(!bench.session->doubt());
    bench.server.always("GET", withMember("nextPage"));
    bench.session->refresh();
    QTRY_VERIFY(bench.session->doubt());
    QCOMPARE(bench.session->doubt()->member, QStringLiteral("nextPage"));
}

void TestSession::keepsTheAgeOfAListThatWasDoubted()
{
    Bench bench;
    QVERIFY(bench.load());
    bench.server.always("GET", Fault::answer(FaultReply::json(200, R"({"userStatuses":[]})")));
    bench.session->refresh();
    QTRY_VERIFY(bench.session->doubt());
    bench.clockShift = 1h;
    bench.session->acceptDoubtfulList();
    QVERIFY(*bench.session->listTakenAt() < computerNow() + 1min);
}

void TestSession::listsNobodyForANewStatusThatFailed()
{
    Bench bench;
    QVERIFY(bench.load());
    bench.server.always("POST", Fault::answer(FaultReply::json(500, R"({"error":"broken"})")));
    const auto report = bench.run(bench.session->planNew("ghost", std::nullopt, FutureDates::Refused));
    QVERIFY(report);
    QCOMPARE(report->outcome.kind, OutcomeKind::Failed);
    QVERIFY(report->outcome.isSeen);
    QVERIFY(!bench.session->listing().table().find("ghost"));
    QVERIFY(bench.session->listing().isConsistent());
}

void TestSession::refusesASetForAnotherConnection()
{
    Bench bench;
    QVERIFY(bench.load());
    ChangeSet set = bench.session->planToggle(bench.row("bo")).confirmed({});
    set.connection.address = QStringLiteral("https://elsewhere.example.com");
    QSignalSpy notRecorded(bench.session.get(), &Session::notRecorded);
    bench.session->submit(set);
    QCOMPARE(notRecorded.count(), 1);
    QVERIFY(notRecorded.first().first().toString().contains(set.connection.address));
    QVERIFY(bench.session->isIdle());
    QCOMPARE(bench.journal.size(), 0);
}

void TestSession::showsARefusedToken()
{
    Bench bench;
    QVERIFY(bench.load());
    bench.server.setToken("another");
    const auto report = bench.run(bench.session->planToggle(bench.row("bo")));
    QVERIFY(report);
    QCOMPARE(report->outcome.kind, OutcomeKind::Failed);
    QCOMPARE(bench.session->error()->kind, ApiErrorKind::TokenRefused);
    QCOMPARE(bench.session->listing().visible().count(), 3);
}

// One that was asked for, or came from a command, is no other by being sent again.
void TestSession::fetchesARefusedSecretAnewBeforeARunGoesOn()
{
    Bench bench;
    Profile profile = bench.session->profile();
    profile.tokenStore = tokenstore::ask;
    profile.token.clear();
    profile.atOnce = 1;
    QByteArray token = "secret";
    int fetched = 0;
    int forgotten = 0;
    Session::Parts parts{bench.journal, computerNow, QStringLiteral("ada@here"), {}, RetryPolicy{.first = 1ms}};
    parts.fetchSecrets = [&](const Profile &, const SecretsAnswer &answer) {
        ++fetched;
        answer(Secrets{token, {}, {}});
    };
    parts.forgetSecrets = [&forgotten](const QUuid &) { ++forgotten; };
    bench.session = std::make_unique<Session>(profile, bench.server.url(), std::move(parts));
    QVERIFY(bench.load());
    QCOMPARE(fetched, 1);
    connect(bench.session.get(), &Session::runRowEnded, this, [&bench] { bench.server.setToken("renewed"); });
    const ChangeSet set = bench.planFor(Act::Disable, {bench.row("bo"), bench.row("root")}).confirmed({});
    bench.session->submit(set);
    const auto isPaused = [&] {
        const auto progress = bench.session->progress(set.id);
        return progress && progress->phase == RunProgress::Phase::Paused && progress->isTokenRefused;
    };
    QTRY_VERIFY(isPaused());
    QVERIFY(forgotten > 0);
    token = "renewed";
    QSignalSpy ended(bench.session.get(), &Session::actEnded);
    bench.session->resume(set.id);
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(fetched, 2);
    QCOMPARE(ended.first().first().value<ActReport>().outcomes.of(OutcomeKind::Done), 2);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
