// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/retrypolicy.h"

#include <algorithm>

namespace gatehouse {
namespace {

RetryPolicy::Milliseconds shareOf(RetryPolicy::Milliseconds whole, double share)
{
    return RetryPolicy::Milliseconds(
        static_cast<RetryPolicy::Milliseconds::rep>(static_cast<double>(whole.count()) * share));
}

} // namespace

std::optional<RetryPolicy::Milliseconds> RetryPolicy::waitAfter(int failed, const ApiError &error, double jitter) const
{
    if (failed >= tries)
        return std::nullopt;
    if (error.retryAfter && *error.retryAfter > std::chrono::duration_cast<std::chrono::seconds>(longestAsked))
        return std::nullopt;
    const Milliseconds asked = error.retryAfter.value_or(std::chrono::seconds{0});
    return std::max(shareOf(boundAfter(failed), jitter), asked);
}

RetryPolicy::Milliseconds RetryPolicy::waitToAsk(int asked, double jitter) const
{
    const Milliseconds half = boundAfter(asked) / 2;
    return half + shareOf(half, jitter);
}

RetryPolicy::Milliseconds RetryPolicy::boundAfter(int failed) const
{
    Milliseconds bound = first;
    for (int i = 1; i < failed && bound < longest; ++i)
        bound *= 2;
    return std::min(bound, longest);
}

bool isPassing(const ApiError &error)
{
    const ApiErrorKind kind = error.kind == ApiErrorKind::ResultNotKnown ? error.cause : error.kind;
    switch (kind) {
    case ApiErrorKind::Unreachable:
    case ApiErrorKind::TimedOut:
    case ApiErrorKind::TooManyRequests:
    case ApiErrorKind::BadData: // most of all an answer that was cut short
        return true;
    case ApiErrorKind::ServerError:
        return error.httpStatus == 502 || error.httpStatus == 503 || error.httpStatus == 504;
    default:
        return false;
    }
}

bool saysNotArrived(const ApiError &error)
{
    return error.kind == ApiErrorKind::Unreachable || error.kind == ApiErrorKind::TooManyRequests;
}

} // namespace gatehouse
