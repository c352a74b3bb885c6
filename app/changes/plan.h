// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/changeset.h"

namespace gatehouse {

/// Everything that was asked for, each row with its verdict; a value. Rows are never dropped: the sum of all piles
/// is what was asked for.
struct Plan
{
    ChangeSet frame; ///< title, connection, act, undoes; without changes
    QList<PlannedRow> rows;

    int count(Verdict verdict) const;
    /// The confirmed set: the frame with the rows that will change, and the others as left alone. The id is new; reason
    /// as given.
    ChangeSet confirmed(const QString &reason) const;
};

} // namespace gatehouse
