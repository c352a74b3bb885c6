// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/runfailures.h"

#include "ui/changes/runwords.h"
#include "ui/look/paint.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace gatehouse {
namespace {

constexpr int failureMargin = 16;
constexpr int failureGap = 16;
constexpr int failureRows = 6;

} // namespace

// ---- RunFailures

void RunFailures::add(const QByteArray &name, const Outcome &outcome)
{
    const auto kept = static_cast<int>(m_failures.size());
    if (kept < kKept) {
        beginInsertRows({}, kept, kept);
        m_failures.push_back({displayName(name), troubleSentence(outcome)});
        endInsertRows();
        return;
    }
    if (m_rest == 0) {
        beginInsertRows({}, kept, kept);
        m_rest = 1;
        endInsertRows();
        return;
    }
    ++m_rest;
    emit dataChanged(index(kept), index(kept), {Qt::DisplayRole, Qt::AccessibleTextRole});
}

void RunFailures::clear()
{
    beginResetModel();
    m_failures.clear();
    m_rest = 0;
    endResetModel();
}

int RunFailures::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_failures.size()) + (m_rest > 0 ? 1 : 0);
}

QString RunFailures::restWords() const
{
    return tr("and %1 more: see History").arg(QLocale().toString(m_rest));
}

QVariant RunFailures::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto place = static_cast<std::size_t>(index.row());
    const bool isRest = place >= m_failures.size();
    switch (role) {
    case Qt::DisplayRole:
        return isRest ? restWords() : m_failures[place].name;
    case WordsRole:
        return isRest ? QString() : m_failures[place].words;
    case IsRestRole:
        return isRest;
    case Qt::AccessibleTextRole:
        //: A user's name, and what went wrong with it
        return isRest ? restWords() : tr("%1: %2").arg(m_failures[place].name, m_failures[place].words);
    case Qt::ToolTipRole: // would be taken for rich text where it looks like it
        return isRest ? QVariant() : QVariant(m_failures[place].words.toHtmlEscaped());
    default:
        return {};
    }
}

// ---- RunFailureDelegate

void RunFailureDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const Tones &tones = tonesOf(option.palette);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, tones.selection);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, tones.rowHover);
    painter->setFont(option.font);
    const QRect content = option.rect.adjusted(failureMargin, 0, -failureMargin, 0);
    const bool isRest = index.data(RunFailures::IsRestRole).toBool();
    const int nameWidth = isRest ? content.width() : (content.width() - failureGap) * 2 / 5;
    const int alignment = leadingAlignment(option.direction) | Qt::TextSingleLine;
    const auto place = [&](int left, int width) {
        return QStyle::visualRect(option.direction, option.rect,
                                  QRect(content.left() + left, content.top(), std::max(0, width), content.height()));
    };
    painter->setPen(option.palette.color(isRest ? QPalette::PlaceholderText : QPalette::Text));
    drawWords(painter, place(0, nameWidth), alignment,
              option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, nameWidth));
    const QRect words = place(nameWidth + failureGap, content.width() - nameWidth - failureGap);
    painter->setPen(option.palette.color(QPalette::PlaceholderText));
    drawWords(
        painter, words, alignment,
        option.fontMetrics.elidedText(index.data(RunFailures::WordsRole).toString(), Qt::ElideRight, words.width()));
    if (option.state.testFlag(QStyle::State_HasFocus))
        drawRing(painter, option.rect, option.palette.color(QPalette::Link), 4);
    painter->restore();
}

QSize RunFailureDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {0, option.fontMetrics.height() + 10};
}

// ---- RunFailuresView

RunFailuresView::RunFailuresView(RunFailures *failures, QWidget *parent) : QListView(parent)
{
    setModel(failures);
    setItemDelegate(new RunFailureDelegate(this));
    setUniformItemSizes(true);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setTabKeyNavigation(false);
    setAccessibleName(tr("Failures"));
    connect(failures, &QAbstractItemModel::rowsInserted, this, &RunFailuresView::fit);
    connect(failures, &QAbstractItemModel::modelReset, this, &RunFailuresView::fit);
}

void RunFailuresView::fit()
{
    if (model()->rowCount() <= failureRows + 1)
        updateGeometry();
}

QSize RunFailuresView::sizeHint() const
{
    const int rows = std::clamp(model()->rowCount(), 1, failureRows);
    return {300, rows * (fontMetrics().height() + 10)};
}

QSize RunFailuresView::minimumSizeHint() const
{
    return {0, fontMetrics().height() + 10};
}

} // namespace gatehouse
