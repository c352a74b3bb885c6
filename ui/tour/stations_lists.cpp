// SPDX-License-Identifier: GPL-3.0-or-later
// The stations of persons and lists: who has no status, whose status is nobody's, a list that somebody sent, an export.
#include "ui/tour/stage.h"
#include "ui/tour/stations.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>

namespace gatehouse {

namespace {

constexpr int kListed = 7; ///< of the users on the screen, how many stand in the list that is pasted

/// What somebody could have sent: names as they stand, one in capitals, one with a slip of the pen, one that is nobody.
QString sentList(const TableSight &table)
{
    QStringList lines{QStringLiteral("E-Mail")};
    for (int position = 0; position < std::min(kListed, table.rows()); ++position)
        lines << table.name(position);
    lines << table.name(1).toUpper() << QString();
    QString slip = table.name(2);
    if (slip.size() > 4)
        slip.remove(3, 1);
    lines << slip << QStringLiteral("nobody.at.all@elsewhere.example");
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

Step copyList(const Steps &steps)
{
    return steps.until(QStringLiteral("users to put on a list"), [](const Sight &, const TableSight &table) {
        if (table.rows() < kListed)
            return false;
        QApplication::clipboard()->setText(sentList(table));
        return true;
    });
}

Step untilCounted(const Steps &steps, const QString &chip)
{
    return steps.until(QStringLiteral("the lines under %1").arg(chip), [chip](const Sight &sight, const TableSight &) {
        const QWidget *found = sight.find(chip);
        return found && !found->accessibleDescription().isEmpty();
    });
}

Step untilLooked(const Steps &steps, const QString &what, const QString &label)
{
    return steps.until(what, [label](const Sight &sight, const TableSight &) { return !sight.words(label).isEmpty(); });
}

} // namespace

QList<Station> listStations(Stage &stage)
{
    const Steps steps(stage);
    const QString paste = QStringLiteral("Paste a list");
    QList<Station> stations;
    stations.append({QStringLiteral("no-such-person"),
                     {steps.click(QStringLiteral("No such person")),
                      steps.until(QStringLiteral("statuses of nobody"),
                                  [](const Sight &, const TableSight &table) { return table.rows() > 0; })}});
    stations.append(
        {QStringLiteral("no-status-yet"),
         {steps.click(QStringLiteral("No status yet")),
          steps.until(QStringLiteral("persons without a status"), [](const Sight &, const TableSight &table) {
              return table.position(QStringLiteral("No status yet"), 0) >= 0;
          })}});
    stations.append({QStringLiteral("changed"),
                     {steps.click(QStringLiteral("Changed")),
                      untilLooked(steps, QStringLiteral("what others changed"), QStringLiteral("lookWords"))}});
    stations.append({QStringLiteral("list-pasted"),
                     {steps.click(QStringLiteral("Enabled")), steps.untilListed(), copyList(steps),
                      steps.click(QStringLiteral("Paste list")), steps.untilDialog(paste),
                      untilCounted(steps, QStringLiteral("Found"))}});
    stations.append({QStringLiteral("list-not-found"),
                     {steps.click(QStringLiteral("Not found")),
                      steps.until(QStringLiteral("names that are offered"), [](const Sight &sight, const TableSight &) {
                          return sight.find(QStringLiteral("Copy what was not found")) != nullptr;
                      })}});
    stations.append({QStringLiteral("list-checked"),
                     {steps.click(QStringLiteral("Found")), steps.click(QStringLiteral("Check only")),
                      untilLooked(steps, QStringLiteral("what the server says"), QStringLiteral("checkedWords"))}});
    stations.append({QStringLiteral("list-review"),
                     {{QStringLiteral("go on to the review"),
                       [] {
                           if (!Hand::canType())
                               return false;
                           Hand::press(Qt::Key_Return, Qt::ControlModifier);
                           return true;
                       }},
                      steps.untilDialog(QStringLiteral("Review changes"))}});
    stations.append(
        {QStringLiteral("export-users"),
         {steps.press(Qt::Key_Escape), steps.untilAlone(), steps.click(QStringLiteral("All")), steps.untilListed(),
          steps.click(QStringLiteral("Export")), steps.untilDialog(QStringLiteral("Export"))}});
    return stations;
}

} // namespace gatehouse
