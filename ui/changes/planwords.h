// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/outlinedplan.h"

#include <functional>

namespace gatehouse {

/// A date for a person, "12 Jun 2026"; the program hands in its own, so that all rooms agree.
using DateWords = std::function<QString(Instant)>;
/// The locale's long date without the weekday and with the month cut short, in this computer's time zone.
QString dateWords(Instant instant);
/// The same with the time to the second, for changes within one day.
QString dateTimeWords(Instant instant);
/// The exact instant, "2022-09-21 19:01:25.872 UTC".
QString utcWords(Instant instant);

// What a review says: plain functions of a plan, translated. Names of users go through displayName().

/// The dialog's heading for what will really change.
QString planTitle(const OutlinedPlan &plan);
/// "301 users were asked for: 287 will change, 8 are already disabled and 3 were not found."
QString planSentence(Act act, const PileCounts &piles, Absence absence = Absence::Known);
/// The pile's chip: "Will change", "Already disabled", "Protected".
QString pileName(Verdict verdict, Act act, Absence absence = Absence::Known);
/// Its glyph's file.
QString pileGlyph(Verdict verdict);
/// The button that runs it: "Disable 287 users", "Disable 1 user", "Delete 12 statuses".
QString runWords(Act act, int count);

/// Of a delete: how many of the rows that will change are disabled now, as a warning; empty where none is.
QString deleteWarning(const OutlinedPlan &plan);

/// Of a plan to disable: for how many a status will be created, which is said plainly; empty where for none.
QString creationNote(const OutlinedPlan &plan);

/// One state: "Enabled", "Disabled, 12 Jun 2026", "No status".
QString stateWords(const UserStatus &status, const DateWords &date);
/// One row's change in a line: "Enabled → Disabled, 12 Jun 2026". A row that is left alone says how it stands, and
/// why.
QString changeWords(const PlannedRow &row, const DateWords &date);

} // namespace gatehouse
