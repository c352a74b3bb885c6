// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/userstatus.h"

#include <tl/expected.hpp>

#include <optional>

namespace gatehouse {

/// What an answer about one user says, whichever of the known shapes it has: `{"userStatuses":[{…}]}`,
/// `{"userStatus":{…}}`, a bare `{"name":…}`, or `{"status":…,"message":…}` and `{"error":…}` without an entry.
struct EntryAnswer
{
    std::optional<UserStatus> entry;
    bool isOk = false;      ///< `status` says "ok"
    bool isRefusal = false; ///< there is an `error`, or `status` says something else
    QString words;          ///< of a refusal, untreated; may be empty
};

/// Reads it whole; the error says in English why it is no such answer.
tl::expected<EntryAnswer, QString> readEntryAnswer(QByteArrayView body);

} // namespace gatehouse
