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
    case Column::Person:
        return SortKey::Person;
    case Column::Email:
        return SortKey::Email;
    case Column::Roles:
        return SortKey::Roles;
    case Column::Count:
        break;
    }
    return SortKey::Name;
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
    case Column::Person:
        return QStringLiteral("person");
    case Column::Email:
        return QStringLiteral("email");
    case Column::Roles:
        return QStringLiteral("roles");
    case Column::Count:
        break;
    }
    return {};
}

constexpr QLatin1StringView kSortKey("sortColumn");
constexpr QLatin1StringView kDescendingKey("sortDescending");
constexpr QLatin1StringView kHiddenKey("hiddenColumns");
constexpr QLatin1StringView kShownKey("shownColumns");

} // namespace

UserModel::Column UserView::columnOf(SortKey key)
{
    switch (key) {
    case SortKey::Name:
        return Column::User;
    case SortKey::State:
        return Column::SignIn;
    case SortKey::DisabledSince:
        return Column::DisabledSince;
    case SortKey::Person:
        return Column::Person;
    case SortKey::Email:
        return Column::Email;
    case SortKey::Roles:
        return Column::Roles;
    }
    return Column::User;
}

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
    QStringList shown;
    for (const QAction *action : m_columnActions)
        (action->isChecked() ? shown : hidden) << settingsName(static_cast<Column>(action->data().toInt()));
    const RowOrder order = m_listing.order();
    return {{kSortKey, settingsName(columnOf(order.key))},
            {kDescendingKey, order.direction == SortDirection::Descending},
            {kHiddenKey, hidden},
            {kShownKey, shown}};
}

void UserView::restoreViewState(const QVariantMap &state)
{
    const QStringList hidden = state.value(kHiddenKey).toStringList();
    const QStringList shown = state.value(kShownKey).toStringList();
    for (QAction *action : m_columnActions) {
        const QString name = settingsName(static_cast<Column>(action->data().toInt()));
        if (hidden.contains(name))
            action->setChecked(false);
        else if (shown.contains(name)) // one that came with a later program stays as it is at first
            action->setChecked(true);
    }
    for (int column = 0; column < static_cast<int>(Column::Count); ++column) {
        if (state.value(kSortKey).toString() == settingsName(static_cast<Column>(column)) && !isColumnHidden(column))
            sortBy(column, state.value(kDescendingKey).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
    }
}

} // namespace gatehouse
