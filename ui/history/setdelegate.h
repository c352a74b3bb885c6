// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gatehouse {

/// Paints a SetModel: a tile with the act's picture, the title, beneath it when and where, and how it ended at the
/// trailing edge. Stateless.
class SetDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// What every entry takes.
    static int rowHeight();
};

} // namespace gatehouse
