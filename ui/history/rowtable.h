// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace gatehouse {

/// The table of a set's rows, whose columns share the width: a state that has a date is seen whole as long as there is
/// room for it.
class RowTable final : public QTableView
{
    Q_OBJECT
public:
    /// `margin`: how far from the leading edge the first column's text starts.
    RowTable(QAbstractItemModel *model, int margin, QWidget *parent);

protected:
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace gatehouse
