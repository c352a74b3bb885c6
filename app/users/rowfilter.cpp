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
void scanArena(const NameColumn &names, std::string_view needle, const std::vector<StatusState> &states,
               StatusChip chip, RowSet &hits)
{
    const std::string_view arena = names.foldedArena();
    const std::vector<quint32> &ends = names.foldedEnds();
    const char *const begin = arena.data();
    const char *const end = begin + arena.size();
    auto from = ends.begin();
    for (const char *at = begin; at < end;) {
        const void *found = memmem(at, static_cast<std::size_t>(end - at), needle.data(), needle.size());
        if (!found)
            return;
        const auto offset = static_cast<quint32>(static_cast<const char *>(found) - begin);
        // Hits often lie close together: look a little ahead before bisecting.
        auto stop = from;
        for (int i = 0; i < 8 && stop != ends.end() && *stop < offset; ++i)
            ++stop;
        if (stop != ends.end() && *stop < offset)
            stop = std::lower_bound(stop, ends.end(), offset);
        const auto row = static_cast<Row>(stop - ends.begin());
        if (belongsTo(states[row], chip))
            hits.insert(row);
        at = begin + *stop + 1;
        from = stop;
    }
}

} // namespace

RowFilter RowFilter::of(const QString &typed, StatusChip chip)
{
    return {foldedNeedle(typed), chip};
}

bool RowFilter::matches(std::string_view foldedName, StatusState state) const
{
    return belongsTo(state, chip) &&
           foldedName.find({needle.constData(), static_cast<std::size_t>(needle.size())}) != std::string_view::npos;
}

RowSet matchingRows(const TableSnapshot &table, const RowFilter &filter)
{
    RowSet hits(table.count());
    const Row listed = table.names->count();
    if (filter.needle.isEmpty()) {
        for (Row row = 0; row < listed; ++row) {
            if (belongsTo(table.states[row], filter.chip))
                hits.insert(row);
        }
    } else {
        scanArena(*table.names, {filter.needle.constData(), static_cast<std::size_t>(filter.needle.size())},
                  table.states, filter.chip, hits);
    }
    for (Row row = listed; row < table.count(); ++row) {
        const QByteArray folded = foldText(table.name(row));
        if (filter.matches({folded.constData(), static_cast<std::size_t>(folded.size())}, table.states[row]))
            hits.insert(row);
    }
    return hits;
}

} // namespace gatehouse
