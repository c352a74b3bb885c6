// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/change.h"
#include "changes/outcome.h"

#include <tl/expected.hpp>

#include <functional>
#include <optional>

namespace gatehouse {

/// A set that stands in the journal: proof that its intent was written down before anything is sent. Only a Journal
/// can make one, and a ChangeRunner takes nothing else.
class RecordedSet final
{
public:
    const ChangeSet &set() const { return m_set; }

private:
    friend class Journal;
    explicit RecordedSet(ChangeSet set) : m_set(std::move(set)) {}
    ChangeSet m_set;
};

/// A set with what became of it, as the journal remembers it.
struct JournalEntry
{
    ChangeSet set;
    QList<Outcome> outcomes; ///< one a change, NotSent until it ended
    bool ended = false;
};

/// The book of everything that was done. Calls come from the window's thread and never wait; answers arrive on the
/// window's thread through the event loop, in the order of the calls. The journal must outlive what it was handed.
class Journal
{
public:
    /// The reason why something could not be written down: one sentence for a person.
    using Failure = QString;
    using Recorded = std::function<void(tl::expected<RecordedSet, Failure>)>;

    virtual ~Journal() = default;

    /// Writes the set down with every before-state; answers when it is durable. Nothing may be sent before.
    virtual void record(ChangeSet set, Recorded answer) = 0;
    /// Adds the outcome of one change, by its place in the set.
    virtual void noteOutcome(const QUuid &set, qsizetype change, const Outcome &outcome) = 0;
    /// The set will get no more outcomes.
    virtual void noteEnd(const QUuid &set) = 0;
    /// The entry of a set that this session recorded, nothing if unknown.
    virtual std::optional<JournalEntry> entry(const QUuid &set) const = 0;

protected:
    /// For journals to make the proof with.
    static RecordedSet recorded(ChangeSet set) { return RecordedSet(std::move(set)); }
};

} // namespace gatehouse
