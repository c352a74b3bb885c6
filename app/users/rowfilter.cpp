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

/// Calls hit(row) for every row of the arena whose folded text contains the needle. One scan of the whole arena by
/// memmem, which is vectorised; after a hit it goes on behind that text.
template<typename Hit>
void scanArena(const NameColumn &names, std::string_view needle, const std::atomic_bool *stop, Hit hit)
{
    const std::string_view arena = names.foldedArena();
    const ColumnOf<quint32> &ends = names.foldedEnds();
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
        hit(row);
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
    const std::string_view text(needle.constData(), static_cast<std::size_t>(needle.size()));
    scanArena(*table.names, text, stop, [&hits](Row row) { hits.insert(row); });
    if (table.persons) {
        const auto hitPerson = [&](PersonIndex person) { hits.insert(table.persons->row(person)); };
        scanArena(table.persons->directory().fullNames(), text, stop, hitPerson);
        scanArena(table.persons->directory().otherEmails(), text, stop, hitPerson);
    }
    const RowFilter filter{needle, StatusChip::All};
    for (Row row = table.names->count(); row < table.count(); ++row) {
        const QByteArray folded = foldText(table.name(row));
        if (filter.hasText({folded.constData(), static_cast<std::size_t>(folded.size())}))
            hits.insert(row);
    }
    return hits;
}

bool hasText(const RowFilter &filter, const Directory &directory, PersonIndex person)
{
    return person != PersonColumn::kNobody && (filter.hasText(directory.fullNames().folded(person)) ||
                                               filter.hasText(directory.otherEmails().folded(person)));
}

RowSet rowsUnder(const RowSet &rows, const TableSnapshot &table, StatusChip chip, const LookChanges *changes)
{
    RowSet hits(rows.universe());
    rows.forEach([&](Row row) {
        if (chip == StatusChip::Changed ? isChanged(changes, row)
                                        : belongsTo(table.states[row], table.isPerson(row), chip))
            hits.insert(row);
    });
    return hits;
}

RowSet matchingRows(const TableSnapshot &table, const RowFilter &filter)
{
    return rowsUnder(rowsWithText(table, filter.needle), table, filter.chip);
}

} // namespace gatehouse
