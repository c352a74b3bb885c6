// SPDX-License-Identifier: GPL-3.0-or-later
#include "contest.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <map>

namespace gatehouse::bench {

namespace {

/// What one side did in all rounds.
struct Side
{
    std::vector<double> times;
    std::size_t found = 0; ///< by the last go
};

/// Collects what Google Benchmark measured instead of printing it.
class Collector final : public benchmark::BenchmarkReporter
{
public:
    bool ReportContext(const Context &) override { return true; }
    void ReportRuns(const std::vector<Run> &runs) override
    {
        for (const Run &run : runs)
            m_times[run.run_name.function_name].push_back(run.GetAdjustedRealTime());
    }
    void add(const std::string &side, double time) { m_times[side].push_back(time); }
    std::vector<double> times(const std::string &side) const
    {
        const auto it = m_times.find(side);
        return it == m_times.end() ? std::vector<double>{} : it->second;
    }

private:
    std::map<std::string, std::vector<double>> m_times;
};

std::string titleOf(const Contest &contest)
{
    return contest.name + " at " + std::to_string(contest.size) +
           (contest.against.empty() ? std::string() : " against " + contest.against);
}

/// Seconds of one side in one round: a slow one goes once, a fast one until its time can be told from the clock's
/// grain.
constexpr double enough = 0.02;

/// One at a time is known to Google Benchmark, so that the order is ours.
void measure(const std::string &name, const Contest &contest, const std::function<Lap()> &go, Collector &collector,
             Side &side)
{
    if (contest.goesOnce) {
        const Lap lap = go();
        side.found = lap.found;
        collector.add(name, lap.time.count());
        std::fprintf(stderr, "  %s: %.2f\n", name.c_str(), lap.time.count());
        return;
    }
    benchmark::ClearRegisteredBenchmarks();
    benchmark::RegisterBenchmark(name.c_str(),
                                 [&](benchmark::State &state) {
                                     for ([[maybe_unused]] auto iteration : state) {
                                         const Lap lap = go();
                                         side.found = lap.found;
                                         state.SetIterationTime(std::chrono::duration<double>(lap.time).count());
                                     }
                                 })
        ->UseManualTime()
        ->MinTime(enough)
        ->Unit(benchmark::kMillisecond);
    benchmark::RunSpecifiedBenchmarks(&collector, ".");
}

Milliseconds median(std::vector<double> times)
{
    if (times.empty())
        return {};
    std::ranges::sort(times);
    const std::size_t middle = times.size() / 2;
    return Milliseconds(times.size() % 2 == 1 ? times[middle] : (times[middle - 1] + times[middle]) / 2);
}

} // namespace

std::vector<Result> run(const std::vector<Contest> &contests, int rounds, const std::function<void()> &before)
{
    Collector collector;
    std::vector<Side> ours(contests.size());
    std::vector<Side> rivals(contests.size());
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < contests.size(); ++i) {
            const Contest &contest = contests[i];
            const std::string title = titleOf(contest);
            std::fprintf(stderr, "round %d of %d: %s\n", round + 1, rounds, title.c_str());
            before();
            const bool oursFirst = round % 2 == 0 || !contest.rival;
            if (oursFirst)
                measure("ours: " + title, contest, contest.ours, collector, ours[i]);
            if (contest.rival)
                measure("rival: " + title, contest, contest.rival, collector, rivals[i]);
            if (!oursFirst)
                measure("ours: " + title, contest, contest.ours, collector, ours[i]);
        }
    }

    std::vector<Result> results;
    for (std::size_t i = 0; i < contests.size(); ++i) {
        const Contest &contest = contests[i];
        const std::string title = titleOf(contest);
        results.push_back({contest.name, contest.size, contest.required, contest.goal,
                           median(collector.times("ours: " + title)), median(collector.times("rival: " + title)),
                           !contest.rival || ours[i].found == rivals[i].found, !contest.rival, contest.against,
                           contest.unit});
    }
    return results;
}

std::vector<Growth> growthOf(const std::vector<Result> &results)
{
    std::map<std::string, std::map<std::size_t, double>> sizes;
    for (const Result &result : results)
        sizes[result.name][result.size] = result.ours.count();
    std::vector<Growth> growth;
    for (const auto &[name, times] : sizes) {
        const auto &[from, least] = *times.begin();
        const auto &[to, most] = *times.rbegin();
        if (from != to && least > 0)
            growth.push_back({name, from, to, most / least});
    }
    return growth;
}

} // namespace gatehouse::bench
