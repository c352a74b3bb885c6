// SPDX-License-Identifier: GPL-3.0-or-later
// The changes of a set, one by one.
#include "runs/changerunner.h"

#include "runs/setrun.h"

#include <QCoreApplication>
#include <QPointer>

#include <utility>

namespace gatehouse {

void ChangeRunner::skipRow(SetRun &run, qsizetype change, Outcome outcome)
{
    if (!m_queue.skip(run.id(), change))
        return;
    run.questions.erase(change);
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
        else if (other.get() != &run &&
                 other->names->any(name, [&other](qsizetype place) { return other->hasEnded(place); }))
            other->changedSince.insert(name);
        if (other->trialLook)
            other->trialLook->leaveOut(name);
    }
    emit rowStarted(id, change);
    if (!alive)
        return;
    if (isAddressable(name)) {
        startWork(run, change);
        return;
    }
    // Through the event loop, like every other end.
    QMetaObject::invokeMethod(
        this,
        [this, id, change] {
            endRow(*find(id), change, WorkOrder::Begin::Look, {WorkEnd::Kind::Ended, notAddressable()});
        },
        Qt::QueuedConnection);
}

void ChangeRunner::startWork(SetRun &run, qsizetype change)
{
    WorkOrder order{run.change(change), exactnessOf(run.entry.set)};
    if (auto question = run.questions.extract(change)) {
        order.begin = WorkOrder::Begin::Ask;
        order.question = std::move(question.mapped());
    } else if (run.entry.set.changes.size() > m_limits.lookEach) {
        order.begin = WorkOrder::Begin::Write;
    }
    order.asking = run.isBulk() ? WorkOrder::Asking::Bounded : WorkOrder::Asking::Endless;
    ChangeWork::Handlers handlers;
    handlers.ended = [this, &run, change, begin = order.begin](WorkEnd end) {
        endRow(run, change, begin, std::move(end));
    };
    handlers.waits = [this, &run, change](const ApiError &error, bool isInQuestion) {
        tellProgress(run);
        emit rowWaits(run.id(), change, error, isInQuestion);
    };
    auto work = std::make_unique<ChangeWork>(m_client, m_pacer, std::move(order), std::move(handlers));
    ChangeWork &started = *work;
    run.works[change] = std::move(work);
    if (m_queue.phase(run.id()) == RunQueue::Phase::Stopping)
        started.hurry();
    started.start();
}

void ChangeRunner::endRow(SetRun &run, qsizetype change, WorkOrder::Begin begin, WorkEnd end)
{
    // The work that ended is still inside its handler: it goes with the next turn of the event loop.
    if (auto work = run.works.extract(change))
        m_gone.push_back(std::move(work.mapped()));
    pumpNextTurn();
    const RunTrouble trouble = end.error ? troubleOf(*end.error) : RunTrouble::None;
    // Nothing was changed by what the server would not even look at; it is tried again when the bar is lifted.
    const bool isUnchanged = !end.isWritten || end.outcome.tokenRefused;
    const bool isBarred = trouble == RunTrouble::Barred && run.isBulk() && isUnchanged;
    if (end.kind == WorkEnd::Kind::InQuestion) {
        putInQuestion(run, change, begin, end);
        return;
    }
    const bool goesOn = m_queue.phase(run.id()) != RunQueue::Phase::Stopping;
    if (end.kind == WorkEnd::Kind::GivenBack || (isBarred && goesOn && end.outcome.kind == OutcomeKind::Failed)) {
        putBack(run, change, end.error);
        return;
    }
    const bool pauses = m_queue.end({run.id(), change}, trouble == RunTrouble::None ? RunQueue::TurnEnd::Settled
                                                                                    : RunQueue::TurnEnd::Trouble);
    if (trouble == RunTrouble::Barred)
        pauseFor(run, end.error->sentence());
    else if (pauses)
        pauseFor(run, troublesReason(*end.error));
    end.outcome.at = m_now();
    noteOutcome(run, change, end.outcome);
}

void ChangeRunner::putBack(SetRun &run, qsizetype change, const std::optional<ApiError> &error)
{
    m_queue.end({run.id(), change}, RunQueue::TurnEnd::GivenBack);
    if (error && troubleOf(*error) == RunTrouble::Barred) {
        run.progress.isTokenRefused = error->kind == ApiErrorKind::TokenRefused;
        pauseFor(run, error->sentence());
    }
    tellProgress(run);
    emit rowPutBack(run.id(), change, error);
}

void ChangeRunner::putInQuestion(SetRun &run, qsizetype change, WorkOrder::Begin begin, const WorkEnd &end)
{
    run.questions[change] = end.question.value_or(OpenQuestion::ofAProgramThatIsGone());
    const bool wasRunning = m_queue.phase(run.id()) == RunQueue::Phase::Running;
    const bool pauses = m_queue.end({run.id(), change}, RunQueue::TurnEnd::PutLast);
    if (end.error && troubleOf(*end.error) == RunTrouble::Barred) {
        run.progress.isTokenRefused = end.error->kind == ApiErrorKind::TokenRefused;
        pauseFor(run, end.error->sentence());
    } else if (pauses && end.error) {
        pauseFor(run, troublesReason(*end.error));
    } else if (wasRunning && begin == WorkOrder::Begin::Ask && m_queue.hasOnlyLast(run.id())) { // in vain again
        pauseFor(run,
                 QCoreApplication::translate("ChangeRunner", "Of a change that was sent it is not known yet what "
                                                             "became of it. The server is asked when you resume."));
    }
    tellProgress(run);
    emit rowInQuestion(run.id(), change, end.outcome.words);
}

QString ChangeRunner::troublesReason(const ApiError &error) const
{
    return QCoreApplication::translate("ChangeRunner", "The run pauses after %n errors in a row. %1", nullptr,
                                       m_limits.queue.troublesInARow)
        .arg(error.sentence());
}

void ChangeRunner::noteOutcome(SetRun &run, qsizetype change, const Outcome &outcome)
{
    const QUuid id = run.id();
    run.entry.outcomes[change] = outcome;
    run.ended[static_cast<std::size_t>(change)] = true;
    run.progress.outcomes.add(outcome.kind);
    if (outcome.kind == OutcomeKind::Done)
        run.done.push_back(change);
    run.rate.note(outcome.at, run.progress.ended());
    m_journal.noteOutcome(id, change, outcome);
    tellProgress(run);
    emit rowEnded(id, change, outcome);
}

} // namespace gatehouse
