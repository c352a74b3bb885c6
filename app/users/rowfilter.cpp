// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/rowfilter.h"

#include "users/textscan.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace gatehouse {

namespace {

// A row that lies anywhere costs as much as so many that are read one behind the other.
constexpr Row kRowsOfAScan = 16;

QByteArray foldedNeedle(const QString &typed)
{
    const QByteArray utf8 = typed.trimmed().toUtf8();
    return foldText({utf8.constData(), static_cast<std::size_t>(utf8.size())});
}

std::string_view viewOfNeedle(const QByteArray &needle)
{
    return {needle.constData(), static_cast<std::size_t>(needle.size())};
}

/// How 64 users stand, a bit each.
struct StateBits
{
    quint64 low = 0;  ///< Enabled and DisabledOdd
    quint64 high = 0; ///< Disabled and DisabledOdd

    quint64 isThere() const { return low | high; }
    quint64 isEnabled() const { return low & ~high; }
    quint64 isDisabled() const { return high; }
};
static_assert(static_cast<int>(StatusState::NoStatus) == 0 && static_cast<int>(StatusState::Enabled) == 1 &&
              static_cast<int>(StatusState::Disabled) == 2 && static_cast<int>(StatusState::DisabledOdd) == 3);

/// The lowest bit of each of eight bytes, the first byte's in the lowest place.
quint64 lowestBits(quint64 bytes)
{
    return (bytes & 0x0101'0101'0101'0101U) * 0x0102'0408'1020'4080U >> 56;
}

StateBits stateBits(const StatusState *states, Row count)
{
    StateBits bits;
    Row row = 0;
    if constexpr (std::endian::native == std::endian::little) {
        for (; row + 8 <= count; row += 8) {
            quint64 eight;
            std::memcpy(&eight, states + row, sizeof eight);
            bits.low |= lowestBits(eight) << row;
            bits.high |= lowestBits(eight >> 1) << row;
        }
    }
    for (; row < count; ++row) {
        bits.low |= (quint64{static_cast<quint8>(states[row])} & 1) << row;
        bits.high |= (quint64{static_cast<quint8>(states[row])} >> 1 & 1) << row;
    }
    return bits;
}

/// Those of the 64 rows from `first` on, a bit each, of whom it is true.
template<typename IsTrue>
quint64 thoseOf(quint64 rows, Row first, IsTrue isTrue)
{
    quint64 those = 0;
    for (quint64 left = rows; left != 0; left &= left - 1) {
        const int bit = std::countr_zero(left);
        those |= quint64{isTrue(first + static_cast<Row>(bit))} << bit;
    }
    return those;
}

/// Those of the 64 rows from `first` on that belong under a chip which asks for how they stand.
quint64 wordUnder(quint64 rows, const TableSnapshot &table, Row first, StatusChip chip)
{
    const StateBits bits = stateBits(table.states.begin() + first, std::min<Row>(64, table.count() - first));
    const auto personsOf = [&](quint64 asked) {
        return table.persons ? thoseOf(asked, first, [&](Row row) { return table.isPerson(row); }) : 0;
    };
    switch (chip) {
    case StatusChip::All:
        return (rows & bits.isThere()) | personsOf(rows & ~bits.isThere());
    case StatusChip::Enabled:
        return rows & bits.isEnabled();
    case StatusChip::Disabled:
        return rows & bits.isDisabled();
    case StatusChip::NoStatus:
        return personsOf(rows & ~bits.isThere());
    case StatusChip::NoPerson:
        return (rows & bits.isThere()) & ~personsOf(rows & bits.isThere());
    case StatusChip::Changed:
        break;
    }
    return 0;
}

/// Whether a full scan finds the row.
bool isFoundByText(const TableSnapshot &table, const RowFilter &filter, Row row)
{
    if (row >= table.names->count()) {
        const QByteArray folded = foldText(table.name(row));
        return filter.hasText(viewOfNeedle(folded));
    }
    if (filter.hasText(table.names->folded(row)))
        return true;
    // Of two rows with the same name the person is the first.
    const PersonIndex person = table.person(row);
    return person != PersonColumn::kNobody && table.persons->row(person) == row &&
           hasText(filter, table.persons->directory(), person);
}

RowSet foundAmong(const TableSnapshot &table, const RowFilter &filter, const RowSet &among)
{
    RowSet hits(table.count());
    among.forEach([&](Row row) {
        if (isFoundByText(table, filter, row))
            hits.insert(row);
    });
    return hits;
}

} // namespace

RowFilter RowFilter::of(const QString &typed, StatusChip chip)
{
    return {foldedNeedle(typed), chip};
}

RowSet rowsWithText(const TableSnapshot &table, const QByteArray &needle, const std::atomic_bool *stop,
                    const RowSet *among)
{
    if (needle.isEmpty()) {
        RowSet everybody(table.count());
        everybody.fill();
        return everybody;
    }
    const RowFilter filter{needle, StatusChip::All};
    if (among && among->size() < table.count() / kRowsOfAScan)
        return foundAmong(table, filter, *among);
    const std::string_view text = viewOfNeedle(needle);
    RowSet hits = rowsContaining(*table.names, text, stop);
    hits.resize(table.count());
    if (table.persons) {
        const auto hitPerson = [&](PersonIndex person) { hits.insert(table.persons->row(person)); };
        rowsContaining(table.persons->directory().fullNames(), text, stop).forEach(hitPerson);
        rowsContaining(table.persons->directory().otherEmails(), text, stop).forEach(hitPerson);
    }
    for (Row row = table.names->count(); row < table.count(); ++row) {
        if (isFoundByText(table, filter, row))
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
    std::vector<quint64> words(rows.wordCount());
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (rows.word(i) == 0)
            continue;
        const Row first = static_cast<Row>(i) * 64;
        words[i] = chip == StatusChip::Changed
                       ? thoseOf(rows.word(i), first, [changes](Row row) { return isChanged(changes, row); })
                       : wordUnder(rows.word(i), table, first, chip);
    }
    return {rows.universe(), std::move(words)};
}

RowSet matchingRows(const TableSnapshot &table, const RowFilter &filter)
{
    return rowsUnder(rowsWithText(table, filter.needle), table, filter.chip);
}

} // namespace gatehouse
