// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/rowmodel.h"

#include "ui/history/historywords.h"

#include <algorithm>
#include <limits>

namespace gatehouse {
namespace {

using RowsTake = PagedList<SetRow>::Take;

void askRows(const QPointer<Journal> &journal, const QUuid &set, const SetRowFilter &filter, qint64 skipped,
             qint64 first, int limit, const RowsTake &take)
{
    if (!journal)
        return;
    journal->rows(set, filter, skipped + first, limit,
                  [skipped, first, take](const tl::expected<SetRowPage, QString> &page) {
                      if (page)
                          take(Piece<SetRow>{page->rows, first, page->total - skipped});
                      else
                          take(tl::unexpected(page.error()));
                  });
}

PagedList<SetRow>::Source rowsSource(const QPointer<Journal> &journal, const QUuid &set, const SetRowFilter &filter)
{
    return [journal, set, filter](qint64 first, int limit, const RowsTake &take) {
        askRows(journal, set, filter, 0, first, limit, take);
    };
}

// What was left alone comes behind the changes: it begins where their number says, which never changes.
PagedList<SetRow>::Source leftAloneSource(const QPointer<Journal> &journal, const QUuid &set, const QString &user)
{
    auto changes = std::make_shared<std::optional<qint64>>();
    return [journal, set, user, changes](qint64 first, int limit, const RowsTake &take) {
        const SetRowFilter everything{user, std::nullopt, false};
        if (*changes) {
            askRows(journal, set, everything, **changes, first, limit, take);
            return;
        }
        if (!journal)
            return;
        journal->rows(set, {user, std::nullopt, true}, 0, 1, [=](const tl::expected<SetRowPage, QString> &page) {
            if (!page) {
                take(tl::unexpected(page.error()));
                return;
            }
            *changes = page->total;
            askRows(journal, set, everything, page->total, first, limit, take);
        });
    };
}

} // namespace

RowModel::RowModel(Journal &journal, QObject *parent)
    : QAbstractTableModel(parent),
      m_journal(&journal),
      m_list([this](const Piece<SetRow> &piece) { take(piece); }, [this](const QString &why) { takeFailure(why); })
{}

void RowModel::show(const QUuid &set, const ShownRows &shown)
{
    beginResetModel();
    m_set = set;
    m_shown = shown;
    m_count = 0;
    m_isRefreshDue = false;
    if (set.isNull())
        m_list.restart({});
    else if (shown.onlyLeftAlone)
        m_list.restart(leftAloneSource(m_journal, set, shown.filter.user));
    else
        m_list.restart(rowsSource(m_journal, set, shown.filter));
    endResetModel();
}

// Never while something is asked: answers that are dropped each time would leave the rows as they were for good.
void RowModel::refresh()
{
    m_isRefreshDue = m_list.isAsking();
    if (!m_isRefreshDue)
        m_list.refresh();
}

void RowModel::refreshIfDue()
{
    if (m_isRefreshDue)
        QMetaObject::invokeMethod(this, &RowModel::refresh, Qt::QueuedConnection);
}

void RowModel::take(const Piece<SetRow> &piece)
{
    const int count = static_cast<int>(std::min<qint64>(piece.total, std::numeric_limits<int>::max()));
    if (count == m_count) {
        m_list.put(piece);
        if (!piece.items.isEmpty())
            emit dataChanged(
                index(static_cast<int>(piece.first), 0),
                index(static_cast<int>(piece.first + piece.items.size()) - 1, static_cast<int>(Column::Count) - 1));
    } else if (!merge(piece, count)) {
        startOver(piece, count);
    }
    if (piece.first == 0)
        emit loaded();
    refreshIfDue();
}

void RowModel::takeFailure(const QString &why)
{
    emit failed(why);
    refreshIfDue();
}

void RowModel::startOver(const Piece<SetRow> &piece, int count)
{
    beginResetModel();
    m_list.forgetPages();
    m_list.put(piece);
    m_count = count;
    endResetModel();
}

// Rows are only ever added to a list, each at its place: the old ones stand among the new in the same order.
bool RowModel::merge(const Piece<SetRow> &piece, int count)
{
    if (m_count == 0 || count < m_count || piece.first != 0 || piece.items.size() != count ||
        !m_list.known(m_count - 1))
        return false;
    QList<SetRow> merged;
    for (int row = 0; row < m_count; ++row)
        merged.append(*m_list.known(row));
    for (const SetRow &old : std::as_const(merged)) {
        if (std::none_of(piece.items.cbegin(), piece.items.cend(),
                         [&old](const SetRow &row) { return row.place == old.place; }))
            return false;
    }
    for (int row = 0; row < count; ++row) {
        if (row < merged.size() && merged.at(row).place == piece.items.at(row).place)
            continue;
        beginInsertRows({}, row, row);
        merged.insert(row, piece.items.at(row));
        m_list.put({merged, 0, merged.size()});
        m_count = static_cast<int>(merged.size());
        endInsertRows();
    }
    m_list.put(piece);
    emit dataChanged(index(0, 0), index(count - 1, static_cast<int>(Column::Count) - 1));
    return true;
}

const SetRow *RowModel::row(int row) const
{
    return row >= 0 && row < m_count ? m_list.at(row) : nullptr;
}

const SetRow *RowModel::knownRow(int row) const
{
    return row >= 0 && row < m_count ? m_list.known(row) : nullptr;
}

int RowModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_count;
}

int RowModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant RowModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const SetRow *found = row(index.row());
    const auto column = static_cast<Column>(index.column());
    if (!found)
        return role == Qt::DisplayRole && column == Column::User ? QVariant(QStringLiteral("…")) : QVariant();
    const bool isTip = role == Qt::ToolTipRole;
    const bool isOutcome = column == Column::Outcome;
    if (role == FailedRole)
        return found->outcome && found->outcome->kind == OutcomeKind::Failed;
    if (role == GlyphRole || role == ToneRole) {
        const RowMark mark = rowMark(*found);
        if (!isOutcome)
            return {};
        return role == GlyphRole ? QVariant(mark.glyph) : QVariant(static_cast<int>(mark.tone));
    }
    if (role != Qt::DisplayRole && !isTip)
        return {};
    switch (column) {
    case Column::User: {
        const QString name = displayName(found->planned.change.name());
        return isTip ? plainTip(name) : name;
    }
    case Column::Before:
        return isTip ? plainTip(exactStateWords(found->planned.change.before))
                     : shortStateWords(found->planned.change.before);
    case Column::After:
        return isTip ? plainTip(exactAfterWords(*found)) : afterWords(*found);
    case Column::Outcome:
        return isTip ? plainTip(outcomeWords(*found)) : outcomeWords(*found);
    case Column::Count:
        break;
    }
    return {};
}

QVariant RowModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::User:
        return tr("User");
    case Column::Before:
        return tr("Before");
    case Column::After:
        return tr("After");
    case Column::Outcome:
        return tr("Outcome");
    case Column::Count:
        break;
    }
    return {};
}

} // namespace gatehouse
