// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/namecolumn.h"

namespace gatehouse {

/// All rows by their folded names, equal ones by the names' own bytes, twins by row. Any thread; NameColumn keeps the
/// result, see NameColumn::byName().
std::vector<Row> sortedByName(const NameColumn &names);

} // namespace gatehouse
