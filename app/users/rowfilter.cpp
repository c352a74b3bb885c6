// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/rowfilter.h"

#include <algorithm>
#include <cstring>

namespace gatehouse {

namespace {

QByteArray foldedNeedle(const QString &typed)
{
    const QByteArray utf8 = typed.trimmed().toUtf8();
    return foldText({utf8.constData(), static_cast<std::size_t>(utf8.size())});
}

/// Adds every row of the arena whose folded name contains the needle. One scan of the whole arena by memmem, which is
/// vectorised; after a hit it goes on behind that name.
void scanArena(const NameColumn &names, std::string_view needle, RowSet &hits, const std::atomic_bool *stop)
{
    const std::string_view arena = names.foldedArena();
    const std::vector<quint32> &ends = names.foldedEnds();
    const char *const begin = arena.data();
    const char *const end = begin + arena.size();
    auto from = ends.begin();
    for (const char *at = begin; at < end && !(stop && stop->load(std::memory_order_relaxed));) {
        const void *found = memmem(at, static_cast<std::size_t>(end - at), needle.data(), needle.size());
        if (!found)
            return;
        const auto offset = static_cast<quint32>(static_cast<const char *>(found) - begin);
        // Hits often lie close together: look a little ahead before bisecting.
        auto last = from;
        for (int i = 0; i < 8 && last != ends.end() && *last < offset; ++i)
            ++last;
        if (last != ends.end() && *last < offset)
            last = std::lower_bound(last, ends.end(), offset);
        const auto row = static_cast<Row>(last - ends.begin());
        hits.insert(row);
        at = begin + *last + 1;
        from = last;
    }
}

} // namespace

RowFilter RowFilter::of(const QString &typed, StatusChip chip)
{
    return {foldedNeedle(typed), chip};
}

RowSet rowsWithText(const TableSnapshot &table, const QByteArray &needle, const std::atomic_bool *stop)
{
    RowSet hits(table.count());
    if (needle.isEmpty()) {
        hits.fill();
        return hits;
    }
    scanArena(*table.names, {needle.constData(), static_cast<std::size_t>(needle.size())}, hits, stop);
    const RowFilter filter{needle, StatusChip::All};
    for (Row row = table.names->count(); row < table.count(); ++row) {
        const QByteArray folded = foldText(table.name(row));
        if (filter.hasText({folded.constData(), static_cast<std::size_t>(folded.size())}))
            hits.insert(row);
    }
    return hits;
}

RowSet rowsUnder(const RowSet &rows, const std::vector<StatusState> &states, StatusChip chip)
{
    RowSet hits(rows.universe());
    rows.forEach([&](Row row) {
        if (belongsTo(states[row], chip))
            hits.insert(row);
    });
    return hits;
}

RowSet matchingRows(const TableSnapshot &table, const RowFilter &filter)
{
    return rowsUnder(rowsWithText(table, filter.needle), table.states, filter.chip);
}

} // namespace gatehouse
