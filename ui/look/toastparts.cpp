// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/toastparts.h"

#include "ui/look/glyphs.h"
#include "ui/look/paint.h"
#include "ui/look/widgets.h"

#include <QPainter>

namespace gatehouse {

namespace {

constexpr int shadowReach = 10;
constexpr int shadowDrop = 2;

} // namespace

ToastShadow::ToastShadow(QWidget *window) : QWidget(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void ToastShadow::follow(const QRect &toast)
{
    setGeometry(toast.adjusted(-shadowReach, -shadowReach, shadowReach, shadowReach + shadowDrop));
}

void ToastShadow::setStrength(double strength)
{
    m_strength = strength;
    update();
}

void ToastShadow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF body = QRectF(rect()).adjusted(shadowReach, shadowReach, -shadowReach, -shadowReach - shadowDrop);
    const double loudness = isDark(palette()) ? 0.055 : 0.022;
    // Rounded boxes laid over each other, thin at the rim: soft without a blur.
    for (int ring = shadowReach; ring > 0; --ring) {
        const QRectF box = body.adjusted(-ring, -ring, ring, ring).translated(0, shadowDrop);
        fillRounded(&painter, box, QColor::fromRgbF(0, 0, 0, static_cast<float>(loudness * m_strength)), 8 + ring);
    }
}

ToastButton::ToastButton(Kind kind, QWidget *parent) : QPushButton(parent), m_kind(kind)
{
    setAutoDefault(false);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
}

QSize ToastButton::sizeHint() const
{
    if (m_kind == Kind::Cross)
        return {28, 28};
    return {QFontMetrics(scaledFont(1, FontWeight::Bold)).horizontalAdvance(text()) + 24, 28};
}

void ToastButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tones &tones = tonesOf(palette());
    if (isDown())
        fillRounded(&painter, rect(), faded(tones.toastText, 0.20), 6);
    else if (underMouse())
        fillRounded(&painter, rect(), faded(tones.toastText, 0.10), 6);
    if (m_kind == Kind::Cross) {
        paintGlyphIn(&painter, QRect((width() - 16) / 2, (height() - 16) / 2, 16, 16), QStringLiteral("x"),
                     mixed(tones.toast, tones.toastText, 0.8));
    } else {
        painter.setFont(scaledFont(1, FontWeight::Bold));
        painter.setPen(tones.toastLink);
        drawWords(&painter, rect(), Qt::AlignCenter, text());
    }
    if (hasFocus())
        drawRing(&painter, rect(), tones.toastLink, 6);
}

} // namespace gatehouse
