// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/actwords.h"
#include "changes/outcome.h"
#include "changes/plan.h"
#include "changes/protectednames.h"
#include "users/personcolumn.h"

namespace gatehouse {

/// Whether instants later than now are wanted. Nobody documents what a server does with them.
enum class FutureDates { Refused, Wanted };

/// What every planner needs to know; a value made afresh for each plan.
struct PlanContext
{
    ConnectionKey connection;
    QString connectionName;
    QString orderedBy;
    Instant now{}; ///< the server's time; one instant for the whole plan
    ProtectedNames protectedNames;
    FutureDates futureDates = FutureDates::Refused;
    QString environment = {};                         ///< as ChangeSet has it
    std::shared_ptr<const PersonColumn> persons = {}; ///< null without a directory
};

// Pure functions, one an act: the wanted rows (as last seen) to a plan with a verdict for each. Titles are translated,
// "Disable analyst@example.com", "Disable 287 users". Each row is asked for once; a name that comes again is dropped.
// A row that has nothing to do (AlreadySo, NotFound) has the same before and after. Protection lets through only what
// leaves the user enabled, so that no act, date or undo is a way round it.

/// Disables at context.now; who is disabled already is AlreadySo and keeps the first date. A person of the directory
/// who has no status gets one; any other NoStatus is NotFound.
Plan planDisable(const QList<UserStatus> &wanted, const PlanContext &context);
/// Enables; never blocked by protection. NoStatus is NotFound.
Plan planEnable(const QList<UserStatus> &wanted, const PlanContext &context);
/// Deletes the status. NoStatus is AlreadySo.
Plan planDelete(const QList<UserStatus> &wanted, const PlanContext &context);
/// Sets another date for who is disabled; who is enabled is disabled at that instant. A date later than context.now is
/// Future unless context.futureDates wants it; the date that already stands is AlreadySo.
Plan planChangeDate(const QList<UserStatus> &wanted, Instant since, const PlanContext &context);
/// A new entry for a name that has none: enabled, or disabled at an instant ("block somebody ahead of time").
/// `current` is what is known of the name: anything but NoStatus is AlreadySo where it equals, else
/// ChangedBySomebodyElse.
Plan planCreate(const UserStatus &current, const UserStatus &wanted, const PlanContext &context);
/// Takes a set back: the reverse of each change whose outcome changed something, compared with the present states
/// (same order as `set.changes`). Protection holds here too. What is as it was before the set is AlreadySo; what is
/// neither as the set left it nor as it was is ChangedBySomebodyElse.
/// A future date that stood before is put back without asking: it is what was.
/// Refused by the caller when the connection differs, see canUndoOn(); the plan is empty then.
Plan planUndo(const ChangeSet &set, const QList<Outcome> &outcomes, const QList<UserStatus> &present,
              const PlanContext &context);

/// Does again what a set did not get done (failed, not sent, result not known), with the same before and after, dates
/// included, compared with the present states like planUndo(). What is so by now is AlreadySo.
Plan planAgain(const ChangeSet &set, const QList<Outcome> &outcomes, const QList<UserStatus> &present,
               const PlanContext &context);

/// Undo belongs to the connection and the address that the set was made for.
bool canUndoOn(const ChangeSet &set, const ConnectionKey &connection);

/// Compares a plan with freshly seen states (same order as plan.rows; rows that will change, and those that somebody
/// else changed, are looked at): what is so already (see compareWithSeen()) becomes AlreadySo, what is neither that nor
/// `before` becomes ChangedBySomebodyElse; both with the change's before replaced by what was seen. Rows only ever
/// leave WillChange here.
Plan compared(Plan plan, const QList<UserStatus> &seen);

/// What somebody else changed is changed too: theirs, as it was seen last, is what it starts from. A person's word.
Plan overruled(Plan plan);

} // namespace gatehouse
