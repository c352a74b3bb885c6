// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/undolist.h"

#include "changes/freedbyworker.h"

#include <algorithm>
#include <utility>

namespace gatehouse {
namespace {

/// Older ones can still be found in the journal.
constexpr qsizetype kKept = 100;
/// So many changes in all of them take some forty megabytes. The newest set is kept whatever its size.
constexpr qsizetype kKeptChanges = 100'000;

} // namespace

UndoList::~UndoList()
{
    freeByWorker(std::pair(std::move(m_own), std::move(m_earlier)));
}

bool UndoList::noteEnd(const JournalEntry &entry, const OutcomeCounts &outcomes)
{
    const bool changed = outcomes.of(OutcomeKind::Done) > 0;
    if (entry.set.undoes.isNull()) {
        if (!changed)
            return false;
        m_own.append(entry);
        m_changes += entry.set.changes.size();
        while (m_own.size() > kKept || (m_own.size() > 1 && m_changes > kKeptChanges))
            dropOldest();
        return true;
    }
    // What is as it was, or became something else, cannot be taken back later either; a failure can be tried again.
    const bool isSettled = outcomes.of(OutcomeKind::Done) + outcomes.of(OutcomeKind::AlreadySo) +
                               outcomes.of(OutcomeKind::ChangedBySomebodyElse) ==
                           entry.set.changes.size();
    return (changed || isSettled) && forget(entry.set.undoes);
}

// What was done before it is not the one before what is kept any more.
void UndoList::dropOldest()
{
    m_changes -= m_own.constFirst().set.changes.size();
    freeByWorker(m_own.takeFirst());
    forgetEarlier();
}

void UndoList::setEarlier(std::optional<JournalEntry> entry)
{
    if (entry && m_own.isEmpty() && !m_forgotten.contains(entry->set.id))
        m_earlier = std::move(entry);
}

void UndoList::forgetEarlier()
{
    freeByWorker(std::exchange(m_earlier, std::nullopt));
}

bool UndoList::forget(const QUuid &set)
{
    m_forgotten.insert(set);
    if (m_earlier && m_earlier->set.id == set) {
        freeByWorker(std::exchange(m_earlier, std::nullopt));
        return true;
    }
    const auto own =
        std::find_if(m_own.cbegin(), m_own.cend(), [&set](const JournalEntry &each) { return each.set.id == set; });
    if (own == m_own.cend())
        return false;
    m_changes -= own->set.changes.size();
    freeByWorker(m_own.takeAt(own - m_own.cbegin()));
    return true;
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
