// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/glyphs.h"
#include "ui/look/paint.h"
#include "ui/look/styleparts.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QStyleOption>

namespace gatehouse::styleparts {

namespace {

/// The ring of a check box goes round its words: the box itself stands at the edge of the widget.
void drawFocusRing(const Paint &paint)
{
    if (qobject_cast<const QAbstractItemView *>(paint.widget) &&
        !(paint.option->state & QStyle::State_KeyboardFocusChange))
        return;
    if (paint.widget && paint.widget->property(mouseFocusProperty).toBool())
        return;
    drawRing(paint.painter, paint.option->rect, paint.option->palette.color(QPalette::Active, QPalette::Link), 4);
}

void drawRadio(const Paint &paint)
{
    const QStyleOption *option = paint.option;
    const QPalette &palette = option->palette;
    const bool enabled = option->state & QStyle::State_Enabled;
    const QRect box = option->rect;
    QPainter *painter = paint.painter;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QColor ink = palette.color(QPalette::Active, QPalette::Text);
    if (option->state & QStyle::State_On) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(enabled ? mixed(tonesOf(palette).on, QColor(Qt::black), inkShare(option) / 2)
                                  : palette.color(QPalette::Dark));
        painter->drawEllipse(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5));
        painter->setBrush(palette.color(QPalette::Active, QPalette::HighlightedText));
        painter->drawEllipse(QRectF(box).center(), 3.5, 3.5);
    } else {
        const QColor edge = palette.color(QPalette::Dark);
        painter->setPen(QPen(enabled ? mixed(edge, ink, inkShare(option) * 4) : edge, 1.5));
        painter->setBrush(mixed(palette.color(QPalette::Base), ink, inkShare(option) / 2));
        painter->drawEllipse(QRectF(box).adjusted(1.25, 1.25, -1.25, -1.25));
    }
    painter->restore();
}

} // namespace

double inkShare(const QStyleOption *option)
{
    if (!(option->state & QStyle::State_Enabled))
        return 0;
    if (option->state & QStyle::State_Sunken)
        return 0.12;
    const bool hovered = option->state & QStyle::State_MouseOver;
    const bool on = option->state & QStyle::State_On;
    const double hover = isDark(option->palette) ? 0.07 : 0.05;
    return (hovered ? hover : 0) + (on ? 0.08 : 0);
}

bool ringShows(const QStyleOption *option, const QWidget *widget)
{
    const bool focused = (option->state & QStyle::State_HasFocus) && (option->state & QStyle::State_Enabled);
    return focused && !(widget && widget->property(mouseFocusProperty).toBool());
}

void drawGlyphAt(QPainter *painter, const QRect &rect, const QString &name, const QColor &colour,
                 Qt::LayoutDirection direction, int side)
{
    const QRect box(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side);
    paintGlyphIn(painter, box, name, colour, turnOf(name, direction));
}

void drawCheckBox(QPainter *painter, const QRect &box, const QStyleOption *option)
{
    const QPalette &palette = option->palette;
    const bool enabled = option->state & QStyle::State_Enabled;
    const QColor ink = palette.color(QPalette::Active, QPalette::Text);
    const QColor edge = palette.color(QPalette::Dark);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option->state & (QStyle::State_On | QStyle::State_NoChange)) {
        const QColor fill = enabled ? mixed(tonesOf(palette).on, QColor(Qt::black), inkShare(option) / 2) : edge;
        fillRounded(painter, QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), fill, 4);
        const QString glyph =
            option->state & QStyle::State_NoChange ? QStringLiteral("minus") : QStringLiteral("check");
        // The tick is never mirrored.
        drawGlyphAt(painter, box, glyph, onAccent(), Qt::LeftToRight, 14);
    } else {
        painter->setPen(QPen(enabled ? mixed(edge, ink, inkShare(option) * 4) : edge, 1.5));
        painter->setBrush(mixed(palette.color(QPalette::Base), ink, inkShare(option) / 2));
        painter->drawRoundedRect(QRectF(box).adjusted(1.25, 1.25, -1.25, -1.25), 3.25, 3.25);
    }
    painter->restore();
}

bool drawMarkPrimitive(QStyle::PrimitiveElement element, const Paint &paint)
{
    switch (element) {
    case QStyle::PE_FrameFocusRect:
        drawFocusRing(paint);
        return true;
    case QStyle::PE_IndicatorCheckBox:
        drawCheckBox(paint.painter, paint.option->rect, paint.option);
        return true;
    case QStyle::PE_IndicatorRadioButton:
        drawRadio(paint);
        return true;
    default:
        return false;
    }
}

} // namespace gatehouse::styleparts
