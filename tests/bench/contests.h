// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contest.h"

namespace gatehouse::bench {

class BenchJournals;
class Stage;

/// What the program does with a list, off the window's thread. Of these and all below: only rows of at most so many
/// users, and whatever is large is made when it is first needed; the stage and the journals must outlive them.
std::vector<Contest> allContests(Stage &stage, std::size_t largest);

/// How a list comes over HTTPS and what it costs to have it.
std::vector<Contest> loadContests(Stage &stage, std::size_t largest);

/// Search in the window, from the key until it is painted.
std::vector<Contest> searchContests(Stage &stage, std::size_t largest);

/// Sort and selection in the window, from the click until it is painted.
std::vector<Contest> windowContests(Stage &stage, std::size_t largest);

/// The longest gap of the window's event loop while it is used; that of loads stands with the loads.
std::vector<Contest> smoothContests(Stage &stage, std::size_t largest);

/// The same with a history of many rows.
std::vector<Contest> historyContests(Stage &stage, BenchJournals &journals, std::size_t largest);

/// From the start of the program to its first paint.
std::vector<Contest> startContests(Stage &stage);

/// What a list that somebody sent costs, and a search with a directory; of a hundred thousand.
std::vector<Contest> listContests(std::size_t largest);

/// What a journal of many rows costs the window's thread. Each journal is made when it is first needed.
std::vector<Contest> journalContests(BenchJournals &journals, std::size_t largest);

/// Bulks over the network, near and far; without those where no such network may be made, which is told on stderr.
std::vector<Contest> bulkContests(std::size_t largest);

} // namespace gatehouse::bench
