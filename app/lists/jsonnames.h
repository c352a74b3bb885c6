// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/listreading.h"
#include "lists/listsource.h"

namespace gatehouse {

/// Reads a list in JSON into its piles. Lines between the entries that hold brackets alone are Heading. An entry of
/// several lines takes those that no entry before it has taken.
/// Where each line is a value of its own, a line that is none is NoName, and a problem says so; anything else that is
/// not well-formed is an error.
tl::expected<ListReading, QString> readJsonNames(const ListSource &source);

} // namespace gatehouse
