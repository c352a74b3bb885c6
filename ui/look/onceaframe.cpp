// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/onceaframe.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace gatehouse {

namespace {

constexpr std::chrono::milliseconds kTwoFrames{32};

} // namespace

OnceAFrame::OnceAFrame(std::function<void()> update, QObject *parent) : QObject(parent), m_update(std::move(update))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer); // a coarse one may come a frame late
    connect(&m_timer, &QTimer::timeout, this, &OnceAFrame::run);
}

void OnceAFrame::ask()
{
    if (m_timer.isActive())
        return;
    const std::chrono::milliseconds since(m_sinceLast.isValid() ? m_sinceLast.elapsed() : kTwoFrames.count());
    m_timer.start(std::max(kTwoFrames - since, std::chrono::milliseconds::zero()));
}

void OnceAFrame::settle()
{
    if (m_timer.isActive())
        run();
}

void OnceAFrame::run()
{
    m_timer.stop();
    m_sinceLast.start();
    m_update(); // the last act: it may lead to the end of this
}

} // namespace gatehouse
