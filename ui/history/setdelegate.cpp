// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/setdelegate.h"

#include "ui/history/setmodel.h"
#include "ui/look/paint.h"
#include "ui/look/widgets.h"

#include <QPainter>

#include <algorithm>

namespace gatehouse {
namespace {

constexpr int setTile = 32;
constexpr int setGap = 10;

QColor setToneColour(GlyphTone tone, const QPalette &palette)
{
    switch (tone) {
    case GlyphTone::Danger:
        return palette.color(QPalette::BrightText);
    case GlyphTone::Warn:
        return tonesOf(palette).warn;
    case GlyphTone::Link:
        return palette.color(QPalette::Link);
    default:
        return palette.color(QPalette::PlaceholderText);
    }
}

void paintSetGround(QPainter *painter, const QStyleOptionViewItem &option)
{
    const Tones &tones = tonesOf(option.palette);
    const QRect box = option.rect.adjusted(6, 1, -6, -1);
    if (option.state.testFlag(QStyle::State_Selected))
        fillRounded(painter, box, tones.selection, 6);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        fillRounded(painter, box, tones.rowHover, 6);
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange))
        drawRing(painter, box, option.palette.color(QPalette::Link), 6);
}

} // namespace

int SetDelegate::rowHeight()
{
    const int text = QFontMetrics(scaledFont(1, FontWeight::Bold)).height() + QFontMetrics(scaledFont(0.92)).height();
    return std::max(setTile + 20, text + 16);
}

void SetDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintSetGround(painter, option);
    const Qt::LayoutDirection direction = option.direction;
    const QRect content = option.rect.adjusted(14, 4, -14, -4);
    const auto seen = [&](const QRect &rect) { return QStyle::visualRect(direction, content, rect); };
    const QRect tile(content.left(), content.center().y() - setTile / 2 + 1, setTile, setTile);
    const QString glyph = index.data(SetModel::GlyphRole).toString();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const Tones &tones = tonesOf(option.palette);
    fillRounded(painter, seen(tile), isSelected ? tones.tagFillSelected : tones.tagFill, 6);
    if (!glyph.isEmpty())
        paintGlyph(painter, seen(tile).adjusted(8, 8, -8, -8), glyph, GlyphTone::Secondary, option.palette);

    const QFont titleFont = scaledFont(1, FontWeight::Bold);
    const QFont quietFont = scaledFont(0.92);
    const QFontMetrics titleMetrics(titleFont);
    const QFontMetrics quietMetrics(quietFont);
    const int left = tile.right() + 1 + setGap;
    const int width = content.right() - left + 1;
    const int top = content.center().y() + 1 - (titleMetrics.height() + quietMetrics.height()) / 2;
    const QRect title(left, top, width, titleMetrics.height());
    const int leading = leadingAlignment(direction) | Qt::TextSingleLine;
    painter->setFont(titleFont);
    painter->setPen(option.palette.color(QPalette::Text));
    drawWords(painter, seen(title), leading, titleMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, width));

    // How it ended comes first: when and where give way.
    const QString counts = index.data(SetModel::CountsRole).toString();
    const int countsWidth = std::min(width * 2 / 3, quietMetrics.horizontalAdvance(counts) + 1);
    const int subtitleWidth = width - countsWidth - setGap;
    const QRect line(left, title.bottom() + 1, width, quietMetrics.height());
    painter->setFont(quietFont);
    painter->setPen(option.palette.color(QPalette::PlaceholderText));
    drawWords(painter, seen(QRect(left, line.top(), subtitleWidth, line.height())), leading,
              quietMetrics.elidedText(index.data(SetModel::SubtitleRole).toString(), Qt::ElideRight, subtitleWidth));
    const auto tone = static_cast<GlyphTone>(index.data(SetModel::CountsToneRole).toInt());
    painter->setPen(setToneColour(tone, option.palette));
    drawWords(painter, seen(QRect(line.right() + 1 - countsWidth, line.top(), countsWidth, line.height())),
              trailingAlignment(direction) | Qt::TextSingleLine,
              quietMetrics.elidedText(counts, Qt::ElideRight, countsWidth));
    painter->restore();
}

} // namespace gatehouse
