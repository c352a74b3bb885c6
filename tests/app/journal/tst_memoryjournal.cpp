// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/memoryjournal.h"

#include <QTest>

#include <memory>

using namespace gatehouse;

namespace {

ChangeSet setOf(const QList<QByteArray> &names)
{
    ChangeSet set;
    set.id = QUuid::createUuid();
    for (const QByteArray &name : names)
        set.changes.append({UserStatus::enabled(name), UserStatus::disabled(name, fromMilliseconds(1))});
    return set;
}

} // namespace

class TestMemoryJournal : public QObject
{
    Q_OBJECT
private slots:
    void handsOutTheProofThroughTheEventLoop();
    void answersInTheOrderOfTheCalls();
    void refusesWithTheReason();
    void writesNothingDownTwice();
    void keepsOutcomesByTheirPlace();
    void ignoresWhatItDoesNotKnow();
    void staysSilentWhenItIsGone();
};

void TestMemoryJournal::handsOutTheProofThroughTheEventLoop()
{
    MemoryJournal journal;
    const ChangeSet set = setOf({"a", "b"});
    std::optional<RecordedSet> proof;
    journal.record(set, [&proof](const auto &result) { proof = *result; });
    QVERIFY(!proof);
    QTRY_VERIFY(proof);
    QCOMPARE(proof->set().id, set.id);
    QCOMPARE(proof->set().changes, set.changes);
    const auto entry = journal.entry(set.id);
    QVERIFY(entry);
    QCOMPARE(entry->outcomes.size(), 2);
    QCOMPARE(entry->outcomes.constFirst().kind, OutcomeKind::NotSent);
    QVERIFY(!entry->ended);
}

void TestMemoryJournal::answersInTheOrderOfTheCalls()
{
    MemoryJournal journal;
    QList<int> order;
    for (int i = 0; i < 5; ++i)
        journal.record(setOf({"a"}), [&order, i](const auto &) { order.append(i); });
    QTRY_COMPARE(order, QList<int>({0, 1, 2, 3, 4}));
    QCOMPARE(journal.size(), 5);
}

void TestMemoryJournal::refusesWithTheReason()
{
    MemoryJournal journal;
    const ChangeSet set = setOf({"a"});
    QString reason;
    journal.failWith(QStringLiteral("The disk is full."));
    journal.record(set, [&reason](const auto &result) { reason = result ? QString() : result.error(); });
    QTRY_COMPARE(reason, QStringLiteral("The disk is full."));
    QVERIFY(!journal.entry(set.id));

    journal.failWith({});
    bool isRecorded = false;
    journal.record(set, [&isRecorded](const auto &result) { isRecorded = result.has_value(); });
    QTRY_VERIFY(isRecorded);
}

void TestMemoryJournal::writesNothingDownTwice()
{
    MemoryJournal journal;
    const ChangeSet set = setOf({"a"});
    QList<bool> answers;
    const auto note = [&answers](const auto &result) { answers.append(result.has_value()); };
    journal.record(set, note);
    journal.noteEnd(set.id);
    journal.record(set, note);
    journal.record(ChangeSet{}, note);
    QTRY_COMPARE(answers, QList<bool>({true, false, false}));
    QVERIFY(journal.entry(set.id)->ended);
}

void TestMemoryJournal::keepsOutcomesByTheirPlace()
{
    MemoryJournal journal;
    const ChangeSet set = setOf({"a", "b", "c"});
    journal.record(set, [](const auto &) {});
    Outcome outcome;
    outcome.kind = OutcomeKind::Done;
    outcome.words = QStringLiteral("fine");
    journal.noteOutcome(set.id, 1, outcome);
    const auto entry = journal.entry(set.id);
    QCOMPARE(entry->outcomes.at(0).kind, OutcomeKind::NotSent);
    QCOMPARE(entry->outcomes.at(1).kind, OutcomeKind::Done);
    QCOMPARE(entry->outcomes.at(1).words, QStringLiteral("fine"));
    QCOMPARE(entry->outcomes.at(2).kind, OutcomeKind::NotSent);
    journal.noteEnd(set.id);
    QVERIFY(journal.entry(set.id)->ended);
    QVERIFY(!entry->ended); // what was handed out is a value
}

void TestMemoryJournal::ignoresWhatItDoesNotKnow()
{
    MemoryJournal journal;
    const ChangeSet set = setOf({"a"});
    journal.noteOutcome(set.id, 0, {});
    journal.noteEnd(set.id);
    QVERIFY(!journal.entry(set.id));
    journal.record(set, [](const auto &) {});
    journal.noteOutcome(set.id, 1, {});
    journal.noteOutcome(set.id, -1, {});
    QCOMPARE(journal.entry(set.id)->outcomes.size(), 1);
}

void TestMemoryJournal::staysSilentWhenItIsGone()
{
    bool isAnswered = false;
    auto journal = std::make_unique<MemoryJournal>();
    journal->record(setOf({"a"}), [&isAnswered](const auto &) { isAnswered = true; });
    journal.reset();
    MemoryJournal later;
    bool isLaterAnswered = false;
    later.record(setOf({"a"}), [&isLaterAnswered](const auto &) { isLaterAnswered = true; });
    QTRY_VERIFY(isLaterAnswered);
    QVERIFY(!isAnswered);
}

QTEST_GUILESS_MAIN(TestMemoryJournal)
#include "tst_memoryjournal.moc"
