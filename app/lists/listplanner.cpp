// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/listplanner.h"

#include "lists/loosename.h"
#include "lists/matchwords.h"
#include "users/statusjson.h"

#include <QHash>
#include <QSet>

#include <optional>

namespace gatehouse {

namespace {

std::string_view bytesOf(const QByteArray &name)
{
    return {name.constData(), static_cast<std::size_t>(name.size())};
}

Act actOf(ListAct act)
{
    switch (act) {
    case ListAct::Disable:
        return Act::Disable;
    case ListAct::Enable:
        return Act::Enable;
    case ListAct::Delete:
        return Act::Delete;
    case ListAct::BlockAhead:
        return Act::Create;
    }
    return Act::Disable;
}

/// What a line stands for in a plan.
struct LinePart
{
    enum class Kind { Wanted, Untouched, Unticked, Again };
    Kind kind = Kind::Untouched;
    UserStatus status;                          ///< of Wanted as last seen, of Untouched as it stays
    Verdict verdict = Verdict::NotFound;        ///< of Untouched
    PersonIndex person = PersonColumn::kNobody; ///< of Wanted
};

/// Sorts lines into what they stand for, each user once.
class LineSorter final
{
public:
    LineSorter(ListAct act, const UserLookup &lookup) : m_act(act), m_lookup(lookup) {}

    LinePart partOf(const NameMatch &match)
    {
        if (match.verdict == MatchVerdict::Found && match.user)
            return match.isTicked ? wanted(*match.user) : unticked(match);
        if (m_act == ListAct::BlockAhead && isAbsent(match.verdict) && match.isTicked)
            return newName(match.name);
        if (isAbsent(match.verdict))
            return {LinePart::Kind::Untouched, UserStatus::none(match.name), Verdict::NotFound};
        return {LinePart::Kind::Untouched, seen(match.name).status, Verdict::Ambiguous};
    }

private:
    ListedUser seen(const QByteArray &name) const
    {
        ListedUser user = m_lookup(name);
        // An answer about somebody else is none.
        return user.status.name == name ? user : ListedUser{UserStatus::none(name)};
    }

    LinePart wanted(const QByteArray &name)
    {
        if (m_users.contains(name))
            return {LinePart::Kind::Again, {}};
        m_users.insert(name);
        const ListedUser user = seen(name);
        return {LinePart::Kind::Wanted, user.status, Verdict::WillChange, user.person};
    }

    LinePart unticked(const NameMatch &match) const
    {
        if (match.way == MatchWay::FullName || match.differsInAccents)
            return {LinePart::Kind::Untouched, UserStatus::none(match.name), Verdict::Ambiguous};
        return {LinePart::Kind::Unticked, {}};
    }

    LinePart newName(const QByteArray &written)
    {
        const QByteArray name = tidyName(bytesOf(written));
        const QByteArray loose = looseName(bytesOf(name));
        const auto twin = m_newNames.constFind(loose);
        if (twin != m_newNames.cend() && *twin != name)
            return {LinePart::Kind::Untouched, UserStatus::none(written), Verdict::Ambiguous};
        m_newNames.insert(loose, name);
        return wanted(name);
    }

    ListAct m_act;
    const UserLookup &m_lookup;
    QSet<QByteArray> m_users;
    QHash<QByteArray, QByteArray> m_newNames; ///< by their loose form
};

/// A disabled status where there is none.
PlannedRow blockedAhead(const UserStatus &status, const PlanContext &context)
{
    if (isDisabled(status.state) && isAddressable(status.name))
        return {{status, status}, Verdict::AlreadySo, {}};
    return planCreate(status, UserStatus::disabled(status.name, context.now), context).rows.constFirst();
}

/// A person without a status is disabled by a status that says so.
void createForPerson(PlannedRow &row, const LinePart &part, const PlanContext &context)
{
    if (row.verdict == Verdict::NotFound && row.change.name() == part.status.name &&
        part.status.state == StatusState::NoStatus && part.person != PersonColumn::kNobody)
        row = blockedAhead(part.status, context);
}

/// The rows of those that are wanted, in their order: the planners keep it, and drop none where no name comes twice.
QList<PlannedRow> wantedRows(const QList<LinePart> &parts, ListAct act, const PlanContext &context)
{
    QList<PlannedRow> rows;
    QList<UserStatus> statuses;
    QList<LinePart> wanted;
    for (const LinePart &part : parts) {
        if (part.kind != LinePart::Kind::Wanted)
            continue;
        statuses.append(part.status);
        wanted.append(part);
    }
    switch (act) {
    case ListAct::Disable:
        rows = planDisable(statuses, context).rows;
        for (qsizetype i = 0; i < rows.size(); ++i)
            createForPerson(rows[i], wanted.at(i), context);
        break;
    case ListAct::Enable:
        rows = planEnable(statuses, context).rows;
        break;
    case ListAct::Delete:
        rows = planDelete(statuses, context).rows;
        break;
    case ListAct::BlockAhead:
        for (const UserStatus &status : statuses)
            rows.append(blockedAhead(status, context));
        break;
    }
    return rows;
}

/// The next row, which is this user's. Should a planner ever drop or turn rows round, nobody is taken for somebody
/// else.
PlannedRow nextOf(QList<PlannedRow> &rows, qsizetype &next, const UserStatus &status)
{
    if (next < rows.size() && rows.at(next).change.name() == status.name)
        return std::move(rows[next++]);
    return {{status, status}, Verdict::NotFound, {}};
}

/// As the planners name theirs: after what will change, or after what was asked for where nothing will.
QString titleOfList(const Plan &plan)
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

} // namespace

void setFirstTicks(QList<NameMatch> &matches, ListAct act)
{
    for (NameMatch &match : matches) {
        const bool isCertain =
            match.verdict == MatchVerdict::Found && match.way != MatchWay::FullName && !match.differsInAccents;
        const bool isNew = isAbsent(match.verdict) && match.isNearestKnown && match.nearest.isEmpty();
        match.isTicked = isCertain || (act == ListAct::BlockAhead && isNew);
    }
}

ListPlan planList(const QList<NameMatch> &matches, ListAct act, const UserLookup &lookup, const PlanContext &context)
{
    LineSorter sorter(act, lookup);
    QList<LinePart> parts;
    for (const NameMatch &match : matches)
        parts.append(sorter.partOf(match));
    QList<PlannedRow> wanted = wantedRows(parts, act, context);
    ListPlan list;
    list.plan.frame = planDisable({}, context).frame;
    list.plan.frame.act = actOf(act);
    list.plan.absence = context.persons ? Absence::Known : Absence::CannotTell;
    qsizetype next = 0;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const LinePart &part = parts.at(i);
        const qint64 line = matches.at(i).line;
        if (part.kind == LinePart::Kind::Unticked) {
            list.unticked.append(line);
        } else if (part.kind == LinePart::Kind::Again) {
            list.again.append(line);
        } else {
            PlannedRow row{{part.status, part.status}, part.verdict, {}};
            if (part.kind == LinePart::Kind::Wanted)
                row = nextOf(wanted, next, part.status);
            row.matchedBy = matchWords(matches.at(i).way);
            list.plan.rows.append(std::move(row));
            list.lines.append(line);
        }
    }
    list.plan.frame.title = titleOfList(list.plan);
    return list;
}

ListPlan withDates(ListPlan list, const ListedDates &dates, const PlanContext &context)
{
    for (qsizetype i = 0; i < list.plan.rows.size(); ++i) {
        PlannedRow &row = list.plan.rows[i];
        const auto date = dates.constFind(list.lines.at(i));
        if (date == dates.cend() || row.verdict != Verdict::WillChange ||
            row.change.after.state != StatusState::Disabled)
            continue;
        row.change.after = withDisabled(row.change.after, *date);
        if (*date > context.now && context.futureDates == FutureDates::Refused)
            row.verdict = Verdict::Future;
    }
    list.plan.frame.title = titleOfList(list.plan);
    return list;
}

} // namespace gatehouse
