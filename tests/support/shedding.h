// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/faultreply.h"

#include <deque>

namespace gatehouse {

/// Turns requests away when there are too many, for FaultServer. Not thread-safe.
class Shedding final
{
public:
    using Clock = std::chrono::steady_clock;

    /// Lets no more than `most` be in hand at once.
    void limitInHand(int most, FaultReply refusal);
    /// Lets no more than `most` in within any span of this length. Those turned away do not count: a client that keeps
    /// asking is not kept out for ever.
    void limitRate(int most, std::chrono::milliseconds span, FaultReply refusal);
    void clear();

    /// What one more request is refused with while so many are in hand. Nothing lets it in, and counts it.
    std::optional<FaultReply> refusal(int inHand, Clock::time_point now);

private:
    struct InHandLimit
    {
        int most = 0;
        FaultReply refusal;
    };
    struct RateLimit
    {
        int most = 0;
        std::chrono::milliseconds span{};
        FaultReply refusal;
    };

    std::optional<InHandLimit> m_inHand;
    std::optional<RateLimit> m_rate;
    std::deque<Clock::time_point> m_letIn; ///< when, as far as the span goes back
};

} // namespace gatehouse
