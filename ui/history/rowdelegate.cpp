// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/rowdelegate.h"

#include "ui/history/rowmodel.h"
#include "ui/look/paint.h"
#include "ui/look/widgets.h"

#include <QPainter>

namespace gatehouse {
namespace {

constexpr int historyCellMargin = 8;
constexpr int outcomeGlyph = 16;
constexpr int outcomeGap = 6;

void paintRowGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Tones &tones = tonesOf(option.palette);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, tones.selection);
    else if (index.data(RowModel::FailedRole).toBool())
        painter->fillRect(option.rect, tones.failedRow);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, tones.rowHover);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), tones.hairline);
}

} // namespace

RowDelegate::RowDelegate(int margin, QObject *parent) : QStyledItemDelegate(parent), m_margin(margin) {}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    paintRowGround(painter, option, index);
    painter->setFont(option.font);
    const auto column = static_cast<RowModel::Column>(index.column());
    const bool isUser = column == RowModel::Column::User;
    const QRect content =
        QStyle::visualRect(option.direction, option.rect,
                           option.rect.adjusted(isUser ? m_margin : historyCellMargin, 0, -historyCellMargin, -1));
    if (column == RowModel::Column::Outcome) {
        paintOutcome(painter, option, index, content);
    } else {
        const bool isQuiet = column == RowModel::Column::Before;
        painter->setPen(option.palette.color(isQuiet ? QPalette::PlaceholderText : QPalette::Text));
        drawWords(painter, content, leadingAlignment(option.direction) | Qt::TextSingleLine,
                  option.fontMetrics.elidedText(index.data().toString(), isUser ? Qt::ElideMiddle : Qt::ElideRight,
                                                content.width()));
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange))
        drawRing(painter, option.rect.adjusted(0, 0, 0, -1), option.palette.color(QPalette::Link), 4);
    painter->restore();
}

void RowDelegate::paintOutcome(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                               const QRect &content) const
{
    const auto tone = static_cast<GlyphTone>(index.data(RowModel::ToneRole).toInt());
    const QString glyph = index.data(RowModel::GlyphRole).toString();
    if (!glyph.isEmpty()) {
        const QRect box(content.left(), content.center().y() - outcomeGlyph / 2 + 1, outcomeGlyph, outcomeGlyph);
        paintGlyph(painter, QStyle::visualRect(option.direction, content, box), glyph, tone, option.palette);
    }
    const QRect words =
        QStyle::visualRect(option.direction, content, content.adjusted(outcomeGlyph + outcomeGap, 0, 0, 0));
    QColor ink = option.palette.color(QPalette::Text);
    if (tone == GlyphTone::Danger)
        ink = option.palette.color(QPalette::BrightText);
    else if (tone == GlyphTone::Warn)
        ink = tonesOf(option.palette).warn;
    painter->setPen(ink);
    drawWords(painter, words, leadingAlignment(option.direction) | Qt::TextSingleLine,
              option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, words.width()));
}

} // namespace gatehouse
