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

void RunQueue::add(const QUuid &set, const QList<Change> &changes)
{
    Set added{.id = set, .changes = changes};
    added.rows.resize(static_cast<std::size_t>(changes.size()), RowState::Pending);
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
        for (qsizetype i = 0; i < earlier.changes.size(); ++i) {
            if (earlier.rows[static_cast<std::size_t>(i)] != RowState::Ended && earlier.changes.at(i).name() == name)
                set.behind.push_back({earlier.id, i});
        }
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

void RunQueue::skip(const QUuid &set, qsizetype change)
{
    Set *found = find(set);
    if (!found || found->rows[static_cast<std::size_t>(change)] != RowState::Pending)
        return;
    found->rows[static_cast<std::size_t>(change)] = RowState::Ended;
    ++found->ended;
    settle(*found);
}

bool RunQueue::mayRun(const Set &set) const
{
    if (!set.isOpen || set.phase != Phase::Running)
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

std::optional<qsizetype> RunQueue::take(Set &set)
{
    for (auto waiting = set.putOff.begin(); waiting != set.putOff.end(); ++waiting) {
        const qsizetype change = *waiting;
        if (set.rows[static_cast<std::size_t>(change)] == RowState::Pending && !isFree(set, change))
            continue;
        set.putOff.erase(waiting);
        if (set.rows[static_cast<std::size_t>(change)] == RowState::Pending)
            return change;
        return take(set); // it was skipped meanwhile
    }
    for (; set.cursor < set.changes.size(); ++set.cursor) {
        const qsizetype change = set.cursor;
        if (set.rows[static_cast<std::size_t>(change)] != RowState::Pending)
            continue;
        if (!isFree(set, change)) {
            set.putOff.push_back(change);
            continue;
        }
        ++set.cursor;
        return change;
    }
    return std::nullopt;
}

std::optional<RunQueue::Turn> RunQueue::next()
{
    for (Set &set : m_sets) {
        if (!mayRun(set))
            continue;
        if (const auto change = take(set)) {
            set.rows[static_cast<std::size_t>(*change)] = RowState::InFlight;
            ++set.inFlight;
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
    if (how == TurnEnd::GivenBack) {
        set->rows[static_cast<std::size_t>(turn.change)] = RowState::Pending;
        set->putOff.push_front(turn.change);
        settle(*set);
        return false;
    }
    set->rows[static_cast<std::size_t>(turn.change)] = RowState::Ended;
    ++set->ended;
    set->troubles = how == TurnEnd::Trouble ? set->troubles + 1 : 0;
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

void RunQueue::stop(const QUuid &set)
{
    Set *found = find(set);
    if (!found || found->phase == Phase::Ended)
        return;
    found->phase = Phase::Stopping;
    settle(*found);
}

/// A set ends with its last change; one that is being stopped with what is in flight.
void RunQueue::settle(Set &set)
{
    const bool isDone = set.ended == set.changes.size();
    if (set.inFlight == 0 && (isDone || set.phase == Phase::Stopping)) {
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
