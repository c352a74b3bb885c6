// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/autorefresh.h"

#include <algorithm>
#include <utility>

namespace gatehouse {

AutoRefresh::AutoRefresh(std::function<bool()> isBadTime, Alarm alarm, QObject *parent)
    : QObject(parent), m_isBadTime(std::move(isBadTime)), m_alarm(std::move(alarm))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &AutoRefresh::ring);
    if (!m_alarm) {
        m_alarm = [this](std::optional<Milliseconds> wait) {
            if (wait)
                m_timer.start(*wait);
            else
                m_timer.stop();
        };
    }
}

void AutoRefresh::setEvery(std::optional<Minutes> every)
{
    if (every)
        every = std::clamp(*every, kMostOften, kMostSeldom);
    if (std::exchange(m_every, every) != every)
        m_alarm(m_every);
}

void AutoRefresh::noteList()
{
    if (m_every)
        m_alarm(m_every);
}

void AutoRefresh::ring()
{
    if (!m_every)
        return;
    if (m_isBadTime && m_isBadTime()) {
        m_alarm(kLater);
        return;
    }
    m_alarm(m_every);
    emit due(); // last: whoever hears it may do anything
}

} // namespace gatehouse
