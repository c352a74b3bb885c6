// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/unfinishedsets.h"

#include "tests/support/faultserver.h"
#include "tests/support/memoryjournal.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace std::chrono_literals;

namespace {

/// The sets of one connection that a program left, on a server that holds what their changes want to change.
class Bench final
{
public:
    Bench() { begin(); }

    void begin()
    {
        sets = std::make_unique<UnfinishedSets>(
            UnfinishedSets::Parts{journal, m_client, m_pacer, [] { return fromMilliseconds(9); }});
    }
    QUuid leave(int changes, const QList<OutcomeKind> &outcomes)
    {
        ChangeSet set;
        set.id = QUuid::createUuid();
        set.connection = key;
        for (int i = 0; i < changes; ++i) {
            const QByteArray name = "u" + QByteArray::number(i);
            set.changes.append({UserStatus::enabled(name), UserStatus::disabled(name, fromMilliseconds(1))});
        }
        journal.record(set, [](const auto &) {});
        for (qsizetype i = 0; i < outcomes.size(); ++i) {
            Outcome outcome;
            outcome.kind = outcomes.at(i);
            if (outcome.kind != OutcomeKind::NotSent)
                journal.noteOutcome(set.id, i, outcome);
        }
        journal.abandon(set.id);
        return set.id;
    }
    bool isForAnybody(const QUuid &set)
    {
        std::optional<bool> found;
        journal.unfinished([&](const tl::expected<QList<SetSummary>, Journal::Failure> &left) {
            found = std::any_of(left->cbegin(), left->cend(), [&](const SetSummary &each) { return each.id == set; });
        });
        return QTest::qWaitFor([&] { return found.has_value(); }) && *found;
    }

    const ConnectionKey key{QUuid::createUuid(), QStringLiteral("http://here")};
    MemoryJournal journal;
    std::unique_ptr<UnfinishedSets> sets;

private:
    FaultServer m_server;
    PivotClient m_client{m_server.url(), "token", {}};
    RequestPacer m_pacer{{}, 6, [] { return 0ms; }, [] { return 0.5; }};
};

} // namespace

class TestUnfinishedSets final : public QObject
{
    Q_OBJECT
private slots:
    void countsWhatIsKnownOfIt();
    void endsBySelfWhenAllIsKnown();
    void comesOneAfterTheOther();
    void givesBackWhatIsLeftWhileItIsGoneThrough_data();
    void givesBackWhatIsLeftWhileItIsGoneThrough();
};

void TestUnfinishedSets::countsWhatIsKnownOfIt()
{
    using enum OutcomeKind;
    Bench bench;
    const QUuid set = bench.leave(5'000, {Done, Failed, NotSent, Done});
    bench.sets->find(bench.key);
    QTRY_VERIFY(bench.sets->progress() && bench.sets->progress()->inFlight == 0);
    const RunProgress progress = *bench.sets->progress();
    QCOMPARE(progress.set, set);
    QCOMPARE(progress.phase, RunProgress::Phase::Interrupted);
    QCOMPARE(progress.total, 5'000);
    QCOMPARE(progress.outcomes.of(Done), 2);
    QCOMPARE(progress.outcomes.of(Failed), 1);
    QCOMPARE(bench.sets->waiting(set)->changes.size(), 5'000);
    const auto left = bench.sets->leave(set);
    QVERIFY(left && left->ended);
    QCOMPARE(left->set.id, set);
    QVERIFY(!bench.sets->progress());
    QVERIFY(!bench.sets->leave(set));
    QVERIFY(bench.journal.remembered(set)->ended);
}

void TestUnfinishedSets::endsBySelfWhenAllIsKnown()
{
    Bench bench;
    const QUuid set = bench.leave(2, {OutcomeKind::Done, OutcomeKind::Failed});
    QSignalSpy decided(bench.sets.get(), &UnfinishedSets::decided);
    bench.sets->find(bench.key);
    QTRY_COMPARE(decided.size(), 1);
    QVERIFY(bench.journal.remembered(set)->ended);
    QVERIFY(!bench.sets->progress());
}

void TestUnfinishedSets::comesOneAfterTheOther()
{
    Bench bench;
    const QUuid first = bench.leave(150, {});
    const QUuid second = bench.leave(150, {});
    bench.sets->find(bench.key);
    QTRY_VERIFY(bench.sets->progress());
    QCOMPARE(bench.sets->progress()->set, first);
    QVERIFY(bench.isForAnybody(second));
    QVERIFY(bench.sets->leave(first));
    QTRY_VERIFY(bench.sets->progress());
    QCOMPARE(bench.sets->progress()->set, second);
}

void TestUnfinishedSets::givesBackWhatIsLeftWhileItIsGoneThrough_data()
{
    QTest::addColumn<bool>("isDestroyed");
    QTest::newRow("the connection is left") << false;
    QTest::newRow("the program ends") << true;
}

// Its outcomes are still being counted then, by a worker.
void TestUnfinishedSets::givesBackWhatIsLeftWhileItIsGoneThrough()
{
    QFETCH(bool, isDestroyed);
    Bench bench;
    const QUuid set = bench.leave(5'000, {OutcomeKind::Done});
    QVERIFY(bench.isForAnybody(set)); // and what the journal had to tell of the recording is told
    int changes = 0;
    connect(bench.sets.get(), &UnfinishedSets::changed, this, [&changes] { ++changes; });
    // The journal tells of it behind its answer, before any worker can have ended.
    std::optional<bool> wasThere;
    connect(
        &bench.journal, &Journal::changed, this,
        [&] {
            wasThere = bench.sets->progress().has_value() || bench.sets->leave(set) != nullptr;
            if (isDestroyed)
                bench.sets.reset();
            else
                bench.sets->letGo();
        },
        Qt::SingleShotConnection);
    bench.sets->find(bench.key);
    QTRY_VERIFY(wasThere.has_value());
    QVERIFY(!*wasThere);
    QTRY_VERIFY(bench.isForAnybody(set));
    if (!isDestroyed)
        QVERIFY(!bench.sets->progress());
    bench.begin(); // the next opening
    bench.sets->find(bench.key);
    QTRY_VERIFY(bench.sets->progress());
    QCOMPARE(bench.sets->progress()->outcomes.of(OutcomeKind::Done), 1);
    QCOMPARE(changes, 0);
}

QTEST_GUILESS_MAIN(TestUnfinishedSets)
#include "tst_unfinishedsets.moc"
