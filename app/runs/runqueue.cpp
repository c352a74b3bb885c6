// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/runqueue.h"

#include <algorithm>

namespace gatehouse {

const RunQueue::Set *RunQueue::find(const QUuid &set) const
{
    const auto found = std::find_if(m_sets.cbegin(), m_sets.cend(), [&set](const Set &each) { return each.id == set; });
    return found == m_sets.cend() ? nullptr : &*found;
}

RunQueue::Set *RunQueue::find(const QUuid &set)
{
    return const_cast<Set *>(std::as_const(*this).find(set));
}

void RunQueue::add(const QUuid &set, const QList<Change> &changes, const Standing &standing)
{
    Set added{.id = set,
              .changes = changes,
              .names = standing.names ? standing.names : std::make_shared<const SetNames>(changes),
              .isTakenUp = standing.isTakenUp,
              .sendingEnd = changes.size()};
    added.rows.resize(static_cast<std::size_t>(changes.size()), RowState::Pending);
    for (std::size_t i = 0; i < standing.ended.size(); ++i) {
        if (!standing.ended[i])
            continue;
        added.rows[i] = RowState::Ended;
        ++added.ended;
    }
    if (!added.isBulk()) {
        added.isOpen = true;
        added.phase = Phase::Running;
        findEarlier(added);
    }
    m_sets.push_back(std::move(added));
    settle(m_sets.back());
}

// Only an act on one user can come while others of its name are still to be done: bulks run one after the other.
void RunQueue::findEarlier(Set &set) const
{
    const QByteArray &name = set.changes.constFirst().name();
    for (const Set &earlier : m_sets) {
        earlier.names->any(name, [&set, &earlier](qsizetype change) {
            if (earlier.rows[static_cast<std::size_t>(change)] != RowState::Ended)
                set.behind.push_back({earlier.id, change});
            return false; // there may be more of them
        });
    }
}

QUuid RunQueue::bulk() const
{
    const auto found = std::find_if(m_sets.cbegin(), m_sets.cend(),
                                    [](const Set &each) { return each.isBulk() && each.phase != Phase::Ended; });
    return found == m_sets.cend() ? QUuid() : found->id;
}

void RunQueue::open(const QUuid &set)
{
    Set *found = find(set);
    if (!found || found->phase != Phase::Waiting)
        return;
    found->isOpen = true;
    found->phase = Phase::Running;
}

void RunQueue::close(const QUuid &set)
{
    Set *found = find(set);
    if (!found || !found->isBulk() || found->phase != Phase::Running)
        return;
    found->isOpen = false;
    found->phase = Phase::Waiting;
}

bool RunQueue::skip(const QUuid &set, qsizetype change)
{
    Set *found = find(set);
    if (!found || found->rows[static_cast<std::size_t>(change)] != RowState::Pending)
        return false;
    found->rows[static_cast<std::size_t>(change)] = RowState::Ended;
    ++found->ended;
    settle(*found);
    return true;
}

void RunQueue::hasten(const QUuid &set, qsizetype change)
{
    Set *found = find(set);
    if (!found)
        return;
    const auto place = std::find(found->last.begin(), found->last.end(), change);
    if (place == found->last.end())
        return;
    found->last.erase(place);
    found->putOff.push_front(change);
}

bool RunQueue::hasOnlyLast(const QUuid &set) const
{
    const Set *found = find(set);
    return !found || (found->cursor == found->changes.size() && found->putOff.empty());
}

void RunQueue::setSendingEnd(const QUuid &set, qsizetype end)
{
    if (Set *found = find(set))
        found->sendingEnd = end;
}

qsizetype RunQueue::cursor(const QUuid &set) const
{
    const Set *found = find(set);
    return found ? found->cursor : 0;
}

void RunQueue::setTrial(const QUuid &set, qsizetype changes)
{
    if (Set *found = find(set))
        found->trial = changes;
}

void RunQueue::endTrial(const QUuid &set)
{
    if (Set *found = find(set))
        found->trial.reset();
}

bool RunQueue::isTried(const QUuid &set) const
{
    const Set *found = find(set);
    return found && found->trial && *found->trial <= 0 && found->inFlight == 0 && found->phase != Phase::Ended;
}

bool RunQueue::mayRun(const Set &set) const
{
    if (!set.isOpen || (set.phase != Phase::Running && set.phase != Phase::Stopping))
        return false;
    if (set.trial && *set.trial <= 0)
        return false;
    return !set.isBulk() || (set.id == bulk() && set.inFlight < m_limits.atOnce);
}

bool RunQueue::isFree(const Set &set, qsizetype change) const
{
    if (m_namesInFlight.contains(set.changes.at(change).name()))
        return false;
    return std::all_of(set.behind.cbegin(), set.behind.cend(),
                       [this](const Turn &earlier) { return hasEnded(earlier.set, earlier.change); });
}

// The first of them that is free; those that were skipped meanwhile fall out.
std::optional<qsizetype> RunQueue::takeFrom(std::deque<qsizetype> &waiting, const Set &set) const
{
    for (auto each = waiting.begin(); each != waiting.end();) {
        const qsizetype change = *each;
        const bool isPending = set.rows[static_cast<std::size_t>(change)] == RowState::Pending;
        if (isPending && !isFree(set, change)) {
            ++each;
            continue;
        }
        each = waiting.erase(each);
        if (isPending)
            return change;
    }
    return std::nullopt;
}

std::optional<qsizetype> RunQueue::take(Set &set)
{
    if (const auto change = takeFrom(set.putOff, set))
        return change;
    for (; set.cursor < set.changes.size(); ++set.cursor) {
        const qsizetype change = set.cursor;
        if (set.rows[static_cast<std::size_t>(change)] != RowState::Pending)
            continue;
        if (change >= set.sendingEnd)
            return std::nullopt;
        if (!isFree(set, change)) {
            set.putOff.push_back(change);
            continue;
        }
        ++set.cursor;
        return change;
    }
    return takeFrom(set.last, set);
}

std::optional<RunQueue::Turn> RunQueue::next()
{
    for (Set &set : m_sets) {
        if (!mayRun(set))
            continue;
        if (const auto change = take(set)) {
            set.rows[static_cast<std::size_t>(*change)] = RowState::InFlight;
            ++set.inFlight;
            if (set.trial)
                --*set.trial;
            ++m_namesInFlight[set.changes.at(*change).name()];
            return Turn{set.id, *change};
        }
    }
    return std::nullopt;
}

bool RunQueue::end(const Turn &turn, TurnEnd how)
{
    Set *set = find(turn.set);
    if (!set || set->rows[static_cast<std::size_t>(turn.change)] != RowState::InFlight)
        return false;
    m_namesInFlight.remove(set->changes.at(turn.change).name());
    --set->inFlight;
    const bool isOver = how == TurnEnd::Settled || how == TurnEnd::Trouble;
    set->rows[static_cast<std::size_t>(turn.change)] = isOver ? RowState::Ended : RowState::Pending;
    set->ended += isOver ? 1 : 0;
    if (how == TurnEnd::GivenBack && set->trial) // one in question has been tried: it is asked for behind the trial
        ++*set->trial;
    const bool isStopping = set->phase == Phase::Stopping;
    if (how == TurnEnd::GivenBack) {
        if (!isStopping)
            set->putOff.push_front(turn.change);
        settle(*set);
        return false;
    }
    if (how == TurnEnd::PutLast && !isStopping)
        set->last.push_back(turn.change);
    set->troubles = how == TurnEnd::Settled ? 0 : set->troubles + 1;
    const bool pauses = set->isBulk() && set->phase == Phase::Running && set->troubles >= m_limits.troublesInARow;
    if (pauses)
        set->phase = Phase::Paused;
    settle(*set);
    return pauses && set->phase == Phase::Paused;
}

void RunQueue::pause(const QUuid &set)
{
    if (Set *found = find(set);
        found && found->isBulk() && (found->phase == Phase::Running || found->phase == Phase::Waiting))
        found->phase = Phase::Paused;
}

void RunQueue::resume(const QUuid &set)
{
    Set *found = find(set);
    if (!found || found->phase != Phase::Paused)
        return;
    found->troubles = 0;
    found->isOpen = false;
    found->phase = Phase::Waiting;
}

void RunQueue::stop(const QUuid &set, const std::vector<qsizetype> &inQuestion)
{
    Set *found = find(set);
    if (!found || found->phase == Phase::Ended)
        return;
    found->phase = Phase::Stopping;
    found->isOpen = true;
    found->cursor = found->changes.size();
    found->putOff.clear();
    found->trial.reset();
    found->last.clear();
    for (const qsizetype change : inQuestion) {
        if (found->rows[static_cast<std::size_t>(change)] == RowState::Pending)
            found->last.push_back(change);
    }
    settle(*found);
}

/// A set ends with its last change; one that is being stopped with what is in flight.
void RunQueue::settle(Set &set)
{
    const bool isDone = set.ended == set.changes.size();
    if (set.inFlight == 0 && (isDone || (set.phase == Phase::Stopping && set.last.empty()))) {
        std::fill(set.rows.begin(), set.rows.end(), RowState::Ended);
        set.phase = Phase::Ended;
    }
}

void RunQueue::remove(const QUuid &set)
{
    m_sets.remove_if([&set](const Set &each) { return each.id == set; });
}

RunQueue::Phase RunQueue::phase(const QUuid &set) const
{
    const Set *found = find(set);
    return found ? found->phase : Phase::Ended;
}

qsizetype RunQueue::inFlight(const QUuid &set) const
{
    const Set *found = find(set);
    return found ? found->inFlight : 0;
}

bool RunQueue::hasEnded(const QUuid &set, qsizetype change) const
{
    const Set *found = find(set);
    return !found || found->rows[static_cast<std::size_t>(change)] == RowState::Ended;
}

} // namespace gatehouse
