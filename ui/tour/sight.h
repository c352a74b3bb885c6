// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/users/userview.h"

#include <QPointer>
#include <QString>
#include <QWidget>

class QAction;
class QMenu;

namespace gatehouse {

/// Finds what a person sees in a window by what it is called: its accessible name, or else the words on it. Only what
/// is in front counts: an opened menu, else an open dialog, else the window itself. Names are the English ones.
class Sight final
{
public:
    /// The window must outlive it.
    explicit Sight(QWidget &window) : m_window(window) {}

    /// Can be seen and used; null if there is none.
    QWidget *find(const QString &name) const { return find(name, front()); }
    static QWidget *find(const QString &name, const QWidget *inside);
    /// Where to click on a widget: the middle, or what can be pressed of it.
    static QPoint handleOf(const QWidget *widget);
    /// The menu in front, null if none is open, and the entry with these words (an ellipsis may be left away).
    static QMenu *menu();
    static QAction *entry(const QMenu *menu, const QString &words);
    /// The dialog in front, by its accessible name; null if it is not there or cannot be used yet.
    QWidget *dialog(const QString &name) const;
    bool isAlone() const;

    /// Of the window, whatever is in front of it.
    template<typename Widget>
    Widget *part() const
    {
        for (Widget *each : m_window.findChildren<Widget *>()) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    /// The text of the label with this object name in front; empty if it cannot be seen.
    QString words(const QString &objectName) const;

private:
    QWidget *front() const;
    static QWidget *frontDialog();
    QWidget &m_window;
};

/// Finds users in the table by the word of their sign-in.
class TableSight final
{
public:
    explicit TableSight(UserView *view) : m_view(view) {}

    int rows() const;
    int selectedRows() const;
    /// The position of the n-th (from 0) user on the screen with this sign-in; -1 if there is none.
    int position(const QString &signIn, int nth) const;
    QString name(int position) const;
    QString signIn(int position) const;
    QPoint nameAt(int position) const;
    QPoint switchAt(int position) const;
    QWidget *ground() const;

private:
    QPointer<UserView> m_view;
};

} // namespace gatehouse
