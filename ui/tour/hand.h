// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QString>

class QWidget;

namespace gatehouse {

/// A hand on mouse and keyboard. Its events go to the windows themselves, as the window system's do, so popups, modal
/// dialogs, hover and focus take their part. Stateless; on the window's thread.
namespace hand {

void click(QWidget *widget, const QPoint &at, Qt::MouseButton button = Qt::LeftButton);
/// To whatever has the focus; nothing happens when nothing has it.
void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
void type(const QString &text);
/// Whether what is typed would arrive somewhere.
bool canType();

} // namespace hand

} // namespace gatehouse
