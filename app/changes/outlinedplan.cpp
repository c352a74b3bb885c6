// SPDX-License-Identifier: GPL-3.0-or-later
#include "changes/outlinedplan.h"

#include "changes/freedbyworker.h"
#include "changes/planners.h"

#include <algorithm>

namespace gatehouse {

OutlinedPlan::OutlinedPlan(Plan plan, const QByteArrayList &sought)
{
    PlanOutline outline = outlineOf(plan, sought);
    const bool isFreedAtOnce = plan.rows.size() <= kSmall;
    auto whole = std::make_unique<const Whole>(Whole{std::move(plan), std::move(outline)});
    m_whole = isFreedAtOnce ? std::shared_ptr<const Whole>(std::move(whole)) : freedByWorker(std::move(whole));
}

bool haveSameConflicts(const OutlinedPlan &one, const OutlinedPlan &other)
{
    const std::vector<int> &ones = one.outline().pile(Verdict::ChangedBySomebodyElse).rows;
    const std::vector<int> &others = other.outline().pile(Verdict::ChangedBySomebodyElse).rows;
    return &ones == &others ||
           std::equal(ones.begin(), ones.end(), others.begin(), others.end(), [&](int left, int right) {
               return one.plan().rows.at(left).change == other.plan().rows.at(right).change;
           });
}

OutlinedPlan overruled(const OutlinedPlan &plan)
{
    return {overruled(plan.plan()), plan.outline().sought};
}

} // namespace gatehouse
