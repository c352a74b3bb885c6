// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace gatehouse::bench {

using Milliseconds = std::chrono::duration<double, std::milli>;

/// One go of one side: how long it took, and what it found, so that a fast wrong answer is noticed.
struct Lap
{
    Milliseconds time{};
    std::size_t found = 0;
};

/// Measures the work alone: what a go prepares before and throws away after is not counted.
template<typename Work>
auto timed(Milliseconds &time, Work work)
{
    const auto start = std::chrono::steady_clock::now();
    auto result = work();
    time = std::chrono::steady_clock::now() - start;
    return result;
}

/// One row of the table: Gatehouse's way of doing a thing beside its rival's, on the same data in the same run.
struct Contest
{
    std::string name;
    std::size_t size = 0; ///< users
    double required = 0;  ///< how many times faster than the rival it must be
    double goal = 0;      ///< how many times faster it wants to be
    std::function<Lap()> ours;
    std::function<Lap()> rival;
};

/// What came of a contest: the medians over all rounds.
struct Result
{
    std::string name;
    std::size_t size = 0;
    double required = 0;
    double goal = 0;
    Milliseconds ours{};
    Milliseconds rival{};
    bool sameFound = true; ///< both sides found the same in every round

    double ratio() const { return ours.count() > 0 ? rival / ours : 0; }
    bool holds() const { return sameFound && ratio() >= required; }
    bool reachesGoal() const { return sameFound && ratio() >= goal; }
};

/// Runs every contest once a round, both sides side by side and in turns first, so that whatever the machine does
/// meanwhile meets both. Times are taken through Google Benchmark. Progress goes to stderr.
std::vector<Result> run(const std::vector<Contest> &contests, int rounds);

} // namespace gatehouse::bench
