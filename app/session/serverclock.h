// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"

namespace gatehouse {

/// How far a clock that shows `answeredAt` at the end of a call is ahead of the server's (negative: behind). The server
/// stamped its answer somewhere during the call, so of a long one no more is claimed than is certain.
std::chrono::milliseconds clockGap(const AnswerFacts &facts, Instant answeredAt);

/// The server's time, learned from its answers (promise 15). A value.
class ServerClock final
{
public:
    /// Takes over what an answer tells; one without a date changes nothing. computerNow: when it had come.
    void learn(const AnswerFacts &facts, Instant computerNow);
    /// How far this computer's clock is ahead of the server's (negative: behind).
    std::chrono::milliseconds ahead() const { return m_ahead; }
    /// Whether that is more than two minutes.
    bool isOff() const;
    /// The server's time, as well as it is known: the computer's own unless that is off.
    Instant now(Instant computerNow) const { return isOff() ? computerNow - m_ahead : computerNow; }

private:
    std::chrono::milliseconds m_ahead{0};
};

} // namespace gatehouse
