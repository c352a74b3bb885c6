// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/userstatus.h"

#include <QByteArray>

namespace gatehouse::bench {

// What both sides of a bulk write: the same users, the same bodies, the same token.

inline constexpr char kBulkToken[] = "0123456789abcdef0123456789abcdef";

/// The n-th user, from 0.
inline QByteArray bulkName(int n)
{
    return "user" + QByteArray::number(1'000'000 + n) + "@example.com";
}

/// What becomes of that one.
inline UserStatus bulkStatus(int n)
{
    return UserStatus::disabled(bulkName(n), fromMilliseconds(1'700'000'000'000));
}

} // namespace gatehouse::bench
