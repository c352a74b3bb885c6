// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/changeset.h"

namespace gatehouse {

/// What it means that somebody was not found.
enum class Absence {
    Known,      ///< nobody is called so
    CannotTell, ///< there is no status of that name, and no directory that says who there is
};

/// Everything that was asked for, each row with its verdict; a value. Rows are never dropped: the sum of all piles
/// is what was asked for.
struct Plan
{
    ChangeSet frame; ///< title, connection, act, undoes; without changes
    QList<PlannedRow> rows;
    Absence absence = Absence::Known;

    int count(Verdict verdict) const;
    /// The confirmed set: the frame with the rows that will change, and the others as left alone. The id is new; reason
    /// as given.
    ChangeSet confirmed(const QString &reason) const;
};

} // namespace gatehouse
