// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/listlines.h"

#include <QTableView>

namespace gatehouse {

/// The table of a list's lines: Space ticks the current line, Enter, a double click and the menu choose whom it means.
class LineTable final : public QTableView
{
    Q_OBJECT
public:
    LineTable(ListLines &lines, int margin, QWidget *parent = nullptr);

signals:
    /// Somebody wants to say whom this line means; the menu belongs there.
    void choiceWanted(int row, const QPoint &globalPosition);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void wantChoice(const QModelIndex &index, const QPoint &globalPosition);

    ListLines &m_lines;
    int m_margin;
};

} // namespace gatehouse
