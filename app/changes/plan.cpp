// SPDX-License-Identifier: GPL-3.0-or-later
#include "changes/plan.h"

#include "changes/actwords.h"

#include <algorithm>

namespace gatehouse {

int Plan::count(Verdict verdict) const
{
    return static_cast<int>(
        std::count_if(rows.cbegin(), rows.cend(), [verdict](const PlannedRow &row) { return row.verdict == verdict; }));
}

ChangeSet Plan::confirmed(const QString &reason) const
{
    ChangeSet set = frame;
    set.id = QUuid::createUuid();
    set.reason = reason;
    set.changes.clear();
    set.matchedBy.clear();
    set.leftAlone.clear();
    bool isMatched = false;
    for (const PlannedRow &row : rows) {
        if (row.verdict == Verdict::WillChange) {
            set.changes.append(row.change);
            set.matchedBy.append(row.matchedBy);
            isMatched = isMatched || !row.matchedBy.isEmpty();
        } else
            set.leftAlone.append(row);
    }
    if (!isMatched)
        set.matchedBy.clear();
    // An undo is called after what it takes back; every other title says how many really change.
    if (set.undoes.isNull())
        set.title = setTitle(set.act, set.changes);
    return set;
}

} // namespace gatehouse
