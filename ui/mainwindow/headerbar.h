// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"

#include <QWidget>

class QMenu;
class QToolButton;

namespace gatehouse {

class ActController;
class ConnectionBox;
class SearchField;

/// The head of the window: the connection, Refresh, Undo, the search field, the history and the menu.
class HeaderBar final : public QWidget
{
    Q_OBJECT
public:
    /// The menu and the actions belong to the caller.
    HeaderBar(ActController &acts, QMenu *menu, QWidget *parent = nullptr);

    ConnectionBox *connectionBox() const { return m_connections; }
    SearchField *searchField() const { return m_search; }
    /// Opens the menu, for F10.
    void openMenu();

private:
    ConnectionBox *m_connections;
    SearchField *m_search;
    QToolButton *m_menu;
    QMenu *m_popup;
};

} // namespace gatehouse
