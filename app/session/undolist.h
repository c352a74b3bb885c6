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

/// Keeps in order what a session has done and can take back, and behind it what the journal says was done before. A
/// value.
class UndoList final
{
public:
    /// A set has ended. True when what can be taken back may be another one now.
    bool noteEnd(const JournalEntry &entry);
    /// What the journal holds that is older; asked for when wantsEarlier().
    void setEarlier(std::optional<JournalEntry> entry);
    bool wantsEarlier() const { return m_own.isEmpty() && !m_earlier; }
    /// Cannot be taken back any more, and must not stand in the way of those before it.
    bool forget(const QUuid &set);
    std::optional<Undoable> last() const;

private:
    QList<JournalEntry> m_own; ///< oldest first
    std::optional<JournalEntry> m_earlier;
    QSet<QUuid> m_forgotten;
};

} // namespace gatehouse
