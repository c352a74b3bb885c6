// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/rowfilter.h"
#include "users/roworder.h"
#include "users/visiblerows.h"

#include <atomic>
#include <memory>
#include <optional>

namespace gatehouse {

/// Everything that one round of ordering and searching needs. Nothing in it is shared with the window's thread but what
/// never changes.
struct ListingJob
{
    TableSnapshot table;
    std::shared_ptr<const LookChanges> changes{}; ///< of that table; null while it was not compared
    RowFilter filter;
    RowOrder order;
    bool reorders = false;
    SharedRows orderedRows; ///< when the order stays
    quint64 orderChanges = 0;
    std::optional<RowSet> found{}; ///< whom the search's text finds, when that is known
    std::optional<RowSet> among{}; ///< whom a part of the search's text has found; nobody else can have it all
    bool replaces = false;
    TableSnapshot oldTable; ///< of a replacing job: what the selection refers to
    RowSet selection;
    RowSet shownBefore; ///< under StatusChip::Changed: stays until the new table was compared
    quint64 selectionGeneration = 0;
};

/// What comes of it.
struct ListingResult
{
    SharedRows orderedRows;
    RowOrder orderedBy;
    bool reordered = false;
    quint64 orderChanges = 0;
    RowFilter filter;
    RowSet found; ///< whom the search finds in any state
    VisibleRows visible;
    bool replaces = false;
    RowSet selection;
    quint64 selectionGeneration = 0;
};

/// Any thread. When stop becomes true it ends early, with a result that is worth nothing.
ListingResult workOut(const ListingJob &job, const std::atomic_bool *stop = nullptr);

/// The same users in another table, by their names. Those that are not there any more drop out, as do those whose
/// status was deleted meanwhile.
RowSet remapped(const RowSet &rows, const TableSnapshot &from, const TableSnapshot &to);

} // namespace gatehouse
