// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/statustable.h"

#include <QtGlobal>

namespace gatehouse {

enum class SortKey { Name, State, DisabledSince };
enum class SortDirection { Ascending, Descending };

/// An order of the table; a value.
struct RowOrder
{
    SortKey key = SortKey::Name;
    SortDirection direction = SortDirection::Ascending;
    bool operator==(const RowOrder &) const = default;
};

/// Every row once, in order. Names are compared folded, equal ones by their bytes; rows that are equal in another key
/// stand by name, ascending; users without a date come last in both directions. Any thread.
std::vector<Row> orderedRows(const TableSnapshot &table, RowOrder order);

} // namespace gatehouse
