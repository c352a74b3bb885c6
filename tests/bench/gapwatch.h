// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchapplication.h"
#include "stackwatch.h"

#include <QTimer>

#include <map>
#include <memory>

namespace gatehouse::bench {

/// Who was at it in a gap: all events of one kind to one class.
struct Share
{
    int turns = 0;
    Milliseconds wall{};
};
using Shares = std::map<std::pair<const char *, QEvent::Type>, Share>;

/// How smoothly the window's event loop turned.
struct Gaps
{
    Milliseconds longest{}; ///< between two beats of a timer of a millisecond
    Milliseconds worked{};  ///< in that one, by the thread itself; the rest it waited, or was kept from working
    Milliseconds busiest{}; ///< the most that the thread worked between two beats
    Shares shares;          ///< of the longest
};

/// Watches the event loop of the thread that made it, from start() to stop(). With GATEHOUSE_BENCH_STACKS in the
/// environment the stacks of whatever is late go to stderr.
class GapWatch final : private BenchApplication::Listener
{
public:
    explicit GapWatch(BenchApplication &application);
    ~GapWatch() override;
    GapWatch(const GapWatch &) = delete;
    GapWatch &operator=(const GapWatch &) = delete;

    void start();
    Gaps stop();

private:
    using Clock = std::chrono::steady_clock;
    void beat();
    void aboutToPaint(const QObject *) override {}
    void turned(const Turn &turn) override;

    BenchApplication &m_application;
    QTimer m_timer;
    Clock::time_point m_last;
    Milliseconds m_workedBefore{};
    Shares m_shares; ///< since the last beat
    Gaps m_gaps;
    bool m_runs = false;
    std::unique_ptr<StackWatch> m_stacks;
};

/// Says on stderr how long the longest gap was and who was at it, in one line. What is nobody's share was done outside
/// of events: by the bench itself, or by the display's own.
void tellGaps(const std::string &during, const Gaps &gaps);

} // namespace gatehouse::bench
