// SPDX-License-Identifier: GPL-3.0-or-later
#include "contests.h"
#include "report.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>

namespace {

using namespace gatehouse::bench;

struct Options
{
    QString json;
    std::string only;
    int rounds = 5;
    std::size_t largest = 1'000'000;
};

Options readOptions(const QCoreApplication &app)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Measures Gatehouse beside its rivals, in the same run."));
    parser.addHelpOption();
    const QCommandLineOption json(QStringLiteral("json"), QStringLiteral("Write the results to FILE."),
                                  QStringLiteral("FILE"));
    const QCommandLineOption only(QStringLiteral("only"), QStringLiteral("Run the rows whose name contains TEXT."),
                                  QStringLiteral("TEXT"));
    const QCommandLineOption rounds(QStringLiteral("rounds"), QStringLiteral("Rounds to take the median of."),
                                    QStringLiteral("N"), QStringLiteral("5"));
    const QCommandLineOption largest(QStringLiteral("largest"), QStringLiteral("Leave out rows of more users."),
                                     QStringLiteral("USERS"), QStringLiteral("1000000"));
    parser.addOptions({json, only, rounds, largest});
    parser.process(app);
    return {parser.value(json), parser.value(only).toStdString(), std::max(1, parser.value(rounds).toInt()),
            static_cast<std::size_t>(parser.value(largest).toULongLong())};
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const Options options = readOptions(app);
    int arguments = 1;
    benchmark::Initialize(&arguments, argv);

    std::vector<Contest> contests = allContests(options.largest);
    for (Contest &contest : listContests(options.largest))
        contests.push_back(std::move(contest));
    for (Contest &contest : journalContests(options.largest))
        contests.push_back(std::move(contest));
    for (Contest &contest : bulkContests(options.largest))
        contests.push_back(std::move(contest));
    std::erase_if(contests,
                  [&](const Contest &contest) { return contest.name.find(options.only) == std::string::npos; });
    const std::vector<Result> results = run(contests, options.rounds);
    std::fprintf(stdout, "%s", qPrintable(asTable(results)));
    if (results.empty()) {
        std::fprintf(stderr, "No row is left to measure.\n");
        return 2;
    }
    if (!options.json.isEmpty()) {
        if (const QString problem = writeJson(results, options.rounds, options.json); !problem.isEmpty()) {
            std::fprintf(stderr, "%s could not be written: %s\n", qPrintable(options.json), qPrintable(problem));
            return 2;
        }
    }
    return std::ranges::all_of(results, &Result::holds) ? 0 : 1;
}
