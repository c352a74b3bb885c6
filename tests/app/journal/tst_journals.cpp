// SPDX-License-Identifier: GPL-3.0-or-later
// What every journal promises, tried on the one in memory and on the one on disk.
#include "journal/sqlitejournal.h"
#include "tests/app/journal/journalbench.h"
#include "tests/support/memoryjournal.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <memory>

using namespace gatehouse;

class TestJournals : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_journal.reset(); }
    void givesBackASetToTheLetter_data() { journals(); }
    void givesBackASetToTheLetter();
    void writesNothingDownTwice_data() { journals(); }
    void writesNothingDownTwice();
    void answersThroughTheEventLoop_data() { journals(); }
    void answersThroughTheEventLoop();
    void keepsOutcomesAndConfirmationsByTheirPlace_data() { journals(); }
    void keepsOutcomesAndConfirmationsByTheirPlace();
    void ignoresWhatItDoesNotKnow_data() { journals(); }
    void ignoresWhatItDoesNotKnow();
    void listsSetsNewestFirstInPieces_data() { journals(); }
    void listsSetsNewestFirstInPieces();
    void countsOutcomesBeforeAndAfterTheEnd_data() { journals(); }
    void countsOutcomesBeforeAndAfterTheEnd();
    void takesWhatHasNoOutcomeAtTheEndForNotSent_data() { journals(); }
    void takesWhatHasNoOutcomeAtTheEndForNotSent();
    void findsSetsByUserConnectionAndTime_data() { journals(); }
    void findsSetsByUserConnectionAndTime();
    void findsRowsOfASet_data() { journals(); }
    void findsRowsOfASet();
    void tellsTheStoryOfAUser_data() { journals(); }
    void tellsTheStoryOfAUser();
    void knowsTheLastSetThatCanBeTakenBack_data() { journals(); }
    void knowsTheLastSetThatCanBeTakenBack();
    void addsReasonsAndKeepsThoseBefore_data() { journals(); }
    void addsReasonsAndKeepsThoseBefore();
    void namesConnectionsAsTheyWereCalledLast_data() { journals(); }
    void namesConnectionsAsTheyWereCalledLast();
    void knowsHowFarASetMayBeSent_data() { journals(); }
    void knowsHowFarASetMayBeSent();
    void givesASetThatWasLetGoToWhoTakesItUp_data() { journals(); }
    void givesASetThatWasLetGoToWhoTakesItUp();
    void givesNothingUpThatRunsOrHasEnded_data() { journals(); }
    void givesNothingUpThatRunsOrHasEnded();
    void tellsWhenListsAreOutOfDate_data() { journals(); }
    void tellsWhenListsAreOutOfDate();

private:
    static void journals();
    Journal &journal() { return *m_journal; }
    /// Recorded and ended, every change in this way.
    ChangeSet ended(ChangeSet set, OutcomeKind kind);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Journal> m_journal;
};

void TestJournals::journals()
{
    QTest::addColumn<bool>("isOnDisk");
    QTest::newRow("in memory") << false;
    QTest::newRow("on disk") << true;
}

void TestJournals::init()
{
    QFETCH(bool, isOnDisk);
    m_folder = std::make_unique<QTemporaryDir>();
    if (isOnDisk)
        m_journal = std::make_unique<SqliteJournal>(m_folder->filePath(QStringLiteral("journal.sqlite")), computerNow);
    else
        m_journal = std::make_unique<MemoryJournal>();
}

ChangeSet TestJournals::ended(ChangeSet set, OutcomeKind kind)
{
    [&] { QVERIFY(record(journal(), set)); }();
    for (qsizetype i = 0; i < set.changes.size(); ++i)
        journal().noteOutcome(set.id, i, outcomeOf(kind));
    journal().noteEnd(set.id, fromMilliseconds(3'000'000));
    return set;
}

void TestJournals::givesBackASetToTheLetter()
{
    ChangeSet set = setOf({"plain", "\xC3\xBC@x", QByteArray(300, 'n'), "quote\"'; --", QByteArray("nul\0inside", 10)});
    UserStatus odd{"odd", StatusState::DisabledOdd, {}, R"({"name":"odd","disabled":"yesterday","n":1e400})"};
    UserStatus big{"big", StatusState::Enabled, {}, R"({"name":"big","id":12345678901234567890123})"};
    set.changes.append({odd, UserStatus::disabled("odd", fromMilliseconds(-1))});
    set.changes.append({big, UserStatus::none("big")});
    set.changes.append({UserStatus::none("new"), UserStatus::enabled("new")});
    set.matchedBy = QStringList(set.changes.size());
    set.matchedBy[1] = QStringLiteral("e-mail");
    set.leftAlone = {{{UserStatus::enabled("."), UserStatus::enabled(".")}, Verdict::NotAddressable, {}},
                     {{big, big}, Verdict::Protected, QStringLiteral("name")}};
    for (int i = 1; i < static_cast<int>(Verdict::Count); ++i)
        set.leftAlone.append({{UserStatus::none("left"), UserStatus::none("left")}, static_cast<Verdict>(i), {}});
    set.reason = QStringLiteral("Left the company – “Q3”");
    set.undoes = QUuid::createUuid();
    QVERIFY(record(journal(), set));

    const auto entry = entryOf(journal(), set.id);
    QVERIFY(entry);
    QCOMPARE(entry->set.changes, set.changes);
    QCOMPARE(entry->set.leftAlone, set.leftAlone);
    QCOMPARE(entry->set.matchedBy, set.matchedBy);
    QCOMPARE(entry->set.id, set.id);
    QCOMPARE(entry->set.act, set.act);
    QCOMPARE(entry->set.title, set.title);
    QVERIFY(entry->set.connection == set.connection);
    QCOMPARE(entry->set.connectionName, set.connectionName);
    QCOMPARE(entry->set.reason, set.reason);
    QCOMPARE(entry->set.orderedBy, set.orderedBy);
    QVERIFY(entry->set.orderedAt == set.orderedAt);
    QCOMPARE(entry->set.undoes, set.undoes);
    QVERIFY(!entry->ended);
    QCOMPARE(entry->outcomes, QList<Outcome>(set.changes.size()));
}

void TestJournals::writesNothingDownTwice()
{
    const ChangeSet set = setOf({"a"});
    QVERIFY(record(journal(), set));
    QVERIFY(!record(journal(), set));
    QVERIFY(!record(journal(), ChangeSet{}));
    QCOMPARE(setsOf(journal()).total, 1);
}

void TestJournals::answersThroughTheEventLoop()
{
    bool isAnswered = false;
    journal().record(setOf({"a"}), [&isAnswered](const auto &) { isAnswered = true; });
    QVERIFY(!isAnswered);
    QTRY_VERIFY(isAnswered);
}

void TestJournals::keepsOutcomesAndConfirmationsByTheirPlace()
{
    const ChangeSet set = setOf({"a", "b", "c"});
    QVERIFY(record(journal(), set));
    Outcome outcome = outcomeOf(OutcomeKind::Done, QStringLiteral("The server put down its own date."));
    outcome.seen = {"b", StatusState::Disabled, fromMilliseconds(7), R"({"name":"b","disabled":"x","y":[1, 2]})"};
    outcome.isSeen = true;
    outcome.httpStatus = 200;
    outcome.differsFromWanted = true;
    journal().noteOutcome(set.id, 1, outcome);
    journal().noteConfirmation(set.id, 1, {Confirmation::Kind::Differs, QStringLiteral("It is enabled."), outcome.at});
    auto entry = entryOf(journal(), set.id);
    QCOMPARE(entry->outcomes.at(0), Outcome());
    QCOMPARE(entry->outcomes.at(1), outcome);
    QVERIFY(!entry->ended);
    journal().noteEnd(set.id, outcome.at);
    entry = entryOf(journal(), set.id);
    QVERIFY(entry->ended);
    const SetRowPage page = rowsOf(journal(), set.id);
    QCOMPARE(page.rows.at(0).outcome->kind, OutcomeKind::NotSent);
    QCOMPARE(*page.rows.at(1).outcome, outcome);
    QCOMPARE(page.rows.at(1).confirmation,
             (Confirmation{Confirmation::Kind::Differs, QStringLiteral("It is enabled."), outcome.at}));
    QCOMPARE(page.rows.at(2).confirmation, Confirmation());
}

void TestJournals::ignoresWhatItDoesNotKnow()
{
    const ChangeSet set = setOf({"a"});
    journal().noteOutcome(set.id, 0, outcomeOf(OutcomeKind::Done));
    journal().noteEnd(set.id, fromMilliseconds(1));
    QVERIFY(!entryOf(journal(), set.id));
    QVERIFY(record(journal(), set));
    journal().noteOutcome(set.id, 1, outcomeOf(OutcomeKind::Done));
    journal().noteOutcome(set.id, -1, outcomeOf(OutcomeKind::Done));
    QCOMPARE(entryOf(journal(), set.id)->outcomes, QList<Outcome>{Outcome()});
    QCOMPARE(rowsOf(journal(), QUuid::createUuid()).total, 0);
    QVERIFY(!awaited<void>([&](auto answer) { journal().addReason(QUuid::createUuid(), {}, answer); }));
}

void TestJournals::listsSetsNewestFirstInPieces()
{
    QList<QUuid> newestFirst;
    for (int i = 0; i < 7; ++i) {
        ChangeSet set = setOf({"a"});
        set.orderedAt = fromMilliseconds(i < 5 ? 100 + i : 104); // the last three at the same instant
        newestFirst.prepend(set.id);
        QVERIFY(record(journal(), set));
    }
    const HistoryPage page = setsOf(journal(), {}, 2, 3);
    QCOMPARE(page.total, 7);
    QCOMPARE(page.first, 2);
    QCOMPARE(page.sets.size(), 3);
    for (qsizetype i = 0; i < page.sets.size(); ++i)
        QCOMPARE(page.sets.at(i).id, newestFirst.at(2 + i));
    QCOMPARE(setsOf(journal(), {}, 7).sets.size(), 0);
}

void TestJournals::countsOutcomesBeforeAndAfterTheEnd()
{
    const ChangeSet set = setOf({"a", "b", "c", "d"});
    QVERIFY(record(journal(), set));
    journal().noteOutcome(set.id, 0, outcomeOf(OutcomeKind::Done));
    journal().noteOutcome(set.id, 1, outcomeOf(OutcomeKind::Failed));
    SetSummary summary = setsOf(journal()).sets.constFirst();
    QCOMPARE(summary.state, SetState::Running);
    QCOMPARE(summary.changes, 4);
    QCOMPARE(summary.outcomes.total(), 2);
    journal().noteOutcome(set.id, 2, outcomeOf(OutcomeKind::ResultNotKnown));
    journal().noteOutcome(set.id, 3, outcomeOf(OutcomeKind::NotSent));
    journal().noteEnd(set.id, fromMilliseconds(9));
    summary = setsOf(journal()).sets.constFirst();
    QCOMPARE(summary.state, SetState::Ended);
    QVERIFY(summary.endedAt == fromMilliseconds(9));
    for (const OutcomeKind kind :
         {OutcomeKind::Done, OutcomeKind::Failed, OutcomeKind::ResultNotKnown, OutcomeKind::NotSent})
        QCOMPARE(summary.outcomes.of(kind), 1);
    QCOMPARE(summary.outcomes.total(), 4);
}

void TestJournals::takesWhatHasNoOutcomeAtTheEndForNotSent()
{
    ChangeSet set = setOf({"a", "b", "c"});
    set.leftAlone = {{{UserStatus::enabled("d"), UserStatus::enabled("d")}, Verdict::Protected, {}}};
    QVERIFY(record(journal(), set));
    journal().noteOutcome(set.id, 1, outcomeOf(OutcomeKind::Done));
    journal().noteEnd(set.id, fromMilliseconds(9));
    const SetSummary summary = setsOf(journal()).sets.constFirst();
    QCOMPARE(summary.outcomes.of(OutcomeKind::NotSent), 2);
    QCOMPARE(summary.outcomes.total(), 3);
    SetRowFilter filter;
    filter.outcome = OutcomeKind::NotSent;
    QCOMPARE(rowsOf(journal(), set.id, filter).total, 2); // not the one that was left alone
    QCOMPARE(entryOf(journal(), set.id)->outcomes.at(2).kind, OutcomeKind::NotSent);
}

void TestJournals::findsSetsByUserConnectionAndTime()
{
    ChangeSet early = setOf({"\xC3\x85kerstr\xC3\xB6m@x"});
    early.orderedAt = fromMilliseconds(100);
    ChangeSet late = setOf({"bob@x", "carol@x"});
    late.orderedAt = fromMilliseconds(200);
    late.connection.id = QUuid::createUuid();
    late.leftAlone = {{{UserStatus::enabled("dave%_@x"), UserStatus::enabled("dave%_@x")}, Verdict::Protected, {}}};
    QVERIFY(record(journal(), early));
    QVERIFY(record(journal(), late));
    const auto found = [this](const HistoryFilter &filter) {
        QList<QUuid> ids;
        const HistoryPage page = setsOf(journal(), filter);
        for (const SetSummary &set : page.sets)
            ids.append(set.id);
        return ids;
    };
    HistoryFilter filter;
    filter.user = QStringLiteral("AKERSTROM");
    QCOMPARE(found(filter), QList<QUuid>{early.id});
    filter.user = QStringLiteral("rol@");
    QCOMPARE(found(filter), QList<QUuid>{late.id});
    filter.user = QStringLiteral("%_"); // to the letter, no pattern; what was left alone is found too
    QCOMPARE(found(filter), QList<QUuid>{late.id});
    filter.user = QStringLiteral("nobody");
    QVERIFY(found(filter).isEmpty());
    filter = {};
    filter.connection = early.connection.id;
    QCOMPARE(found(filter), QList<QUuid>{early.id});
    filter = {};
    filter.from = fromMilliseconds(200);
    QCOMPARE(found(filter), QList<QUuid>{late.id});
    filter = {};
    filter.to = fromMilliseconds(200);
    QCOMPARE(found(filter), QList<QUuid>{early.id});
}

void TestJournals::findsRowsOfASet()
{
    ChangeSet set = setOf({"ann@x", "bob@x", "cyd@x"});
    set.leftAlone = {{{UserStatus::enabled("ann@left"), UserStatus::enabled("ann@left")}, Verdict::AlreadySo, {}}};
    QVERIFY(record(journal(), set));
    journal().noteOutcome(set.id, 2, outcomeOf(OutcomeKind::Failed, QStringLiteral("502")));
    QCOMPARE(rowsOf(journal(), set.id).total, 4);
    SetRowFilter filter;
    filter.user = QStringLiteral("Ann");
    QCOMPARE(rowsOf(journal(), set.id, filter).total, 2);
    filter.changesOnly = true;
    QCOMPARE(rowsOf(journal(), set.id, filter).total, 1);
    filter = {};
    filter.outcome = OutcomeKind::Failed;
    const SetRowPage failed = rowsOf(journal(), set.id, filter);
    QCOMPARE(failed.total, 1);
    QCOMPARE(failed.rows.constFirst().place, 2);
    QCOMPARE(failed.rows.constFirst().outcome->words, QStringLiteral("502"));
    const SetRowPage piece = rowsOf(journal(), set.id, {}, 3, 10);
    QCOMPARE(piece.rows.size(), 1);
    QCOMPARE(piece.rows.constFirst().planned, set.leftAlone.constFirst());
}

void TestJournals::tellsTheStoryOfAUser()
{
    ChangeSet first = ended(setOf({"ann", "bob"}), OutcomeKind::Done);
    ChangeSet elsewhere = setOf({"ann"});
    elsewhere.connection = someConnection("https://other.example.com");
    ended(elsewhere, OutcomeKind::Done);
    ChangeSet later = setOf({"ann"});
    later.orderedAt = first.orderedAt + std::chrono::seconds(1);
    later.reason = QStringLiteral("again");
    ended(later, OutcomeKind::Failed);
    ended(setOf({"ANN"}), OutcomeKind::Done);
    const auto story =
        awaited<QList<StoryPart>>([&](auto answer) { journal().story(someConnection(), "ann", 50, answer); });
    QVERIFY(story);
    QCOMPARE(story->size(), 2);
    QCOMPARE(story->at(0).set.id, later.id);
    QCOMPARE(story->at(0).set.reason, QStringLiteral("again"));
    QCOMPARE(story->at(0).row.outcome->kind, OutcomeKind::Failed);
    QCOMPARE(story->at(1).set.id, first.id);
    QCOMPARE(story->at(1).row.planned.change, first.changes.constFirst());
    QCOMPARE(story->at(1).set.changes, 2);
}

void TestJournals::knowsTheLastSetThatCanBeTakenBack()
{
    const auto last = [this] {
        const auto entry = awaited<std::optional<JournalEntry>>(
            [this](auto answer) { journal().lastUndoable(someConnection(), answer); });
        return entry && *entry ? (*entry)->set.id : QUuid();
    };
    QVERIFY(last().isNull());
    const ChangeSet first = ended(setOf({"a"}), OutcomeKind::Done);
    QCOMPARE(last(), first.id);
    ended(setOf({"b"}), OutcomeKind::Failed);
    QCOMPARE(last(), first.id);
    const ChangeSet second = ended(setOf({"c"}), OutcomeKind::Done);
    QCOMPARE(last(), second.id);
    ChangeSet elsewhere = setOf({"d"});
    elsewhere.connection = someConnection("https://other.example.com");
    ended(elsewhere, OutcomeKind::Done);
    QCOMPARE(last(), second.id);

    ChangeSet failedUndo = setOf({"c"});
    failedUndo.undoes = second.id;
    ended(failedUndo, OutcomeKind::Failed);
    QCOMPARE(last(), second.id); // can be tried again
    ChangeSet undo = setOf({"c"});
    undo.undoes = second.id;
    ended(undo, OutcomeKind::Done);
    QCOMPARE(last(), first.id);
    ChangeSet pointless = setOf({"a"});
    pointless.undoes = first.id;
    ended(pointless, OutcomeKind::AlreadySo);
    QVERIFY(last().isNull());
}

void TestJournals::addsReasonsAndKeepsThoseBefore()
{
    ChangeSet set = setOf({"a"});
    set.reason = QStringLiteral("first");
    QVERIFY(record(journal(), set));
    const LaterReason second{QStringLiteral("second"), QStringLiteral("bob@desk"), fromMilliseconds(5)};
    const LaterReason third{QStringLiteral("third"), QStringLiteral("ada@desk"), fromMilliseconds(4)};
    for (const LaterReason &reason : {second, third})
        QVERIFY(awaited<void>([&](auto answer) { journal().addReason(set.id, reason, answer); }));
    const SetSummary summary = setsOf(journal()).sets.constFirst();
    QCOMPARE(summary.reason, QStringLiteral("first"));
    QCOMPARE(summary.laterReasons, (QList<LaterReason>{second, third}));
}

void TestJournals::namesConnectionsAsTheyWereCalledLast()
{
    ChangeSet old = setOf({"a"});
    old.connectionName = QStringLiteral("Old name");
    ChangeSet young = setOf({"a"});
    young.connectionName = QStringLiteral("zeta");
    ChangeSet other = setOf({"a"});
    other.connection.id = QUuid::createUuid();
    other.connectionName = QStringLiteral("Alpha");
    for (const ChangeSet &set : {old, young, other})
        QVERIFY(record(journal(), set));
    const auto known = awaited<QList<KnownConnection>>([&](auto answer) { journal().connections(answer); }).value();
    QCOMPARE(known.size(), 2);
    QCOMPARE(known.at(0).name, QStringLiteral("Alpha"));
    QCOMPARE(known.at(1).name, QStringLiteral("zeta"));
    QCOMPARE(known.at(1).id, young.connection.id);
}

void TestJournals::knowsHowFarASetMayBeSent()
{
    QList<QByteArray> names;
    for (int i = 0; i < 250; ++i)
        names.append("u" + QByteArray::number(i));
    const ChangeSet few = setOf({"a", "b"});
    const ChangeSet many = setOf(names);
    const auto endOf = [&](const ChangeSet &set) {
        journal().letGo(set.id);
        return awaited<std::optional<TakenUp>>([&](auto answer) { journal().takeUp(set.id, answer); })
            .value()
            ->sendingEnd;
    };
    for (const ChangeSet &set : {few, many})
        QVERIFY(record(journal(), set));
    QCOMPARE(endOf(few), 2);
    QCOMPARE(endOf(many), Journal::kSendingAhead);
    QVERIFY(awaited<void>([&](auto answer) { journal().noteSending(many.id, 220, answer); }));
    QVERIFY(awaited<void>([&](auto answer) { journal().noteSending(many.id, 180, answer); })); // never less
    QCOMPARE(endOf(many), 220);
}

void TestJournals::givesASetThatWasLetGoToWhoTakesItUp()
{
    const auto unfinished = [&] {
        return awaited<QList<SetSummary>>([&](auto answer) { journal().unfinished(answer); }).value();
    };
    const ChangeSet set = setOf({"a", "b", "c"});
    QVERIFY(record(journal(), set));
    journal().noteOutcome(set.id, 1, outcomeOf(OutcomeKind::Failed, QStringLiteral("no")));
    QVERIFY(unfinished().isEmpty());
    journal().letGo(set.id);
    QCOMPARE(unfinished().size(), 1);
    QCOMPARE(unfinished().constFirst().id, set.id);
    QCOMPARE(unfinished().constFirst().outcomes.of(OutcomeKind::Failed), 1);
    const auto taken = awaited<std::optional<TakenUp>>([&](auto answer) { journal().takeUp(set.id, answer); }).value();
    QVERIFY(taken);
    QCOMPARE(taken->set.set().changes, set.changes);
    QCOMPARE(taken->outcomes.at(0).kind, OutcomeKind::NotSent);
    QCOMPARE(taken->outcomes.at(1), outcomeOf(OutcomeKind::Failed, QStringLiteral("no")));
    QVERIFY(unfinished().isEmpty());
    QVERIFY(!awaited<std::optional<TakenUp>>([&](auto answer) { journal().takeUp(set.id, answer); }).value());
    // And it is written on as if it had been recorded here.
    journal().noteOutcome(set.id, 0, outcomeOf(OutcomeKind::Done));
    journal().noteEnd(set.id, fromMilliseconds(9000));
    const auto entry = entryOf(journal(), set.id);
    QCOMPARE(entry->outcomes.at(0).kind, OutcomeKind::Done);
    QVERIFY(entry->ended);
}

void TestJournals::givesNothingUpThatRunsOrHasEnded()
{
    const ChangeSet running = setOf({"a"});
    const ChangeSet done = setOf({"b"});
    for (const ChangeSet &set : {running, done})
        QVERIFY(record(journal(), set));
    journal().noteEnd(done.id, fromMilliseconds(1));
    journal().letGo(done.id);
    for (const QUuid &id : {running.id, done.id, QUuid::createUuid()})
        QVERIFY(!awaited<std::optional<TakenUp>>([&](auto answer) { journal().takeUp(id, answer); }).value());
}

void TestJournals::tellsWhenListsAreOutOfDate()
{
    QSignalSpy changed(&journal(), &Journal::changed);
    const ChangeSet set = setOf({"a"});
    QVERIFY(record(journal(), set));
    QTRY_COMPARE(changed.size(), 1);
    journal().noteOutcome(set.id, 0, outcomeOf(OutcomeKind::Done));
    journal().noteEnd(set.id, fromMilliseconds(1));
    QTRY_COMPARE(changed.size(), 2);
    QVERIFY(awaited<void>([&](auto answer) { journal().addReason(set.id, {QStringLiteral("r"), {}, {}}, answer); }));
    QTRY_COMPARE(changed.size(), 3);
}

QTEST_GUILESS_MAIN(TestJournals)
#include "tst_journals.moc"
