// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/listreading.h"
#include "lists/listsource.h"

namespace gatehouse {

/// Reads a list of lines, a table or the recipients of a mail into its piles, as its content and the choices say.
ListReading readTableNames(const ListSource &source, const ReadChoices &choices);

} // namespace gatehouse
