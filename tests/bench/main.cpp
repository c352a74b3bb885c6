// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchjournal.h"
#include "contests.h"
#include "loadprobe.h"
#include "report.h"
#include "stage.h"

#include <QCommandLineParser>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>

namespace {

using namespace gatehouse::bench;

struct Options
{
    QString json;
    QStringList only;
    int rounds = 5;
    std::size_t largest = 1'000'000;
    QString probe; ///< what this process is a child for; empty: for nothing
    BenchServer server;
    Memory memory = Memory::Fetched;
    int users = 0;
};

QCommandLineOption hiddenOption(const char *name, bool hasValue = true)
{
    QCommandLineOption option(QString::fromLatin1(name), {}, hasValue ? QStringLiteral("VALUE") : QString());
    option.setFlags(QCommandLineOption::HiddenFromHelp);
    return option;
}

Options readOptions(const QCoreApplication &app)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Measures Gatehouse beside its rivals, in the same run."));
    parser.addHelpOption();
    const QCommandLineOption json(QStringLiteral("json"), QStringLiteral("Write the results to FILE."),
                                  QStringLiteral("FILE"));
    const QCommandLineOption only(QStringLiteral("only"),
                                  QStringLiteral("Run the rows whose name contains TEXT, or another, if given again."),
                                  QStringLiteral("TEXT"));
    const QCommandLineOption rounds(QStringLiteral("rounds"), QStringLiteral("Rounds to take the median of."),
                                    QStringLiteral("N"), QStringLiteral("5"));
    const QCommandLineOption largest(QStringLiteral("largest"), QStringLiteral("Leave out rows of more users."),
                                     QStringLiteral("USERS"), QStringLiteral("1000000"));
    // What this program tells itself when it starts a child.
    const QCommandLineOption probe = hiddenOption("probe");
    const QCommandLineOption url = hiddenOption("url");
    const QCommandLineOption pin = hiddenOption("pin");
    const QCommandLineOption persons = hiddenOption("persons", false);
    const QCommandLineOption cold = hiddenOption("memory-as-it-comes", false);
    const QCommandLineOption users = hiddenOption("users");
    parser.addOptions({json, only, rounds, largest, probe, url, pin, persons, cold, users});
    parser.process(app);
    Options options;
    options.json = parser.value(json);
    options.only = parser.values(only);
    options.rounds = std::max(1, parser.value(rounds).toInt());
    options.largest = static_cast<std::size_t>(parser.value(largest).toULongLong());
    options.probe = parser.value(probe);
    options.server.base = QUrl(parser.value(url));
    options.server.pin = QByteArray::fromHex(parser.value(pin).toLatin1());
    options.server.hasPersons = parser.isSet(persons);
    options.memory = parser.isSet(cold) ? Memory::AsItComes : Memory::Fetched;
    options.users = parser.value(users).toInt();
    return options;
}

/// Where there is no display, what needs none is measured all the same.
void chooseDisplay()
{
    if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("WAYLAND_DISPLAY") &&
        !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

std::vector<Contest> chosenContests(Stage &stage, BenchJournals &journals, const Options &options)
{
    std::vector<Contest> contests;
    const auto add = [&](std::vector<Contest> more) { std::ranges::move(more, std::back_inserter(contests)); };
    // The shortest of all, and the first: right behind the histories of a million it has taken four to ten times as
    // long in some rounds, the rival's too.
    add(startContests(stage));
    add(loadContests(stage, options.largest));
    add(allContests(stage, options.largest));
    add(searchContests(stage, options.largest));
    add(windowContests(stage, options.largest));
    add(smoothContests(stage, options.largest));
    add(historyContests(stage, journals, options.largest));
    add(listContests(options.largest));
    add(journalContests(journals, options.largest));
    add(bulkContests(options.largest));
    std::erase_if(contests, [&](const Contest &contest) {
        const QString name = QString::fromStdString(contest.name);
        return !options.only.isEmpty() &&
               std::ranges::none_of(options.only, [&](const QString &text) { return name.contains(text); });
    });
    return contests;
}

int probeFor(BenchApplication &application, const Options &options)
{
    return options.probe == QLatin1String("server") ? probeServer(options.users)
                                                    : probeLoad(application, options.server, options.memory);
}

} // namespace

int main(int argc, char **argv)
{
    chooseDisplay();
    BenchApplication app(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    const Options options = readOptions(app);
    if (!options.probe.isEmpty())
        return probeFor(app, options);
    int arguments = 1;
    benchmark::Initialize(&arguments, argv);

    Stage stage(app);
    BenchJournals journals;
    const std::vector<Contest> contests = chosenContests(stage, journals, options);
    const std::vector<Result> results = run(contests, options.rounds, [&stage] { stage.clear(); });
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
    if (!stage.isComplete()) {
        std::fprintf(stderr, "Some rows could not be measured, see above.\n");
        return 1;
    }
    return std::ranges::all_of(results, &Result::holds) ? 0 : 1;
}
