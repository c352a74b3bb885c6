// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/changerunner.h"

#include "runs/setrun.h"

#include <QCoreApplication>
#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace gatehouse {

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
    if (progress.isOver())
        return progress;
    using Phase = RunQueue::Phase;
    switch (m_queue.phase(set)) {
    case Phase::Waiting:
        progress.phase = run->comparison ? RunProgress::Phase::Comparing : RunProgress::Phase::Waiting;
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

void ChangeRunner::run(RecordedSet set)
{
    SetRun &run = *m_runs.emplace_back(std::make_unique<SetRun>(std::move(set)));
    ++m_active;
    m_busy.reserve(m_busy.size() + run.entry.set.changes.size()); // without it, half the time goes into rehashing
    for (const Change &change : std::as_const(run.entry.set.changes))
        ++m_busy[change.name()];
    m_queue.add(run.id(), run.entry.set.changes);
    tellProgress(run);
    pumpLater();
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
    run.rate.clear();
    tellProgress(run);
}

void ChangeRunner::resume(const QUuid &set)
{
    SetRun *run = find(set);
    if (!run || m_queue.phase(set) != RunQueue::Phase::Paused)
        return;
    m_queue.resume(set);
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
    m_queue.stop(set);
    for (const auto &[change, work] : run->works)
        work->hurry();
    dropComparison(*run);
    tellProgress(*run);
    pumpLater();
}

void ChangeRunner::pumpLater()
{
    if (std::exchange(m_pumping, true))
        return;
    QMetaObject::invokeMethod(this, &ChangeRunner::pump, Qt::QueuedConnection);
}

// Everything that can start now. Slots of the signals may do anything, destroying the runner too, so each step looks
// afresh.
void ChangeRunner::pump()
{
    m_pumping = false;
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
        startBulk(*run);
    m_queue.setAtOnce(m_pacer.atOnce());
    while (alive && !isHeld()) {
        const auto turn = m_queue.next();
        if (!turn)
            return;
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

void ChangeRunner::startBulk(SetRun &run)
{
    if (m_queue.phase(run.id()) != RunQueue::Phase::Waiting || run.comparison)
        return;
    if (run.entry.set.changes.size() > m_limits.lookEach)
        compare(run);
    else
        m_queue.open(run.id());
    tellProgress(run);
}

void ChangeRunner::compare(SetRun &run)
{
    const QUuid id = run.id();
    run.comparison = std::make_unique<ComparisonWork>(m_client, run.entry.set, run.ended, run.missing);
    const ComparisonWork *work = run.comparison.get();
    connect(work, &ComparisonWork::settled, this,
            [this, id](qsizetype change, const Outcome &outcome) { skipRow(*find(id), change, outcome); });
    connect(work, &ComparisonWork::ended, this, [this, id] { endComparison(*find(id)); });
    connect(work, &ComparisonWork::failed, this, [this, id](const QString &reason) { pauseFor(*find(id), reason); });
    connect(work, &ComparisonWork::doubted, this, [this, id](const QString &reason) {
        SetRun &doubting = *find(id);
        pauseFor(doubting, reason);
        doubting.isListDoubted = true;
    });
    run.comparison->start();
}

// One that is under way when the run pauses is for nothing: another follows after the pause.
void ChangeRunner::dropComparison(SetRun &run)
{
    if (!run.comparison)
        return;
    run.comparison->disconnect(this);
    run.comparison.release()->deleteLater(); // it may be inside its own signal
}

void ChangeRunner::endComparison(SetRun &run)
{
    dropComparison(run);
    m_queue.open(run.id());
    tellProgress(run);
    pumpLater();
}

void ChangeRunner::skipRow(SetRun &run, qsizetype change, Outcome outcome)
{
    m_queue.skip(run.id(), change);
    outcome.at = m_now();
    noteOutcome(run, change, outcome);
}

void ChangeRunner::startRow(SetRun &run, qsizetype change)
{
    const QPointer<ChangeRunner> alive(this);
    const QUuid id = run.id();
    const QByteArray name = run.change(change).name();
    for (const auto &other : m_runs) {
        if (other->confirmation)
            other->confirmation->leaveOut(name);
    }
    emit rowStarted(id, change);
    if (!alive)
        return;
    if (!isAddressable(name)) {
        // Through the event loop, like every other end.
        QMetaObject::invokeMethod(
            this,
            [this, id, change] {
                endRow(*find(id), change, {notAddressable(), {}, false});
            },
            Qt::QueuedConnection);
        return;
    }
    const LookFirst look = run.entry.set.changes.size() > m_limits.lookEach ? LookFirst::No : LookFirst::Yes;
    auto work =
        std::make_unique<ChangeWork>(m_client, m_pacer, run.change(change), exactnessOf(run.entry.set), look,
                                     [this, &run, change](WorkEnd end) { endRow(run, change, std::move(end)); });
    ChangeWork &started = *work;
    run.works[change] = std::move(work);
    started.start();
}

void ChangeRunner::endRow(SetRun &run, qsizetype change, WorkEnd end)
{
    // The work that ended is still inside its handler: it goes with the next turn of the event loop.
    if (auto work = run.works.extract(change))
        QMetaObject::invokeMethod(
            this, [gone = std::shared_ptr<ChangeWork>(std::move(work.mapped()))] {}, Qt::QueuedConnection);
    const QUuid id = run.id();
    const RunTrouble trouble = end.error ? troubleOf(*end.error) : RunTrouble::None;
    pumpLater();
    // Nothing was changed by what the server would not even look at; it is tried again when the bar is lifted.
    const bool isUnchanged = !end.isWritten || end.outcome.tokenRefused;
    if (trouble == RunTrouble::Barred && run.isBulk() && isUnchanged && end.outcome.kind == OutcomeKind::Failed) {
        m_queue.end({id, change}, RunQueue::TurnEnd::GivenBack);
        run.progress.isTokenRefused = end.error->kind == ApiErrorKind::TokenRefused;
        pauseFor(run, end.error->sentence());
        emit rowPutBack(id, change, *end.error);
        return;
    }
    const bool pauses = m_queue.end({id, change}, trouble == RunTrouble::None ? RunQueue::TurnEnd::Settled
                                                                              : RunQueue::TurnEnd::Trouble);
    if (trouble == RunTrouble::Barred)
        pauseFor(run, end.error->sentence());
    else if (pauses)
        pauseFor(run, QCoreApplication::translate("ChangeRunner", "The run pauses after %n errors in a row. %1",
                                                  nullptr, m_limits.queue.troublesInARow)
                          .arg(end.error->sentence()));
    end.outcome.at = m_now();
    noteOutcome(run, change, end.outcome);
}

void ChangeRunner::noteOutcome(SetRun &run, qsizetype change, const Outcome &outcome)
{
    const QUuid id = run.id();
    run.entry.outcomes[change] = outcome;
    run.ended[static_cast<std::size_t>(change)] = true;
    run.progress.outcomes.add(outcome.kind);
    run.rate.note(outcome.at, run.progress.ended());
    m_journal.noteOutcome(id, change, outcome);
    release(run.change(change).name());
    tellProgress(run);
    emit rowEnded(id, change, outcome);
}

void ChangeRunner::release(const QByteArray &name)
{
    if (m_busy.contains(name) && --m_busy[name] == 0)
        m_busy.remove(name);
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
    // What was never sent needs no outcome of its own in the journal; everybody else is told how many.
    for (qsizetype i = 0; i < run.entry.set.changes.size(); ++i) {
        if (!run.ended[static_cast<std::size_t>(i)])
            release(run.change(i).name());
    }
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
    run.confirmation =
        std::make_unique<ConfirmationWork>(m_client, run.entry.set.changes, run.entry.outcomes, m_limits.queue.atOnce);
    connect(run.confirmation.get(), &ConfirmationWork::looked, this,
            [this, id](qsizetype change, Confirmation confirmation) {
                SetRun &looked = *find(id);
                confirmation.at = m_now();
                switch (confirmation.kind) {
                case Confirmation::Kind::Confirmed:
                    ++looked.progress.confirmed;
                    break;
                case Confirmation::Kind::Differs:
                    ++looked.progress.differing;
                    break;
                case Confirmation::Kind::CouldNotLook:
                    ++looked.progress.unconfirmed;
                    looked.progress.confirmTrouble = confirmation.words;
                    break;
                case Confirmation::Kind::NotLooked:
                    break;
                }
                m_journal.noteConfirmation(id, change, confirmation);
                tellProgress(looked);
                emit rowConfirmed(id, change, confirmation);
            });
    connect(
        run.confirmation.get(), &ConfirmationWork::ended, this,
        [this, id](const QString &trouble) { endConfirmation(id, trouble); }, Qt::QueuedConnection);
    // Behind setEnded(): an act that follows at once leaves its user out.
    QMetaObject::invokeMethod(
        run.confirmation.get(), [work = run.confirmation.get()] { work->start(); }, Qt::QueuedConnection);
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
    if (alive)
        std::erase_if(m_runs, [&set](const auto &each) { return each->id() == set; });
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
