// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/undolist.h"

#include <QTest>

using namespace gatehouse;

namespace {

JournalEntry setOf(qsizetype changes, const QUuid &undoes = {})
{
    JournalEntry entry;
    entry.set.id = QUuid::createUuid();
    entry.set.undoes = undoes;
    entry.set.changes.resize(changes);
    return entry;
}

OutcomeCounts all(OutcomeKind kind, qint64 changes)
{
    OutcomeCounts counts;
    counts.add(kind, changes);
    return counts;
}

QUuid lastOf(const UndoList &list)
{
    const auto last = list.last();
    return last ? last->entry.set.id : QUuid();
}

bool noteDone(UndoList &list, const JournalEntry &entry)
{
    return list.noteEnd(entry, all(OutcomeKind::Done, entry.set.changes.size()));
}

} // namespace

class TestUndoList final : public QObject
{
    Q_OBJECT
private slots:
    void offersTheLastThatChangedSomething();
    void takesAnUndoForTheEndOfItsSet_data();
    void takesAnUndoForTheEndOfItsSet();
    void offersWhatTheJournalKnowsBehindItsOwn();
    void keepsTheNewestWhateverItsSize();
    void asksTheJournalForWhatWasTooMuchToKeep();
    void asksTheJournalAnewWhenSomethingEndedBeforeItsOwn();
};

void TestUndoList::offersTheLastThatChangedSomething()
{
    UndoList list;
    const JournalEntry first = setOf(1);
    const JournalEntry second = setOf(3);
    const JournalEntry third = setOf(2);
    QVERIFY(noteDone(list, first));
    QVERIFY(noteDone(list, second));
    QVERIFY(!list.noteEnd(third, all(OutcomeKind::Failed, 2)));
    QCOMPARE(lastOf(list), second.set.id);
    QVERIFY(list.last()->isOfThisSession);
    QVERIFY(!list.last()->isPlain());
    QVERIFY(list.forget(second.set.id));
    QVERIFY(!list.forget(second.set.id));
    QCOMPARE(lastOf(list), first.set.id);
    QVERIFY(list.last()->isPlain());
}

void TestUndoList::takesAnUndoForTheEndOfItsSet_data()
{
    using enum OutcomeKind;
    using Kinds = QList<OutcomeKind>;
    QTest::addColumn<Kinds>("outcomes");
    QTest::addColumn<bool>("ends");
    QTest::newRow("done") << Kinds{Done, Done} << true;
    QTest::newRow("done in part") << Kinds{Done, Failed} << true;
    QTest::newRow("as it was, or somebody else's") << Kinds{AlreadySo, ChangedBySomebodyElse} << true;
    QTest::newRow("failed") << Kinds{Failed, Failed} << false;
    QTest::newRow("a failure among what is as it was") << Kinds{AlreadySo, Failed} << false;
    QTest::newRow("not sent") << Kinds{AlreadySo, NotSent} << false;
    QTest::newRow("not known") << Kinds{ResultNotKnown, AlreadySo} << false;
}

void TestUndoList::takesAnUndoForTheEndOfItsSet()
{
    QFETCH(QList<OutcomeKind>, outcomes);
    QFETCH(bool, ends);
    UndoList list;
    const JournalEntry done = setOf(2);
    noteDone(list, done);
    OutcomeCounts counts;
    for (const OutcomeKind kind : outcomes)
        counts.add(kind);
    QCOMPARE(list.noteEnd(setOf(2, done.set.id), counts), ends);
    QCOMPARE(lastOf(list), ends ? QUuid() : done.set.id);
}

void TestUndoList::offersWhatTheJournalKnowsBehindItsOwn()
{
    UndoList list;
    const JournalEntry earlier = setOf(1);
    const JournalEntry own = setOf(1);
    QVERIFY(list.wantsEarlier());
    list.setEarlier(earlier);
    QVERIFY(!list.wantsEarlier());
    QCOMPARE(lastOf(list), earlier.set.id);
    QVERIFY(!list.last()->isOfThisSession);
    noteDone(list, own);
    QCOMPARE(lastOf(list), own.set.id);
    list.forget(own.set.id);
    QVERIFY(!list.wantsEarlier());
    QCOMPARE(lastOf(list), earlier.set.id);
    QVERIFY(list.forget(earlier.set.id));
    list.setEarlier(earlier); // an answer that was on its way
    QVERIFY(!list.last());
}

void TestUndoList::keepsTheNewestWhateverItsSize()
{
    UndoList list;
    const JournalEntry huge = setOf(150'000);
    noteDone(list, huge);
    QCOMPARE(lastOf(list), huge.set.id);
    const JournalEntry larger = setOf(160'000);
    noteDone(list, larger);
    QCOMPARE(lastOf(list), larger.set.id);
}

void TestUndoList::asksTheJournalForWhatWasTooMuchToKeep()
{
    UndoList list;
    const JournalEntry earlier = setOf(1);
    const JournalEntry dropped = setOf(60'000);
    const JournalEntry second = setOf(60'000);
    const JournalEntry third = setOf(40'000);
    list.setEarlier(earlier);
    noteDone(list, dropped);
    noteDone(list, second);
    noteDone(list, third);
    QVERIFY(list.forget(third.set.id));
    QCOMPARE(lastOf(list), second.set.id);
    QVERIFY(list.forget(second.set.id));
    QVERIFY(list.wantsEarlier()); // and is not content with what was before the dropped one
    QVERIFY(!list.last());
    list.setEarlier(dropped);
    QCOMPARE(lastOf(list), dropped.set.id);
}

// A run that another program had left ends here, say: it comes before the own ones and after what was known.
void TestUndoList::asksTheJournalAnewWhenSomethingEndedBeforeItsOwn()
{
    UndoList list;
    const JournalEntry own = setOf(1);
    list.setEarlier(setOf(1));
    noteDone(list, own);
    list.forgetEarlier();
    QCOMPARE(lastOf(list), own.set.id);
    list.forget(own.set.id);
    QVERIFY(list.wantsEarlier());
}

QTEST_GUILESS_MAIN(TestUndoList)
#include "tst_undolist.moc"
