// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/changerunner.h"

#include "runs/changework.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace gatehouse {

/// One set at work, or waiting for its names.
class ChangeRunner::SetRun final
{
public:
    explicit SetRun(RecordedSet recorded) : m_recorded(std::move(recorded)) {}

    const ChangeSet &set() const { return m_recorded.set(); }
    const Change &change() const { return set().changes.at(row); }

    qsizetype row = -1; ///< the change at work
    std::unique_ptr<ChangeWork> work;
    QHash<QByteArray, int> namesLeft; ///< how many changes of each name are still to do
    qsizetype namesAwaited = 0;       ///< names that an earlier set has still to do
    bool tokenRefused = false;

private:
    RecordedSet m_recorded;
};

ChangeRunner::ChangeRunner(PivotClient &client, Journal &journal, std::function<Instant()> now, QObject *parent)
    : QObject(parent), m_client(client), m_journal(journal), m_now(std::move(now))
{}

ChangeRunner::~ChangeRunner() = default;

void ChangeRunner::run(RecordedSet set)
{
    SetRun &added = *m_runs.emplace_back(std::make_unique<SetRun>(std::move(set)));
    holdNames(added);
    if (added.namesAwaited == 0)
        schedule(&ChangeRunner::start, added);
}

void ChangeRunner::holdNames(SetRun &run)
{
    for (const Change &change : run.set().changes) {
        if (run.namesLeft[change.name()]++ > 0)
            continue;
        QList<SetRun *> &holders = m_holders[change.name()];
        holders.append(&run);
        if (holders.size() > 1)
            ++run.namesAwaited;
    }
}

void ChangeRunner::releaseName(SetRun &run, const QByteArray &name)
{
    if (--run.namesLeft[name] > 0)
        return;
    const auto holders = m_holders.find(name);
    holders->removeFirst();
    if (holders->isEmpty()) {
        m_holders.remove(name);
        return;
    }
    SetRun &next = *holders->constFirst();
    if (--next.namesAwaited == 0)
        schedule(&ChangeRunner::start, next);
}

// A set lives until its end, and has one step scheduled at a time, so the reference holds.
void ChangeRunner::schedule(void (ChangeRunner::*step)(SetRun &), SetRun &run)
{
    QMetaObject::invokeMethod(
        this, [this, step, &run] { (this->*step)(run); }, Qt::QueuedConnection);
}

void ChangeRunner::start(SetRun &run)
{
    const QPointer<ChangeRunner> alive(this);
    const QUuid id = run.set().id; // slots may destroy the runner and go on using it
    emit setStarted(id);
    if (alive)
        startNextRow(run);
}

void ChangeRunner::startNextRow(SetRun &run)
{
    run.work.reset();
    if (++run.row == run.set().changes.size()) {
        endSet(run);
        return;
    }
    const QPointer<ChangeRunner> alive(this);
    const QUuid id = run.set().id;
    emit rowStarted(id, run.row);
    if (!alive)
        return;
    if (run.tokenRefused) {
        endRow(run, notSentForToken());
    } else if (!isAddressable(run.change().name())) {
        endRow(run, notAddressable());
    } else {
        run.work = std::make_unique<ChangeWork>(m_client, run.change(), exactnessOf(run.set()),
                                                [this, &run](Outcome outcome) { endRow(run, std::move(outcome)); });
        run.work->start();
    }
}

void ChangeRunner::endRow(SetRun &run, Outcome outcome)
{
    const QUuid id = run.set().id;
    outcome.at = m_now();
    run.tokenRefused = run.tokenRefused || outcome.tokenRefused;
    m_journal.noteOutcome(id, run.row, outcome);
    releaseName(run, run.change().name());
    // Through the event loop: the work that ended may not be destroyed inside its own handler, and a long row of
    // changes that need no request must not hold up the window.
    schedule(&ChangeRunner::startNextRow, run);
    emit rowEnded(id, run.row, outcome);
}

void ChangeRunner::endSet(SetRun &run)
{
    const QUuid id = run.set().id;
    m_journal.noteEnd(id);
    std::erase_if(m_runs, [&run](const std::unique_ptr<SetRun> &each) { return each.get() == &run; });
    emit setEnded(id);
}

} // namespace gatehouse
