// SPDX-License-Identifier: GPL-3.0-or-later
#include "changes/planners.h"

#include "changes/comparison.h"
#include "users/statusjson.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace gatehouse {
namespace {

/// A change with nothing to do.
Change unchanged(const UserStatus &status)
{
    return {status, status};
}

Act reversedAct(Act act)
{
    switch (act) {
    case Act::Create:
        return Act::Delete;
    case Act::Disable:
        return Act::Enable;
    case Act::Enable:
        return Act::Disable;
    case Act::ChangeDate:
        return Act::ChangeDate;
    case Act::Delete:
        return Act::Create;
    }
    return act;
}

/// Named after what will change, or after what was asked for where nothing will.
QString titleOfPlan(const Plan &plan)
{
    QList<Change> changing;
    QList<Change> asked;
    for (const PlannedRow &row : plan.rows) {
        asked.append(row.change);
        if (row.verdict == Verdict::WillChange)
            changing.append(row.change);
    }
    return setTitle(plan.frame.act, changing.isEmpty() ? asked : changing);
}

/// Puts a plan together, each name once.
class PlanBuilder final
{
public:
    PlanBuilder(Act act, const PlanContext &context) : m_context(context)
    {
        m_plan.frame.act = act;
        m_plan.frame.connection = context.connection;
        m_plan.frame.connectionName = context.connectionName;
        m_plan.frame.environment = context.environment;
        m_plan.frame.orderedBy = context.orderedBy;
        m_plan.frame.orderedAt = context.now;
    }

    ChangeSet &frame() { return m_plan.frame; }
    /// True the first time a name comes.
    bool isNew(const QByteArray &name)
    {
        if (m_names.contains(name))
            return false;
        m_names.insert(name);
        return true;
    }
    void add(Change change, Verdict verdict) { m_plan.rows.append({std::move(change), verdict, {}}); }
    /// A change that nothing but its name can stand against.
    void addAllowed(Change change, FutureDates futureDates)
    {
        const Verdict verdict = allowed(change, futureDates);
        add(std::move(change), verdict);
    }
    /// One that somebody else's change stands against. Of a name that must not be touched that is not said: nobody can
    /// overrule it.
    void addConflict(Change change)
    {
        const Verdict verdict = allowed(change, FutureDates::Wanted);
        add(std::move(change), verdict == Verdict::WillChange ? Verdict::ChangedBySomebodyElse : verdict);
    }
    Plan build()
    {
        if (m_plan.frame.title.isEmpty())
            m_plan.frame.title = titleOfPlan(m_plan);
        return std::move(m_plan);
    }

private:
    Verdict allowed(const Change &change, FutureDates futureDates) const
    {
        if (!isAddressable(change.name()))
            return Verdict::NotAddressable;
        if (change.after.state != StatusState::Enabled && m_context.protectedNames.contains(change.name()))
            return Verdict::Protected;
        if (futureDates == FutureDates::Refused && change.after.state == StatusState::Disabled &&
            change.after.disabledSince > m_context.now)
            return Verdict::Future;
        return Verdict::WillChange;
    }

    const PlanContext &m_context;
    Plan m_plan;
    QSet<QByteArray> m_names;
};

/// Somebody whom the server knows, though there is no status.
bool isPerson(const QByteArray &name, const PlanContext &context)
{
    return context.persons &&
           context.persons->directory().find({name.constData(), static_cast<std::size_t>(name.size())}).has_value();
}

/// The common shape of the acts on rows of the table. `nothingToDo` says whether a status has what is wanted already,
/// `wantedOf` makes the wanted one.
template<typename NothingToDo, typename WantedOf>
Plan planRows(Act act, const QList<UserStatus> &rows, const PlanContext &context, NothingToDo nothingToDo,
              WantedOf wantedOf)
{
    PlanBuilder builder(act, context);
    for (const UserStatus &status : rows) {
        if (!builder.isNew(status.name))
            continue;
        if (!isAddressable(status.name))
            builder.add(unchanged(status), Verdict::NotAddressable);
        else if (nothingToDo(status))
            builder.add(unchanged(status), Verdict::AlreadySo);
        else if (status.state == StatusState::NoStatus && !(act == Act::Disable && isPerson(status.name, context)))
            builder.add(unchanged(status), Verdict::NotFound);
        else
            builder.addAllowed({status, wantedOf(status)}, context.futureDates);
    }
    return builder.build();
}

void addUndone(PlanBuilder &builder, const Change &change, const Outcome &outcome, const UserStatus &present)
{
    const UserStatus left = outcome.isSeen ? outcome.seen : change.after;
    if (!isAddressable(change.name()))
        builder.add({left, change.before}, Verdict::NotAddressable);
    else if (sameEntry(present, change.before))
        builder.add(unchanged(present), Verdict::AlreadySo);
    else if (!sameEntry(present, left))
        builder.addConflict({present, change.before});
    else
        builder.addAllowed({present, change.before}, FutureDates::Wanted);
}

bool isLeftUndone(const Outcome &outcome)
{
    return outcome.kind == OutcomeKind::Failed || outcome.kind == OutcomeKind::NotSent ||
           outcome.kind == OutcomeKind::ResultNotKnown;
}

QString undoTitle(const ChangeSet &set)
{
    // What is taken back twice is simply done again, and named so.
    if (!set.undoes.isNull())
        return {};
    return QCoreApplication::translate("ChangeSet", "Undo: %1", "%1 is the title of a set").arg(set.title);
}

} // namespace

Plan planDisable(const QList<UserStatus> &wanted, const PlanContext &context)
{
    return planRows(
        Act::Disable, wanted, context, [](const UserStatus &status) { return isDisabled(status.state); },
        [&context](const UserStatus &status) { return withDisabled(status, context.now); });
}

Plan planEnable(const QList<UserStatus> &wanted, const PlanContext &context)
{
    return planRows(
        Act::Enable, wanted, context, [](const UserStatus &status) { return status.state == StatusState::Enabled; },
        [](const UserStatus &status) { return withoutDisabled(status); });
}

Plan planDelete(const QList<UserStatus> &wanted, const PlanContext &context)
{
    return planRows(
        Act::Delete, wanted, context, [](const UserStatus &status) { return status.state == StatusState::NoStatus; },
        [](const UserStatus &status) { return UserStatus::none(status.name); });
}

Plan planChangeDate(const QList<UserStatus> &wanted, Instant since, const PlanContext &context)
{
    return planRows(
        Act::ChangeDate, wanted, context,
        [since](const UserStatus &status) {
            return status.state == StatusState::Disabled && status.disabledSince == since;
        },
        [since](const UserStatus &status) { return withDisabled(status, since); });
}

Plan planCreate(const UserStatus &current, const UserStatus &wanted, const PlanContext &context)
{
    PlanBuilder builder(Act::Create, context);
    if (!isAddressable(wanted.name))
        builder.add({current, wanted}, Verdict::NotAddressable);
    else if (sameEntry(current, wanted))
        builder.add(unchanged(current), Verdict::AlreadySo);
    else if (current.state != StatusState::NoStatus)
        builder.addConflict({current, wanted});
    else
        builder.addAllowed({current, wanted}, context.futureDates);
    return builder.build();
}

Plan planUndo(const ChangeSet &set, const QList<Outcome> &outcomes, const QList<UserStatus> &present,
              const PlanContext &context)
{
    PlanBuilder builder(reversedAct(set.act), context);
    builder.frame().undoes = set.id;
    builder.frame().title = undoTitle(set);
    if (!canUndoOn(set, context.connection))
        return builder.build();
    const qsizetype rows = std::min(set.changes.size(), outcomes.size());
    for (qsizetype i = 0; i < rows; ++i) {
        const Change &change = set.changes.at(i);
        if (outcomes.at(i).changedSomething() && builder.isNew(change.name()))
            addUndone(builder, change, outcomes.at(i), present.value(i, UserStatus::none(change.name())));
    }
    return builder.build();
}

Plan planAgain(const ChangeSet &set, const QList<Outcome> &outcomes, const QList<UserStatus> &present,
               const PlanContext &context)
{
    PlanBuilder builder(set.act, context);
    builder.frame().undoes = set.undoes;
    if (!set.undoes.isNull())
        builder.frame().title = set.title;
    if (!canUndoOn(set, context.connection))
        return builder.build();
    const qsizetype rows = std::min(set.changes.size(), outcomes.size());
    for (qsizetype i = 0; i < rows; ++i) {
        const Change &change = set.changes.at(i);
        if (!isLeftUndone(outcomes.at(i)) || !builder.isNew(change.name()))
            continue;
        const UserStatus now = present.value(i, UserStatus::none(change.name()));
        switch (compareWithSeen(change, now, exactnessOf(set))) {
        case Comparison::AsBefore:
            builder.addAllowed({now, change.after}, FutureDates::Wanted);
            break;
        case Comparison::AlreadySo:
            builder.add(unchanged(now), Verdict::AlreadySo);
            break;
        case Comparison::Different:
            builder.addConflict({now, change.after});
            break;
        }
    }
    return builder.build();
}

bool canUndoOn(const ChangeSet &set, const ConnectionKey &connection)
{
    return set.connection == connection;
}

Plan compared(Plan plan, const QList<UserStatus> &seen)
{
    const Exactness exactness = exactnessOf(plan.frame);
    const qsizetype rows = std::min(plan.rows.size(), seen.size());
    for (qsizetype i = 0; i < rows; ++i) {
        PlannedRow &row = plan.rows[i];
        if (row.verdict != Verdict::WillChange && row.verdict != Verdict::ChangedBySomebodyElse)
            continue;
        switch (compareWithSeen(row.change, seen.at(i), exactness)) {
        case Comparison::AsBefore: // of theirs: it still stands
            break;
        case Comparison::AlreadySo:
            row.change.before = seen.at(i);
            row.verdict = Verdict::AlreadySo;
            break;
        case Comparison::Different:
            row.change.before = seen.at(i);
            row.verdict = Verdict::ChangedBySomebodyElse;
            break;
        }
    }
    if (plan.frame.undoes.isNull())
        plan.frame.title = titleOfPlan(plan);
    return plan;
}

Plan overruled(Plan plan)
{
    for (PlannedRow &row : plan.rows) {
        if (row.verdict == Verdict::ChangedBySomebodyElse)
            row.verdict = Verdict::WillChange;
    }
    if (plan.frame.undoes.isNull())
        plan.frame.title = titleOfPlan(plan);
    return plan;
}

} // namespace gatehouse
