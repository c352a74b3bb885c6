// SPDX-License-Identifier: GPL-3.0-or-later
// Sort order and columns of the users' table, and how they are kept in the settings.
#include "ui/users/userview.h"

#include <QAction>
#include <QHeaderView>
#include <QSignalBlocker>

namespace gatehouse {

namespace {

using Column = UserModel::Column;

SortKey keyOf(Column column)
{
    switch (column) {
    case Column::User:
        return SortKey::Name;
    case Column::SignIn:
        return SortKey::State;
    case Column::DisabledSince:
        return SortKey::DisabledSince;
    case Column::Count:
        break;
    }
    return SortKey::Name;
}

Column columnOf(SortKey key)
{
    switch (key) {
    case SortKey::Name:
        return Column::User;
    case SortKey::State:
        return Column::SignIn;
    case SortKey::DisabledSince:
        return Column::DisabledSince;
    }
    return Column::User;
}

/// The name of a column in the settings; it stays the same in every language.
QString settingsName(Column column)
{
    switch (column) {
    case Column::User:
        return QStringLiteral("user");
    case Column::SignIn:
        return QStringLiteral("signIn");
    case Column::DisabledSince:
        return QStringLiteral("disabledSince");
    case Column::Count:
        break;
    }
    return {};
}

constexpr QLatin1StringView kSortKey("sortColumn");
constexpr QLatin1StringView kDescendingKey("sortDescending");
constexpr QLatin1StringView kHiddenKey("hiddenColumns");

} // namespace

void UserView::sortBy(int column, Qt::SortOrder order)
{
    m_listing.setOrder({keyOf(static_cast<Column>(column)),
                        order == Qt::AscendingOrder ? SortDirection::Ascending : SortDirection::Descending});
    showOrder();
}

void UserView::showOrder()
{
    const QSignalBlocker quiet(horizontalHeader());
    const RowOrder order = m_listing.order();
    horizontalHeader()->setSortIndicator(static_cast<int>(columnOf(order.key)),
                                         order.direction == SortDirection::Ascending ? Qt::AscendingOrder
                                                                                     : Qt::DescendingOrder);
    horizontalHeader()->viewport()->update();
}

QVariantMap UserView::viewState() const
{
    QStringList hidden;
    for (const QAction *action : m_columnActions) {
        if (!action->isChecked())
            hidden << settingsName(static_cast<Column>(action->data().toInt()));
    }
    const RowOrder order = m_listing.order();
    return {{kSortKey, settingsName(columnOf(order.key))},
            {kDescendingKey, order.direction == SortDirection::Descending},
            {kHiddenKey, hidden}};
}

void UserView::restoreViewState(const QVariantMap &state)
{
    const QStringList hidden = state.value(kHiddenKey).toStringList();
    for (QAction *action : m_columnActions)
        action->setChecked(!hidden.contains(settingsName(static_cast<Column>(action->data().toInt()))));
    for (int column = 0; column < static_cast<int>(Column::Count); ++column) {
        if (state.value(kSortKey).toString() == settingsName(static_cast<Column>(column)) && !isColumnHidden(column))
            sortBy(column, state.value(kDescendingKey).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
    }
}

} // namespace gatehouse
