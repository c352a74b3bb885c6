// SPDX-License-Identifier: GPL-3.0-or-later
// What the acts would do: a session's plans, and how many users they are for.
#include "session/session.h"

#include <QFutureWatcher>
#include <QtConcurrent>

#include <utility>

namespace gatehouse {

namespace {

QList<UserStatus> statusesOf(const StatusTable &table, const std::vector<Row> &rows)
{
    QList<UserStatus> statuses;
    statuses.reserve(static_cast<qsizetype>(rows.size()));
    for (const Row row : rows)
        statuses.append(table.status(row));
    return statuses;
}

UserStatus knownStatus(const StatusTable &table, const QByteArray &name)
{
    const auto row = table.find(name);
    return row ? table.status(*row) : UserStatus::none(name);
}

QList<UserStatus> presentOf(const StatusTable &table, const QList<Change> &changes)
{
    QList<UserStatus> present;
    present.reserve(changes.size());
    for (const Change &change : changes)
        present.append(knownStatus(table, change.name()));
    return present;
}

/// Only these changes of a set count as done.
QList<Outcome> onlyThese(QList<Outcome> outcomes, const QList<qsizetype> &places)
{
    const QSet<qsizetype> wanted(places.cbegin(), places.cend());
    for (qsizetype i = 0; i < outcomes.size(); ++i) {
        if (!wanted.contains(i))
            outcomes[i].kind = OutcomeKind::NotSent;
    }
    return outcomes;
}

} // namespace

bool Session::needsReview(const Plan &plan) const
{
    return plan.rows.size() != 1 || plan.frame.act == Act::Delete || m_profile.reasonRequired ||
           m_profile.effectiveEnvironment() == Environment::Production;
}

PlanContext Session::context(FutureDates future) const
{
    return {key(),
            m_profile.name,
            m_parts.orderedBy,
            now(),
            m_untouchables.names(),
            future,
            environmentKey(m_profile.effectiveEnvironment()),
            m_listing.table().persons()};
}

Plan Session::planToggle(Row row) const
{
    const QList<UserStatus> wanted{m_listing.table().status(row)};
    return isDisabled(wanted.first().state) ? planEnable(wanted, context()) : planDisable(wanted, context());
}

// The work sees a copy of the table and touches nothing else, so that it can be done anywhere. The admins are looked
// for where the rows are walked anyway, see refusalOf().
template<typename Work>
void Session::planOnTable(qsizetype size, Work work, const Planned &planned)
{
    if (size <= kPlannedAtOnce) {
        planned({work(m_listing.table(), context()), m_superAdmins});
        return;
    }
    auto *worker = new QFutureWatcher<OutlinedPlan>(this);
    connect(worker, &QFutureWatcherBase::finished, this, [worker, planned] {
        worker->deleteLater();
        planned(worker->result());
    });
    worker->setFuture(
        QtConcurrent::run([table = m_listing.table(), context = context(), admins = m_superAdmins,
                           work = std::move(work)] { return OutlinedPlan(work(table, context), admins); }));
}

void Session::planFor(Act act, std::vector<Row> rows, const Planned &planned)
{
    const auto size = static_cast<qsizetype>(rows.size());
    planOnTable(
        size,
        [act, rows = std::move(rows)](const StatusTable &table, const PlanContext &context) {
            const QList<UserStatus> wanted = statusesOf(table, rows);
            if (act == Act::Enable)
                return planEnable(wanted, context);
            if (act == Act::Delete)
                return planDelete(wanted, context);
            Q_ASSERT(act == Act::Disable);
            return planDisable(wanted, context);
        },
        planned);
}

void Session::planNewDate(std::vector<Row> rows, Instant since, FutureDates future, const Planned &planned)
{
    const auto size = static_cast<qsizetype>(rows.size());
    planOnTable(
        size,
        [since, future, rows = std::move(rows)](const StatusTable &table, PlanContext context) {
            context.futureDates = future;
            return planChangeDate(statusesOf(table, rows), since, context);
        },
        planned);
}

void Session::planUndo(const JournalEntry &entry, const std::optional<QList<qsizetype>> &only, const Planned &planned)
{
    planOnTable(
        entry.set.changes.size(),
        [entry, only](const StatusTable &table, const PlanContext &context) {
            return gatehouse::planUndo(entry.set, only ? onlyThese(entry.outcomes, *only) : entry.outcomes,
                                       presentOf(table, entry.set.changes), context);
        },
        planned);
}

void Session::planAgain(const JournalEntry &entry, const Planned &planned)
{
    planOnTable(
        entry.set.changes.size(),
        [entry](const StatusTable &table, const PlanContext &context) {
            return gatehouse::planAgain(entry.set, entry.outcomes, presentOf(table, entry.set.changes), context);
        },
        planned);
}

void Session::planList(const QList<NameMatch> &matches, ListAct act, const ListedDates &dates, const Planned &planned)
{
    planOnTable(
        matches.size(),
        [matches, act, dates](const StatusTable &table, const PlanContext &context) {
            const UserLookup lookup = [&table](const QByteArray &name) { return listedUser(table, name); };
            return withDates(gatehouse::planList(matches, act, lookup, context), dates, context).plan;
        },
        planned);
}

void Session::findUsers(const QString &typed, qsizetype most,
                        const std::function<void(const QList<QByteArray> &)> &found)
{
    const QByteArray needle = RowFilter::of(typed, StatusChip::All).needle;
    if (needle.isEmpty())
        return found({});
    auto *worker = new QFutureWatcher<QList<QByteArray>>(this);
    connect(worker, &QFutureWatcherBase::finished, this, [worker, found] {
        worker->deleteLater();
        found(worker->result());
    });
    worker->setFuture(
        QtConcurrent::run([table = m_listing.table().snapshot(StatusTable::Dates::LeftOut), needle, most] {
            QList<QByteArray> names;
            rowsWithText(table, needle).forEach([&](Row row) {
                if (names.size() >= most || !belongsTo(table.states[row], table.isPerson(row), StatusChip::All))
                    return;
                const std::string_view name = table.name(row);
                names.append(QByteArray(name.data(), static_cast<qsizetype>(name.size())));
            });
            return names;
        }));
}

void Session::compare(const OutlinedPlan &plan, const Planned &planned)
{
    planOnTable(
        plan.size(),
        [plan](const StatusTable &table, const PlanContext &) {
            QList<UserStatus> seen;
            seen.reserve(plan.size());
            for (const PlannedRow &row : plan.plan().rows)
                seen.append(knownStatus(table, row.change.name()));
            return compared(plan, seen);
        },
        planned);
}

Plan Session::planNew(const QByteArray &name, std::optional<Instant> disabledSince, FutureDates future) const
{
    const UserStatus wanted = disabledSince ? UserStatus::disabled(name, *disabledSince) : UserStatus::enabled(name);
    return planCreate(knownStatus(m_listing.table(), name), wanted, context(future));
}

std::optional<ActCounts> Session::actCounts() const
{
    const StatusTable &table = m_listing.table();
    RowSet selected = m_listing.selection();
    selected.keepOnly(m_listing.visible().set());
    ActCounts counts;
    if (selected.isEmpty())
        return counts;
    if (selected.size() > kPlannedAtOnce && !m_untouchables.isKnown())
        return std::nullopt;
    // A million users are asked for a button's number at every click: 64 at a time.
    const RowSet rows = m_untouchables.addressable(table, std::move(selected));
    const RowSet free = m_untouchables.notProtected(table, rows);
    const TableSnapshot states = table.snapshot(StatusTable::Dates::LeftOut);
    const qint64 freeEnabled = rowsUnder(free, states, StatusChip::Enabled).size();
    const qint64 freeDisabled = rowsUnder(free, states, StatusChip::Disabled).size();
    counts.disable = freeEnabled + rowsUnder(free, states, StatusChip::NoStatus).size();
    counts.enable = rowsUnder(rows, states, StatusChip::Disabled).size();
    counts.remove = freeEnabled + freeDisabled;
    counts.changeDate = freeDisabled;
    return counts;
}

} // namespace gatehouse
