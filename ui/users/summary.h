// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/userlisting.h"

#include <QString>

namespace gatehouse {

// Sentences that count users, in the program's locale; right in English without a translation file.

/// The bottom line: "4,245 users · 612 disabled · 12 selected, 3 more hidden by the filter".
QString summaryText(const StatusCounts &counts, const SelectionCounts &selection);

/// "1 user", "4,245 users".
QString userCountText(qint64 users);

/// "1 selected user is hidden.", "12 selected users are hidden."; empty for none.
QString hiddenSelectionText(qint64 hidden);

} // namespace gatehouse
