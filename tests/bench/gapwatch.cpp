// SPDX-License-Identifier: GPL-3.0-or-later
#include "gapwatch.h"

#include <QMetaEnum>

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace gatehouse::bench {

namespace {

constexpr std::size_t kMostTold = 4;

/// What the calling thread has worked since it began. It is a call into the system: for beats, not for each event.
Milliseconds threadWork()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

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
    m_shares.clear();
    m_runs = true;
    m_application.listen(this);
    if (qEnvironmentVariableIsSet("GATEHOUSE_BENCH_STACKS"))
        m_stacks = std::make_unique<StackWatch>();
    m_timer.start();
    m_last = Clock::now();
    m_workedBefore = threadWork();
}

Gaps GapWatch::stop()
{
    beat();
    m_stacks.reset();
    m_timer.stop();
    m_application.stopListening(this);
    m_runs = false;
    return m_gaps;
}

void GapWatch::beat()
{
    const Clock::time_point now = Clock::now();
    const Milliseconds worked = threadWork();
    m_gaps.busiest = std::max(m_gaps.busiest, worked - m_workedBefore);
    if (now - m_last > m_gaps.longest) {
        m_gaps.longest = now - m_last;
        m_gaps.worked = worked - m_workedBefore;
        m_gaps.shares = m_shares;
    }
    m_shares.clear();
    if (m_stacks)
        m_stacks->beat();
    m_last = now;
    m_workedBefore = worked;
}

void GapWatch::turned(const Turn &turn)
{
    Share &share = m_shares[{turn.receiver, turn.type}];
    ++share.turns;
    share.wall += turn.wall;
}

void tellGaps(const std::string &during, const Gaps &gaps)
{
    std::fprintf(stderr, "  %s: gap %.1f ms, worked %.1f in it", during.c_str(), gaps.longest.count(),
                 gaps.worked.count());
    std::vector<std::pair<Shares::key_type, Share>> shares(gaps.shares.begin(), gaps.shares.end());
    std::ranges::sort(shares, std::greater(), [](const auto &share) { return share.second.wall; });
    shares.resize(std::min(shares.size(), kMostTold));
    for (const auto &[who, share] : shares)
        std::fprintf(stderr, "; %s %s %d times %.1f", who.first,
                     QMetaEnum::fromType<QEvent::Type>().valueToKey(who.second), share.turns, share.wall.count());
    std::fprintf(stderr, "\n");
}

} // namespace gatehouse::bench
