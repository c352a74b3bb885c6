// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/cardbutton.h"

#include "ui/look/paint.h"
#include "ui/look/widgets.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

namespace gatehouse {

namespace {

constexpr int cardPadding = 16;
constexpr int cardTileSide = 32;
constexpr int cardWidth = 296;
constexpr int cardHeight = 112;

} // namespace

CardButton::CardButton(const QString &iconName, const QString &title, const QString &lines, CardTile tile,
                       QWidget *parent)
    : QAbstractButton(parent), m_icon(iconName), m_lines(lines), m_tile(tile)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(lines);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize CardButton::sizeHint() const
{
    const QFontMetrics quiet(scaledFont(1));
    const QRect lines = quiet.boundingRect(QRect(0, 0, cardWidth - 2 * cardPadding, 1000), Qt::TextWordWrap, m_lines);
    // Two lines fit by design; a longer language gets what it needs.
    return {cardWidth, qMax(cardHeight, cardPadding + cardTileSide + 8 + lines.height() + cardPadding)};
}

QSize CardButton::minimumSizeHint() const
{
    return sizeHint();
}

void CardButton::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !event->isAutoRepeat()) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void CardButton::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        updateGeometry();
}

void CardButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QPalette colours = palette();
    const Tones &tones = tonesOf(colours);
    const Qt::LayoutDirection direction = layoutDirection();
    const QColor ink = colours.color(QPalette::Active, QPalette::WindowText);
    QColor fill = colours.color(QPalette::Button);
    if (isEnabled() && isDown())
        fill = mixed(fill, ink, 0.08);
    else if (isEnabled() && underMouse())
        fill = mixed(fill, ink, 0.03);
    drawBox(&painter, rect(), fill, tones.buttonEdge, 8);
    if (hasFocus() && focusIsVisible(this))
        drawRing(&painter, rect(), colours.color(QPalette::Link), 8);

    const QRect tile =
        QStyle::visualRect(direction, rect(), QRect(cardPadding, cardPadding, cardTileSide, cardTileSide));
    const bool accent = m_tile == CardTile::Accent;
    fillRounded(&painter, tile, accent ? colours.color(QPalette::Highlight) : mixed(fill, ink, 0.055), 6);
    paintGlyph(&painter, QRect(tile.x() + 8, tile.y() + 8, 16, 16), m_icon,
               accent ? GlyphTone::OnAccent : GlyphTone::Secondary, colours);

    const int beside = cardPadding + cardTileSide + 12;
    const QFont titleFont = scaledFont(1.08, FontWeight::Bold);
    painter.setFont(titleFont);
    painter.setPen(colours.color(QPalette::WindowText));
    const int titleRoom = width() - beside - cardPadding;
    drawWords(&painter, QStyle::visualRect(direction, rect(), QRect(beside, cardPadding, titleRoom, cardTileSide)),
              leadingAlignment(direction), QFontMetrics(titleFont).elidedText(text(), Qt::ElideRight, titleRoom));
    painter.setFont(scaledFont(1));
    painter.setPen(colours.color(QPalette::PlaceholderText));
    const int top = cardPadding + cardTileSide + 8;
    const int side = direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    drawWords(&painter, QRect(cardPadding, top, width() - 2 * cardPadding, height() - top - 8),
              side | Qt::AlignAbsolute | Qt::AlignTop | Qt::TextWordWrap, m_lines);
}

} // namespace gatehouse
