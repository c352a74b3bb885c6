// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tour/stations.h"

#include "ui/look/toast.h"
#include "ui/tour/hand.h"
#include "ui/tour/stage.h"
#include "ui/users/userview.h"

#include <QAction>
#include <QApplication>
#include <QMenu>

namespace gatehouse {

QList<Station> allStations(Stage &stage)
{
    return userStations(stage) + actStations(stage) + bulkStations(stage) + listStations(stage) +
           serverStations(stage) + trustStations(stage) + connectionStations(stage) + windowStations(stage);
}

Steps::Steps(Stage &stage) : m_window(stage.window()), m_hand(stage.hand()) {}

Step Steps::click(const QString &name) const
{
    return {QStringLiteral("click %1").arg(name), [&window = m_window, &hand = m_hand, name] {
                QWidget *widget = Sight(window).find(name);
                if (widget)
                    hand.click(widget, Sight::handleOf(widget));
                return widget != nullptr;
            }};
}

Step Steps::clickInToast(const QString &name) const
{
    return {QStringLiteral("click %1 in the message").arg(name), [&window = m_window, &hand = m_hand, name] {
                QWidget *widget = Sight::find(name, Sight(window).part<Toast>());
                if (widget)
                    hand.click(widget, Sight::handleOf(widget));
                return widget != nullptr;
            }};
}

Step Steps::choose(const QString &entry) const
{
    return {QStringLiteral("choose %1").arg(entry), [&hand = m_hand, entry] {
                QMenu *menu = Sight::menu();
                QAction *action = Sight::entry(menu, entry);
                if (action)
                    hand.click(menu, menu->actionGeometry(action).center());
                return action != nullptr;
            }};
}

QList<Step> Steps::openMenu() const
{
    return {click(QStringLiteral("Menu")), until(QStringLiteral("the menu"), [](const Sight &, const TableSight &) {
                return Sight::menu() != nullptr;
            })};
}

QList<Step> Steps::chooseFromMenu(const QString &entry) const
{
    return openMenu() << choose(entry);
}

Step Steps::clickUser(const QString &signIn, int nth, Qt::MouseButton button) const
{
    return {QStringLiteral("click a user who is %1").arg(signIn),
            [&window = m_window, &hand = m_hand, signIn, nth, button] {
                const TableSight table(Sight(window).part<UserView>());
                const int position = table.position(signIn, nth);
                if (position >= 0)
                    hand.click(table.ground(), table.nameAt(position), button);
                return position >= 0;
            }};
}

Step Steps::clickSwitch(const QString &signIn, int nth) const
{
    return {QStringLiteral("click the switch of a user who is %1").arg(signIn),
            [&window = m_window, &hand = m_hand, signIn, nth] {
                const TableSight table(Sight(window).part<UserView>());
                const int position = table.position(signIn, nth);
                if (position >= 0)
                    hand.click(table.ground(), table.switchAt(position));
                return position >= 0;
            }};
}

Step Steps::press(Qt::Key key) const
{
    return {QStringLiteral("press a key"), [key] {
                if (!Hand::canType())
                    return false;
                Hand::press(key);
                return true;
            }};
}

Step Steps::type(const QString &text) const
{
    return {QStringLiteral("type %1").arg(text), [text] {
                if (!Hand::canType())
                    return false;
                Hand::type(text);
                return true;
            }};
}

QList<Step> Steps::fill(const QString &field, const QString &text) const
{
    const Step isFocused{QStringLiteral("the focus in %1").arg(field), [&window = m_window, field] {
                             const QWidget *widget = Sight(window).find(field);
                             return widget && widget->hasFocus();
                         }};
    const Step selectAll{QStringLiteral("select all"), [] {
                             Hand::press(Qt::Key_A, Qt::ControlModifier);
                             return true;
                         }};
    return {click(field), isFocused, selectAll, type(text)};
}

QList<Step> Steps::chooseEnvironment(int nth) const
{
    QList<Step> steps{click(QStringLiteral("Environment")),
                      until(QStringLiteral("the list of environments"), [](const Sight &sight, const TableSight &) {
                          return !sight.isAlone() && QApplication::activePopupWidget();
                      })};
    for (int each = 0; each <= nth; ++each)
        steps.append(press(Qt::Key_Down));
    steps.append(press(Qt::Key_Return));
    return steps;
}

Step Steps::until(const QString &what, std::function<bool(const Sight &, const TableSight &)> isThere) const
{
    return {QStringLiteral("wait for %1").arg(what), [&window = m_window, isThere = std::move(isThere)] {
                const Sight sight(window);
                return isThere(sight, TableSight(sight.part<UserView>()));
            }};
}

Step Steps::untilDialog(const QString &name) const
{
    return until(name, [name](const Sight &sight, const TableSight &) { return sight.dialog(name) != nullptr; });
}

Step Steps::untilAlone() const
{
    return until(QStringLiteral("the window alone"),
                 [](const Sight &sight, const TableSight &) { return sight.isAlone(); });
}

Step Steps::untilListed() const
{
    return until(QStringLiteral("the list of users"), [](const Sight &sight, const TableSight &table) {
        return sight.isAlone() && table.rows() > 0 && !sight.words(QStringLiteral("summary")).isEmpty() &&
               sight.find(QStringLiteral("Refresh"));
    });
}

Step Steps::untilToast(const QString &words) const
{
    return until(QStringLiteral("the message “%1”").arg(words),
                 [&hand = m_hand, words](const Sight &sight, const TableSight &) {
                     Toast *toast = sight.part<Toast>();
                     const bool isThere = sight.isAlone() && toast && toast->accessibleName().contains(words);
                     if (isThere)
                         hand.move(toast, toast->rect().center());
                     return isThere;
                 });
}

Step Steps::untilNoToast() const
{
    return until(QStringLiteral("no message"),
                 [](const Sight &sight, const TableSight &) { return sight.part<Toast>() == nullptr; });
}

} // namespace gatehouse
