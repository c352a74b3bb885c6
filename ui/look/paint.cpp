// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/paint.h"

#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>
#include <QVariant>
#include <QWidget>

namespace gatehouse {

namespace {

class PainterKept final
{
public:
    explicit PainterKept(QPainter *painter) : m_painter(painter)
    {
        m_painter->save();
        m_painter->setRenderHint(QPainter::Antialiasing);
    }
    ~PainterKept() { m_painter->restore(); }
    PainterKept(const PainterKept &) = delete;
    PainterKept &operator=(const PainterKept &) = delete;

private:
    QPainter *m_painter;
};

} // namespace

void fillRounded(QPainter *painter, const QRectF &rect, const QColor &fill, double radius)
{
    const PainterKept kept(painter);
    painter->setPen(Qt::NoPen);
    painter->setBrush(fill);
    painter->drawRoundedRect(rect, radius, radius);
}

void drawBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &edge, double radius)
{
    const PainterKept kept(painter);
    painter->setPen(edge.isValid() ? QPen(edge, 1) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const QRectF box = edge.isValid() ? QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5) : QRectF(rect);
    const double inner = edge.isValid() ? radius - 0.5 : radius;
    painter->drawRoundedRect(box, inner, inner);
}

void drawRing(QPainter *painter, const QRect &rect, const QColor &colour, double radius, double width)
{
    const PainterKept kept(painter);
    painter->setPen(QPen(colour, width));
    painter->setBrush(Qt::NoBrush);
    const double half = width / 2;
    painter->drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius - half, radius - half);
}

void drawField(QPainter *painter, const QRect &rect, const QPalette &palette, const QColor &fill, FieldState state)
{
    constexpr double radius = 6;
    if (state.focused && state.enabled) {
        fillRounded(painter, rect, fill, radius);
        drawRing(painter, rect, palette.color(QPalette::Link), radius);
        return;
    }
    const Tones &tones = tonesOf(palette);
    const QColor ground = palette.color(QPalette::Window);
    if (!state.enabled) {
        drawBox(painter, rect, mixed(ground, fill, 0.4), mixed(ground, tones.buttonEdge, 0.6), radius);
        return;
    }
    const QColor ink = palette.color(QPalette::Text);
    const QColor side = state.hovered ? mixed(tones.buttonEdge, ink, 0.15) : tones.buttonEdge;
    const PainterKept kept(painter);
    // The pen changes within the last 3 px, so that the foot bends up round the corners instead of being ruled across.
    QLinearGradient pen(0, rect.y() + rect.height() - 3, 0, rect.y() + rect.height());
    pen.setColorAt(0, side);
    pen.setColorAt(0.8, palette.color(QPalette::Dark));
    pen.setColorAt(1, palette.color(QPalette::Dark));
    painter->setPen(QPen(QBrush(pen), 1));
    painter->setBrush(fill);
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5);
}

int leadingAlignment(Qt::LayoutDirection direction)
{
    const Qt::Alignment side = direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    return static_cast<int>(side | Qt::AlignAbsolute | Qt::AlignVCenter) | Qt::TextSingleLine;
}

int trailingAlignment(Qt::LayoutDirection direction)
{
    return leadingAlignment(direction == Qt::RightToLeft ? Qt::LeftToRight : Qt::RightToLeft);
}

void drawWords(QPainter *painter, const QRect &rect, int flags, const QString &text)
{
    const Qt::LayoutDirection window = painter->layoutDirection();
    painter->setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    painter->drawText(rect, flags, text);
    painter->setLayoutDirection(window);
}

QColor onAccent()
{
    return {Qt::white};
}

QColor chipLitInk(const QPalette &palette)
{
    return palette.color(QPalette::Link).darker(125);
}

bool focusIsVisible(const QWidget *widget)
{
    return widget->isActiveWindow() && !widget->property(mouseFocusProperty).toBool();
}

} // namespace gatehouse
