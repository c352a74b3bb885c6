// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/actwords.h"
#include "journal/history.h"
#include "ui/history/plainwords.h"
#include "ui/look/widgets.h"

namespace gatehouse {

// What the history says: plain functions of what the journal remembers, translated. Names of users go through
// displayName().

/// "Today, 14:03 · Pivot EU"
QString whenAndWhere(const SetSummary &set, Instant now);
/// The picture of an act.
QString actGlyph(Act act);

/// The most important thing about how a set ended: "Taken back 14:02", "2 failed", "Interrupted", "287 done".
struct SetResult
{
    QString text;
    GlyphTone tone = GlyphTone::Secondary;
};
SetResult resultOf(const SetSummary &set, Instant now);
/// "Running", "Ended", "Interrupted: the program that ran it ended before it was finished"
QString setStateWords(SetState state);
/// What a later set took back of this one: "Taken back 12 Jun 2026, 14:02 by ada@desk.", "12 of 287 changes were taken
/// back, the last 12 Jun 2026, 14:02 by ada@desk."; empty if nothing.
QString takenBackWords(const SetSummary &set);
/// When, where, by whom: "12 Jun 2026, 14:03 · Pivot EU (Production) · https://pivot.example.com · by ada@desk"
QString factsOf(const SetSummary &set);
/// Changes that have no outcome: still to come, or lost with the program that ran the set.
qint64 withoutOutcome(const SetSummary &set);
/// Changes that were meant and did not come about, as far as anybody knows; while the set runs the rest may still.
qint64 failedChanges(const SetSummary &set);

/// Why this set cannot be taken back, or run again, over this connection; empty if nothing hinders.
QString undoHindrance(const SetSummary &set, const std::optional<ConnectionKey> &connection);
QString runAgainHindrance(const SetSummary &set, const std::optional<ConnectionKey> &connection);

/// "Done", "Failed", "Not sent"
QString outcomeKindWords(OutcomeKind kind);
/// How an outcome, or a chip of it, is drawn.
struct RowMark
{
    QString glyph;
    GlyphTone tone = GlyphTone::Secondary;
};
RowMark outcomeMark(OutcomeKind kind);
RowMark rowMark(const SetRow &row);

/// "Enabled", "Disabled, 12 Jun 2026", "No status"
QString shortStateWords(const UserStatus &status);
/// The same with the exact instant in UTC.
QString exactStateWords(const UserStatus &status);
/// What stands there since, as far as anybody knows: "Disabled, 12 Jun 2026", "Unchanged", "Not known".
QString afterWords(const SetRow &row);
/// The same to the letter, and what was wanted where that is something else.
QString exactAfterWords(const SetRow &row);
/// "Done, confirmed 16:04", "Failed: 502 Bad Gateway", "Left alone: protected"
QString outcomeWords(const SetRow &row);

/// What happened to a user, and when: "Disabled 12 Jun 2026, 16:04 by ada@desk". Where nothing came of it: "Asked to
/// disable, 12 Jun 2026, 16:04, by ada@desk".
QString storyHeading(const StoryPart &part);

} // namespace gatehouse
