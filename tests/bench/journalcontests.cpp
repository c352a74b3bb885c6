// SPDX-License-Identifier: GPL-3.0-or-later
// What a journal of many rows costs the window's thread: the longest time that its event loop is kept from turning,
// beside one frame. And how long an answer from far down a set takes, beside one from its beginning.
#include "contests.h"

#include "benchjournal.h"

#include <QEventLoop>
#include <QTimer>

namespace gatehouse::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr Milliseconds kFrame{16};
constexpr int kPage = 200;
constexpr qsizetype kSetSize = BenchJournal::kSetSize;

/// The longest gap of the event loop from the question to its answer, the question itself among it.
template<typename Ask>
Lap gapOf(Ask ask)
{
    QEventLoop loop;
    std::size_t found = 0;
    Milliseconds longest{};
    Clock::time_point last = Clock::now();
    const auto turn = [&] {
        const Clock::time_point now = Clock::now();
        longest = std::max<Milliseconds>(longest, now - last);
        last = now;
    };
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &loop, turn);
    timer.start(0);
    ask([&](std::size_t answer) {
        turn();
        found = answer;
        loop.quit();
    });
    turn();
    loop.exec();
    return {longest, found};
}

/// One frame, for an answer that is right.
std::function<Lap()> frame(std::size_t wanted)
{
    return [wanted] { return Lap{kFrame, wanted}; };
}

HistoryFilter filterFor(const QString &user)
{
    HistoryFilter filter;
    filter.user = user;
    return filter;
}

Contest listing(const std::shared_ptr<BenchJournal> &journal, std::size_t rows, const char *name, const QString &user,
                std::size_t wanted)
{
    return {name,
            rows,
            1,
            1,
            [journal, user] {
                journal->make();
                return gapOf([&](auto answer) {
                    journal->journal().sets(filterFor(user), 0, kPage, [answer](const auto &page) {
                        answer(page ? static_cast<std::size_t>(page->total) : 0);
                    });
                });
            },
            frame(wanted)};
}

Contest opening(const std::shared_ptr<BenchJournal> &journal, std::size_t rows)
{
    return {"gap, journal opened",
            rows,
            1,
            1,
            [journal] {
                journal->make();
                std::unique_ptr<SqliteJournal> opened;
                return gapOf([&](auto answer) {
                    opened = std::make_unique<SqliteJournal>(journal->file(), computerNow);
                    opened->sets({}, 0, kPage, [answer](const auto &page) {
                        answer(page ? static_cast<std::size_t>(page->total) : 0);
                    });
                });
            },
            frame(journal->sets())};
}

Contest rowsOfASet(const std::shared_ptr<BenchJournal> &journal, std::size_t rows)
{
    return {"gap, rows of a set",
            rows,
            1,
            1,
            [journal] {
                journal->make();
                return gapOf([&](auto answer) {
                    journal->journal().rows(journal->lastSet(), {}, kSetSize / 2, kPage, [answer](const auto &page) {
                        answer(page ? static_cast<std::size_t>(page->total) : 0);
                    });
                });
            },
            frame(static_cast<std::size_t>(kSetSize))};
}

/// How long the rows from this place on take to come.
Lap pageOf(BenchJournal &journal, const SetRowFilter &filter, qint64 first)
{
    const QUuid set = journal.wholeSet();
    Lap lap;
    QEventLoop loop;
    lap.found = timed(lap.time, [&] {
        std::size_t found = 0;
        journal.wholeJournal().rows(set, filter, first, kPage, [&](const auto &page) {
            found = page ? static_cast<std::size_t>(page->rows.size()) : 0;
            loop.quit();
        });
        loop.exec();
        return found;
    });
    return lap;
}

/// The last rows of a set beside its first ones, which anybody waits for anyhow.
Contest farDown(const std::shared_ptr<BenchJournal> &journal, std::size_t rows, const char *name,
                const SetRowFilter &filter, double required, double goal)
{
    const auto last = static_cast<qint64>(rows) - kPage;
    return {name,
            rows,
            required,
            goal,
            [journal, filter, last] { return pageOf(*journal, filter, last); },
            [journal, filter] { return pageOf(*journal, filter, 0); }};
}

} // namespace

std::vector<Contest> journalContests(BenchJournals &journals, std::size_t largest)
{
    std::vector<Contest> contests;
    for (const std::size_t rows : {std::size_t{100'000}, std::size_t{1'000'000}}) {
        if (rows > largest)
            break;
        const std::shared_ptr<BenchJournal> journal = journals.of(rows);
        contests.push_back(opening(journal, rows));
        contests.push_back(listing(journal, rows, "gap, sets listed", {}, journal->sets()));
        contests.push_back(listing(journal, rows, "gap, sets searched", QStringLiteral("USER99999@"), 1));
        contests.push_back(listing(journal, rows, "gap, nothing found", QStringLiteral("nobody@"), 0));
        contests.push_back(rowsOfASet(journal, rows));
        contests.push_back(farDown(journal, rows, "rows, far down a set", {}, 0.3, 0.8));
        // Where a filter leaves gaps an index is walked to the place: a few times longer is not felt.
        contests.push_back(farDown(journal, rows, "done rows, far down", {{}, OutcomeKind::Done, false}, 0.1, 0.3));
    }
    return contests;
}

} // namespace gatehouse::bench
