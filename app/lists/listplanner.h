// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/planners.h"
#include "lists/listeduser.h"
#include "lists/namematch.h"

#include <QHash>

namespace gatehouse {

/// What is to be done with whom a list means.
enum class ListAct {
    Disable,    ///< persons without a status get one that is disabled
    Enable,     ///< as planEnable()
    Delete,     ///< as planDelete()
    BlockAhead, ///< a disabled status for names that have none, whether anybody is called so yet or not
};

/// A plan of a list's lines; a value. Each line that was matched is in exactly one of the three: a row of the plan,
/// left out by a person, or said once more.
struct ListPlan
{
    Plan plan;
    QList<qint64> lines;    ///< of each row of the plan, the line that asked for it
    QList<qint64> unticked; ///< found for certain, and unticked by a person: not asked for
    QList<qint64> again;    ///< ticked, and another ticked line before it means the same user
};

/// The ticks that a fresh list starts with. Whom a line means for certain is ticked. Names that nobody has are so for
/// BlockAhead only, and only where nobody is called nearly so: what is a slip of the pen should block nobody.
void setFirstTicks(QList<NameMatch> &matches, ListAct act);

/// What the act does with the lines, in their order; a pure function. Who is ticked goes through the planner of the
/// act, with its verdicts; a line without a tick is a row that stays as it is: Ambiguous (what nobody confirmed,
/// too) or NotFound, under the name as the list says it. Every row says how it was matched.
///
/// Blocked ahead of time is the name without what cannot be seen around and inside it, see tidyName(); of two new names
/// that differ in case and the like only the later is Ambiguous. Who is disabled already is AlreadySo, and who has a
/// status and is enabled ChangedBySomebodyElse, as in planCreate().
ListPlan planList(const QList<NameMatch> &matches, ListAct act, const UserLookup &lookup, const PlanContext &context);

/// Since when the list says that its users are disabled, by line.
using ListedDates = QHash<qint64, Instant>;

/// The plan with the list's dates for those who would be disabled from now on; a line without a date stays so. A date
/// later than context.now is Future unless context.futureDates wants it. Who is disabled already keeps the first date.
ListPlan withDates(ListPlan list, const ListedDates &dates, const PlanContext &context);

} // namespace gatehouse
