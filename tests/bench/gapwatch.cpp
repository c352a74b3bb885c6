// SPDX-License-Identifier: GPL-3.0-or-later
#include "gapwatch.h"

#include <algorithm>
#include <cstdio>

namespace gatehouse::bench {

namespace {

constexpr Milliseconds kFrameTime{16};
constexpr std::size_t kMostTold = 4;

} // namespace

GapWatch::GapWatch(BenchApplication &application) : m_application(application)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
}

GapWatch::~GapWatch()
{
    if (m_runs)
        m_application.stopListening(this);
}

void GapWatch::start()
{
    m_gaps = {};
    m_runs = true;
    m_application.listen(this);
    m_timer.start();
    m_last = Clock::now();
    m_workedBefore = threadWork();
}

Gaps GapWatch::stop()
{
    beat();
    m_timer.stop();
    m_application.stopListening(this);
    m_runs = false;
    std::ranges::sort(m_gaps.longTurns, std::greater(), &Turn::wall);
    return m_gaps;
}

void GapWatch::beat()
{
    const Clock::time_point now = Clock::now();
    const Milliseconds worked = threadWork();
    m_gaps.longest = std::max<Milliseconds>(m_gaps.longest, now - m_last);
    m_gaps.busiest = std::max(m_gaps.busiest, worked - m_workedBefore);
    m_last = now;
    m_workedBefore = worked;
}

void GapWatch::turned(const Turn &turn)
{
    std::vector<Turn> &told = m_gaps.longTurns;
    if (turn.what.isEmpty())
        return;
    if (turn.wall > kFrameTime && !told.empty() && told.front().wall <= kFrameTime)
        told.clear(); // only the best of those that are none
    if (turn.wall > kFrameTime || told.empty())
        told.push_back(turn);
    else if (told.front().wall <= kFrameTime && turn.wall > told.front().wall)
        told.front() = turn;
}

void tellLongTurns(const std::string &during, const Gaps &gaps)
{
    std::fprintf(stderr, "  %s: gap %.1f ms, busy %.1f ms", during.c_str(), gaps.longest.count(), gaps.busiest.count());
    for (std::size_t i = 0; i < std::min(gaps.longTurns.size(), kMostTold); ++i)
        std::fprintf(stderr, "; %s %.1f (%.1f)", gaps.longTurns[i].what.constData(), gaps.longTurns[i].wall.count(),
                     gaps.longTurns[i].busy.count());
    std::fprintf(stderr, "\n");
}

} // namespace gatehouse::bench
