// SPDX-License-Identifier: GPL-3.0-or-later
// The stations of many users at once: select, review, run, look it up, take it back.
#include "ui/tour/stage.h"
#include "ui/tour/stations.h"

#include "ui/changes/runpanel.h"
#include "ui/history/storypane.h"

#include <QAbstractButton>

namespace gatehouse {

namespace {

/// Clicks the button of the dialog in front whose words begin so: how many users stand in it is not known here.
Step clickBeginning(Stage &stage, const QString &dialog, const QString &beginning)
{
    return {QStringLiteral("click %1 …").arg(beginning), [&stage, dialog, beginning] {
                const QWidget *inside = Sight(stage.window()).dialog(dialog);
                if (!inside)
                    return false;
                for (QAbstractButton *each : inside->findChildren<QAbstractButton *>()) {
                    if (each->isVisible() && each->isEnabled() && each->text().startsWith(beginning)) {
                        stage.hand().click(each, Sight::handleOf(each));
                        return true;
                    }
                }
                return false;
            }};
}

/// To the window, which gets the keyboard back by itself only where there is a window manager.
Step pressWith(Stage &stage, Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    return {QStringLiteral("press a key"), [&window = stage.window(), key, modifiers] {
                if (!Hand::canType()) {
                    window.activateWindow();
                    return false;
                }
                Hand::press(key, modifiers);
                return true;
            }};
}

Step untilPanel(const Steps &steps, const QString &words)
{
    return steps.until(QStringLiteral("the panel “%1”").arg(words), [words](const Sight &sight, const TableSight &) {
        const RunPanel *panel = sight.part<RunPanel>();
        return sight.isAlone() && panel && panel->accessibleDescription().contains(words);
    });
}

} // namespace

QList<Station> bulkStations(Stage &stage)
{
    const Steps steps(stage);
    const QString review = QStringLiteral("Review changes");
    QList<Station> stations;
    stations.append({QStringLiteral("many-selected"),
                     {steps.press(Qt::Key_Escape), steps.untilAlone(), steps.clickUser(QStringLiteral("Disabled"), 0),
                      pressWith(stage, Qt::Key_A, Qt::ControlModifier),
                      steps.until(QStringLiteral("everybody selected"), [](const Sight &, const TableSight &table) {
                          return table.selectedRows() == table.rows();
                      })}});
    stations.append(
        {QStringLiteral("review-many"), {steps.click(QStringLiteral("Enable")), steps.untilDialog(review)}});
    stations.append(
        {QStringLiteral("three-tried"),
         {steps.click(QStringLiteral("Try 3 first")), clickBeginning(stage, review, QStringLiteral("Enable ")),
          untilPanel(steps, QStringLiteral("tried first"))}});
    stations.append({QStringLiteral("run-ended"),
                     {steps.click(QStringLiteral("Go on")), untilPanel(steps, QStringLiteral("Enabled ")),
                      untilPanel(steps, QStringLiteral("confirmed"))}});
    stations.append({QStringLiteral("history"),
                     {pressWith(stage, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier),
                      steps.untilDialog(QStringLiteral("History")),
                      steps.until(QStringLiteral("a set of changes"), [](const Sight &sight, const TableSight &) {
                          const QWidget *undo = sight.find(QStringLiteral("Undo"));
                          return undo && undo->isEnabled();
                      })}});
    stations.append(
        {QStringLiteral("many-undone"),
         {steps.press(Qt::Key_Escape), steps.untilAlone(), steps.clickUser(QStringLiteral("Enabled"), 0),
          pressWith(stage, Qt::Key_Z, Qt::ControlModifier), steps.untilDialog(review),
          clickBeginning(stage, review, QStringLiteral("Disable ")), untilPanel(steps, QStringLiteral("Took back"))}});
    stations.append({QStringLiteral("story"),
                     {pressWith(stage, Qt::Key_I, Qt::ControlModifier),
                      steps.until(QStringLiteral("a story"), [](const Sight &sight, const TableSight &) {
                          return sight.part<StoryPane>() != nullptr;
                      })}});
    stations.append({QStringLiteral("run-cut-off"),
                     {pressWith(stage, Qt::Key_I, Qt::ControlModifier),
                      steps.click(QStringLiteral("Close")),
                      {QStringLiteral("leave a run unfinished"), [&stage] { return stage.leaveUnfinished(); }},
                      untilPanel(steps, QStringLiteral("28 not sent"))}});
    stations.append({QStringLiteral("run-left"),
                     {steps.click(QStringLiteral("Leave")),
                      steps.until(QStringLiteral("no panel"), [](const Sight &sight, const TableSight &) {
                          return sight.part<RunPanel>() == nullptr;
                      })}});
    return stations;
}

} // namespace gatehouse
