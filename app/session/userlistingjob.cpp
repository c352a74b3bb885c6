// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/userlistingjob.h"

#include <utility>

namespace gatehouse {

namespace {

std::optional<Row> findIn(const TableSnapshot &table, std::string_view name)
{
    if (const auto row = table.names->find(name))
        return row;
    for (Row row = table.names->count(); row < table.count(); ++row) {
        if (table.name(row) == name)
            return row;
    }
    return std::nullopt;
}

bool isListingStopped(const std::atomic_bool *stop)
{
    return stop && stop->load(std::memory_order_relaxed);
}

RowSet shownRows(const ListingJob &job, const RowSet &found)
{
    if (job.replaces && job.filter.chip == StatusChip::Changed && !job.changes)
        return remapped(job.shownBefore, job.oldTable, job.table);
    return rowsUnder(found, job.table, job.filter.chip, job.changes.get());
}

} // namespace

ListingResult workOut(const ListingJob &job, const std::atomic_bool *stop)
{
    ListingResult result;
    result.orderedBy = job.order;
    result.reordered = job.reorders;
    result.orderChanges = job.orderChanges;
    result.filter = job.filter;
    result.replaces = job.replaces;
    result.selectionGeneration = job.selectionGeneration;
    auto ordered = job.reorders ? sharedOrder(job.table, job.order, stop) : nullptr;
    if (isListingStopped(stop)) // half an order is none
        return result;
    result.orderedRows = job.reorders ? std::make_shared<const OrderedRows>(std::move(ordered)) : job.orderedRows;
    result.found =
        job.found ? *job.found : rowsWithText(job.table, job.filter.needle, stop, job.among ? &*job.among : nullptr);
    if (isListingStopped(stop))
        return result;
    result.visible = VisibleRows::in(result.orderedRows, shownRows(job, result.found));
    if (job.replaces)
        result.selection = remapped(job.selection, job.oldTable, job.table);
    return result;
}

RowSet remapped(const RowSet &rows, const TableSnapshot &from, const TableSnapshot &to)
{
    RowSet set(to.count());
    rows.forEach([&](Row row) {
        const auto found = findIn(to, from.name(row));
        if (found && belongsTo(to.states[*found], to.isPerson(*found), StatusChip::All))
            set.insert(*found);
    });
    return set;
}

} // namespace gatehouse
