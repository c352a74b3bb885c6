// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/namematch.h"

#include <QString>

namespace gatehouse {

// How matches are put to a person. Translated plain text.

/// How the name was found, short: "name", "name, other case", "e-mail", "first and last name", "chosen". It is kept as
/// PlannedRow::matchedBy.
QString matchWords(MatchWay way);

/// What was found, short: "Found", "Ambiguous", "Not found", "Cannot tell".
QString verdictWords(MatchVerdict verdict);

/// Why a line is ambiguous, one sentence; empty for None.
QString doubtWords(MatchDoubt doubt);

} // namespace gatehouse
