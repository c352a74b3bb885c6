// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gatehouse {

/// Paints the lines of a list: ground, hairline, a box to tick where there is something to tick, and one line of text.
class ListDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// The first column's text stands that far from the edge.
    explicit ListDelegate(int margin, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
    /// Where the box of a cell is.
    QRect boxRect(const QStyleOptionViewItem &option) const;

private:
    int m_margin;
};

} // namespace gatehouse
