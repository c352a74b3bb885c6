// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/statustable.h"

#include <QtGlobal>

#include <atomic>

namespace gatehouse {

enum class SortKey { Name, State, DisabledSince, Person, Email, Roles };
enum class SortDirection { Ascending, Descending };

/// An order of the table; a value.
struct RowOrder
{
    SortKey key = SortKey::Name;
    SortDirection direction = SortDirection::Ascending;
    bool operator==(const RowOrder &) const = default;
};

/// Every row once, in order. Names are compared folded, equal ones by their bytes; rows that are equal in another key
/// stand by name, ascending; users without a date, a person, an e-mail or a role come last in both directions. Any
/// thread.
///
/// The names are sorted once in their life, by the first who asks for any order (NameColumn::byName()). When stop
/// becomes true it ends early, and what it returns is worth nothing; only the names' own order is not given up half
/// way, since whatever is asked for next needs it too.
std::vector<Row> orderedRows(const TableSnapshot &table, RowOrder order, const std::atomic_bool *stop = nullptr);
/// The same, shared with the table's names where they keep that order anyhow.
std::shared_ptr<const std::vector<Row>> sharedOrder(const TableSnapshot &table, RowOrder order,
                                                    const std::atomic_bool *stop = nullptr);

} // namespace gatehouse
