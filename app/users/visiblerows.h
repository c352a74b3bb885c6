// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/rowset.h"

#include <memory>
#include <optional>
#include <unordered_map>

namespace gatehouse {

/// All rows of a table in an order, and where each of them stands. Immutable; shared by the window's thread and
/// workers.
class OrderedRows final
{
public:
    OrderedRows() = default;
    /// Every row from 0 on once.
    explicit OrderedRows(std::shared_ptr<const std::vector<Row>> rows);
    explicit OrderedRows(std::vector<Row> rows);

    Row count() const { return static_cast<Row>(m_rows->size()); }
    const std::vector<Row> &rows() const { return *m_rows; }
    Row place(Row row) const { return m_places[row]; }

private:
    std::shared_ptr<const std::vector<Row>> m_rows = std::make_shared<const std::vector<Row>>();
    ColumnOf<Row> m_places; ///< by row
};
using SharedRows = std::shared_ptr<const OrderedRows>;

/// What the view shows: rows of the table in the view's order, and back. Positions count from 0 at the top.
///
/// Made anew at every keystroke, and so that this is as little work as can be: where nothing is filtered away, the rows
/// are the order's own; else which places of the order are shown is kept as bits, and a position is counted when it is
/// asked for.
class VisibleRows final
{
public:
    /// Those rows of the order that are among the hits.
    static VisibleRows in(SharedRows order, const RowSet &hits);
    static VisibleRows of(std::vector<Row> order, const RowSet &hits);

    qsizetype count() const { return static_cast<qsizetype>(rows().size()); }
    Row row(qsizetype position) const { return rows()[static_cast<std::size_t>(position)]; }
    /// Where the row stands, nothing when it is filtered away.
    std::optional<qsizetype> position(Row row) const;
    bool contains(Row row) const { return m_hits.contains(row); }
    const std::vector<Row> &rows() const { return m_isWhole ? m_order->rows() : m_rows; }
    /// The same as a set.
    const RowSet &set() const { return m_hits; }
    /// Adds a row of a table that grew at the end; it was not visible before.
    void append(Row row);
    bool isConsistent() const;

private:
    void showMany();
    void showFew();
    void countPlaces();

    SharedRows m_order;
    bool m_isWhole = false;                        ///< everything in the order is visible, and nothing else
    std::vector<Row> m_rows;                       ///< unless it is whole
    std::vector<quint64> m_shownPlaces;            ///< one bit for each place of the order, unless it is whole
    std::vector<Row> m_shownBefore;                ///< by word of m_shownPlaces: how many before it are shown
    std::unordered_map<Row, qsizetype> m_appended; ///< where the rows stand that came since
    RowSet m_hits;
};

} // namespace gatehouse
