// SPDX-License-Identifier: GPL-3.0-or-later
// A list comes over HTTPS from a web server that is not ours: from the moment it is asked for until it is painted,
// beside those who only download it, and what it costs to have it.
#include "contests.h"

#include "loadprobe.h"
#include "rivals.h"
#include "seat.h"

#include <algorithm>

namespace gatehouse::bench {

namespace {

/// One list on its server, with what asks for it.
struct LoadCase
{
    Stage &stage;
    std::size_t users;
    Persons persons;
    LoadProbes probes;

    LoadCase(Stage &itsStage, std::size_t itsUsers, Persons itsPersons, Memory memory = Memory::Fetched)
        : stage(itsStage), users(itsUsers), persons(itsPersons), probes([this] { return server(); }, memory)
    {}
    BenchServer server() const { return stage.server(users, persons); }
};
using LoadCasePtr = std::shared_ptr<LoadCase>;

/// One figure of each round's process.
std::function<Lap()> figureOf(const LoadCasePtr &load, std::function<double(const ProbeReport &)> figure)
{
    return [load, figure = std::move(figure), round = std::size_t{0}]() mutable {
        const ProbeReport &report = load->probes.report(round++);
        if (report.empty())
            return Lap{kNotMeasured, 0};
        return Lap{Milliseconds(figure(report)), static_cast<std::size_t>(report.at("users"))};
    };
}

std::function<Lap()> figureOf(const LoadCasePtr &load, const char *name)
{
    return figureOf(load, [name](const ProbeReport &report) { return report.at(name); });
}

/// Three times, as it takes no longer than ours does once; the median.
constexpr std::size_t kDownloads = 3;

Download download(const LoadCase &load, Persons persons, std::size_t times = kDownloads)
{
    const QString base = load.server().base.toString();
    QList<QUrl> urls{QUrl(base + QStringLiteral("/api/v1/user-statuses"))};
    if (persons == Persons::Listed)
        urls << QUrl(base + QStringLiteral("/api/v1/users"));
    std::vector<Download> downloads(times);
    std::ranges::generate(downloads, [&urls] { return downloadWithCurl(urls); });
    std::ranges::sort(downloads, {}, &Download::time);
    return downloads[times / 2];
}

/// curl has found everybody when all bytes came.
std::function<Lap()> curl(const LoadCasePtr &load, std::size_t times = kDownloads)
{
    return [load, times] {
        const Download done = download(*load, Persons::None, times);
        return Lap{Milliseconds(done.time), done.bytes == load->stage.list(load->users).json.size() ? load->users : 0};
    };
}

std::function<Lap()> curlOfBoth(const LoadCasePtr &load)
{
    return [load] {
        const Download done = download(*load, Persons::Listed);
        return Lap{Milliseconds(done.time), done.bytes > 0 ? load->users : 0};
    };
}

/// Downloaded, then read with QJsonDocument into rows of QString; nothing is painted.
std::function<Lap()> curlAndDocument(const LoadCasePtr &load)
{
    return [load] {
        const Download done = download(*load, Persons::None);
        Lap lap;
        fetchMemory(); // as for ours
        lap.found = timed(lap.time, [&] { return readPlainly(load->stage.list(load->users).json); }).size();
        lap.time += Milliseconds(done.time);
        return lap;
    };
}

Contest beside(const char *name, const LoadCasePtr &load, const char *figure, const char *against,
               std::function<Lap()> rival, double required = 0, double goal = 0)
{
    Contest contest{name, load->users, required, goal, figureOf(load, figure), std::move(rival), against};
    contest.goesOnce = true;
    return contest;
}

Contest told(const char *name, const LoadCasePtr &load, std::function<Lap()> ours, const char *unit,
             double required = 0, double goal = 0)
{
    Contest contest{name, load->users, required, goal, std::move(ours)};
    contest.unit = unit;
    contest.goesOnce = true;
    return contest;
}

/// Bytes a user beyond its own name, of what the process holds.
std::function<Lap()> beyondNames(const LoadCasePtr &load, const char *figure)
{
    return figureOf(load, [figure](const ProbeReport &report) {
        return (report.at(figure) - report.at("nameBytes")) / report.at("users");
    });
}

std::function<Lap()> megabytes(const LoadCasePtr &load, const char *figure)
{
    return figureOf(load, [figure](const ProbeReport &report) { return report.at(figure) / 1e6; });
}

constexpr std::size_t kMillion = 1'000'000;

/// The longest gaps of a load and of a refresh, and the most that the window's thread worked in one.
void addGaps(const LoadCasePtr &load, std::vector<Contest> &contests)
{
    const double required = load->users == kMillion ? 32 : 16;
    const char *const with = load->persons == Persons::Listed ? " with directory" : "";
    const auto add = [&](const std::string &name, const char *figure, double bound, double goal) {
        contests.push_back(told(name.c_str(), load, figureOf(load, figure), "ms", bound, goal));
    };
    add(std::string("gap, load") + with, "loadGap", required, 16);
    add(std::string("gap, refresh") + with, "refreshGap", required, 16);
    add(std::string("gap, load") + with + ", worked", "loadBusy", 0, 0);
    add(std::string("gap, refresh") + with + ", worked", "refreshBusy", 0, 0);
}

/// What a person meets on a machine that gives free memory back to its host. These rows stand before those that fetch
/// memory: what was fetched and let go is given back for seconds, and the window was seen to stand still meanwhile for
/// up to 230 ms, where it has 28 at most otherwise.
void addLoadsAsTheyCome(Stage &stage, std::size_t largest, std::vector<Contest> &contests)
{
    for (const std::size_t users : kWindowSizes) {
        if (users > largest)
            break;
        const auto load = std::make_shared<LoadCase>(stage, users, Persons::None, Memory::AsItComes);
        if (users == kMillion) {
            contests.push_back(beside("load, memory as it comes", load, "painted", "curl, its first", curl(load, 1)));
            contests.push_back(
                beside("refresh, memory as it comes", load, "refreshed", "curl, its first", curl(load, 1)));
        }
        addGaps(load, contests);
        addGaps(std::make_shared<LoadCase>(stage, users, Persons::Listed, Memory::AsItComes), contests);
    }
}

void addLoads(Stage &stage, std::size_t users, std::vector<Contest> &contests)
{
    const auto load = std::make_shared<LoadCase>(stage, users, Persons::None);
    // What a window needs for itself, and a program's first connection, is little among a million and much among ten
    // thousand.
    const bool isBound = users == kMillion;
    contests.push_back(beside("load", load, "painted", "curl", curl(load), isBound ? 0.2 : 0, isBound ? 1.0 / 3 : 0));
    contests.push_back(beside("load", load, "painted", "curl, QJsonDocument", curlAndDocument(load)));
    contests.push_back(beside("refresh", load, "refreshed", "curl", curl(load)));
    contests.push_back(told("memory a user beyond the name", load, beyondNames(load, "atRest"), "B", isBound ? 80 : 0,
                            isBound ? 45 : 0));
    contests.push_back(told("memory a user, resident", load, beyondNames(load, "residentAtRest"), "B"));
    contests.push_back(told("memory, peak of a load", load, megabytes(load, "peak"), "MB"));
}

void addLoadsWithPersons(Stage &stage, std::size_t users, std::vector<Contest> &contests)
{
    const auto load = std::make_shared<LoadCase>(stage, users, Persons::Listed);
    contests.push_back(beside("load beside a directory", load, "painted", "curl of the list", curl(load)));
    contests.push_back(beside("load with its directory", load, "personsPainted", "curl of both", curlOfBoth(load)));
    contests.push_back(told("memory a user, with directory", load, beyondNames(load, "atRest"), "B"));
    contests.push_back(told("memory, peak with directory", load, megabytes(load, "peak"), "MB"));
}

} // namespace

std::vector<Contest> loadContests(Stage &stage, std::size_t largest)
{
    std::vector<Contest> contests;
    if (!stage.hasDisplay() || !stage.hasServer())
        return contests;
    addLoadsAsTheyCome(stage, largest, contests);
    for (const std::size_t users : kWindowSizes) {
        if (users > largest)
            break;
        addLoads(stage, users, contests);
        addLoadsWithPersons(stage, users, contests);
    }
    return contests;
}

} // namespace gatehouse::bench
