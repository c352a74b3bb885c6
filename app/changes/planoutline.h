// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/plan.h"

#include <QByteArrayList>

#include <array>
#include <vector>

namespace gatehouse {

/// How many rows stand in each pile; the sum is what was asked for.
struct PileCounts
{
    std::array<int, static_cast<std::size_t>(Verdict::Count)> counts{};
    int of(Verdict verdict) const { return counts[static_cast<std::size_t>(verdict)]; }
    int willChange() const { return of(Verdict::WillChange); }
    int total() const;
    bool operator==(const PileCounts &) const = default;
};

/// All that a review wants to know of a plan as a whole, found in one walk over its rows; a value. Rows are told by
/// their positions in the plan, which ascend.
struct PlanOutline
{
    /// The rows of one verdict.
    struct Pile
    {
        std::vector<int> rows;
        bool isMatched = false; ///< some row of it says how it was found
        bool operator==(const Pile &) const = default;
    };
    std::array<Pile, static_cast<std::size_t>(Verdict::Count)> piles;
    // Of the rows that will change
    int created = 0;         ///< have no status now
    int deleted = 0;         ///< will have none
    int deletedDisabled = 0; ///< will have none, and are disabled now
    QByteArrayList sought;   ///< names that were looked for
    std::vector<int> found;  ///< the rows of them

    const Pile &pile(Verdict verdict) const { return piles[static_cast<std::size_t>(verdict)]; }
    int count(Verdict verdict) const { return static_cast<int>(pile(verdict).rows.size()); }
    PileCounts counts() const;
    bool operator==(const PlanOutline &) const = default;
};

/// The walk. `sought`: names whose rows are wanted, of those that will change; few.
PlanOutline outlineOf(const Plan &plan, const QByteArrayList &sought = {});

} // namespace gatehouse
