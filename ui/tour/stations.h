// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tour/sight.h"
#include "ui/tour/station.h"

namespace gatehouse {

class Hand;
class Stage;

/// The whole tour, in its order. What the stations refer to is the stage's, which must outlive them.
QList<Station> allStations(Stage &stage);

// Its parts; each begins where the one before has ended.
QList<Station> userStations(Stage &stage);
QList<Station> actStations(Stage &stage);
QList<Station> bulkStations(Stage &stage);
QList<Station> listStations(Stage &stage);
QList<Station> serverStations(Stage &stage);
QList<Station> trustStations(Stage &stage);
QList<Station> connectionStations(Stage &stage);
QList<Station> windowStations(Stage &stage);

/// The steps of which stations are made, as a person would say them.
class Steps final
{
public:
    explicit Steps(Stage &stage);

    Step click(const QString &name) const;
    /// Of the message at the window's foot.
    Step clickInToast(const QString &name) const;
    Step choose(const QString &entry) const; ///< of the opened menu
    QList<Step> openMenu() const;
    QList<Step> chooseFromMenu(const QString &entry) const;
    /// On the n-th user with this sign-in that is on the screen.
    Step clickUser(const QString &signIn, int nth, Qt::MouseButton button = Qt::LeftButton) const;
    Step clickSwitch(const QString &signIn, int nth) const;
    Step press(Qt::Key key) const;
    Step type(const QString &text) const;
    /// Puts the text in place of what stands in a field.
    QList<Step> fill(const QString &field, const QString &text) const;
    QList<Step> chooseEnvironment(int nth) const;

    Step until(const QString &what, std::function<bool(const Sight &, const TableSight &)> isThere) const;
    Step untilDialog(const QString &name) const;
    Step untilAlone() const;                     ///< no dialog and no menu is open
    Step untilListed() const;                    ///< the list is there, and what was asked for has come
    Step untilToast(const QString &words) const; ///< a message with these words is shown
    Step untilNoToast() const;                   ///< it has gone, as it was closed

private:
    QWidget &m_window;
    Hand &m_hand;
};

} // namespace gatehouse
