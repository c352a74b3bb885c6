// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/serverclock.h"

namespace gatehouse {

using namespace std::chrono_literals;

std::chrono::milliseconds clockGap(const AnswerFacts &facts, Instant answeredAt)
{
    if (!facts.serverTime)
        return 0ms;
    // The header has whole seconds: its middle is the best guess.
    const Instant stamped = *facts.serverTime + 500ms;
    const Instant asked = answeredAt - facts.elapsed;
    if (stamped < asked)
        return asked - stamped;
    return stamped > answeredAt ? answeredAt - stamped : 0ms;
}

void ServerClock::learn(const AnswerFacts &facts, Instant computerNow)
{
    if (facts.serverTime)
        m_ahead = clockGap(facts, computerNow);
}

bool ServerClock::isOff() const
{
    return std::chrono::abs(m_ahead) > 2min;
}

} // namespace gatehouse
