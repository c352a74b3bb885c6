// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"

#include <QList>
#include <QWidget>

class QMenu;
class QToolButton;

namespace gatehouse {

class ActController;
class ConnectionBox;
class SearchField;

/// The head of the window: the connection, Refresh, Undo, the search field, lists, the history and the menu. When it
/// gets narrow the texts of the tools go first; the search field never does.
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

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void arrange();
    int widthOfTexts() const;
    int narrowestWidth() const;

    ConnectionBox *m_connections;
    SearchField *m_search;
    QToolButton *m_menu;
    QMenu *m_popup;
    QList<QToolButton *> m_named; ///< whose texts go first when it gets narrow
    bool m_areTextsShown = true;
};

} // namespace gatehouse
