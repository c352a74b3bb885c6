// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/slices.h"

#include <QPointer>
#include <QTimer>

#include <utility>

namespace gatehouse {

Slices::Slices(qsizetype count, std::function<void(qsizetype)> each, std::function<void()> done)
    : m_count(count), m_each(std::move(each)), m_done(std::move(done)), m_timer(new QTimer(this))
{
    connect(m_timer, &QTimer::timeout, this, &Slices::next);
    m_timer->start(0);
}

Slices::~Slices() = default;

// The functions are copied: destroying this object from inside one of them would take it away under its own feet.
void Slices::next()
{
    const QPointer<Slices> self(this);
    const auto each = m_each;
    const qsizetype end = std::min(m_count, m_place + kSize);
    while (m_place < end) {
        each(m_place++);
        if (!self)
            return;
    }
    if (m_place < m_count)
        return;
    m_timer->stop();
    const auto done = m_done;
    done();
}

} // namespace gatehouse
