// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/memoryjournal.h"

namespace gatehouse {

MemoryJournal::MemoryJournal(QObject *parent) : QObject(parent) {}

void MemoryJournal::record(ChangeSet set, Recorded answer)
{
    tl::expected<RecordedSet, Failure> result = write(std::move(set));
    // Through the event loop like a journal on disk, so that callers cannot come to rely on an answer at once.
    QMetaObject::invokeMethod(
        this, [answer = std::move(answer), result = std::move(result)] { answer(result); }, Qt::QueuedConnection);
}

tl::expected<RecordedSet, Journal::Failure> MemoryJournal::write(ChangeSet set)
{
    if (!m_failure.isEmpty())
        return tl::unexpected(m_failure);
    if (set.id.isNull() || m_entries.contains(set.id))
        return tl::unexpected(tr("This set of changes stands in the journal already; it is not written down twice."));
    m_entries.emplace(set.id, JournalEntry{set, QList<Outcome>(set.changes.size()), false});
    return recorded(std::move(set));
}

void MemoryJournal::noteOutcome(const QUuid &set, qsizetype change, const Outcome &outcome)
{
    const auto found = m_entries.find(set);
    if (found != m_entries.end() && change >= 0 && change < found->second.outcomes.size())
        found->second.outcomes[change] = outcome;
}

void MemoryJournal::noteEnd(const QUuid &set)
{
    if (const auto found = m_entries.find(set); found != m_entries.end())
        found->second.ended = true;
}

std::optional<JournalEntry> MemoryJournal::entry(const QUuid &set) const
{
    const auto found = m_entries.find(set);
    return found == m_entries.end() ? std::nullopt : std::optional(found->second);
}

} // namespace gatehouse
