// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gatehouse {

/// Paints a PlanModel: names in ink that lose their middle first, and changes as quiet before, arrow, after in ink.
/// Stateless.
class PlanDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// `margin`: how far from the table's leading edge the first column's text starts.
    explicit PlanDelegate(int margin, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintChange(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                     const QRect &content) const;
    int m_margin;
};

} // namespace gatehouse
