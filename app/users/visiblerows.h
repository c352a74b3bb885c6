// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/rowset.h"

#include <optional>

namespace gatehouse {

/// What the view shows: rows of the table in the view's order, and back. Positions count from 0 at the top.
class VisibleRows final
{
public:
    /// Those rows of the order that are among the hits.
    static VisibleRows of(const std::vector<Row> &order, const RowSet &hits);

    qsizetype count() const { return static_cast<qsizetype>(m_rows.size()); }
    Row row(qsizetype position) const { return m_rows[static_cast<std::size_t>(position)]; }
    /// Where the row stands, nothing when it is filtered away.
    std::optional<qsizetype> position(Row row) const;
    bool contains(Row row) const { return m_hits.contains(row); }
    const std::vector<Row> &rows() const { return m_rows; }
    /// The same as a set.
    const RowSet &set() const { return m_hits; }
    /// Adds a row of a table that grew at the end; it was not visible before.
    void append(Row row);
    bool isConsistent() const;

private:
    std::vector<Row> m_rows;
    std::vector<qint32> m_positions; ///< by row, -1 where filtered away
    RowSet m_hits;
};

} // namespace gatehouse
