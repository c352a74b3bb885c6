// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/change.h"

#include <QList>

namespace gatehouse {

// How acts and states are put to a person. Translated plain text; names go through displayName().

/// The title of a set: "Disable analyst@example.com", "Disable 287 users".
QString setTitle(Act act, const QList<Change> &changes);
/// The same of more than one, which are not named.
QString setTitleOfMany(Act act, qsizetype changes);

/// What happened, to stand behind a name: "disabled", "enabled", "date changed", "status deleted", "status created".
QString actVerb(Act act);
/// The same of one change, which may create a status, or take one away, where the act is called otherwise.
QString actVerb(Act act, const Change &change);

/// An instant in the admin's time zone and language, to the minute: "21 Sep 2022, 19:01".
QString instantWords(Instant instant);

/// What stands there, as one sentence: "It is disabled since 21 Sep 2022, 19:01."
QString stateWords(const UserStatus &status);

/// What is there now instead of `before`, as a sentence of its own that may also stand behind a name: "Somebody else
/// disabled this user on 21 Sep 2022, 19:01."
QString differenceWords(const UserStatus &before, const UserStatus &seen);

} // namespace gatehouse
