// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/history.h"

#include <QSet>

namespace gatehouse {

/// What can be taken back next.
struct Undoable
{
    JournalEntry entry;
    bool isOfThisSession = false; ///< else it was done before the connection was opened, or by another window
    /// Whether it may be taken back without a question (promise 8).
    bool isPlain() const { return isOfThisSession && entry.set.changes.size() == 1; }
};

/// Keeps in order what a session has done and can take back, and behind it what the journal says was done before. Of
/// large sets only the newest are kept, the others are the journal's to tell.
class UndoList final
{
public:
    UndoList() = default;
    ~UndoList();
    UndoList(const UndoList &) = delete;
    UndoList &operator=(const UndoList &) = delete;

    /// A set has ended; `outcomes` counts those of all its changes. True when what can be taken back may be another one
    /// now.
    bool noteEnd(const JournalEntry &entry, const OutcomeCounts &outcomes);
    /// What the journal says was done last; asked for when wantsEarlier(), and of no use when it comes later.
    void setEarlier(std::optional<JournalEntry> entry);
    /// Something has ended that may come before what this session did and after what the journal said.
    void forgetEarlier();
    bool wantsEarlier() const { return m_own.isEmpty() && !m_earlier; }
    /// Cannot be taken back any more, and must not stand in the way of those before it.
    bool forget(const QUuid &set);
    std::optional<Undoable> last() const;

private:
    void dropOldest();

    QList<JournalEntry> m_own; ///< oldest first
    qsizetype m_changes = 0;   ///< in all of them
    std::optional<JournalEntry> m_earlier;
    QSet<QUuid> m_forgotten;
};

} // namespace gatehouse
