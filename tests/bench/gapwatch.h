// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchapplication.h"

#include <QTimer>

namespace gatehouse::bench {

/// How smoothly the window's event loop turned.
struct Gaps
{
    Milliseconds longest{};        ///< between two beats of a timer of a millisecond
    Milliseconds busiest{};        ///< the most that the thread itself worked between two of them
    std::vector<Turn> longTurns{}; ///< turns above a frame, the longest first; where there is none, the longest
};

/// Watches the event loop of the thread that made it, from start() to stop().
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
    Gaps m_gaps;
    bool m_runs = false;
};

/// Says on stderr which turns were to blame, one line each.
void tellLongTurns(const std::string &during, const Gaps &gaps);

} // namespace gatehouse::bench
