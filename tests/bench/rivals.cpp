// SPDX-License-Identifier: GPL-3.0-or-later
#include "rivals.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace gatehouse::bench {

std::vector<PlainRow> readPlainly(const QByteArray &json)
{
    const QJsonArray entries = QJsonDocument::fromJson(json).object().value(QLatin1String("userStatuses")).toArray();
    std::vector<PlainRow> rows;
    rows.reserve(static_cast<std::size_t>(entries.size()));
    for (const QJsonValue &value : entries) {
        const QJsonObject entry = value.toObject();
        rows.push_back(
            {entry.value(QLatin1String("name")).toString(), entry.value(QLatin1String("disabled")).toString()});
    }
    return rows;
}

int PlainModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown);
}

void PlainModel::show(std::size_t rows)
{
    beginResetModel();
    m_shown = rows;
    endResetModel();
}

int PlainModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant PlainModel::data(const QModelIndex &index, int role) const
{
    const auto row = static_cast<std::size_t>(index.row());
    if (role == DateRole)
        return m_list.plainMs[row];
    if (role == FoldedRole)
        return m_list.folded[row];
    if (role != Qt::DisplayRole)
        return {};
    return index.column() == 0 ? m_list.plain[row].name : m_list.plain[row].disabled;
}

PlainProxy::PlainProxy(const BenchList &list) : m_model(list)
{
    m_proxy.setSortCaseSensitivity(Qt::CaseInsensitive);
    m_proxy.setFilterKeyColumn(0);
    m_proxy.setFilterRole(PlainModel::FoldedRole);
    m_proxy.setSourceModel(&m_model);
    m_proxy.rowCount();
}

void PlainProxy::filter(const QString &text)
{
    m_proxy.setFilterFixedString(text);
}

void PlainProxy::sort(int column)
{
    m_proxy.setSortRole(column == 0 ? int(Qt::DisplayRole) : int(PlainModel::DateRole));
    m_proxy.sort(column);
}

} // namespace gatehouse::bench
