// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/change.h"

#include <QHash>
#include <QList>

#include <algorithm>
#include <vector>

namespace gatehouse {

/// Where the names of a set stand in it: to be made on a worker where they are many, and asked on the window's thread.
/// Immutable; a name may stand more than once.
class SetNames final
{
public:
    explicit SetNames(const QList<Change> &changes) : m_changes(changes)
    {
        m_entries.reserve(static_cast<std::size_t>(changes.size()));
        for (qsizetype i = 0; i < changes.size(); ++i)
            m_entries.push_back({qHash(changes.at(i).name()), i});
        std::sort(m_entries.begin(), m_entries.end(), [](const Entry &a, const Entry &b) {
            return a.hash != b.hash ? a.hash < b.hash : a.change < b.change;
        });
    }

    /// Whether it is true of any change of this name; in their order.
    template<typename Is>
    bool any(const QByteArray &name, Is is) const
    {
        const std::size_t hash = qHash(name);
        auto entry = std::lower_bound(m_entries.begin(), m_entries.end(), hash,
                                      [](const Entry &each, std::size_t wanted) { return each.hash < wanted; });
        for (; entry != m_entries.end() && entry->hash == hash; ++entry) {
            if (m_changes.at(entry->change).name() == name && is(entry->change))
                return true;
        }
        return false;
    }

private:
    struct Entry
    {
        std::size_t hash;
        qsizetype change;
    };
    QList<Change> m_changes; ///< shared with the set
    std::vector<Entry> m_entries;
};

} // namespace gatehouse
