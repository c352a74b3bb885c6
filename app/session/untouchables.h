// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/protectednames.h"
#include "users/rowset.h"
#include "users/statustable.h"

#include <QObject>
#include <QStringList>

namespace gatehouse {

/// Which users no act may touch: those with a protected name, and those whose name no address can carry. Worked out
/// for a whole table on a worker, since patterns against a million names take longer than a frame; meanwhile, and for
/// rows that came since, each is looked at when it is asked for. Lives on one thread.
class Untouchables final : public QObject
{
    Q_OBJECT
public:
    /// The patterns of the protected names.
    explicit Untouchables(const QStringList &patterns) : m_names(patterns) {}

    const ProtectedNames &names() const { return m_names; }
    /// The table is another one: nothing is known of its rows yet.
    void forget();
    /// What find() was called for is known; rows that came since are looked at each time.
    bool isKnown() const { return m_isKnown; }
    /// Looks at this table from now on.
    void find(const StatusTable &table);
    // Here, since they are asked of a million rows in a row.
    bool isProtected(const StatusTable &table, Row row) const
    {
        return row < m_protected.universe() ? m_protected.contains(row) : m_names.contains(table.nameBytes(row));
    }
    bool isAddressable(const StatusTable &table, Row row) const
    {
        return row < m_unaddressable.universe() ? !m_unaddressable.contains(row) : table.isAddressable(row);
    }
    /// Those of the rows that are not protected, and those that are addressable: many together.
    RowSet notProtected(const StatusTable &table, RowSet rows) const;
    RowSet addressable(const StatusTable &table, RowSet rows) const;

signals:
    /// What find() was called for is known.
    void found();

private:
    ProtectedNames m_names;
    // By row of the table that was looked at.
    RowSet m_protected;
    RowSet m_unaddressable;
    quint64 m_generation = 0;
    bool m_isKnown = false;
};

} // namespace gatehouse
