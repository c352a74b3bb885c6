// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/rowset.h"
#include "users/statustable.h"

#include <atomic>

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
    bool hasText(std::string_view foldedName) const
    {
        return foldedName.find({needle.constData(), static_cast<std::size_t>(needle.size())}) != std::string_view::npos;
    }
    bool matches(std::string_view foldedName, StatusState state) const
    {
        return belongsTo(state, chip) && hasText(foldedName);
    }
    bool operator==(const RowFilter &) const = default;
};

/// All rows whose name contains the folded needle, in any state, by one scan over the folded arena. Any thread. When
/// stop becomes true it ends early with some of them.
RowSet rowsWithText(const TableSnapshot &table, const QByteArray &needle, const std::atomic_bool *stop = nullptr);

/// Those of the rows whose state belongs under the chip.
RowSet rowsUnder(const RowSet &rows, const std::vector<StatusState> &states, StatusChip chip);

/// All rows that the filter lets through. Any thread.
RowSet matchingRows(const TableSnapshot &table, const RowFilter &filter);

} // namespace gatehouse
