// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/setmodel.h"

#include "ui/history/historywords.h"

#include <limits>

namespace gatehouse {
namespace {

int rowsOfSets(qint64 total)
{
    return static_cast<int>(std::min<qint64>(total, std::numeric_limits<int>::max()));
}

} // namespace

SetModel::SetModel(Journal &journal, std::function<Instant()> now, QObject *parent)
    : QAbstractListModel(parent),
      m_journal(&journal),
      m_now(std::move(now)),
      m_list([this](const Piece<SetSummary> &piece) { take(piece); }, [this](const QString &why) { emit failed(why); })
{}

void SetModel::setFilter(const HistoryFilter &filter)
{
    m_filter = filter;
    beginResetModel();
    m_count = 0;
    m_newest = {};
    m_list.restart([journal = m_journal, filter](qint64 first, int limit, const PagedList<SetSummary>::Take &take) {
        if (!journal)
            return;
        journal->sets(filter, first, limit, [take](const tl::expected<HistoryPage, QString> &page) {
            if (page)
                take(Piece<SetSummary>{page->sets, page->first, page->total});
            else
                take(tl::unexpected(page.error()));
        });
    });
    endResetModel();
}

void SetModel::refresh()
{
    m_list.refresh();
}

bool SetModel::put(const SetSummary &set)
{
    const int row = knownRow(set.id);
    if (row < 0)
        return false;
    m_list.replace(row, set);
    emit dataChanged(index(row), index(row));
    return true;
}

void SetModel::take(const Piece<SetSummary> &piece)
{
    const int count = rowsOfSets(piece.total);
    const int more = count - m_count;
    const bool isHead = piece.first == 0 && !piece.items.isEmpty();
    if (more == 0) {
        m_list.put(piece);
        if (!piece.items.isEmpty())
            emit dataChanged(index(static_cast<int>(piece.first)),
                             index(static_cast<int>(piece.first + piece.items.size()) - 1));
    } else if (isHead && m_count > 0 && more > 0 && more < piece.items.size() && piece.items.at(more).id == m_newest) {
        beginInsertRows({}, 0, more - 1);
        m_list.forgetPages(); // every place has moved
        m_list.put(piece);
        m_count = count;
        endInsertRows();
        emit dataChanged(index(more), index(static_cast<int>(piece.items.size()) - 1));
    } else {
        beginResetModel();
        m_list.forgetPages();
        m_list.put(piece);
        m_count = count;
        endResetModel();
    }
    if (isHead)
        m_newest = piece.items.constFirst().id;
    if (piece.first == 0)
        emit loaded();
}

const SetSummary *SetModel::summary(int row) const
{
    return row >= 0 && row < m_count ? m_list.at(row) : nullptr;
}

int SetModel::knownRow(const QUuid &set) const
{
    const int end = std::min(m_count, PagedList<SetSummary>::pageSize * PagedList<SetSummary>::pagesKept);
    for (int row = 0; row < end; ++row) {
        const SetSummary *known = m_list.known(row);
        if (known && known->id == set)
            return row;
    }
    return -1;
}

int SetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_count;
}

QVariant SetModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const SetSummary *set = summary(index.row());
    if (!set)
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("…")) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return plainLine(set->title);
    case Qt::ToolTipRole:
        return plainTip(set->title + QLatin1Char('\n') + instantWords(set->orderedAt));
    case Qt::AccessibleTextRole:
        return QStringList{plainLine(set->title), whenAndWhere(*set, m_now()), resultOf(*set, m_now()).text}.join(
            QStringLiteral(", "));
    case SubtitleRole:
        return whenAndWhere(*set, m_now());
    case CountsRole:
        return resultOf(*set, m_now()).text;
    case CountsToneRole:
        return static_cast<int>(resultOf(*set, m_now()).tone);
    case GlyphRole:
        return set->undoes.isNull() ? actGlyph(set->act) : QStringLiteral("undo");
    default:
        return {};
    }
}

} // namespace gatehouse
