// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QPointer>
#include <QString>
#include <QWindow>

class QWidget;

namespace gatehouse {

/// A hand on mouse and keyboard. Its events go to the windows themselves, as the window system's do, so popups, modal
/// dialogs, hover and focus take their part. On the window's thread.
class Hand final
{
public:
    void move(QWidget *widget, const QPoint &at);
    void click(QWidget *widget, const QPoint &at, Qt::MouseButton button = Qt::LeftButton);
    /// Takes the mouse out of a window that another one has been opened over, so that nothing beneath stays lit.
    void leaveCovered();

    /// To whatever has the focus; nothing happens when nothing has it.
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    static void type(const QString &text);
    /// Whether what is typed would arrive somewhere.
    static bool canType();

private:
    void leave();
    QPointer<QWindow> m_over; ///< where the mouse is
};

} // namespace gatehouse
