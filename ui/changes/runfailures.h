// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/outcome.h"

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

#include <vector>

namespace gatehouse {

/// The changes of a run that went wrong, in the order in which they ended. Keeps the first kKept of them, and counts
/// the rest in a last row.
class RunFailures final : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr qsizetype kKept = 1'000;
    enum Role { WordsRole = Qt::UserRole, IsRestRole };

    using QAbstractListModel::QAbstractListModel;

    void add(const QByteArray &name, const Outcome &outcome);
    void clear();
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Failure
    {
        QString name;
        QString words;
    };
    QString restWords() const;
    std::vector<Failure> m_failures;
    qsizetype m_rest = 0; ///< how many more there were
};

/// Paints a failure's name and its words side by side.
class RunFailureDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The list of them, as high as its rows but no higher than six.
class RunFailuresView final : public QListView
{
    Q_OBJECT
public:
    explicit RunFailuresView(RunFailures *failures, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    void fit();
};

} // namespace gatehouse
