// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/fieldbutton.h"

#include "ui/look/paint.h"
#include "ui/look/widgets.h"

#include <QPainter>
#include <QStyle>

namespace gatehouse {

FieldButton::FieldButton(const QString &iconName, QWidget *field) : QToolButton(field)
{
    setIcon(gatehouse::icon(iconName));
    setAutoRaise(true);
    setCursor(Qt::ArrowCursor);
    setAttribute(Qt::WA_Hover);
    resize(side, side);
}

void FieldButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor ink = palette().color(QPalette::Text);
    if (isEnabled() && isDown())
        fillRounded(&painter, rect(), faded(ink, 0.12), 4);
    else if (isEnabled() && underMouse())
        fillRounded(&painter, rect(), faded(ink, 0.07), 4);
    icon().paint(&painter, QRect((width() - 16) / 2, (height() - 16) / 2, 16, 16), Qt::AlignCenter,
                 isEnabled() ? QIcon::Normal : QIcon::Disabled);
    if (hasFocus())
        drawRing(&painter, rect(), palette().color(QPalette::Link), 4);
}

void placeAtEnd(const QWidget *field, QWidget *button)
{
    const int gap = (field->height() - FieldButton::side) / 2;
    const QRect place(field->width() - gap - FieldButton::side, gap, FieldButton::side, FieldButton::side);
    button->setGeometry(QStyle::visualRect(field->layoutDirection(), field->rect(), place));
}

} // namespace gatehouse
