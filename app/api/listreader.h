// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"
#include "users/statuslist.h"

#include <atomic>

namespace gatehouse {

/// Why an answer is no list of everybody.
struct ListProblem
{
    ApiErrorKind kind = ApiErrorKind::BadData; ///< BadData, Rejected, NotTheApi or Cancelled
    QString detail;                            ///< English, for the log and for details
    QString words;                             ///< of Rejected: the server's own words, untreated
    bool operator==(const ListProblem &) const = default;
};

/// Reads the answer to "list everybody", `{"userStatuses":[…]}`, into columns. Every value is looked at, also those
/// that nothing is taken from: garbage anywhere, a text that ends early or goes on, nesting without end and bytes that
/// are not UTF-8 are all found. Made for a worker; stop ends it early with Cancelled. An entry that is not just a name
/// and an instant in the canonical spelling keeps its own JSON.
tl::expected<StatusList, ListProblem> readList(QByteArray body, const std::atomic_bool *stop = nullptr);

} // namespace gatehouse
