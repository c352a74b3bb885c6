// SPDX-License-Identifier: GPL-3.0-or-later
// The stations of connections: the dialog, a test, a production server, one that may only be read, one that is gone.
#include "ui/tour/stage.h"
#include "ui/tour/stations.h"

#include "ui/look/banner.h"

namespace gatehouse {

namespace {

constexpr int kSomebodyThere = 4;
constexpr int kProduction = 2; ///< its place among the environments
constexpr QSize kNarrow{800, 480};

Step untilTested(const Steps &steps, const QString &word)
{
    return steps.until(QStringLiteral("the end of the test"), [word](const Sight &sight, const TableSight &) {
        return sight.find(QStringLiteral("Test connection")) &&
               sight.words(QStringLiteral("testTitle")).contains(word, Qt::CaseInsensitive);
    });
}

Step resize(Stage &stage, const QString &what, std::function<QSize()> size)
{
    return {what, [&window = stage.window(), size = std::move(size)] {
                const QSize wanted = size();
                if (window.size() != wanted)
                    window.resize(wanted);
                return window.size() == wanted;
            }};
}

Step untilBanner(const Steps &steps)
{
    return steps.until(QStringLiteral("a banner"), [](const Sight &sight, const TableSight &) {
        return sight.isAlone() && sight.part<Banner>() && sight.find(QStringLiteral("Try again"));
    });
}

} // namespace

QList<Station> serverStations(Stage &stage)
{
    const Steps steps(stage);
    const QString connections = QStringLiteral("Connections");
    const QString test = QStringLiteral("Test connection");
    const QString token = QStringLiteral("API token");
    QList<Station> stations;
    stations.append({QStringLiteral("connections-empty"),
                     QList<Step>{steps.press(Qt::Key_Escape), steps.untilAlone()}
                         << steps.chooseFromMenu(connections) << steps.untilDialog(connections)
                         << steps.click(QStringLiteral("Save"))
                         << steps.until(QStringLiteral("what is missing"), [](const Sight &sight, const TableSight &) {
                                return !sight.words(QStringLiteral("nameProblem")).isEmpty();
                            })});
    stations.append({QStringLiteral("connection-tested"),
                     QList<Step>() << steps.fill(QStringLiteral("Name"), QStringLiteral("Pivot EU"))
                                   << steps.fill(QStringLiteral("Server address"), stage.serverAddress())
                                   << steps.fill(token, stage.serverToken()) << steps.chooseEnvironment(kProduction)
                                   << steps.click(test) << untilTested(steps, QStringLiteral("works"))});
    stations.append({QStringLiteral("connection-refused"), steps.fill(token, QStringLiteral("not-the-token"))
                                                               << steps.click(test)
                                                               << untilTested(steps, QStringLiteral("token"))});
    stations.append({QStringLiteral("token-refused"), {steps.click(QStringLiteral("Connect")), untilBanner(steps)}});
    stations.append({QStringLiteral("production"),
                     QList<Step>{steps.click(QStringLiteral("Enter new token…")), steps.untilDialog(connections)}
                         << steps.fill(token, stage.serverToken()) << steps.click(QStringLiteral("Connect"))
                         << steps.untilListed()});
    stations.append({QStringLiteral("production-review"),
                     QList<Step>{steps.clickSwitch(QStringLiteral("Enabled"), kSomebodyThere),
                                 steps.untilDialog(QStringLiteral("Review changes"))}
                         << steps.fill(QStringLiteral("Reason"), QStringLiteral("Ticket 4711"))
                         << steps.fill(QStringLiteral("Type the number to confirm"), QStringLiteral("1"))});
    stations.append({QStringLiteral("production-done"),
                     {steps.click(QStringLiteral("Disable 1 user")), steps.untilToast(QStringLiteral("disabled"))}});
    stations.append(
        {QStringLiteral("connection-box"),
         {steps.clickInToast(QStringLiteral("Close")), steps.untilNoToast(), steps.click(QStringLiteral("Connection")),
          steps.until(QStringLiteral("the list of connections"),
                      [](const Sight &sight, const TableSight &) { return !sight.isAlone(); })}});
    stations.append(
        {QStringLiteral("read-only"), QList<Step>{steps.press(Qt::Key_Escape), steps.untilAlone()}
                                          << steps.chooseFromMenu(connections) << steps.untilDialog(connections)
                                          << steps.click(QStringLiteral("Read-only"))
                                          << steps.click(QStringLiteral("Connect")) << steps.untilListed()});
    return stations;
}

QList<Station> windowStations(Stage &stage)
{
    const Steps steps(stage);
    QWidget &window = stage.window();
    const QSize before = window.size();
    const auto dialogStation = [&steps](const QString &name, const QString &title) {
        return Station{name,
                       QList<Step>{steps.untilAlone()} << steps.chooseFromMenu(title) << steps.untilDialog(title)};
    };
    QList<Station> stations;
    stations.append({QStringLiteral("narrow"),
                     {resize(stage, QStringLiteral("make the window small"), [] { return kNarrow; }),
                      steps.clickUser(QStringLiteral("Disabled"), 0)}});
    stations.append({QStringLiteral("lost"),
                     {resize(stage, QStringLiteral("make the window large again"), [before] { return before; }),
                      {QStringLiteral("stop the server"),
                       [&stage] {
                           stage.stopServer();
                           return true;
                       }},
                      steps.click(QStringLiteral("Refresh")),
                      untilBanner(steps)}});
    stations.append(dialogStation(QStringLiteral("messages"), QStringLiteral("Messages")));
    stations.append({QStringLiteral("help"), {steps.press(Qt::Key_Escape)}});
    stations.last().steps += dialogStation({}, QStringLiteral("Help")).steps;
    return stations;
}

} // namespace gatehouse
