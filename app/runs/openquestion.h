// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"

#include <chrono>

namespace gatehouse {

/// A write of which it is not known what became of it, and which is asked for until it is known; a value.
struct OpenQuestion
{
    ApiError lost;                       ///< how the write ended
    std::chrono::milliseconds lostAt{0}; ///< on the clock of the run's pacer

    /// Of a change that a program, which is gone, may have sent. What is as before may be sent again: should the old
    /// request come through after all, it says the same. That it was not sent can be claimed only long after.
    static OpenQuestion ofAProgramThatIsGone()
    {
        ApiError lost;
        lost.kind = ApiErrorKind::ResultNotKnown;
        lost.cause = ApiErrorKind::Unreachable;
        return {lost, std::chrono::milliseconds(0)};
    }
    bool operator==(const OpenQuestion &) const = default;
};

} // namespace gatehouse
