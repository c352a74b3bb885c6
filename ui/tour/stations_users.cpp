// SPDX-License-Identifier: GPL-3.0-or-later
// The stations at the table: finding somebody, switching the sign-in, deleting a status, and what asks for more.
#include "ui/tour/stage.h"
#include "ui/tour/stations.h"

namespace gatehouse {

namespace {

QString on()
{
    return QStringLiteral("Enabled");
}

QString off()
{
    return QStringLiteral("Disabled");
}

/// The first users on the screen are protected ones; this one is not.
constexpr int kSomebody = 4;

Station searchStation(const Steps &steps, const QString &name, const QString &text,
                      const std::function<bool(int)> &isWhatItFinds)
{
    return {name, steps.fill(QStringLiteral("Search users"), text) << steps.until(
                      QStringLiteral("what the search finds"),
                      [isWhatItFinds](const Sight &, const TableSight &table) { return isWhatItFinds(table.rows()); })};
}

Step untilSelected(const Steps &steps)
{
    return steps.until(QStringLiteral("one selected user"),
                       [](const Sight &, const TableSight &table) { return table.selectedRows() == 1; });
}

} // namespace

QList<Station> userStations(Stage &stage)
{
    const Steps steps(stage);
    QList<Station> stations;
    stations.append({QStringLiteral("welcome"),
                     {steps.until(QStringLiteral("the welcome page"), [](const Sight &sight, const TableSight &) {
                         return sight.find(QStringLiteral("Try the demo server")) != nullptr;
                     })}});
    stations.append(
        {QStringLiteral("list"), {steps.click(QStringLiteral("Try the demo server")), steps.untilListed()}});
    stations.append(
        searchStation(steps, QStringLiteral("search"), QStringLiteral("an"), [](int rows) { return rows > 0; }));
    stations.append(
        searchStation(steps, QStringLiteral("nobody"), QStringLiteral("anzz"), [](int rows) { return rows == 0; }));
    stations.append(
        {QStringLiteral("selected"),
         {steps.press(Qt::Key_Escape), steps.untilListed(), steps.clickUser(on(), kSomebody), untilSelected(steps)}});
    stations.append({QStringLiteral("switched-off"),
                     {steps.clickSwitch(on(), kSomebody), steps.untilToast(QStringLiteral("disabled"))}});
    stations.append({QStringLiteral("undone"),
                     {steps.clickInToast(QStringLiteral("Undo")), steps.untilToast(QStringLiteral("again"))}});
    return stations;
}

QList<Station> actStations(Stage &stage)
{
    const Steps steps(stage);
    const QString review = QStringLiteral("Review changes");
    QList<Station> stations;
    stations.append(
        {QStringLiteral("chip-disabled"),
         {steps.clickInToast(QStringLiteral("Close")), steps.untilNoToast(), steps.click(off()),
          steps.until(QStringLiteral("the disabled users alone"), [](const Sight &, const TableSight &table) {
              return table.rows() > 0 && table.position(on(), 0) < 0;
          })}});
    stations.append({QStringLiteral("row-menu"),
                     {steps.clickUser(off(), kSomebody, Qt::RightButton),
                      steps.until(QStringLiteral("the menu of a row"),
                                  [](const Sight &, const TableSight &) { return Sight::menu() != nullptr; })}});
    stations.append(
        {QStringLiteral("review-delete"), {steps.choose(QStringLiteral("Delete")), steps.untilDialog(review)}});
    // Esc means no: only the second time is it done.
    stations.append(
        {QStringLiteral("deleted"), QList<Step>{steps.press(Qt::Key_Escape), steps.untilAlone(),
                                                steps.click(QStringLiteral("Delete")), steps.untilDialog(review)}
                                        << steps.fill(QStringLiteral("Reason"), QStringLiteral("Left in spring"))
                                        << steps.click(QStringLiteral("Delete 1 status"))
                                        << steps.untilToast(QStringLiteral("deleted"))});
    stations.append({QStringLiteral("main-menu"), QList<Step>{steps.clickInToast(QStringLiteral("Close")),
                                                              steps.untilNoToast(), steps.click(QStringLiteral("All"))}
                                                      << steps.clickUser(off(), 0) << steps.openMenu()});
    stations.append({QStringLiteral("appearance"),
                     {steps.choose(QStringLiteral("Appearance")),
                      steps.until(QStringLiteral("its choices"), [](const Sight &, const TableSight &) {
                          return Sight::entry(Sight::menu(), QStringLiteral("Dark")) != nullptr;
                      })}});
    stations.append({QStringLiteral("new-status"),
                     QList<Step>{steps.press(Qt::Key_Escape), steps.press(Qt::Key_Escape), steps.untilAlone()}
                         << steps.chooseFromMenu(QStringLiteral("New status"))
                         << steps.untilDialog(QStringLiteral("New status"))
                         << steps.fill(QStringLiteral("Name"), QStringLiteral("analyst@exmaple.com"))
                         << steps.until(QStringLiteral("a warning"), [](const Sight &sight, const TableSight &) {
                                return !sight.words(QStringLiteral("nameWarning")).isEmpty();
                            })});
    stations.append(
        {QStringLiteral("change-date"),
         QList<Step>{steps.press(Qt::Key_Escape), steps.untilAlone(), steps.clickUser(off(), 0, Qt::RightButton)}
             << steps.choose(QStringLiteral("Change date")) << steps.untilDialog(QStringLiteral("Change date"))});
    stations.append(
        {QStringLiteral("future-date"),
         {steps.type(QStringLiteral("2099")),
          steps.until(QStringLiteral("a word about the future"), [](const Sight &sight, const TableSight &) {
              return sight.find(QStringLiteral("Set it all the same")) != nullptr;
          })}});
    return stations;
}

} // namespace gatehouse
