// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contest.h"

namespace gatehouse::bench {

/// Every contest of the table, in its order. The lists are made here and live as long as the contests do.
/// With a limit only those of at most so many users.
std::vector<Contest> allContests(std::size_t largest);

/// What a list that somebody sent costs, and a search with a directory; of a hundred thousand.
std::vector<Contest> listContests(std::size_t largest);

/// What a journal of many rows costs the window's thread. Each journal is made when it is first needed.
std::vector<Contest> journalContests(std::size_t largest);

/// Bulks over the network, near and far; without those where no such network may be made, which is told on stderr.
std::vector<Contest> bulkContests(std::size_t largest);

} // namespace gatehouse::bench
