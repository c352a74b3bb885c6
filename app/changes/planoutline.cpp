// SPDX-License-Identifier: GPL-3.0-or-later
#include "changes/planoutline.h"

#include <QSet>

#include <numeric>

namespace gatehouse {

int PileCounts::total() const
{
    return std::accumulate(counts.cbegin(), counts.cend(), 0);
}

PileCounts PlanOutline::counts() const
{
    PileCounts counts;
    for (std::size_t each = 0; each < piles.size(); ++each)
        counts.counts[each] = count(static_cast<Verdict>(each));
    return counts;
}

PlanOutline outlineOf(const Plan &plan, const QByteArrayList &sought)
{
    PlanOutline outline;
    outline.sought = sought;
    const QSet<QByteArray> names(sought.cbegin(), sought.cend());
    int position = -1;
    for (const PlannedRow &row : plan.rows) {
        ++position;
        PlanOutline::Pile &pile = outline.piles[static_cast<std::size_t>(row.verdict)];
        pile.rows.push_back(position);
        pile.isMatched = pile.isMatched || !row.matchedBy.isEmpty();
        if (row.verdict != Verdict::WillChange)
            continue;
        const StatusState before = row.change.before.state;
        outline.created += before == StatusState::NoStatus ? 1 : 0;
        if (row.change.after.state == StatusState::NoStatus) {
            ++outline.deleted;
            outline.deletedDisabled += isDisabled(before) ? 1 : 0;
        }
        if (!names.isEmpty() && names.contains(row.change.name()))
            outline.found.push_back(position);
    }
    return outline;
}

} // namespace gatehouse
