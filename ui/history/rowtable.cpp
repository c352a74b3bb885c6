// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/rowtable.h"

#include "ui/history/historywords.h"
#include "ui/history/rowdelegate.h"

#include <QHeaderView>
#include <QStyleOption>

#include <algorithm>

namespace gatehouse {
namespace {

/// A header whose first words stand where the pane's other words start, and not where the window's do.
class RowHeader final : public QHeaderView
{
public:
    explicit RowHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent) {}

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

RowTable::RowTable(QAbstractItemModel *model, int margin, QWidget *parent) : QTableView(parent)
{
    setHorizontalHeader(new RowHeader(this));
    setModel(model);
    setItemDelegate(new RowDelegate(margin, this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setMouseTracking(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMinimumHeight(96);
    verticalHeader()->hide();
    // Fixed, or 100,000 rows are measured one by one.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 14);
    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    header->setStretchLastSection(true);
    // One of its own: else the header asks for every column whether all its rows are selected.
    header->setSelectionModel(new QItemSelectionModel(model, header));
}

void RowTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    const int width = viewport()->width();
    const UserStatus widest = UserStatus::disabled({}, fromMilliseconds(1'663'786'885'872)); // 21 Sep 2022
    const int state = fontMetrics().horizontalAdvance(shortStateWords(widest)) + 20;
    horizontalHeader()->resizeSection(0, width * 28 / 100);
    horizontalHeader()->resizeSection(1, std::min(state, width * (width < 640 ? 16 : 20) / 100));
    horizontalHeader()->resizeSection(2, std::min(state, width * 30 / 100));
}

} // namespace gatehouse
