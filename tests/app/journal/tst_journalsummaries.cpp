// SPDX-License-Identifier: GPL-3.0-or-later
// What both journals say of a set without its rows, and of its rows at any depth.
#include "journal/sqlitejournal.h"
#include "tests/app/journal/journalbench.h"
#include "tests/support/memoryjournal.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace gatehouse;

class TestJournalSummaries final : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void knowsASetWithoutItsRows_data() { journals(); }
    void knowsASetWithoutItsRows();
    void saysWhatWasTakenBack_data() { journals(); }
    void saysWhatWasTakenBack();
    void countsWhatWasTakenBackOnceAtMost_data() { journals(); }
    void countsWhatWasTakenBackOnceAtMost();
    void listsSetsAtAnyDepth_data() { journals(); }
    void listsSetsAtAnyDepth();
    void findsRowsAtAnyDepth_data() { journals(); }
    void findsRowsAtAnyDepth();
    void tellsOfOutcomesAndConfirmations_data() { journals(); }
    void tellsOfOutcomesAndConfirmations();

private:
    static void journals();
    Journal &journal() { return *m_journal; }
    std::optional<SetSummary> summaryOf(const QUuid &set);
    ChangeSet ended(ChangeSet set, const QList<OutcomeKind> &outcomes, Instant at, const QUuid &undoes = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Journal> m_journal;
};

namespace {

constexpr auto kDone = OutcomeKind::Done;
constexpr auto kFailed = OutcomeKind::Failed;

Instant atMinute(int minute)
{
    return fromMilliseconds(minute * 60'000);
}

} // namespace

void TestJournalSummaries::journals()
{
    QTest::addColumn<bool>("isOnDisk");
    QTest::newRow("in memory") << false;
    QTest::newRow("on disk") << true;
}

void TestJournalSummaries::init()
{
    QFETCH(bool, isOnDisk);
    m_folder = std::make_unique<QTemporaryDir>();
    if (isOnDisk)
        m_journal = std::make_unique<SqliteJournal>(m_folder->filePath(QStringLiteral("journal.sqlite")), computerNow);
    else
        m_journal = std::make_unique<MemoryJournal>();
}

std::optional<SetSummary> TestJournalSummaries::summaryOf(const QUuid &set)
{
    return awaited<std::optional<SetSummary>>([&](auto answer) { journal().summary(set, answer); }).value();
}

ChangeSet TestJournalSummaries::ended(ChangeSet set, const QList<OutcomeKind> &outcomes, Instant at,
                                      const QUuid &undoes)
{
    set.undoes = undoes;
    [&] { QVERIFY(record(journal(), set)); }();
    for (qsizetype i = 0; i < outcomes.size(); ++i)
        journal().noteOutcome(set.id, i, outcomeOf(outcomes.at(i)));
    journal().noteEnd(set.id, at);
    return set;
}

void TestJournalSummaries::knowsASetWithoutItsRows()
{
    ChangeSet set = setOf({"a", "b", "c"});
    set.environment = QStringLiteral("production");
    set.reason = QStringLiteral("Left");
    set.leftAlone = {{{UserStatus::enabled("d"), UserStatus::enabled("d")}, Verdict::Protected, {}}};
    QVERIFY(record(journal(), set));
    journal().noteOutcome(set.id, 1, outcomeOf(kDone));
    QVERIFY(awaited<void>([&](auto answer) { journal().addReason(set.id, {QStringLiteral("r"), {}, {}}, answer); }));

    const auto running = summaryOf(set.id);
    QVERIFY(running);
    QCOMPARE(running->id, set.id);
    QCOMPARE(running->title, set.title);
    QCOMPARE(running->environment, QStringLiteral("production"));
    QCOMPARE(running->reason, set.reason);
    QCOMPARE(running->laterReasons.size(), 1);
    QVERIFY(running->orderedAt == set.orderedAt);
    QCOMPARE(running->state, SetState::Running);
    QCOMPARE(running->changes, 3);
    QCOMPARE(running->leftAlone, 1);
    QCOMPARE(running->outcomes.of(kDone), 1);
    QCOMPARE(running->outcomes.total(), 1);
    QVERIFY(!running->takenBack);
    QCOMPARE(entryOf(journal(), set.id)->set.environment, QStringLiteral("production"));

    journal().noteEnd(set.id, atMinute(9));
    QVERIFY(summaryOf(set.id)->endedAt == atMinute(9));
    QCOMPARE(summaryOf(set.id)->outcomes.of(OutcomeKind::NotSent), 2);
    QVERIFY(!summaryOf(QUuid::createUuid()));
}

void TestJournalSummaries::saysWhatWasTakenBack()
{
    const ChangeSet set = ended(setOf({"a", "b", "c"}), {kDone, kDone, kFailed}, atMinute(1));
    const ChangeSet other = ended(setOf({"a"}), {kDone}, atMinute(2));
    ended(setOf({"a"}), {kFailed}, atMinute(3), set.id); // took nothing back
    QVERIFY(!summaryOf(set.id)->takenBack);

    ChangeSet byBob = setOf({"a"});
    byBob.orderedBy = QStringLiteral("bob@desk");
    const ChangeSet first = ended(byBob, {kDone}, atMinute(4), set.id);
    QVERIFY(summaryOf(set.id)->takenBack ==
            std::optional(TakenBack{1, atMinute(4), first.id, QStringLiteral("bob@desk")}));
    const ChangeSet second = ended(setOf({"b"}), {kDone}, atMinute(5), set.id);
    QVERIFY(summaryOf(set.id)->takenBack ==
            std::optional(TakenBack{2, atMinute(5), second.id, QStringLiteral("ada@desk")}));
    QVERIFY(setsOf(journal()).sets.constFirst().id == second.id);

    // What is made again stands again, and so on.
    const ChangeSet again = ended(setOf({"b"}), {kDone}, atMinute(6), second.id);
    QVERIFY(summaryOf(set.id)->takenBack ==
            std::optional(TakenBack{1, atMinute(4), first.id, QStringLiteral("bob@desk")}));
    QCOMPARE(summaryOf(second.id)->takenBack->changes, 1);
    ended(setOf({"b"}), {kDone}, atMinute(7), again.id);
    QCOMPARE(summaryOf(set.id)->takenBack->changes, 2);

    QVERIFY(!summaryOf(other.id)->takenBack);
    ChangeSet running = setOf({"a"});
    running.undoes = other.id;
    QVERIFY(record(journal(), running));
    journal().noteOutcome(running.id, 0, outcomeOf(kDone));
    QVERIFY(!summaryOf(other.id)->takenBack); // not before it has ended
}

void TestJournalSummaries::countsWhatWasTakenBackOnceAtMost()
{
    const ChangeSet set = ended(setOf({"a"}), {kDone}, atMinute(1));
    ended(setOf({"a"}), {kDone}, atMinute(2), set.id);
    ended(setOf({"a"}), {kDone}, atMinute(3), set.id);
    QCOMPARE(summaryOf(set.id)->takenBack->changes, 1);
    QVERIFY(summaryOf(set.id)->takenBack->at == atMinute(3));
}

void TestJournalSummaries::listsSetsAtAnyDepth()
{
    QList<QUuid> newestFirst;
    for (int i = 0; i < 23; ++i) {
        ChangeSet set = setOf({"a"});
        set.orderedAt = atMinute(i / 3); // several of one instant
        newestFirst.prepend(set.id);
        QVERIFY(record(journal(), set));
    }
    for (const int limit : {1, 4, 100}) {
        for (int first = 0; first <= 25; first += 2) {
            const HistoryPage page = setsOf(journal(), {}, first, limit);
            QList<QUuid> ids;
            for (const SetSummary &set : page.sets)
                ids.append(set.id);
            QCOMPARE(ids, newestFirst.mid(first, limit));
            QCOMPARE(page.total, 23);
            QCOMPARE(page.first, first);
        }
    }
}

void TestJournalSummaries::findsRowsAtAnyDepth()
{
    QList<QByteArray> names;
    QList<OutcomeKind> outcomes;
    for (int i = 0; i < 17; ++i) {
        names.append((i % 4 == 0 ? "ann" : "bob") + QByteArray::number(i));
        outcomes.append(i % 3 == 0 ? kFailed : kDone);
    }
    ChangeSet set = setOf(names);
    for (const QByteArray name : {"ann-left", "cat-left"})
        set.leftAlone.append({{UserStatus::enabled(name), UserStatus::enabled(name)}, Verdict::AlreadySo, {}});
    ended(set, outcomes, atMinute(1));
    const QList<SetRow> all = rowsOf(journal(), set.id).rows;
    QCOMPARE(all.size(), 19);
    QList<SetRowFilter> filters;
    for (const QString &user : {QString(), QStringLiteral("ANN"), QStringLiteral("left")}) {
        for (const std::optional<OutcomeKind> outcome :
             {std::optional<OutcomeKind>(), std::optional(kDone), std::optional(kFailed)}) {
            for (const bool changesOnly : {false, true})
                filters.append({user, outcome, changesOnly});
        }
    }
    for (const SetRowFilter &filter : std::as_const(filters)) {
        QList<qint64> places;
        for (const SetRow &row : all) {
            const bool isNamed =
                row.planned.change.name().contains(filter.user.toLower().toUtf8()) || filter.user.isEmpty();
            if (isNamed && (!filter.outcome || (row.outcome && row.outcome->kind == *filter.outcome)) &&
                (!filter.changesOnly || row.planned.verdict == Verdict::WillChange))
                places.append(row.place);
        }
        for (int first = 0; first <= 20; first += 3) {
            const SetRowPage page = rowsOf(journal(), set.id, filter, first, 5);
            QList<qint64> found;
            for (const SetRow &row : page.rows)
                found.append(row.place);
            QCOMPARE(found, places.mid(first, 5));
            QCOMPARE(page.total, places.size());
        }
    }
    QCOMPARE(rowsOf(journal(), QUuid::createUuid()).total, 0);
}

void TestJournalSummaries::tellsOfOutcomesAndConfirmations()
{
    const ChangeSet set = setOf({"a", "b"});
    const ChangeSet other = setOf({"a"});
    QVERIFY(record(journal(), set));
    QVERIFY(record(journal(), other));
    QSignalSpy noted(&journal(), &Journal::outcomesNoted);
    const auto told = [&noted] { return noted.takeFirst().constFirst().toUuid(); };
    journal().noteOutcome(set.id, 0, outcomeOf(kDone));
    QTRY_COMPARE(noted.size(), 1);
    QCOMPARE(told(), set.id);
    QCOMPARE(summaryOf(set.id)->outcomes.of(kDone), 1);
    journal().noteConfirmation(other.id, 0, {Confirmation::Kind::Confirmed, {}, atMinute(1)});
    QTRY_COMPARE(noted.size(), 1);
    QCOMPARE(told(), other.id);
    QCOMPARE(rowsOf(journal(), other.id).rows.constFirst().confirmation.kind, Confirmation::Kind::Confirmed);
}

QTEST_GUILESS_MAIN(TestJournalSummaries)
#include "tst_journalsummaries.moc"
