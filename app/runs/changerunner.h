// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"
#include "journal/journal.h"
#include "runs/changework.h"
#include "runs/requestpacer.h"
#include "runs/runprogress.h"
#include "runs/runqueue.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <deque>
#include <memory>
#include <vector>

namespace gatehouse {

struct WorkEnd;

/// Carries out recorded sets and says how each change ended.
///
/// What is to change is compared first with what the server holds: one question a change while a set is small, one list
/// for a larger one; what is not as `before` any more is not sent. Then each change is sent. A write without an
/// answer is never claimed either way: one GET more, compared with before and after, decides; while that cannot be had,
/// the change is in question, and stays so until it is found out: an act on one user asks on, ever more seldom; in a
/// bulk the others go first, then it is asked for again, and if that is in vain too the bulk pauses. What fails for a
/// reason that may pass is tried again as Limits::retry says; a write only when it is sure that it did not arrive. A
/// server that says how long it wants no requests gets none. Which change may go when is the RunQueue's to say.
///
/// A bulk pauses, with the reason, when the server refuses the token (what it refused is tried again later), when
/// something else than the API answers, after five connection or server errors in a row, when the list lacks too many
/// of its users (resume() is the person's word that they are gone), when the journal cannot be written, and after the
/// changes that were to be tried first. What a large bulk was compared with counts for ten minutes by the clock: a
/// longer run, or a computer that slept meanwhile, compares anew. When a set has ended, what it did is looked at once
/// more, see rowConfirmed(); the set counts as ended before that.
///
/// A change is sent only when the journal knows that it may be, see Journal::noteSending(); so a set that a program
/// left unfinished can be taken up. Outcomes go to the journal before rowEnded() is emitted, the end before setEnded().
/// Signals of one set come in the order setStarted, rowStarted and rowEnded of each change (a change that need not be
/// sent has no rowStarted; one that was never sent after a stop has neither), setEnded, rowConfirmed, setConfirmed; all
/// through the event loop, never from inside a call. Lives on the client's thread. Destroying the runner, from a slot
/// of its signals too, cancels what is in flight without a signal.
class ChangeRunner final : public QObject
{
    Q_OBJECT
public:
    struct Limits
    {
        RunQueue::Limits queue{};
        qsizetype lookEach = 50; ///< larger sets are compared with one list
        RetryPolicy retry{};     ///< nothing is tried again unless it says so
        /// So many changes are made ready for running in two milliseconds, and let go of as quickly; more by a worker.
        qsizetype makeAtOnce = 10'000;
    };

    /// The clock gives the time for Outcome::at. Client and journal must outlive the runner.
    ChangeRunner(PivotClient &client, Journal &journal, std::function<Instant()> now, Limits limits,
                 QObject *parent = nullptr);
    ChangeRunner(PivotClient &client, Journal &journal, std::function<Instant()> now, QObject *parent = nullptr);
    ~ChangeRunner() override;

    /// Starts the set, or queues it; one of many thousands is made ready by a worker first, and is here when that is
    /// done. Of a larger one, `tryFirst` changes run and are looked at, then it pauses; 0: none.
    void run(RecordedSet set, qsizetype tryFirst = 0);
    /// A set of so many changes is being recorded and will be run if nothing is against it: where that is worth it, its
    /// connections are opened meanwhile. Sends nothing.
    void expect(qsizetype changes);
    /// Goes on with a set that was left unfinished, as with one that paused: what may have been sent is asked for
    /// first.
    void takeUp(TakenUp left);
    /// A bulk only. What is in flight ends, nothing new starts.
    void pause(const QUuid &set);
    /// Goes on, after a fresh look at what the server holds.
    void resume(const QUuid &set);
    /// What is in flight is awaited, what is in question is asked for once more, the rest is not sent.
    void stop(const QUuid &set);

    /// No set is at work or waiting; true already when the last setEnded() is emitted. Looks afterwards do not count.
    bool isIdle() const { return m_active == 0; }
    /// Nothing is at work or waiting but acts on one user of which it is not known what became of them.
    bool isOnlyInQuestion() const;
    /// Idle, and what was done has been looked at once more; not yet true when the last setConfirmed() is emitted.
    bool isSettled() const { return m_runs.empty() && m_making.empty(); }
    /// Whether a request for this name is on its way or queued; no more when its rowEnded() is emitted. Every name is,
    /// while a large set is being made ready.
    bool isBusy(const QByteArray &name) const;
    /// The changes of these names in a set that is here, without the rest of it.
    ChangeSet onlyOf(const QUuid &set, const QByteArrayList &names) const;
    /// The set with its outcomes so far; until setConfirmed(), null for one that is not here.
    const JournalEntry *entry(const QUuid &set) const;
    /// How far a set is; until setConfirmed().
    std::optional<RunProgress> progress(const QUuid &set) const;
    /// The bulk that is at work or first in line; null if there is none.
    QUuid bulk() const { return m_queue.bulk(); }
    bool isBulk(const QUuid &set) const;
    /// What everything shares that this runner's server is asked and sent.
    RequestPacer &pacer() { return m_pacer; }
    /// All bulks that have not ended, oldest first.
    QList<QUuid> bulks() const;

signals:
    void setStarted(const QUuid &set);
    void rowStarted(const QUuid &set, qsizetype change);
    void rowEnded(const QUuid &set, qsizetype change, const gatehouse::Outcome &outcome);
    /// The change waits: to be tried again, or to be asked for, since it is not known what became of it.
    void rowWaits(const QUuid &set, qsizetype change, const gatehouse::ApiError &error, bool isInQuestion);
    /// In place of rowEnded(): nothing was changed, and it is tried again, after resume(). The error is why; nothing
    /// if it is only that the set pauses.
    void rowPutBack(const QUuid &set, qsizetype change, const std::optional<gatehouse::ApiError> &error);
    /// In place of rowEnded(): it is not known what became of it, and it is asked for again later. One sentence.
    void rowInQuestion(const QUuid &set, qsizetype change, const QString &words);
    /// The list that a bulk is compared with was refused to this token; the bulk pauses.
    void tokenRefused(const gatehouse::ApiError &error);
    void setEnded(const QUuid &set);
    void rowConfirmed(const QUuid &set, qsizetype change, const gatehouse::Confirmation &confirmation);
    void setConfirmed(const QUuid &set);
    /// progress() has changed in any way; once at most in a turn of the event loop.
    void progressed(const QUuid &set);

private:
    class SetRun;
    /// A set that a worker makes ready.
    struct Making
    {
        QFutureWatcher<std::shared_ptr<std::unique_ptr<SetRun>>> *worker = nullptr; ///< the runner's child
        qsizetype tryFirst = 0;
    };
    SetRun *find(const QUuid &set) const;
    template<typename Make>
    void make(qsizetype size, bool isBulk, qsizetype tryFirst, Make makeRun);
    void addMade();
    void add(std::unique_ptr<SetRun> run, qsizetype tryFirst);
    /// Starts what can be started, in this turn of the event loop …
    void pumpLater();
    /// … or in the next one, behind what else waits: else each answer would lead to another one in the same turn, and
    /// a window that lives on this thread would be neither painted nor heard.
    void pumpNextTurn();
    void pump();
    bool isHeld();
    void pauseFor(SetRun &run, const QString &reason);
    void tellProgress(SetRun &run);
    // A bulk as a whole
    void prepareBulk(SetRun &run);
    void compare(SetRun &run);
    void dropComparison(SetRun &run);
    void endComparison(SetRun &run);
    void markSending(SetRun &run);
    void lookAtTrial(SetRun &run);
    void endTrial(SetRun &run, const QString &trouble);
    // Its changes
    void skipRow(SetRun &run, qsizetype change, Outcome outcome);
    void startRow(SetRun &run, qsizetype change);
    void startWork(SetRun &run, qsizetype change);
    void endRow(SetRun &run, qsizetype change, WorkOrder::Begin begin, WorkEnd end);
    void putBack(SetRun &run, qsizetype change, const std::optional<ApiError> &error);
    void putInQuestion(SetRun &run, qsizetype change, WorkOrder::Begin begin, const WorkEnd &end);
    void noteOutcome(SetRun &run, qsizetype change, const Outcome &outcome);
    QString troublesReason(const ApiError &error) const;
    // Its end
    void endSetIfDone(const QUuid &set);
    void endSet(SetRun &run);
    void confirm(SetRun &run);
    void noteConfirmation(SetRun &run, qsizetype change, Confirmation confirmation);
    void endConfirmation(const QUuid &set, const QString &trouble);

    PivotClient &m_client;
    Journal &m_journal;
    std::function<Instant()> m_now;
    Limits m_limits;
    RunQueue m_queue;
    QElapsedTimer m_clock; ///< for waiting: never jumps
    RequestPacer m_pacer;
    QTimer m_hold;     ///< while the server wants nothing
    QTimer m_nextTurn; ///< pump() is to come then
    Instant m_heldUntil{};
    std::vector<std::unique_ptr<SetRun>> m_runs;     ///< at work, waiting, or being confirmed; oldest first
    std::deque<Making> m_making;                     ///< as they came
    std::vector<std::unique_ptr<ChangeWork>> m_gone; ///< ended, until the next pump()
    int m_active = 0;                                ///< sets that have not ended
    bool m_pumping = false;                          ///< pump() is on its way through the event loop
};

} // namespace gatehouse
