// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/serverpace.h"

#include <algorithm>

namespace gatehouse {

void ServerPace::noteGood()
{
    if (m_atOnce >= m_most || ++m_good < kGoodForOneMore)
        return;
    m_good = 0;
    ++m_atOnce;
}

void ServerPace::noteError(const ApiError &error, quint64 epoch, Milliseconds now, Milliseconds longestAsked)
{
    if (error.httpStatus != 429 && error.httpStatus != 503)
        return;
    if (error.retryAfter && *error.retryAfter <= std::chrono::duration_cast<std::chrono::seconds>(longestAsked))
        m_heldUntil = std::max(m_heldUntil, now + Milliseconds(*error.retryAfter));
    m_good = 0;
    if (epoch < m_epoch)
        return;
    ++m_epoch;
    m_atOnce = std::max(1, m_atOnce / 2);
}

ServerPace::Milliseconds ServerPace::heldFor(Milliseconds now) const
{
    return std::max(Milliseconds(0), m_heldUntil - now);
}

} // namespace gatehouse
