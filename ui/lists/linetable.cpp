// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/linetable.h"

#include "ui/lists/listdelegate.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QStyleOption>

namespace gatehouse {
namespace {

/// A header whose first words stand where the dialog's other words start, and not where the window's do.
class LineHeader final : public QHeaderView
{
public:
    explicit LineHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent) {}

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override
    {
        constexpr int indent = 8;
        QStyleOptionHeader ground;
        initStyleOption(&ground);
        ground.rect = rect;
        style()->drawControl(QStyle::CE_HeaderEmptyArea, &ground, painter, this);
        const QRect shifted = logicalIndex == 0 ? rect.adjusted(indent, 0, 0, 0) : rect;
        QHeaderView::paintSection(painter, QStyle::visualRect(layoutDirection(), rect, shifted), logicalIndex);
    }
};

} // namespace

LineTable::LineTable(ListLines &lines, int margin, QWidget *parent)
    : QTableView(parent), m_lines(lines), m_margin(margin)
{
    setAccessibleName(tr("Lines"));
    setHorizontalHeader(new LineHeader(this));
    setModel(&lines);
    setItemDelegate(new ListDelegate(margin, this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setMinimumHeight(96);
    verticalHeader()->hide();
    // Fixed, or 100,000 rows are measured one by one.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 14);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setStretchLastSection(true);
    // One of its own: else the header asks for every column whether all its rows are selected.
    horizontalHeader()->setSelectionModel(new QItemSelectionModel(&lines, horizontalHeader()));
}

void LineTable::wantChoice(const QModelIndex &index, const QPoint &globalPosition)
{
    if (index.isValid() && m_lines.matchAt(index.row()) >= 0)
        emit choiceWanted(index.row(), globalPosition);
}

void LineTable::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex current = currentIndex();
    if (event->key() == Qt::Key_Space && current.isValid()) {
        const QModelIndex box = current.siblingAtColumn(0);
        if (!event->isAutoRepeat() && box.flags().testFlag(Qt::ItemIsUserCheckable))
            m_lines.setData(box, box.data(Qt::CheckStateRole).toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked,
                            Qt::CheckStateRole);
        return;
    }
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers() == Qt::NoModifier && current.isValid()) {
        const QRect cell = visualRect(current.siblingAtColumn(static_cast<int>(ListLines::Column::User)));
        wantChoice(current, viewport()->mapToGlobal(cell.bottomLeft()));
        return;
    }
    QTableView::keyPressEvent(event);
}

void LineTable::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    if (index.column() == static_cast<int>(ListLines::Column::Line)) // the second click on a box is a tick, too
        return QTableView::mouseDoubleClickEvent(event);
    wantChoice(index, event->globalPosition().toPoint());
}

void LineTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = isKey ? currentIndex() : indexAt(event->pos());
    wantChoice(index, isKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos());
}

void LineTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    const int width = viewport()->width();
    const int line = m_margin + 28 + fontMetrics().horizontalAdvance(QStringLiteral("100,000")) + 8;
    const int rest = width - line;
    horizontalHeader()->resizeSection(static_cast<int>(ListLines::Column::Line), line);
    horizontalHeader()->resizeSection(static_cast<int>(ListLines::Column::Written), rest * 27 / 100);
    horizontalHeader()->resizeSection(static_cast<int>(ListLines::Column::User), rest * 30 / 100);
    horizontalHeader()->resizeSection(static_cast<int>(ListLines::Column::Matched), rest * 21 / 100);
}

} // namespace gatehouse
