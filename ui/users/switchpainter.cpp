// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/switchpainter.h"

#include "ui/look/tones.h"

#include <QPainter>
#include <QStyle>

namespace gatehouse {

namespace {

constexpr int kHitWidth = 44;
constexpr int kInset = 8;
constexpr QSize kSwitch(32, 18);
constexpr int kWordInset = 48;
constexpr int kWordTrailing = 8;

/// The middle of a knob at the start (off) or the end (on) of the switch.
QPointF knobCenter(const QRectF &rect, bool atEnd, Qt::LayoutDirection direction)
{
    const double fromSide = rect.height() / 2;
    const bool right = atEnd == (direction == Qt::LeftToRight);
    return {right ? rect.right() - fromSide : rect.left() + fromSide, rect.center().y()};
}

void paintOn(QPainter *painter, const QRectF &rect, bool hovered, Qt::LayoutDirection direction, const Tones &tones)
{
    painter->setPen(Qt::NoPen);
    painter->setBrush(tones.on);
    painter->drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    const QPointF center = knobCenter(rect, true, direction);
    const double radius = hovered ? 7 : 6;
    painter->setBrush(Qt::white);
    painter->drawEllipse(center, radius, radius);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(tones.on, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF tick[] = {center + QPointF(-2.5, 0.2), center + QPointF(-0.7, 2), center + QPointF(2.6, -1.8)};
    painter->drawPolyline(tick, 3);
}

void paintOff(QPainter *painter, const QRectF &rect, bool hovered, Qt::LayoutDirection direction,
              const QPalette &palette)
{
    const QColor edge = palette.color(QPalette::Dark);
    const QRectF inside = rect.adjusted(0.75, 0.75, -0.75, -0.75);
    painter->setPen(QPen(edge, 1.5));
    painter->setBrush(palette.color(QPalette::Base));
    painter->drawRoundedRect(inside, inside.height() / 2, inside.height() / 2);
    painter->setPen(Qt::NoPen);
    painter->setBrush(edge);
    const double radius = hovered ? 6 : 5;
    painter->drawEllipse(knobCenter(rect, false, direction), radius, radius);
}

void paintNoStatus(QPainter *painter, const QRectF &rect, const QPalette &palette)
{
    const QColor edge = palette.color(QPalette::Dark);
    const QRectF inside = rect.adjusted(0.75, 0.75, -0.75, -0.75);
    QPen dashes(edge, 1.5, Qt::CustomDashLine, Qt::FlatCap);
    dashes.setDashPattern({2, 1.4});
    painter->setPen(dashes);
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(inside, inside.height() / 2, inside.height() / 2);
    painter->setPen(QPen(edge, 1.5, Qt::SolidLine, Qt::RoundCap));
    painter->drawLine(rect.center() - QPointF(3, 0), rect.center() + QPointF(3, 0));
}

void paintSending(QPainter *painter, const QRectF &rect, int angle, const QPalette &palette)
{
    const Tones &tones = tonesOf(palette);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tones.track);
    painter->drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(tones.on, 2, Qt::SolidLine, Qt::RoundCap));
    const QRectF circle(rect.center().x() - 5, rect.center().y() - 5, 10, 10);
    painter->drawArc(circle, (60 - angle) * 16, 270 * 16);
}

} // namespace

QRect switchHitRect(const QRect &cell, Qt::LayoutDirection direction)
{
    return QStyle::visualRect(direction, cell, QRect(cell.left(), cell.top(), kHitWidth, cell.height()));
}

QRect switchRect(const QRect &cell, Qt::LayoutDirection direction)
{
    const QRect rect(QPoint(cell.left() + kInset, cell.top() + (cell.height() - kSwitch.height()) / 2), kSwitch);
    return QStyle::visualRect(direction, cell, rect);
}

QRect switchWordRect(const QRect &cell, Qt::LayoutDirection direction)
{
    return QStyle::visualRect(direction, cell, cell.adjusted(kWordInset, 0, -kWordTrailing, 0));
}

void paintSwitch(QPainter *painter, const QRect &rect, const SwitchLook &look, Qt::LayoutDirection direction,
                 const QPalette &palette)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (look.quiet)
        painter->setOpacity(0.5);
    switch (look.face) {
    case SwitchLook::Face::On:
        paintOn(painter, rect, look.hovered, direction, tonesOf(palette));
        break;
    case SwitchLook::Face::Off:
        paintOff(painter, rect, look.hovered, direction, palette);
        break;
    case SwitchLook::Face::NoStatus:
        paintNoStatus(painter, rect, palette);
        break;
    case SwitchLook::Face::Sending:
        paintSending(painter, rect, look.angle, palette);
        break;
    }
    painter->restore();
}

} // namespace gatehouse
