// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/userstatus.h"

#include <QString>

#include <tl/expected.hpp>

#include <atomic>
#include <optional>
#include <string_view>
#include <vector>

namespace gatehouse {

/// One entry of a list in JSON, where it stands and what it says; a value.
struct JsonEntry
{
    std::size_t begin = 0; ///< in bytes
    std::size_t end = 0;
    QByteArray name; ///< to the letter; empty where the entry has none
    std::optional<UserStatus> status;
};

/// Why a text is no list in JSON.
struct JsonListProblem
{
    std::size_t at = 0; ///< in bytes
    QString reason;     ///< one sentence for people
};

/// Whether a text begins as JSON does and as no list of names would: a bracket, and what may stand inside it.
bool looksLikeJson(std::string_view text);

/// Reads one JSON value or several behind one another (one a line, say), each of them one of: the API's
/// `{"userStatuses":[…]}` and `{"userStatus":{…}}`, the directory's `{"users":[…]}`, an entry `{"name":…}`, an array of
/// entries or of names. Every value is checked to its last character, and an entry's status is kept to the letter. What
/// is an entry of the directory (it has roles or a mail address, and nothing of being disabled) says no status.
/// When stop becomes true it ends early, as a list that is none.
tl::expected<std::vector<JsonEntry>, JsonListProblem> readJsonEntries(std::string_view text,
                                                                      const std::atomic_bool *stop = nullptr);

} // namespace gatehouse
