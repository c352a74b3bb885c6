// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/listeduser.h"

#include <algorithm>

namespace gatehouse {

ListedUser listedUser(const StatusTable &table, const QByteArray &name)
{
    const auto row = table.find(name);
    return row ? ListedUser{table.status(*row), table.person(*row)} : ListedUser{UserStatus::none(name)};
}

ListedUser listedUser(const TableSnapshot &table, const QByteArray &name)
{
    auto row = table.names->find({name.constData(), static_cast<std::size_t>(name.size())});
    if (!row) {
        const auto late = std::find(table.tail.begin(), table.tail.end(), name);
        if (late == table.tail.end())
            return {UserStatus::none(name)};
        row = table.names->count() + static_cast<Row>(late - table.tail.begin());
    }
    ListedUser user{{name, table.states[*row], {}, {}}, table.person(*row)};
    if (user.status.state == StatusState::Disabled && *row < table.since.size())
        user.status.disabledSince = table.since[*row];
    return user;
}

} // namespace gatehouse
