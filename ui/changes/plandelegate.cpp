// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/plandelegate.h"

#include "ui/changes/planmodel.h"
#include "ui/look/paint.h"
#include "ui/look/widgets.h"

#include <QPainter>

#include <algorithm>

namespace gatehouse {
namespace {

constexpr int planCellMargin = 8;
constexpr int planArrow = 16;
constexpr int planGap = 8;

} // namespace

PlanDelegate::PlanDelegate(int margin, QObject *parent) : QStyledItemDelegate(parent), m_margin(margin) {}

void PlanDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const Tones &tones = tonesOf(option.palette);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, tones.selection);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, tones.rowHover);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), tones.hairline);
    painter->setFont(option.font);
    const bool isUser = index.column() == static_cast<int>(PlanModel::Column::User);
    const bool isLast = index.column() == index.model()->columnCount() - 1;
    const QRect content = QStyle::visualRect(
        option.direction, option.rect,
        option.rect.adjusted(isUser ? m_margin : planCellMargin, 0, isLast ? -m_margin : -planCellMargin, -1));
    if (isUser) {
        painter->setPen(option.palette.color(QPalette::Text));
        drawWords(painter, content, leadingAlignment(option.direction) | Qt::TextSingleLine,
                  option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, content.width()));
    } else {
        paintChange(painter, option, index, content);
    }
    if (option.state.testFlag(QStyle::State_HasFocus))
        drawRing(painter, option.rect.adjusted(0, 0, 0, -1), option.palette.color(QPalette::Link), 4);
    painter->restore();
}

void PlanDelegate::paintChange(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                               const QRect &content) const
{
    const int alignment = leadingAlignment(option.direction) | Qt::TextSingleLine;
    const QString before = index.data(PlanModel::BeforeRole).toString();
    const QString after = index.data(PlanModel::AfterRole).toString();
    const auto place = [&](int left, int width) {
        return QStyle::visualRect(option.direction, content,
                                  QRect(content.left() + left, content.top(), std::max(0, width), content.height()));
    };
    painter->setPen(option.palette.color(QPalette::PlaceholderText));
    if (after.isEmpty()) {
        drawWords(painter, content, alignment, option.fontMetrics.elidedText(before, Qt::ElideRight, content.width()));
        return;
    }
    const int beforeWidth = option.fontMetrics.horizontalAdvance(before);
    const int afterLeft = beforeWidth + planGap + planArrow + planGap;
    drawWords(painter, place(0, beforeWidth), alignment, before);
    QRect arrow = place(beforeWidth + planGap, planArrow);
    arrow = QRect(arrow.left(), arrow.center().y() - planArrow / 2 + 1, planArrow, planArrow);
    paintGlyph(painter, arrow, QStringLiteral("arrow"), GlyphTone::Secondary, option.palette);
    painter->setPen(option.palette.color(QPalette::Text));
    const QRect afterRect = place(afterLeft, content.width() - afterLeft);
    drawWords(painter, afterRect, alignment, option.fontMetrics.elidedText(after, Qt::ElideRight, afterRect.width()));
}

} // namespace gatehouse
