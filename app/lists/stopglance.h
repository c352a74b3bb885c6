// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>

namespace gatehouse {

/// Asks a loop over many lines now and then whether somebody wants it to end: a glance at the flag itself in every
/// line would be felt. Once it has seen the flag it says so for good.
class StopGlance final
{
public:
    /// The flag must outlive it; null never stops.
    explicit StopGlance(const std::atomic_bool *flag) : m_flag(flag) {}

    /// To be asked once a line; looks the first time and every few thousand times.
    bool isDue()
    {
        if (m_flag && m_asked++ % kLinesBetweenGlances == 0)
            m_isStopped = m_isStopped || m_flag->load(std::memory_order_relaxed);
        return m_isStopped;
    }

private:
    static constexpr quint64 kLinesBetweenGlances = 4096;

    const std::atomic_bool *m_flag;
    quint64 m_asked = 0;
    bool m_isStopped = false;
};

} // namespace gatehouse
