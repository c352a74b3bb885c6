// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/profiledelegate.h"

#include "ui/look/paint.h"
#include "ui/look/widgets.h"

#include <QPainter>

#include <algorithm>

namespace gatehouse {
namespace {

constexpr int tileSize = 32;
constexpr int commandSize = 32;

// The view's font is the program's, whatever the view.
QFont nameFont()
{
    return scaledFont(1, FontWeight::Bold);
}

QFont hostFont()
{
    return scaledFont(0.92);
}

void paintGround(QPainter *painter, const QStyleOptionViewItem &option)
{
    const Tones &tones = tonesOf(option.palette);
    painter->setPen(Qt::NoPen);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->setBrush(tones.selection);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->setBrush(tones.rowHover);
    else
        return;
    painter->drawRoundedRect(option.rect.adjusted(6, 1, -6, -1), 6, 6);
}

void paintRing(QPainter *painter, const QStyleOptionViewItem &option)
{
    if (!option.state.testFlag(QStyle::State_HasFocus) || !option.state.testFlag(QStyle::State_KeyboardFocusChange))
        return;
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(option.palette.color(QPalette::Link), 2));
    painter->drawRoundedRect(QRectF(option.rect).adjusted(7, 2, -7, -2), 5, 5);
}

void paintEmptyTile(QPainter *painter, const QRect &rect, const QPalette &palette)
{
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(palette.color(QPalette::Dark), 1, Qt::DashLine));
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    paintGlyph(painter, rect.adjusted(8, 8, -8, -8), QStringLiteral("plug"), GlyphTone::Secondary, palette);
}

// How QComboBox marks the entries of insertSeparator().
bool isSeparator(const QModelIndex &index)
{
    return index.data(Qt::AccessibleDescriptionRole).toString() == QLatin1String("separator");
}

/// One line at the leading edge, whatever the direction of its letters.
int lineAlignment(Qt::LayoutDirection direction)
{
    return leadingAlignment(direction) | Qt::TextSingleLine;
}

} // namespace

ProfileDelegate::ProfileDelegate(QObject *parent) : QStyledItemDelegate(parent) {}

void ProfileDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (isSeparator(index)) {
        const QRect line(option.rect.left() + 14, option.rect.center().y(), option.rect.width() - 28, 1);
        painter->fillRect(line, tonesOf(option.palette).hairline);
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(painter, option);
    const QRect content = option.rect.adjusted(14, 4, -14, -4);
    if (index.data(CommandRole).toBool())
        paintCommand(painter, option, index, content);
    else
        paintConnection(painter, option, index, content);
    paintRing(painter, option);
    painter->restore();
}

void ProfileDelegate::paintConnection(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                      const QRect &content) const
{
    const Qt::LayoutDirection direction = option.direction;
    const QRect tile(content.left(), content.center().y() - tileSize / 2 + 1, tileSize, tileSize);
    const QRect seenTile = QStyle::visualRect(direction, content, tile);
    const QVariant look = index.data(EnvironmentRole);
    if (look.isValid())
        paintEnvironmentTile(painter, seenTile, static_cast<EnvironmentLook>(look.toInt()), option.palette,
                             index.data(ColourRole).toString());
    else
        paintEmptyTile(painter, seenTile, option.palette);

    const QFont name = nameFont();
    const QFont host = hostFont();
    const QFontMetrics nameMetrics(name);
    const QFontMetrics hostMetrics(host);
    const int left = tile.right() + 1 + 10;
    const int top = content.center().y() + 1 - (nameMetrics.height() + hostMetrics.height()) / 2;
    const QRect nameRect(left, top, content.right() - left + 1, nameMetrics.height());
    const QRect hostRect(left, nameRect.bottom() + 1, nameRect.width(), hostMetrics.height());
    const int alignment = lineAlignment(direction);
    painter->setFont(name);
    painter->setPen(option.palette.color(QPalette::Text));
    drawWords(painter, QStyle::visualRect(direction, content, nameRect), alignment,
              nameMetrics.elidedText(index.data().toString(), Qt::ElideRight, nameRect.width()));
    painter->setFont(host);
    painter->setPen(option.palette.color(QPalette::PlaceholderText));
    drawWords(painter, QStyle::visualRect(direction, content, hostRect), alignment,
              hostMetrics.elidedText(index.data(HostRole).toString(), Qt::ElideMiddle, hostRect.width()));
}

void ProfileDelegate::paintCommand(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                   const QRect &content) const
{
    const Qt::LayoutDirection direction = option.direction;
    const QRect glyph(content.left() + 8, content.center().y() - 7, 16, 16);
    index.data(Qt::DecorationRole).value<QIcon>().paint(painter, QStyle::visualRect(direction, content, glyph));
    const QRect text = content.adjusted(tileSize + 10, 0, 0, 0);
    painter->setFont(option.font);
    painter->setPen(option.palette.color(QPalette::Text));
    drawWords(painter, QStyle::visualRect(direction, content, text), lineAlignment(direction), index.data().toString());
}

QSize ProfileDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    if (isSeparator(index))
        return {0, 9};
    const QFontMetrics name(nameFont());
    const QFontMetrics host(hostFont());
    const int width = std::max(name.horizontalAdvance(index.data().toString()),
                               host.horizontalAdvance(index.data(HostRole).toString()));
    const int full = std::min(width, 320) + tileSize + 10 + 2 * 14 + 4;
    if (index.data(CommandRole).toBool())
        return {full, std::max(commandSize, name.height() + 14)};
    return {full, std::max(tileSize + 20, name.height() + host.height() + 14)};
}

} // namespace gatehouse
