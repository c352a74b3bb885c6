// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/statustable.h"

#include <functional>

namespace gatehouse {

/// A user as last seen; a value.
struct ListedUser
{
    UserStatus status; ///< NoStatus where there is none
    PersonIndex person = PersonColumn::kNobody;
    bool isPerson() const { return person != PersonColumn::kNobody; }
};

/// Looks a user up by exactly this name.
using UserLookup = std::function<ListedUser(const QByteArray &name)>;

/// As the table has the user; of a name that it does not know the absence. For plans, on the thread that has the table.
ListedUser listedUser(const StatusTable &table, const QByteArray &name);
/// The same from a snapshot with its dates. The status lacks its raw JSON: for reports, never for a plan.
ListedUser listedUser(const TableSnapshot &table, const QByteArray &name);

} // namespace gatehouse
