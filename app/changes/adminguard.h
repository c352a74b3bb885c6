// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/outlinedplan.h"
#include "users/statustable.h"

#include <vector>

namespace gatehouse {

/// The role that may do everything.
inline constexpr char16_t kSuperAdmin[] = u"super-admin";

/// The users of a directory who have the role super-admin.
QByteArrayList superAdminNames(const Directory &directory);
/// How those stand who have it in the table's directory; none without a directory.
std::vector<UserStatus> superAdmins(const StatusTable &table);

/// Whether a set takes the sign-in from the last of them that has one. A status that is disabled, or would be, takes
/// it; one that is deleted, or not there, does not count as an enabled one: nobody documented what the server makes of
/// it. Sets that change no admin's sign-in for the worse are never refused, however the admins stand.
bool leavesNoAdmin(const std::vector<UserStatus> &admins, const ChangeSet &set);
/// The same of what a plan would change.
bool leavesNoAdmin(const std::vector<UserStatus> &admins, const Plan &plan);
/// The same, without a walk over all rows where the outline was made with the admins' names among those that were
/// sought.
bool leavesNoAdmin(const std::vector<UserStatus> &admins, const OutlinedPlan &plan);

} // namespace gatehouse
