// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/rawentries.h"
#include "users/rowset.h"
#include "users/statustable.h"

#include <vector>

namespace gatehouse {

/// Everything that an export needs of the table, for a worker: what can change is copied (nine bytes a row, and the
/// raw entries, which are copied at once), the names and persons are shared. A value.
///
/// A refresh gives every user another row. So it is made when the rows are, before the person is asked what they want,
/// and not when they have answered; what is not wanted can be taken out of `rows` then.
struct ExportSource
{
    TableSnapshot table; ///< with dates
    RawEntries raw;
    std::vector<Row> rows; ///< what is written, in this order

    /// On the table's thread.
    static ExportSource of(const StatusTable &table, std::vector<Row> rows);

    /// As StatusTable::status().
    UserStatus status(Row row) const;
    /// A status that was deleted, and nobody's: such a row only waits for the next refresh to drop out, and is in no
    /// export.
    bool isGone(Row row) const;
};

/// How much an export of some rows would be; a value.
struct ExportSize
{
    qint64 rows = 0;     ///< without those that are gone
    qint64 noStatus = 0; ///< persons among them without a status
    bool operator==(const ExportSize &) const = default;

    static ExportSize of(const StatusTable &table, const std::vector<Row> &rows);
    static ExportSize of(const StatusTable &table, const RowSet &rows);
    static ExportSize ofAll(const StatusTable &table);
};

/// The rows of a set, in the table's order.
std::vector<Row> rowsOf(const RowSet &set);
/// The rows of a set, those of `order` in that order and the others behind them: what was selected, as it is seen.
std::vector<Row> rowsOf(const RowSet &set, const std::vector<Row> &order);
/// All rows of a table, in its order.
std::vector<Row> allRowsOf(const StatusTable &table);

} // namespace gatehouse
