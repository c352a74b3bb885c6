// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/lookchanges.h"
#include "users/rowset.h"
#include "users/statustable.h"

#include <atomic>

namespace gatehouse {

/// Whom a chip lets through.
enum class StatusChip { All, Enabled, Disabled, NoStatus, NoPerson, Changed };

/// Whether a user belongs under the chip. A status that was deleted meanwhile, and is nobody's, belongs under none. Who
/// is Changed is not a question of how they stand: see isChanged().
constexpr bool belongsTo(StatusState state, bool isPerson, StatusChip chip)
{
    switch (chip) {
    case StatusChip::All:
        return state != StatusState::NoStatus || isPerson;
    case StatusChip::Enabled:
        return state == StatusState::Enabled;
    case StatusChip::Disabled:
        return isDisabled(state);
    case StatusChip::NoStatus:
        return state == StatusState::NoStatus && isPerson;
    case StatusChip::NoPerson:
        return state != StatusState::NoStatus && !isPerson;
    case StatusChip::Changed:
        break;
    }
    return false;
}

/// Whether others changed the row since the admin last looked.
inline bool isChanged(const LookChanges *changes, Row row)
{
    return changes && row < changes->rows.size() && changes->rows[row] != LookChange::None;
}

/// What is looked for: a text that the name, the person's name or the e-mail contains, in any case and with any
/// accents, and a chip. A value.
struct RowFilter
{
    QByteArray needle; ///< folded by foldText(); empty finds everybody
    StatusChip chip = StatusChip::All;

    static RowFilter of(const QString &typed, StatusChip chip);
    bool hasText(std::string_view foldedName) const
    {
        return foldedName.find({needle.constData(), static_cast<std::size_t>(needle.size())}) != std::string_view::npos;
    }
    bool operator==(const RowFilter &) const = default;
};

/// All rows whose name, person or e-mail contains the folded needle, in any state, by one scan over each folded arena.
/// Any thread. When stop becomes true it ends early with some of them.
///
/// `among` is what this found in the same table for a part of the needle: nobody else can have it all, and few need no
/// scan.
RowSet rowsWithText(const TableSnapshot &table, const QByteArray &needle, const std::atomic_bool *stop = nullptr,
                    const RowSet *among = nullptr);

/// Those of the rows, all of them the table's, that belong under the chip; 64 at a time, since a million are counted on
/// the window's thread.
/// `changes` is for StatusChip::Changed alone; without them nobody is.
RowSet rowsUnder(const RowSet &rows, const TableSnapshot &table, StatusChip chip, const LookChanges *changes = nullptr);
/// Whether the text that is looked for stands in what is known of this person.
bool hasText(const RowFilter &filter, const Directory &directory, PersonIndex person);

/// All rows that the filter lets through. Any thread.
RowSet matchingRows(const TableSnapshot &table, const RowFilter &filter);

} // namespace gatehouse
