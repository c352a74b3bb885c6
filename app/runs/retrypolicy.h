// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"

#include <chrono>
#include <optional>

namespace gatehouse {

/// When a request that failed is sent again, and after how long: exponential back-off with full jitter, bounded in
/// number and in time. A value; pure.
struct RetryPolicy
{
    using Milliseconds = std::chrono::milliseconds;

    int tries = 1; ///< of one request, the first among them
    Milliseconds first{1000};
    Milliseconds longest{16'000};
    Milliseconds longestAsked{120'000}; ///< a server that wants a longer wait is not asked again
    /// A write that timed out may reach the server for so long after; what is as before then was not changed by it.
    Milliseconds mayArriveFor{120'000};

    /// How long to wait after so many failed tries (from 1); nothing when it is not tried again. `jitter` is a random
    /// number from 0 to 1. What the server asked for (Retry-After) is the least.
    std::optional<Milliseconds> waitAfter(int failed, const ApiError &error, double jitter) const;
    /// How long to wait before it is asked once more what became of a write, after so many questions (from 1). There
    /// is no last one: half of the wait is certain, so that a server that comes back is not met by a storm.
    Milliseconds waitToAsk(int asked, double jitter) const;

private:
    Milliseconds boundAfter(int failed) const;
};

/// Whether the trouble may pass by itself: the connection, too many requests, a gateway (502, 503, 504), an answer that
/// was cut short. Of a write whose result is not known this says nothing: it is asked for first.
bool isPassing(const ApiError &error);

/// Whether a write that ended so was surely not carried out, and may be sent again without asking.
bool saysNotArrived(const ApiError &error);

} // namespace gatehouse
