// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/lookchanges.h"

#include <QString>

namespace gatehouse {

// What others changed since the admin last looked, put to a person. Translated plain text.

/// "3 disabled, 1 enabled, 2 new and 4 gone"; empty for nothing.
QString lookCountWords(const LookCounts &counts);
/// Who is gone, by name: "Gone: ann@x, ben@x and 5 more."; empty for nobody.
QString goneWords(const QList<GoneUser> &gone);
/// What became of a user, as a sentence for a tip; empty for None.
QString lookChangeWords(LookChange change);

} // namespace gatehouse
