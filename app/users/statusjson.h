// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/jsonmembers.h"
#include "users/userstatus.h"

#include <QByteArray>

#include <tl/expected.hpp>

namespace gatehouse {

/// Reads one entry of the API, `{"name":…,"disabled":…}`. Fails when it is no object or has no string `name`.
tl::expected<UserStatus, QByteArray> readStatus(QByteArrayView object);

/// The entry as JSON, as it is sent: the raw object where there is one, else the canonical form; of an enabled user
/// always without `disabled`, also where `null` stood. Must not be called for NoStatus.
QByteArray writeStatus(const UserStatus &status);

/// What stands as `disabled` in an entry's JSON, verbatim; empty if the member is not there. The last one counts.
QByteArray disabledMember(const QByteArray &raw);

/// The same entry disabled at the instant; every other member is carried along.
/// Of a NoStatus it makes a new canonical entry.
UserStatus withDisabled(const UserStatus &status, Instant since);

/// The same entry without `disabled`; every other member is carried along.
UserStatus withoutDisabled(const UserStatus &status);

/// Whether two entries say the same: name, state, instant, and the same other members with the same values,
/// whatever the order of the members and the white space. An odd `disabled` is compared by its value.
bool sameEntry(const UserStatus &a, const UserStatus &b);

} // namespace gatehouse
