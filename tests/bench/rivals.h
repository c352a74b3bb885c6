// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchlists.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace gatehouse::bench {

/// The list read with QJsonDocument into rows of QString.
std::vector<PlainRow> readPlainly(const QByteArray &json);

/// The rows as an ordinary model of two columns. Reads the list that it is given, which must outlive it.
class PlainModel final : public QAbstractTableModel
{
public:
    /// What is handed to the rival ready-made: the date as a number for sorting, and the folded name for searching, so
    /// that it finds what Gatehouse finds.
    enum Role { DateRole = Qt::UserRole, FoldedRole };

    explicit PlainModel(const BenchList &list) : m_list(list), m_shown(list.plain.size()) {}

    /// Has only the first rows from now on, so many; told as a reset.
    void show(std::size_t rows);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    const BenchList &m_list;
    std::size_t m_shown;
};

/// A QSortFilterProxyModel over the model, set up the way one does for such a table, with its mapping already built.
class PlainProxy final
{
public:
    explicit PlainProxy(const BenchList &list);

    QAbstractItemModel &model() { return m_proxy; }
    int rowCount() const { return m_proxy.rowCount(); }
    void filter(const QString &text);
    void sort(int column);

private:
    PlainModel m_model;
    QSortFilterProxyModel m_proxy;
};

} // namespace gatehouse::bench
