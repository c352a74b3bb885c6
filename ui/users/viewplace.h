// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/userlisting.h"

namespace gatehouse {

/// Where somebody was in the table, kept by name over a reset; a value. Pixels count from the top of the whole list.
struct ViewPlace
{
    struct Spot
    {
        QByteArray name;
        int position = 0;
        int onScreen = 0; ///< pixels below the top of the view, negative for a row that is cut off there
    };
    std::optional<Spot> current;
    int currentColumn = 0;
    bool currentIsKept = false; ///< the current row is selected and on the screen
    std::optional<Spot> top;    ///< the topmost row on the screen
    bool isAtTop = true;
    // What the list was of
    QString search;
    StatusChip chip = StatusChip::All;
    RowOrder order;
};

/// Where to go after the reset.
struct RestoredPlace
{
    std::optional<int> current;
    bool isSameUser = false; ///< else the nearest row, where no key may act on what somebody else was
    int scroll = 0;
};

/// Finds the place again. The same list refreshed: the topmost row stays where it is, or the position when it is gone;
/// the current row likewise. Another search, chip or order: a selected current row stays where it is on the screen;
/// else the topmost row, where it is among the hits and only the search changed; else the view goes to the top. Who was
/// at the top stays there.
RestoredPlace restoredPlace(const ViewPlace &before, const UserListing &listing, int rowHeight);

} // namespace gatehouse
