// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace gatehouse::bench {

using Milliseconds = std::chrono::duration<double, std::milli>;

/// One go of one side: what was measured, and what it found, so that a fast wrong answer is noticed.
struct Lap
{
    Milliseconds time{}; ///< where the contest has another unit, so many of it
    std::size_t found = 0;
};

/// What a side says that could not do what was to be measured: nobody takes it for a result.
inline constexpr Milliseconds kNotMeasured{1e6};

/// Measures the work alone: what a go prepares before and throws away after is not counted.
template<typename Work>
auto timed(Milliseconds &time, Work work)
{
    const auto start = std::chrono::steady_clock::now();
    auto result = work();
    time = std::chrono::steady_clock::now() - start;
    return result;
}

/// One row of the table: Gatehouse's way of doing a thing beside its rival's, on the same data in the same run; or,
/// without a rival, beside a limit.
struct Contest
{
    std::string name;
    std::size_t size = 0; ///< users
    double required = 0; ///< how many times faster than the rival it must be; 0: only told. Of a limit: at most so much
    double goal = 0;     ///< how many times faster it wants to be. Of a limit: at most so much
    std::function<Lap()> ours;
    std::function<Lap()> rival{}; ///< none: required and goal are limits
    std::string against{};        ///< who the rival is, a word or two
    std::string unit = "ms";
    bool goesOnce = false; ///< a go takes long, or changes what it measures: one a round, whatever its time
};

/// What came of a contest: the medians over all rounds.
struct Result
{
    std::string name;
    std::size_t size = 0;
    double required = 0;
    double goal = 0;
    Milliseconds ours{};
    Milliseconds rival{};  ///< 0 of a limit
    bool sameFound = true; ///< both sides found the same in every round
    bool isLimit = false;
    std::string against{};
    std::string unit = "ms";

    double ratio() const { return ours.count() > 0 ? rival / ours : 0; }
    bool holds() const { return sameFound && (required == 0 || reaches(required)); }
    bool reachesGoal() const { return sameFound && (goal == 0 || reaches(goal)); }

private:
    bool reaches(double bound) const { return isLimit ? ours.count() <= bound : ratio() >= bound; }
};

/// How the time of a row grows: from its smallest to its largest size, in times.
struct Growth
{
    std::string name;
    std::size_t from = 0;
    std::size_t to = 0;
    double factor = 0;
};
std::vector<Growth> growthOf(const std::vector<Result> &results);

/// Runs every contest once a round, both sides side by side and in turns first, so that whatever the machine does
/// meanwhile meets both. Times are taken through Google Benchmark. Progress goes to stderr. What is done before each
/// contest is in no time.
std::vector<Result> run(const std::vector<Contest> &contests, int rounds, const std::function<void()> &before);

} // namespace gatehouse::bench
