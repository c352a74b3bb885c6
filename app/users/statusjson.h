// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/userstatus.h"

#include <QByteArray>
#include <QList>

#include <tl/expected.hpp>

namespace gatehouse {

/// One member of a JSON object as it stands in the text.
struct JsonMember
{
    QByteArray key;    ///< unescaped, UTF-8
    QByteArray rawKey; ///< verbatim, with its quotes
    QByteArray value;  ///< verbatim
    bool operator==(const JsonMember &) const = default;
};

/// The members of a JSON object in their order, each value verbatim and checked to be JSON (numbers of any size
/// stay as they are written). The error is a plain English reason, for logs and "bad data" sentences.
tl::expected<QList<JsonMember>, QByteArray> readMembers(QByteArrayView object);

/// Reads one entry of the API, `{"name":…,"disabled":…}`. Fails when it is no object or has no string `name`.
tl::expected<UserStatus, QByteArray> readStatus(QByteArrayView object);

/// The entry as JSON, as it is sent: the raw object where there is one, else the canonical form.
/// Must not be called for NoStatus.
QByteArray writeStatus(const UserStatus &status);

/// The same entry disabled at the instant; every other member is carried along.
/// Of a NoStatus it makes a new canonical entry.
UserStatus withDisabled(const UserStatus &status, Instant since);

/// The same entry without `disabled`; every other member is carried along.
UserStatus withoutDisabled(const UserStatus &status);

/// Whether two entries say the same: name, state, instant, and the same other members with the same values,
/// whatever the order of the members and the white space. An odd `disabled` is compared by its value.
bool sameEntry(const UserStatus &a, const UserStatus &b);

} // namespace gatehouse
