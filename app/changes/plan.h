// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/change.h"

#include <array>

namespace gatehouse {

/// What will happen to one row that was asked for. Every row has exactly one; the piles of a review are these.
enum class Verdict {
    WillChange,
    AlreadySo,             ///< nothing to do: already disabled (its first date is kept), already enabled, already gone
    Protected,             ///< a protected name, for Disable and Delete
    ChangedBySomebodyElse, ///< the server holds something else than what was seen when the act was asked for
    NotFound,              ///< no such status
    NotAddressable,        ///< a name that no URL can carry (".", "..")
    Future,                ///< the instant is later than the server's now; off unless the admin says so
    Count,
};

/// One row that was asked for.
struct PlannedRow
{
    Change change;
    Verdict verdict = Verdict::WillChange;
    QString matchedBy; ///< how the name was found, empty for a row picked from the table
};

/// Everything that was asked for, each row with its verdict; a value. Rows are never dropped: the sum of all piles
/// is what was asked for.
struct Plan
{
    ChangeSet frame; ///< title, connection, act, undoes; without changes
    QList<PlannedRow> rows;

    int count(Verdict verdict) const;
    /// The confirmed set: the frame with the rows that will change. The id is new; reason as given.
    ChangeSet confirmed(const QString &reason) const;
};

} // namespace gatehouse
