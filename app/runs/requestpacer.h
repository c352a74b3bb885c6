// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runs/retrypolicy.h"
#include "runs/serverpace.h"

#include <functional>

namespace gatehouse {

/// What all the work of one connection shares about waiting: when a request goes again, and what the server bears.
class RequestPacer final
{
public:
    using Milliseconds = std::chrono::milliseconds;
    /// `clock` never jumps; `random` gives numbers from 0 to 1; `held` is called when the server asks for a wait.
    RequestPacer(RetryPolicy policy, int atOnce, std::function<Milliseconds()> clock, std::function<double()> random,
                 std::function<void()> held = {})
        : m_policy(policy),
          m_pace(atOnce),
          m_clock(std::move(clock)),
          m_random(std::move(random)),
          m_held(std::move(held))
    {}

    quint64 epoch() const { return m_pace.epoch(); }
    int atOnce() const { return m_pace.atOnce(); }
    Milliseconds heldFor() const { return m_pace.heldFor(m_clock()); }
    void noteGood() { m_pace.noteGood(); }
    void noteError(const ApiError &error, quint64 epoch)
    {
        m_pace.noteError(error, epoch, m_clock(), m_policy.longestAsked);
        if (m_held && heldFor().count() > 0)
            m_held();
    }
    /// What came of a request that was sent in that epoch.
    template<typename T>
    void note(const ApiResult<T> &result, quint64 epoch)
    {
        // A 404 is what a look at nobody says.
        if (result || result.error().kind == ApiErrorKind::NotFound)
            noteGood();
        else
            noteError(result.error(), epoch);
    }
    /// The time by a clock that never jumps.
    Milliseconds clock() const { return m_clock(); }
    /// Whether a request that was given up then may still reach the server.
    bool mayStillArrive(Milliseconds givenUpAt) const { return m_clock() - givenUpAt < m_policy.mayArriveFor; }
    /// How long until the next question about a write, after so many: ever longer, without an end.
    Milliseconds waitToAsk(int asked) const { return std::max(m_policy.waitToAsk(asked, m_random()), heldFor()); }
    /// As RetryPolicy::waitAfter(), and no less than the server wants nothing at all.
    std::optional<Milliseconds> waitAfter(int failed, const ApiError &error) const
    {
        const auto wait = m_policy.waitAfter(failed, error, m_random());
        return wait ? std::optional(std::max(*wait, heldFor())) : std::nullopt;
    }

private:
    RetryPolicy m_policy;
    ServerPace m_pace;
    std::function<Milliseconds()> m_clock;
    std::function<double()> m_random;
    std::function<void()> m_held;
};

} // namespace gatehouse
