// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "api/serveraddress.h"
#include "changes/actwords.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QtConcurrent>

#include <algorithm>
#include <utility>

namespace gatehouse {

namespace {

ClientOptions optionsFor(const Profile &profile, ClientOptions options)
{
    options.access = profile.readOnly ? AccessMode::ReadOnly : AccessMode::ReadWrite;
    return options;
}

ChangeRunner::Limits limitsFor(const Session::Parts &parts)
{
    ChangeRunner::Limits limits;
    limits.queue.atOnce = parts.atOnce;
    return limits;
}

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

Session::Session(Profile profile, QUrl address, Parts parts, QObject *parent)
    : QObject(parent),
      m_profile(std::move(profile)),
      m_parts(std::move(parts)),
      m_client(std::move(address), m_profile.token, optionsFor(m_profile, m_parts.client)),
      m_runner(
          m_client, m_parts.journal, [this] { return now(); }, limitsFor(m_parts)),
      m_protected(m_profile.protectedNames),
      m_listDoubt(m_parts.usersBefore)
{
    connect(&m_client, &PivotClient::answered, this, &Session::noteFacts);
    connect(&m_runner, &ChangeRunner::rowStarted, this, &Session::rowStarted);
    connect(&m_runner, &ChangeRunner::rowEnded, this, &Session::rowEnded);
    connect(&m_runner, &ChangeRunner::setEnded, this, &Session::setEnded);
    connect(&m_runner, &ChangeRunner::setConfirmed, this, &Session::confirmed);
    connect(&m_runner, &ChangeRunner::progressed, this, [this](const QUuid &set) {
        if (const auto progress = m_runner.progress(set); progress && progress->total != 1)
            emit runProgressed(set);
    });
    connect(&m_listing, &UserListing::replaced, this, [this] {
        m_takenUsers.reset();
        findUntouchables();
        emit stateChanged();
    });
    findEarlierUndo();
}

Session::~Session() = default;

ConnectionKey Session::key() const
{
    return {m_profile.id, addressText(m_client.base())};
}

void Session::refresh()
{
    if (m_listCall)
        return;
    const quint64 askedAt = m_listing.nextSequence();
    m_listCall =
        m_client.list([this, askedAt](ApiResult<ListAnswer> result) { listArrived(std::move(result), askedAt); },
                      [this](qint64 received, qint64 expected) { emit listProgress(received, expected); });
    emit stateChanged();
}

void Session::refreshAnew()
{
    m_listCall.reset();
    refresh();
}

void Session::listArrived(ApiResult<ListAnswer> result, quint64 askedAt)
{
    m_listCall.reset();
    if (!result) {
        m_error = result.error();
        if (m_loadState == LoadState::NotLoaded)
            m_loadState = LoadState::Failed;
        emit stateChanged();
        return;
    }
    m_error.reset();
    m_arrivedAt = m_parts.computerNow();
    m_listDoubt.look(result->list, users());
    if (doubt() && doubt()->screen == DoubtfulList::Screen::OldList) {
        m_doubted.emplace(std::move(*result), askedAt);
        emit stateChanged();
        return;
    }
    m_doubted.reset();
    take(std::move(*result), askedAt);
}

qint64 Session::users() const
{
    return m_takenUsers.value_or(m_listing.table().counts().all());
}

void Session::take(ListAnswer answer, quint64 askedAt)
{
    m_loadState = LoadState::Loaded;
    m_listTakenAt = m_arrivedAt;
    m_takenUsers = answer.list.count();
    m_listing.replace(std::move(answer.list), askedAt);
    emit stateChanged();
}

void Session::acceptDoubtfulList()
{
    if (!doubt())
        return;
    m_listDoubt.accept();
    if (auto doubted = std::exchange(m_doubted, std::nullopt))
        take(std::move(doubted->first), doubted->second);
    else
        emit stateChanged();
}

void Session::noteFacts(const AnswerFacts &facts)
{
    m_facts = facts;
    const bool wasOff = isClockOff();
    m_clock.learn(facts, m_parts.computerNow());
    if (isClockOff() != wasOff)
        emit stateChanged();
}

bool Session::isProtected(Row row) const
{
    return m_protected.contains(m_listing.table().nameBytes(row));
}

bool Session::isBusy(Row row) const
{
    return m_listing.mark(row).kind == RowMark::Kind::Sending || isChanging(m_listing.table().nameBytes(row));
}

bool Session::isChanging(const QByteArray &name) const
{
    return m_recordingNames.contains(name) || m_runner.isBusy(name);
}

QString Session::elsewhereRefusal(const ChangeSet &set) const
{
    if (!m_parts.isChangedElsewhere)
        return {};
    const auto busy = std::find_if(set.changes.cbegin(), set.changes.cend(),
                                   [this](const Change &change) { return m_parts.isChangedElsewhere(change.name()); });
    if (busy == set.changes.cend())
        return {};
    return QCoreApplication::translate("Session",
                                       "A change of “%1” that was sent before you left the connection has not ended "
                                       "yet, so nothing was sent now; try again in a moment.")
        .arg(displayName(busy->name()));
}

void Session::noteRecording(const ChangeSet &set, int step)
{
    m_recording += step;
    if (m_recording == 0) { // a large set is not taken out name by name
        m_recordingNames.clear();
        return;
    }
    if (step > 0)
        m_recordingNames.reserve(m_recordingNames.size() + set.changes.size());
    for (const Change &change : set.changes) {
        if ((m_recordingNames[change.name()] += step) == 0)
            m_recordingNames.remove(change.name());
    }
}

QString Session::writingRefusal() const
{
    if (m_profile.readOnly)
        return QCoreApplication::translate("Session", "This connection is read-only: nothing can be changed here.");
    if (doubt())
        return QCoreApplication::translate("Session",
                                           "Nothing can be changed until you have decided about the server's list.");
    if (m_loadState != LoadState::Loaded)
        return QCoreApplication::translate("Session", "Nothing can be changed before the list is there.");
    return {};
}

bool Session::needsReview(const Plan &plan) const
{
    return plan.rows.size() != 1 || plan.frame.act == Act::Delete ||
           m_profile.effectiveEnvironment() == Environment::Production;
}

PlanContext Session::context(FutureDates future) const
{
    return {key(), m_profile.name, m_parts.orderedBy, now(), m_protected, future};
}

Plan Session::planToggle(Row row) const
{
    const QList<UserStatus> wanted{m_listing.table().status(row)};
    return isDisabled(wanted.first().state) ? planEnable(wanted, context()) : planDisable(wanted, context());
}

// The work sees a copy of the table and touches nothing else, so that it can be done anywhere.
template<typename Work>
void Session::planOnTable(qsizetype size, Work work, const Planned &planned)
{
    if (size <= kPlannedAtOnce) {
        planned(work(m_listing.table(), context()));
        return;
    }
    auto *worker = new QFutureWatcher<std::shared_ptr<Plan>>(this);
    connect(worker, &QFutureWatcherBase::finished, this, [worker, planned] {
        worker->deleteLater();
        planned(*worker->result());
    });
    worker->setFuture(QtConcurrent::run([table = m_listing.table(), context = context(), work = std::move(work)] {
        return std::make_shared<Plan>(work(table, context));
    }));
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

void Session::compare(const Plan &plan, const Planned &planned)
{
    planOnTable(
        plan.rows.size(),
        [plan](const StatusTable &table, const PlanContext &) {
            QList<UserStatus> seen;
            seen.reserve(plan.rows.size());
            for (const PlannedRow &row : plan.rows)
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

void Session::submit(const ChangeSet &set)
{
    if (set.changes.isEmpty())
        return;
    if (const QString refusal = writingRefusal(); !refusal.isEmpty()) {
        emit notRecorded(refusal);
        return;
    }
    if (set.connection != key()) {
        emit notRecorded(QCoreApplication::translate("Session", "This was meant for “%1” at %2; nothing was sent.")
                             .arg(set.connectionName, set.connection.address));
        return;
    }
    if (const QString refusal = elsewhereRefusal(set); !refusal.isEmpty()) {
        emit notRecorded(refusal);
        return;
    }
    if (set.changes.size() == 1) // those of a bulk when their turn comes
        markSending(set.changes.constFirst());
    noteRecording(set, +1);
    emit undoChanged();
    const QPointer<Session> self(this);
    m_parts.journal.record(set, [self, set](tl::expected<RecordedSet, Journal::Failure> recorded) {
        if (!self)
            return;
        self->noteRecording(set, -1);
        if (recorded) {
            self->m_runner.run(std::move(*recorded));
            return;
        }
        if (set.changes.size() == 1)
            self->m_listing.setMark(set.changes.constFirst().name(), {});
        emit self->undoChanged();
        emit self->notRecorded(recorded.error());
        if (self && self->isIdle())
            emit self->idle();
    });
}

void Session::markSending(const Change &change)
{
    m_listing.setMark(change.name(), {RowMark::Kind::Sending, change.after.state, {}});
}

void Session::rowStarted(const QUuid &set, qsizetype change)
{
    if (const JournalEntry *entry = m_runner.entry(set))
        markSending(entry->set.changes.at(change));
}

void Session::rowEnded(const QUuid &set, qsizetype change, const Outcome &outcome)
{
    const JournalEntry *entry = m_runner.entry(set);
    if (!entry)
        return;
    const Change done = entry->set.changes.at(change);
    const bool isBulk = entry->set.changes.size() != 1;
    // Nobody is listed for a new status that came to nothing.
    const bool isKnown = outcome.seen.state != StatusState::NoStatus || m_listing.table().find(done.name());
    if (outcome.isSeen && isKnown) // numbered now: a list that was asked for before this answer must not overwrite it
        m_listing.noteAnswer(outcome.seen, m_listing.nextSequence());
    RowMark mark;
    if (outcome.kind != OutcomeKind::Done && outcome.kind != OutcomeKind::AlreadySo)
        mark = {RowMark::Kind::Failed, StatusState::NoStatus, outcome.words};
    else if (done.after.state == StatusState::NoStatus)
        mark = {RowMark::Kind::Deleted, StatusState::NoStatus, {}};
    m_listing.setMark(done.name(), mark);
    const QPointer<Session> self(this);
    if (isBulk)
        emit runRowEnded(set, change, done.name(), outcome);
    if (!self)
        return;
    if (outcome.httpStatus == 401 || outcome.httpStatus == 403) {
        ApiError error;
        error.kind = outcome.httpStatus == 401 ? ApiErrorKind::TokenRefused : ApiErrorKind::Forbidden;
        error.httpStatus = outcome.httpStatus;
        m_error = error;
        emit stateChanged();
    } else if (outcome.kind == OutcomeKind::Done && m_error &&
               (m_error->kind == ApiErrorKind::TokenRefused || m_error->kind == ApiErrorKind::Forbidden)) {
        m_error.reset(); // the token has just written: what was said of it is not so any more
        emit stateChanged();
    }
}

void Session::setEnded(const QUuid &set)
{
    const JournalEntry *ended = m_runner.entry(set);
    if (!ended || ended->outcomes.isEmpty())
        return;
    const JournalEntry entry = *ended;
    ActReport report;
    report.set = set;
    report.act = entry.set.act;
    report.title = entry.set.title;
    report.changes = entry.set.changes.size();
    report.who = report.isBulk()
                     ? QCoreApplication::translate("Session", "%n users", nullptr, static_cast<int>(report.changes))
                     : displayName(entry.set.changes.first().name());
    report.verb = actVerb(entry.set.act);
    report.outcome = entry.outcomes.first();
    report.outcomes = m_runner.progress(set)->outcomes;
    report.isUndo = !entry.set.undoes.isNull();
    report.canUndo = report.outcomes.of(OutcomeKind::Done) > 0 && !report.isUndo;
    m_undo.noteEnd(entry);
    if (m_undo.wantsEarlier())
        findEarlierUndo();
    const QPointer<Session> self(this); // a slot may leave this session
    emit undoChanged();
    if (self)
        emit actEnded(report);
    if (self && isIdle())
        emit idle();
}

// Answers come only while the journal and this session are there.
void Session::findEarlierUndo()
{
    const QPointer<Session> self(this);
    m_parts.journal.lastUndoable(key(), [self](const tl::expected<std::optional<JournalEntry>, QString> &found) {
        if (!self || !found)
            return;
        self->m_undo.setEarlier(*found);
        emit self->undoChanged();
    });
}

void Session::forgetUndo(const QUuid &set)
{
    if (!m_undo.forget(set))
        return;
    if (m_undo.wantsEarlier())
        findEarlierUndo();
    emit undoChanged();
}

std::optional<Undoable> Session::undoable() const
{
    return isIdle() ? m_undo.last() : std::nullopt;
}

// Patterns against a million names take longer than a frame.
void Session::findUntouchables()
{
    struct Found
    {
        RowSet protectedRows;
        RowSet unaddressable;
    };
    auto *worker = new QFutureWatcher<std::shared_ptr<Found>>(this);
    connect(worker, &QFutureWatcherBase::finished, this, [this, worker, asked = ++m_untouchablesGeneration] {
        worker->deleteLater();
        if (asked != m_untouchablesGeneration)
            return;
        m_protectedRows = worker->result()->protectedRows;
        m_unaddressableRows = worker->result()->unaddressable;
        emit m_listing.selectionChanged(); // what the acts would do is another number now
    });
    m_protectedRows = RowSet();
    m_unaddressableRows = RowSet();
    worker->setFuture(QtConcurrent::run([table = m_listing.table(), names = m_protected] {
        auto found = std::make_shared<Found>();
        found->protectedRows.resize(table.count());
        found->unaddressable.resize(table.count());
        for (Row row = 0; row < table.count(); ++row) {
            if (!names.isEmpty() && names.contains(table.nameBytes(row)))
                found->protectedRows.insert(row);
            if (!table.isAddressable(row))
                found->unaddressable.insert(row);
        }
        return found;
    }));
}

ActCounts Session::actCounts() const
{
    const StatusTable &table = m_listing.table();
    const VisibleRows &visible = m_listing.visible();
    const Row known = m_protectedRows.universe();
    ActCounts counts;
    m_listing.selection().forEach([&](Row row) {
        if (!visible.contains(row))
            return;
        const bool isKnown = row < known;
        if (isKnown ? m_unaddressableRows.contains(row) : !table.isAddressable(row))
            return;
        const bool isFree = isKnown ? !m_protectedRows.contains(row) : !isProtected(row);
        const StatusState state = table.state(row);
        counts.disable += isFree && state == StatusState::Enabled ? 1 : 0;
        counts.enable += isDisabled(state) ? 1 : 0;
        counts.remove += isFree && state != StatusState::NoStatus ? 1 : 0;
        counts.changeDate += isFree && isDisabled(state) ? 1 : 0;
    });
    return counts;
}

} // namespace gatehouse
