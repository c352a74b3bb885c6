// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/planoutline.h"

#include <memory>

namespace gatehouse {

/// A plan together with its outline, so that a million rows are walked once, where it was made, and not by everybody
/// who shows them. Immutable and shared: a copy costs nothing, and what is large is freed by a worker.
///
/// A plan becomes one by itself where one is asked for, and is taken for a plan where that is. The constructor does the
/// walk: on a worker, where the plan is large.
class OutlinedPlan final
{
public:
    OutlinedPlan() : OutlinedPlan(Plan()) {}
    /// `sought` as outlineOf() has it.
    OutlinedPlan(Plan plan, const QByteArrayList &sought = {});
    // Moved by a copy: none is ever without its plan.
    OutlinedPlan(const OutlinedPlan &) = default;
    OutlinedPlan &operator=(const OutlinedPlan &) = default;
    ~OutlinedPlan() = default;

    const Plan &plan() const { return m_whole->plan; }
    operator const Plan &() const { return plan(); }
    const PlanOutline &outline() const { return m_whole->outline; }
    qsizetype size() const { return plan().rows.size(); }
    /// Has more rows than the window's thread should do anything with, one by one: what takes three milliseconds.
    bool isLarge() const { return size() > kSmall; }

private:
    struct Whole
    {
        Plan plan;
        PlanOutline outline;
    };
    static constexpr qsizetype kSmall = 10'000;

    std::shared_ptr<const Whole> m_whole; ///< never null
};

/// Whether the same rows were changed by somebody else, in the same way.
bool haveSameConflicts(const OutlinedPlan &one, const OutlinedPlan &other);
/// overruled(), which see; the names that were sought are sought anew.
OutlinedPlan overruled(const OutlinedPlan &plan);

} // namespace gatehouse
