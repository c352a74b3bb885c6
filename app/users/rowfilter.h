// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/rowset.h"
#include "users/statustable.h"

namespace gatehouse {

/// Which states a chip lets through.
enum class StatusChip { All, Enabled, Disabled };

/// Whether a state belongs under the chip. A status that was deleted meanwhile belongs under none.
constexpr bool belongsTo(StatusState state, StatusChip chip)
{
    switch (chip) {
    case StatusChip::All:
        return state != StatusState::NoStatus;
    case StatusChip::Enabled:
        return state == StatusState::Enabled;
    case StatusChip::Disabled:
        return isDisabled(state);
    }
    return false;
}

/// What is looked for: a text that the name contains, in any case and with any accents, and a chip. A value.
struct RowFilter
{
    QByteArray needle; ///< folded by foldText(); empty finds everybody
    StatusChip chip = StatusChip::All;

    static RowFilter of(const QString &typed, StatusChip chip);
    bool matches(std::string_view foldedName, StatusState state) const;
    bool operator==(const RowFilter &) const = default;
};

/// All rows that the filter lets through, by one scan over the folded arena. Any thread.
RowSet matchingRows(const TableSnapshot &table, const RowFilter &filter);

} // namespace gatehouse
