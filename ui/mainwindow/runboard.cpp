// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/runboard.h"

#include "ui/changes/runpanel.h"

#include <utility>

namespace gatehouse {

namespace {

/// Which of two runs is shown: the lower one.
int urgency(const RunProgress &progress)
{
    switch (progress.phase) {
    case RunProgress::Phase::Paused:
        return 0;
    case RunProgress::Phase::Comparing:
    case RunProgress::Phase::Running:
    case RunProgress::Phase::Stopping:
        return 1;
    case RunProgress::Phase::Waiting:
        return 2;
    case RunProgress::Phase::Interrupted:
    case RunProgress::Phase::Confirming:
    case RunProgress::Phase::Ended:
        break;
    }
    return 3;
}

} // namespace

RunBoard::RunBoard(RunPanel &panel, Workspace &workspace, QObject *parent)
    : QObject(parent), m_panel(panel), m_workspace(workspace)
{
    const auto session = [this](const QUuid &set) { return m_runs.value(set).session; };
    connect(&panel, &RunPanel::pauseRequested, this, [session](const QUuid &set) {
        if (Session *at = session(set))
            at->pause(set);
    });
    connect(&panel, &RunPanel::resumeRequested, this, [session](const QUuid &set) {
        Session *at = session(set);
        if (at && at->unfinished() && at->unfinished()->set == set)
            at->resumeUnfinished(set);
        else if (at)
            at->resume(set);
    });
    connect(&panel, &RunPanel::leaveRequested, this, [session](const QUuid &set) {
        if (Session *at = session(set))
            at->leaveUnfinished(set);
    });
    connect(&panel, &RunPanel::undoDoneRequested, this, [this, session](const QUuid &set) {
        Session *at = session(set);
        if (const auto left = at ? at->leaveUnfinished(set) : nullptr)
            emit undoWanted(*left);
    });
    connect(&panel, &RunPanel::stopRequested, this, [session](const QUuid &set) {
        if (Session *at = session(set))
            at->stop(set);
    });
    connect(&panel, &RunPanel::tokenRequested, this,
            [this](const QUuid &set) { emit tokenWanted(m_runs.value(set).connection.id); });
    connect(&panel, &RunPanel::undoRequested, this,
            [this](const QUuid &set) { readEntry(set, &RunBoard::undoWanted); });
    connect(&panel, &RunPanel::retryRequested, this,
            [this](const QUuid &set) { readEntry(set, &RunBoard::runAgainWanted); });
    connect(&panel, &RunPanel::receiptRequested, this, [this](const QUuid &set) {
        if (Journal *journal = m_runs.value(set).journal)
            emit receiptWanted(set, journal);
    });
    connect(&panel, &RunPanel::showRequested, this, [this](const QUuid &set) {
        if (Journal *journal = m_runs.value(set).journal)
            emit showWanted(set, journal);
    });
    connect(&panel, &RunPanel::closed, this, [this] {
        m_runs.remove(m_shown);
        m_shown = {};
        m_panel.clear();
        emit percentChanged();
        showNext();
        if (Session *open = m_workspace.session())
            takeUnfinished(*open);
    });
}

void RunBoard::follow(Session &session)
{
    connect(&session, &Session::runProgressed, this, [this, &session](const QUuid &set) { take(session, set); });
    connect(&session, &Session::runRowEnded, this,
            [this, &session](const QUuid &set, qsizetype, const QByteArray &name, const Outcome &outcome) {
                const bool isFailure =
                    outcome.kind == OutcomeKind::Failed || outcome.kind == OutcomeKind::ResultNotKnown;
                if (!isFailure) // how far the run is comes by itself, once for many rows
                    return;
                take(session, set);
                if (set == m_shown)
                    m_panel.addFailure(name, outcome);
            });
    connect(&session, &Session::unfinishedChanged, this, [this, &session] { takeUnfinished(session); });
    connect(&session, &QObject::destroyed, this, &RunBoard::dropInterrupted);
    update();
}

// What waited for a word went with its connection, and is offered there again.
void RunBoard::dropInterrupted()
{
    m_runs.removeIf(
        [](const auto &run) { return !run->session && run->progress.phase == RunProgress::Phase::Interrupted; });
    if (m_shown.isNull() || m_runs.contains(m_shown))
        return;
    m_shown = {};
    m_panel.clear();
    emit percentChanged();
    showNext();
}

// Shown while there is room: a run that goes comes first, and so does what became of one until that is closed.
void RunBoard::takeUnfinished(Session &session)
{
    const auto unfinished = session.unfinished();
    const RunProgress shown = m_runs.value(m_shown).progress;
    const bool isShown = !m_shown.isNull() && shown.phase == RunProgress::Phase::Interrupted &&
                         m_runs.value(m_shown).session == &session;
    if (isShown && (!unfinished || unfinished->set != m_shown)) { // it was decided about
        m_runs.remove(std::exchange(m_shown, {}));
        m_panel.clear();
        emit percentChanged();
    }
    if (!unfinished || !(m_shown.isNull() || m_shown == unfinished->set))
        return;
    m_runs[unfinished->set] = {&session, &session.journal(), session.key(), *unfinished};
    show(unfinished->set);
}

void RunBoard::take(Session &session, const QUuid &set)
{
    const auto progress = session.progress(set);
    if (!progress)
        return;
    m_runs[set] = {&session, &session.journal(), session.key(), *progress};
    const RunProgress shown = m_runs.value(m_shown).progress;
    const bool isFree = m_shown.isNull() || shown.isOver() || shown.phase == RunProgress::Phase::Interrupted ||
                        (shown.phase == RunProgress::Phase::Waiting && urgency(*progress) < urgency(shown));
    if (set == m_shown || (isFree && !progress->isOver()))
        show(set);
    else if (progress->isOver())
        m_runs.remove(set);
    if (m_runs.value(m_shown).progress.isOver())
        showNext();
}

// One that pauses says nothing more by itself, and one that waits may wait for just that.
void RunBoard::showNext()
{
    auto next = m_runs.cend();
    for (auto run = m_runs.cbegin(); run != m_runs.cend(); ++run) {
        const bool isCandidate = run->session && !run->progress.isOver();
        if (isCandidate && (next == m_runs.cend() || urgency(run->progress) < urgency(next->progress)))
            next = run;
    }
    if (next != m_runs.cend())
        show(QUuid(next.key()));
}

void RunBoard::show(const QUuid &set)
{
    if (set != m_shown) {
        m_runs.remove(m_shown);
        m_panel.clear();
        m_shown = set;
    }
    m_panel.setProgress(m_runs.value(set).progress);
    update();
    emit percentChanged();
}

bool RunBoard::isOfOpenConnection(const Run &run) const
{
    return m_workspace.session() && m_workspace.session()->key() == run.connection;
}

void RunBoard::update()
{
    const auto run = m_runs.constFind(m_shown);
    m_panel.setCanUndo(run != m_runs.cend() && isOfOpenConnection(*run));
}

std::optional<int> RunBoard::percent() const
{
    const auto run = m_runs.constFind(m_shown);
    if (run == m_runs.cend() || run->progress.isOver() || run->progress.phase == RunProgress::Phase::Interrupted)
        return std::nullopt;
    return run->progress.percent();
}

void RunBoard::readEntry(const QUuid &set, void (RunBoard::*wanted)(const JournalEntry &))
{
    const auto run = m_runs.constFind(set);
    if (run == m_runs.cend())
        return;
    const QPointer<RunBoard> self(this);
    run->journal->entry(set, [self, wanted](const tl::expected<std::optional<JournalEntry>, QString> &entry) {
        if (!self)
            return;
        if (!entry)
            emit self->problem(entry.error());
        else if (*entry)
            emit(self->*wanted)(**entry);
    });
}

} // namespace gatehouse
