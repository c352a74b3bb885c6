// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/undolist.h"

#include <algorithm>

namespace gatehouse {
namespace {

/// Older ones can still be found in the history.
constexpr qsizetype kKept = 100;

} // namespace

bool UndoList::noteEnd(const JournalEntry &entry)
{
    const auto &outcomes = entry.outcomes;
    const bool changed = std::any_of(outcomes.cbegin(), outcomes.cend(),
                                     [](const Outcome &outcome) { return outcome.changedSomething(); });
    if (entry.set.undoes.isNull()) {
        if (!changed)
            return false;
        m_own.append(entry);
        if (m_own.size() > kKept)
            m_own.removeFirst();
        return true;
    }
    // What is as it was, or became something else, cannot be taken back later either; a failure can be tried again.
    const bool isSettled = std::all_of(outcomes.cbegin(), outcomes.cend(), [](const Outcome &outcome) {
        return outcome.changedSomething() || outcome.kind == OutcomeKind::AlreadySo ||
               outcome.kind == OutcomeKind::ChangedBySomebodyElse;
    });
    return (changed || isSettled) && forget(entry.set.undoes);
}

void UndoList::setEarlier(std::optional<JournalEntry> entry)
{
    const bool isOwn = entry && std::any_of(m_own.cbegin(), m_own.cend(),
                                            [&entry](const JournalEntry &own) { return own.set.id == entry->set.id; });
    if (entry && !isOwn && !m_forgotten.contains(entry->set.id))
        m_earlier = std::move(entry);
}

bool UndoList::forget(const QUuid &set)
{
    m_forgotten.insert(set);
    const bool isEarlier = m_earlier && m_earlier->set.id == set;
    if (isEarlier)
        m_earlier.reset();
    return m_own.removeIf([&set](const JournalEntry &own) { return own.set.id == set; }) > 0 || isEarlier;
}

std::optional<Undoable> UndoList::last() const
{
    if (!m_own.isEmpty())
        return Undoable{m_own.constLast(), true};
    if (m_earlier)
        return Undoable{*m_earlier, false};
    return std::nullopt;
}

} // namespace gatehouse
