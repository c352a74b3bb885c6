// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"

#include <chrono>

namespace gatehouse {

/// How much a server bears: how many requests may travel at once, and until when it wants none at all. A server that
/// says that it has too much (429, 503) gets half as many, and one more after each 20 good answers. Pure: the time is
/// handed in, by a clock that never jumps.
class ServerPace final
{
public:
    using Milliseconds = std::chrono::milliseconds;
    static constexpr int kGoodForOneMore = 20;

    explicit ServerPace(int most) : m_most(most), m_atOnce(most) {}

    /// To be kept with a request from its sending: what was sent before the last halving halves nothing again.
    quint64 epoch() const { return m_epoch; }
    void noteGood();
    /// An answer of a request that was sent in that epoch. `longestAsked` bounds what Retry-After may hold.
    void noteError(const ApiError &error, quint64 epoch, Milliseconds now, Milliseconds longestAsked);

    int atOnce() const { return m_atOnce; }
    /// How long nothing may be sent yet.
    Milliseconds heldFor(Milliseconds now) const;

private:
    int m_most;
    int m_atOnce;
    int m_good = 0;
    quint64 m_epoch = 1;
    Milliseconds m_heldUntil{0};
};

} // namespace gatehouse
