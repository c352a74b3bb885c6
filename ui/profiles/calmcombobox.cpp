// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/calmcombobox.h"

#include <QKeyEvent>
#include <QWheelEvent>

namespace gatehouse {

CalmComboBox::CalmComboBox(QWidget *parent) : QComboBox(parent)
{
    setFocusPolicy(Qt::StrongFocus);
}

void CalmComboBox::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

void CalmComboBox::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Space:
    case Qt::Key_F4:
        if (!event->isAutoRepeat())
            showPopup();
        event->accept();
        return;
    default:
        event->ignore();
    }
}

} // namespace gatehouse
