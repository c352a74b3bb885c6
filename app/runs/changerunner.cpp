// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/changerunner.h"

#include "changes/freedbyworker.h"
#include "runs/setrun.h"

#include <QCoreApplication>
#include <QPointer>
#include <QRandomGenerator>
#include <QThreadPool>
#include <QtConcurrent>

#include <algorithm>
#include <set>
#include <utility>

namespace gatehouse {

namespace {

/// What is started takes no more of a turn than so: a quarter of a frame.
constexpr std::chrono::milliseconds kStartingAtMost{4};

} // namespace

ChangeRunner::ChangeRunner(PivotClient &client, Journal &journal, std::function<Instant()> now, Limits limits,
                           QObject *parent)
    : QObject(parent),
      m_client(client),
      m_journal(journal),
      m_now(std::move(now)),
      m_limits(limits),
      m_queue(limits.queue),
      m_pacer(
          limits.retry, limits.queue.atOnce, [this] { return std::chrono::milliseconds(m_clock.elapsed()); },
          [] { return QRandomGenerator::global()->generateDouble(); }, [this] { pumpLater(); })
{
    m_clock.start();
    m_nextTurn.setSingleShot(true);
    connect(&m_nextTurn, &QTimer::timeout, this, &ChangeRunner::pump);
    m_hold.setSingleShot(true);
    connect(&m_hold, &QTimer::timeout, this, [this] {
        for (const auto &run : m_runs)
            tellProgress(*run);
        pumpLater();
    });
}

ChangeRunner::ChangeRunner(PivotClient &client, Journal &journal, std::function<Instant()> now, QObject *parent)
    : ChangeRunner(client, journal, std::move(now), Limits{}, parent)
{}

ChangeRunner::~ChangeRunner() = default;

ChangeRunner::SetRun *ChangeRunner::find(const QUuid &set) const
{
    const auto found =
        std::find_if(m_runs.cbegin(), m_runs.cend(), [&set](const auto &run) { return run->id() == set; });
    return found == m_runs.cend() ? nullptr : found->get();
}

const JournalEntry *ChangeRunner::entry(const QUuid &set) const
{
    const SetRun *run = find(set);
    return run ? &run->entry : nullptr;
}

bool ChangeRunner::isBulk(const QUuid &set) const
{
    const SetRun *run = find(set);
    return run && run->isBulk();
}

QList<QUuid> ChangeRunner::bulks() const
{
    QList<QUuid> bulks;
    for (const auto &run : m_runs) {
        if (run->isBulk() && !run->progress.isOver())
            bulks.append(run->id());
    }
    return bulks;
}

std::optional<RunProgress> ChangeRunner::progress(const QUuid &set) const
{
    const SetRun *run = find(set);
    if (!run)
        return std::nullopt;
    RunProgress progress = run->progress;
    progress.inFlight = m_queue.inFlight(set);
    progress.inQuestion = static_cast<qsizetype>(run->questions.size());
    for (const auto &[change, work] : run->works)
        progress.inQuestion += work->isInQuestion() ? 1 : 0;
    if (progress.isOver())
        return progress;
    using Phase = RunQueue::Phase;
    switch (m_queue.phase(set)) {
    case Phase::Waiting:
        // Behind a pause its own changes may still be in flight: nothing else is before it then.
        progress.phase = run->comparison || (run->isStarted && m_queue.bulk() == set) ? RunProgress::Phase::Comparing
                                                                                      : RunProgress::Phase::Waiting;
        break;
    case Phase::Running:
        progress.phase = RunProgress::Phase::Running;
        break;
    case Phase::Paused:
        progress.phase = RunProgress::Phase::Paused;
        break;
    case Phase::Stopping:
    case Phase::Ended: // between its last change and its end
        progress.phase = RunProgress::Phase::Stopping;
        break;
    }
    if (progress.phase == RunProgress::Phase::Running) {
        if (m_hold.isActive())
            progress.heldUntil = m_heldUntil;
        progress.perSecond = run->rate.perSecond();
        if (progress.perSecond > 0)
            progress.left = std::chrono::seconds(
                static_cast<qint64>(static_cast<double>(progress.total - progress.ended()) / progress.perSecond));
    }
    return progress;
}

void ChangeRunner::run(RecordedSet set, qsizetype tryFirst)
{
    const qsizetype size = set.set().changes.size();
    make(size, size != 1, tryFirst,
         [set = std::move(set)]() mutable { return std::make_unique<SetRun>(std::move(set)); });
}

void ChangeRunner::takeUp(TakenUp left)
{
    const qsizetype size = left.set.set().changes.size();
    make(size, true, 0, [left = std::move(left)]() mutable { return std::make_unique<SetRun>(std::move(left)); });
}

// Bulks are added in the order they came, so one that comes while a larger one is being made waits for it.
template<typename Make>
void ChangeRunner::make(qsizetype size, bool isBulk, qsizetype tryFirst, Make makeRun)
{
    ++m_active;
    if (size <= m_limits.makeAtOnce && (!isBulk || m_making.empty())) {
        add(makeRun(), tryFirst);
        return;
    }
    auto *worker = new QFutureWatcher<std::shared_ptr<std::unique_ptr<SetRun>>>(this);
    m_making.push_back({worker, tryFirst});
    connect(worker, &QFutureWatcherBase::finished, this, &ChangeRunner::addMade);
    worker->setFuture(QtConcurrent::run(
        [makeRun = std::move(makeRun)]() mutable { return std::make_shared<std::unique_ptr<SetRun>>(makeRun()); }));
}

void ChangeRunner::addMade()
{
    while (!m_making.empty() && m_making.front().worker->isFinished()) {
        const Making made = m_making.front();
        m_making.pop_front();
        made.worker->deleteLater(); // it may be inside its own signal
        add(std::move(*made.worker->result()), made.tryFirst);
    }
}

bool ChangeRunner::isBusy(const QByteArray &name) const
{
    return !m_making.empty() ||
           std::any_of(m_runs.cbegin(), m_runs.cend(), [&name](const auto &run) { return run->isBusy(name); });
}

ChangeSet ChangeRunner::onlyOf(const QUuid &set, const QByteArrayList &names) const
{
    ChangeSet only;
    const SetRun *run = find(set);
    if (!run)
        return only;
    std::set<qsizetype> places;
    for (const QByteArray &name : names)
        run->names->any(name, [&places](qsizetype place) {
            places.insert(place);
            return false;
        });
    for (const qsizetype place : places)
        only.changes.append(run->change(place));
    return only;
}

void ChangeRunner::add(std::unique_ptr<SetRun> added, qsizetype tryFirst)
{
    SetRun &run = *m_runs.emplace_back(std::move(added));
    const QList<Change> &changes = run.entry.set.changes;
    m_queue.add(run.id(), changes, {run.ended, run.isTakenUp, run.names});
    m_queue.setSendingEnd(run.id(), run.sendingEnd);
    if (tryFirst > 0 && changes.size() > tryFirst)
        m_queue.setTrial(run.id(), tryFirst);
    tellProgress(run);
    pumpLater();
}

bool ChangeRunner::isOnlyInQuestion() const
{
    return m_making.empty() && std::all_of(m_runs.cbegin(), m_runs.cend(), [](const auto &run) {
               if (run->progress.isOver())
                   return true;
               return !run->isBulk() && !run->works.empty() && run->works.cbegin()->second->isInQuestion();
           });
}

void ChangeRunner::pause(const QUuid &set)
{
    if (SetRun *run = find(set))
        pauseFor(*run, {});
}

void ChangeRunner::pauseFor(SetRun &run, const QString &reason)
{
    m_queue.pause(run.id());
    if (m_queue.phase(run.id()) != RunQueue::Phase::Paused)
        return;
    if (run.progress.pauseReason.isEmpty())
        run.progress.pauseReason = reason;
    dropComparison(run);
    for (const auto &[change, work] : run.works)
        work->setParked(true);
    run.rate.clear();
    tellProgress(run);
    pumpLater(); // an act on one user may have waited for a change of it that is known by now
}

void ChangeRunner::resume(const QUuid &set)
{
    SetRun *run = find(set);
    if (!run || m_queue.phase(set) != RunQueue::Phase::Paused)
        return;
    m_queue.resume(set);
    for (const auto &[change, work] : run->works)
        work->setParked(false);
    for (auto question = run->questions.crbegin(); question != run->questions.crend(); ++question)
        m_queue.hasten(set, question->first);
    if (std::exchange(run->progress.isTrial, false))
        m_queue.endTrial(set);
    if (std::exchange(run->isListDoubted, false))
        run->missing = ComparisonWork::Missing::Believed;
    run->progress.pauseReason.clear();
    run->progress.isTokenRefused = false;
    tellProgress(*run);
    pumpLater();
}

void ChangeRunner::stop(const QUuid &set)
{
    SetRun *run = find(set);
    if (!run || run->progress.isOver())
        return;
    std::vector<qsizetype> inQuestion;
    for (const auto &[change, question] : run->questions)
        inQuestion.push_back(change);
    m_queue.stop(set, inQuestion);
    for (const auto &[change, work] : run->works)
        work->hurry();
    dropComparison(*run);
    run->trialLook.reset();
    tellProgress(*run);
    pumpLater();
}

void ChangeRunner::pumpLater()
{
    if (std::exchange(m_pumping, true))
        return;
    QMetaObject::invokeMethod(this, &ChangeRunner::pump, Qt::QueuedConnection);
}

// A timer of no time at all comes, as a rule, when everything that was posted has been handled, and the display's
// events too.
void ChangeRunner::pumpNextTurn()
{
    if (!m_nextTurn.isActive())
        m_nextTurn.start(0);
}

// Everything that can start now. Slots of the signals may do anything, destroying the runner too, so each step looks
// afresh.
void ChangeRunner::pump()
{
    m_pumping = false;
    m_gone.clear();
    m_nextTurn.stop();
    const QPointer<ChangeRunner> alive(this);
    QList<QUuid> ids;
    for (const auto &run : m_runs)
        ids.append(run->id());
    for (const QUuid &id : std::as_const(ids)) {
        SetRun *run = find(id);
        if (!run || run->progress.isOver())
            continue;
        const bool isDue = !run->isBulk() || m_queue.bulk() == id || m_queue.phase(id) == RunQueue::Phase::Ended;
        if (isDue && !std::exchange(run->isStarted, true)) {
            run->progress.startedAt = m_now();
            emit setStarted(id);
            if (!alive)
                return;
        }
        endSetIfDone(id);
        if (!alive)
            return;
    }
    if (SetRun *run = find(m_queue.bulk()))
        prepareBulk(*run);
    m_queue.setAtOnce(m_pacer.atOnce());
    QElapsedTimer working;
    working.start();
    while (alive && !isHeld()) {
        if (std::chrono::milliseconds(working.elapsed()) >= kStartingAtMost) {
            pumpNextTurn();
            return;
        }
        const auto turn = m_queue.next();
        if (!turn) {
            // It went past those that had ended before, maybe as far as the journal allows: nothing else may follow.
            if (SetRun *run = find(m_queue.bulk()); run && m_queue.phase(run->id()) == RunQueue::Phase::Running)
                markSending(*run);
            return;
        }
        startRow(*find(turn->set), turn->change);
    }
}

// What the server asked for holds for everything here, acts on one user too.
bool ChangeRunner::isHeld()
{
    const auto wait = m_pacer.heldFor();
    if (wait.count() <= 0)
        return false;
    if (!m_hold.isActive()) {
        m_hold.start(wait);
        m_heldUntil = m_now() + wait;
        for (const auto &run : m_runs)
            tellProgress(*run);
    }
    return true;
}

void ChangeRunner::endSetIfDone(const QUuid &set)
{
    SetRun *run = find(set);
    if (run && !run->progress.isOver() && m_queue.phase(set) == RunQueue::Phase::Ended)
        endSet(*run);
}

void ChangeRunner::endSet(SetRun &run)
{
    const QUuid id = run.id();
    m_queue.remove(id);
    --m_active;
    run.trialLook.reset();
    // What was never sent needs no outcome of its own in the journal; everybody else is told how many.
    run.isReleased = true;
    run.progress.outcomes.add(OutcomeKind::NotSent, run.progress.total - run.progress.ended());
    run.progress.endedAt = m_now();
    run.progress.phase = RunProgress::Phase::Confirming;
    run.progress.pauseReason.clear();
    run.entry.ended = true;
    m_journal.noteEnd(id, *run.progress.endedAt);
    tellProgress(run);
    pumpLater(); // before the looks: what follows for the same users leaves them out
    confirm(run);
    emit setEnded(id);
}

void ChangeRunner::confirm(SetRun &run)
{
    const QUuid id = run.id();
    run.progress.confirmed = run.progress.differing = run.progress.unconfirmed = 0; // of those tried first
    run.progress.confirmTrouble.clear();
    run.confirmation = std::make_unique<ConfirmationWork>(m_client, m_pacer, run.entry.set.changes, run.entry.outcomes,
                                                          run.done, m_limits.queue.atOnce);
    connect(run.confirmation.get(), &ConfirmationWork::looked, this,
            [this, id](qsizetype change, const Confirmation &confirmation) {
                noteConfirmation(*find(id), change, confirmation);
            });
    connect(
        run.confirmation.get(), &ConfirmationWork::ended, this,
        [this, id](const QString &trouble) { endConfirmation(id, trouble); }, Qt::QueuedConnection);
    for (const QByteArray &name : std::as_const(run.changedSince))
        run.confirmation->leaveOut(name);
    // Behind setEnded(): an act that follows at once leaves its user out.
    QMetaObject::invokeMethod(
        run.confirmation.get(), [work = run.confirmation.get()] { work->start(); }, Qt::QueuedConnection);
}

void ChangeRunner::noteConfirmation(SetRun &run, qsizetype change, Confirmation confirmation)
{
    const QUuid id = run.id();
    confirmation.at = m_now();
    switch (confirmation.kind) {
    case Confirmation::Kind::Confirmed:
        ++run.progress.confirmed;
        break;
    case Confirmation::Kind::Differs:
        ++run.progress.differing;
        break;
    case Confirmation::Kind::CouldNotLook:
        ++run.progress.unconfirmed;
        run.progress.confirmTrouble = confirmation.words;
        break;
    case Confirmation::Kind::NotLooked:
        break;
    }
    m_journal.noteConfirmation(id, change, confirmation);
    tellProgress(run);
    emit rowConfirmed(id, change, confirmation);
}

void ChangeRunner::endConfirmation(const QUuid &set, const QString &trouble)
{
    SetRun &run = *find(set);
    if (!trouble.isEmpty())
        run.progress.confirmTrouble = trouble;
    run.progress.phase = RunProgress::Phase::Ended;
    run.progress.confirmedAt = m_now();
    const QPointer<ChangeRunner> alive(this);
    emit progressed(set);
    if (alive)
        emit setConfirmed(set);
    if (!alive)
        return;
    const auto gone =
        std::find_if(m_runs.begin(), m_runs.end(), [&set](const auto &each) { return each->id() == set; });
    if (gone == m_runs.end())
        return;
    std::unique_ptr<SetRun> over = std::move(*gone);
    m_runs.erase(gone);
    if (over->progress.total <= m_limits.makeAtOnce)
        return;
    auto bulk = over->takeBulk();
    over.reset(); // whose parts share what is let go of
    freeByWorker(std::move(bulk));
}

void ChangeRunner::tellProgress(SetRun &run)
{
    if (std::exchange(run.isTold, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this, id = run.id()] {
            if (SetRun *told = find(id)) {
                told->isTold = false;
                emit progressed(id);
            }
        },
        Qt::QueuedConnection);
}

} // namespace gatehouse
