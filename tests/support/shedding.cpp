// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shedding.h"

namespace gatehouse {

void Shedding::limitInHand(int most, FaultReply refusal)
{
    m_inHand = {most, std::move(refusal)};
}

void Shedding::limitRate(int most, std::chrono::milliseconds span, FaultReply refusal)
{
    m_rate = {most, span, std::move(refusal)};
}

void Shedding::clear()
{
    *this = {};
}

std::optional<FaultReply> Shedding::refusal(int inHand, Clock::time_point now)
{
    if (m_inHand && inHand >= m_inHand->most)
        return m_inHand->refusal;
    if (!m_rate)
        return {};
    while (!m_letIn.empty() && now - m_letIn.front() >= m_rate->span)
        m_letIn.pop_front();
    if (static_cast<int>(m_letIn.size()) >= m_rate->most)
        return m_rate->refusal;
    m_letIn.push_back(now);
    return {};
}

} // namespace gatehouse
