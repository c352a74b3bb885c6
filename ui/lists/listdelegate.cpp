// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/listdelegate.h"

#include "ui/lists/listlines.h"
#include "ui/look/paint.h"
#include "ui/look/widgets.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

namespace gatehouse {
namespace {

constexpr int listCellMargin = 8;
constexpr int listBox = 18;
constexpr int listBoxGap = 10;

QColor inkOf(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (index.data(ListLines::DoubtRole).toBool())
        return tonesOf(option.palette).warn;
    const auto column = static_cast<ListLines::Column>(index.column());
    const bool isQuiet = column == ListLines::Column::Line || column == ListLines::Column::Matched;
    return option.palette.color(isQuiet ? QPalette::PlaceholderText : QPalette::Text);
}

} // namespace

ListDelegate::ListDelegate(int margin, QObject *parent) : QStyledItemDelegate(parent), m_margin(margin) {}

QRect ListDelegate::boxRect(const QStyleOptionViewItem &option) const
{
    const QRect &cell = option.rect;
    return QStyle::visualRect(
        option.direction, cell,
        QRect(cell.left() + m_margin, cell.top() + (cell.height() - listBox) / 2, listBox, listBox));
}

void ListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const Tones &tones = tonesOf(option.palette);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, tones.selection);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, tones.rowHover);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), tones.hairline);
    painter->setFont(option.font);
    const bool isFirst = index.column() == 0;
    const bool isLast = index.column() == index.model()->columnCount() - 1;
    int leading = isFirst ? m_margin : listCellMargin;
    if (isFirst) {
        if (const QVariant tick = index.data(Qt::CheckStateRole); tick.isValid()) {
            QStyleOptionButton box;
            box.rect = boxRect(option);
            box.palette = option.palette;
            box.state = QStyle::State_Enabled | (tick.toInt() == Qt::Checked ? QStyle::State_On : QStyle::State_Off);
            QApplication::style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, painter, option.widget);
        }
        leading += listBox + listBoxGap;
    }
    const QRect content = QStyle::visualRect(
        option.direction, option.rect, option.rect.adjusted(leading, 0, isLast ? -m_margin : -listCellMargin, -1));
    const auto column = static_cast<ListLines::Column>(index.column());
    const bool isName = column == ListLines::Column::Written || column == ListLines::Column::User;
    painter->setPen(inkOf(option, index));
    drawWords(painter, content, leadingAlignment(option.direction) | Qt::TextSingleLine,
              option.fontMetrics.elidedText(index.data().toString(), isName ? Qt::ElideMiddle : Qt::ElideRight,
                                            content.width()));
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange))
        drawRing(painter, option.rect.adjusted(0, 0, 0, -1), option.palette.color(QPalette::Link), 4);
    painter->restore();
}

bool ListDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease || !index.flags().testFlag(Qt::ItemIsUserCheckable))
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton || !boxRect(option).adjusted(-4, -4, 4, 4).contains(mouse->pos()))
        return false;
    const bool isTicked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, isTicked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace gatehouse
