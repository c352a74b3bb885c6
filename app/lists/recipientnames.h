// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/listreading.h"
#include "lists/listsource.h"

namespace gatehouse {

/// Reads the recipients of a mail, several a line, into their piles; the reading has the separator already.
void readRecipients(const ListSource &source, const ReadChoices &choices, ListReading &reading);

} // namespace gatehouse
