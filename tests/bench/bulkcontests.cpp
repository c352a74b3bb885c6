// SPDX-License-Identifier: GPL-3.0-or-later
// Bulks over the network: Gatehouse's runner, journal and client beside `curl --parallel` with as many connections, and
// beside what the distance allows.
#include "bulkworld.h"
#include "contests.h"

#include <algorithm>
#include <cstdio>
#include <memory>

namespace gatehouse::bench {
namespace {

constexpr int kWhole = 20'000;

/// What is only told goes this often, whatever the rounds: all cells of the table would take half an hour.
constexpr std::size_t kTold = 2;
constexpr std::size_t kAlways = 1'000;

using WorldPtr = std::shared_ptr<std::unique_ptr<BulkWorld>>;

/// One cell of the table, whose laps several rows share: the first row of a round measures, the others look.
class SharedLaps final
{
public:
    SharedLaps(WorldPtr world, BulkCell cell, std::size_t most) : m_world(std::move(world)), m_cell(cell), m_most(most)
    {}

    const BulkCell &cell() const { return m_cell; }
    const BulkLap &ours() { return measured(m_ours, m_oursGone, &BulkWorld::ours); }
    const BulkLap &rival() { return measured(m_rival, m_rivalGone, &BulkWorld::rival); }
    const BulkLap &lastOurs() { return m_ours.empty() ? ours() : m_ours.at((m_oursGone - 1) % m_ours.size()); }
    const BulkLap &lastRival() { return m_rival.empty() ? rival() : m_rival.at((m_rivalGone - 1) % m_rival.size()); }

private:
    const BulkLap &measured(std::vector<BulkLap> &laps, std::size_t &gone, BulkLap (BulkWorld::*go)(const BulkCell &))
    {
        if (!*m_world)
            *m_world = std::make_unique<BulkWorld>();
        if (laps.size() < m_most)
            laps.push_back((m_world->get()->*go)(m_cell));
        return laps.at(gone++ % laps.size());
    }

    WorldPtr m_world;
    BulkCell m_cell;
    std::size_t m_most;
    std::vector<BulkLap> m_ours;
    std::vector<BulkLap> m_rival;
    std::size_t m_oursGone = 0;
    std::size_t m_rivalGone = 0;
};

using LapsPtr = std::shared_ptr<SharedLaps>;

std::string nameOf(const BulkCell &cell)
{
    const std::string away = cell.away == 0 ? "loopback" : std::to_string(cell.away) + " ms away";
    return "bulk, " + cell.scheme.toStdString() + ", " + away + ", " + std::to_string(cell.connections) + " at once";
}

Contest row(const LapsPtr &laps, const std::string &what, const std::string &against)
{
    Contest contest;
    contest.name = nameOf(laps->cell()) + what;
    contest.size = static_cast<std::size_t>(laps->cell().writes);
    contest.against = against;
    contest.goesOnce = true;
    return contest;
}

/// Beside the command that a person would use instead, from its start to its end; measures.
Contest besideCurl(const LapsPtr &laps, double required, double goal)
{
    Contest contest = row(laps, "", "curl --parallel");
    contest.required = required;
    contest.goal = goal;
    contest.ours = [laps] { return Lap{laps->ours().time, laps->lastOurs().answered}; };
    contest.rival = [laps] { return Lap{laps->rival().time, laps->lastRival().answered}; };
    return contest;
}

/// The same laps, without the time that either needs before its first answer: curl reads its orders then.
Contest besideAnsweringCurl(const LapsPtr &laps)
{
    Contest contest = row(laps, ", from the first answer", "curl --parallel");
    contest.ours = [laps] { return Lap{laps->lastOurs().answering, laps->lastOurs().answered}; };
    contest.rival = [laps] { return Lap{laps->lastRival().answering, laps->lastRival().answered}; };
    return contest;
}

/// The same laps beside what so many connections could do if no time went by but on the way.
Contest besideDistance(const LapsPtr &laps, double required, double goal)
{
    Contest contest = row(laps, ", whole", "connections / round trip");
    contest.required = required;
    contest.goal = goal;
    contest.ours = [laps] { return Lap{laps->lastOurs().time, laps->lastOurs().answered}; };
    contest.rival = [cell = laps->cell()] {
        return Lap{Milliseconds(static_cast<double>(cell.writes) * cell.away / cell.connections),
                   static_cast<std::size_t>(cell.writes)};
    };
    return contest;
}

Contest processorTime(const LapsPtr &laps)
{
    Contest contest = row(laps, ", processor", "curl --parallel");
    contest.unit = "us a write";
    const double writes = laps->cell().writes;
    contest.ours = [laps, writes] {
        return Lap{Milliseconds(laps->lastOurs().processor / writes), laps->lastOurs().answered};
    };
    contest.rival = [laps, writes] {
        return Lap{Milliseconds(laps->lastRival().processor / writes), laps->lastRival().answered};
    };
    return contest;
}

Contest memory(const LapsPtr &laps)
{
    Contest contest = row(laps, ", memory", "curl --parallel");
    contest.unit = "MB";
    contest.ours = [laps] { return Lap{Milliseconds(laps->lastOurs().memory / 1024), laps->lastOurs().answered}; };
    contest.rival = [laps] { return Lap{Milliseconds(laps->lastRival().memory / 1024), laps->lastRival().answered}; };
    return contest;
}

/// About a second's worth: what matters is the rate.
int writesFor(int away, int connections)
{
    constexpr int fastest = 5'000; // a second
    const int allowed = away == 0 ? fastest : std::min(fastest, connections * 1'000 / away);
    return std::max(allowed, connections * 4);
}

} // namespace

std::vector<Contest> bulkContests(std::size_t largest)
{
    std::vector<Contest> contests;
    if (largest < static_cast<std::size_t>(kWhole))
        return contests;
    if (const auto missing = BulkWorld::missing()) {
        std::fprintf(stderr, "The rows of bulks over the network are left out: %s.\n", qPrintable(*missing));
        return contests;
    }
    const auto world = std::make_shared<std::unique_ptr<BulkWorld>>();
    const auto laps = [&world](const char *scheme, int away, int connections, int writes, std::size_t most) {
        return std::make_shared<SharedLaps>(world, BulkCell{QLatin1String(scheme), away, connections, writes}, most);
    };
    for (const char *scheme : {"https", "http"}) {
        const bool isSecure = QLatin1String(scheme) == QLatin1String("https");
        for (const int away : {0, 1, 20, 100}) {
            for (const int connections : {6, 16, 48, 96}) {
                const bool isBound = connections == 48 && (away == 0 || (away == 20 && isSecure));
                const int writes = isBound ? kWhole : writesFor(away, connections);
                const LapsPtr cell = laps(scheme, away, connections, writes, isBound ? kAlways : kTold);
                if (isBound && away == 0)
                    contests.push_back(besideCurl(cell, isSecure ? 0.5 : 0, 1));
                else
                    contests.push_back(besideCurl(cell, isBound ? 1 : 0, isBound ? 1 : 0));
                if (isBound)
                    contests.push_back(besideAnsweringCurl(cell));
                if (away > 0)
                    contests.push_back(besideDistance(cell, isBound ? 0.8 : 0, isBound ? 0.95 : 0));
                contests.push_back(processorTime(cell));
                if (isBound)
                    contests.push_back(memory(cell));
            }
        }
    }
    return contests;
}

} // namespace gatehouse::bench
