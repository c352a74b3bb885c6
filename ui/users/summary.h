// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/userlisting.h"

#include <QString>

#include <optional>

namespace gatehouse {

// Sentences that count users, in the program's locale; right in English without a translation file.

/// The bottom line: "12 found · 4,245 users · 612 disabled · 12 selected, 3 more hidden by the filter". `found` is how
/// many a search shows; nothing while nobody is searched for.
QString summaryText(const StatusCounts &counts, const SelectionCounts &selection, std::optional<qint64> found = {});
/// The same of a list as it stands.
QString summaryText(const UserListing &listing);

/// "1 user", "4,245 users".
QString userCountText(qint64 users);

/// "1 selected user is hidden.", "12 selected users are hidden."; empty for none.
QString hiddenSelectionText(qint64 hidden);

} // namespace gatehouse
