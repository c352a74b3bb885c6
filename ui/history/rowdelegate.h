// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gatehouse {

/// Paints a RowModel: names that lose their middle first, what was before in quiet ink, and the outcome with its
/// glyph. Stateless.
class RowDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// `margin`: how far from the table's leading edge the first column's text starts.
    explicit RowDelegate(int margin, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintOutcome(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &content) const;
    int m_margin;
};

} // namespace gatehouse
