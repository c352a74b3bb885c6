// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/change.h"

#include <QString>

namespace gatehouse {

/// What will happen to one row that was asked for. Every row has exactly one; the piles of a review are these. The
/// numbers stand in journals: new ones go to the end.
enum class Verdict {
    WillChange,
    AlreadySo,             ///< nothing to do: already disabled (its first date is kept), already enabled, already gone
    Protected,             ///< a protected name, for Disable and Delete
    ChangedBySomebodyElse, ///< the server holds something else than what was seen when the act was asked for
    NotFound,              ///< no such status
    NotAddressable,        ///< a name that no URL can carry (".", "..")
    Future,                ///< the instant is later than the server's now; off unless the admin says so
    Ambiguous,             ///< what was asked for says more than one user, or nobody for certain
    Count,
};

/// One row that was asked for; a value.
struct PlannedRow
{
    Change change;
    Verdict verdict = Verdict::WillChange;
    QString matchedBy; ///< how the name was found, empty for a row picked from the table
    bool operator==(const PlannedRow &) const = default;
};

} // namespace gatehouse
