// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/history.h"
#include "journal/journaldatabase.h"

namespace gatehouse {

// How the rows of a set are found in the journal's tables.

/// The form in which names are searched: folded as they stand in the table.
QString foldedForJournal(const QString &text);

/// At most `limit` rows of a set from the place `first` of those that the filter finds. Unfiltered, any depth takes the
/// same time: the rows of a set are numbered without a gap. Filtered by an outcome, an index is walked to the depth;
/// filtered by a user, the whole set is read through. Nothing but zeros if the set is unknown.
Stored<SetRowPage> readRowPage(JournalDatabase &database, const QUuid &set, const SetRowFilter &filter, qint64 first,
                               int limit);

/// Adds all rows of the set with this number.
Stored<void> readAllRows(JournalDatabase &database, qint64 number, JournalEntry &entry);

} // namespace gatehouse
