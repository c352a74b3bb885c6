// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "api/serveraddress.h"
#include "changes/actwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace gatehouse {

namespace {

ClientOptions optionsFor(const Profile &profile, ClientOptions options)
{
    options.access = profile.readOnly ? AccessMode::ReadOnly : AccessMode::ReadWrite;
    return options;
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

} // namespace

Session::Session(Profile profile, QUrl address, Parts parts, QObject *parent)
    : QObject(parent),
      m_profile(std::move(profile)),
      m_parts(std::move(parts)),
      m_client(std::move(address), m_profile.token, optionsFor(m_profile, m_parts.client)),
      m_runner(m_client, m_parts.journal, [this] { return now(); }),
      m_protected(m_profile.protectedNames),
      m_listDoubt(m_parts.usersBefore)
{
    connect(&m_client, &PivotClient::answered, this, &Session::noteFacts);
    connect(&m_runner, &ChangeRunner::rowEnded, this, &Session::rowEnded);
    connect(&m_runner, &ChangeRunner::setEnded, this, &Session::setEnded);
    connect(&m_listing, &UserListing::replaced, this, [this] {
        m_takenUsers.reset();
        emit stateChanged();
    });
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
                      [this](qint64 received, qint64 expected) { emit progress(received, expected); });
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
    return m_listing.mark(row).kind == RowMark::Kind::Sending;
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

Plan Session::planFor(Act act, const std::vector<Row> &rows) const
{
    const QList<UserStatus> wanted = statusesOf(m_listing.table(), rows);
    switch (act) {
    case Act::Enable:
        return planEnable(wanted, context());
    case Act::Delete:
        return planDelete(wanted, context());
    case Act::Disable:
    case Act::Create:
    case Act::ChangeDate:
        break;
    }
    Q_ASSERT(act == Act::Disable);
    return planDisable(wanted, context());
}

Plan Session::planNewDate(Row row, Instant since, FutureDates future) const
{
    return planChangeDate({m_listing.table().status(row)}, since, context(future));
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
    for (const Change &change : set.changes)
        m_listing.setMark(change.name(), {RowMark::Kind::Sending, change.after.state, {}});
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
        for (const Change &change : set.changes)
            self->m_listing.setMark(change.name(), {});
        emit self->undoChanged();
        emit self->notRecorded(recorded.error());
        if (self && self->isIdle())
            emit self->idle();
    });
}

void Session::rowEnded(const QUuid &set, qsizetype change, const Outcome &outcome)
{
    const auto entry = m_parts.journal.entry(set);
    if (!entry)
        return;
    const Change &done = entry->set.changes.at(change);
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
    const auto entry = m_parts.journal.entry(set);
    if (!entry || entry->outcomes.isEmpty())
        return;
    const bool changed = std::any_of(entry->outcomes.cbegin(), entry->outcomes.cend(),
                                     [](const Outcome &outcome) { return outcome.changedSomething(); });
    ActReport report;
    report.set = set;
    report.act = entry->set.act;
    report.who = displayName(entry->set.changes.first().name());
    report.verb = actVerb(entry->set.act);
    report.outcome = entry->outcomes.first();
    report.isUndo = !entry->set.undoes.isNull();
    noteUndo(*entry, changed);
    report.canUndo = changed && !report.isUndo;
    const QPointer<Session> self(this); // a slot may leave this session
    emit undoChanged();
    if (self)
        emit actEnded(report);
    if (self && isIdle())
        emit idle();
}

void Session::noteUndo(const JournalEntry &entry, bool changed)
{
    if (entry.set.undoes.isNull()) {
        if (changed)
            m_undoable.append(entry.set.id);
        return;
    }
    // What is as it was, or became something else, cannot be taken back later either; a failure can be tried again.
    const bool isSettled = std::all_of(entry.outcomes.cbegin(), entry.outcomes.cend(), [](const Outcome &outcome) {
        return outcome.changedSomething() || outcome.kind == OutcomeKind::AlreadySo ||
               outcome.kind == OutcomeKind::ChangedBySomebodyElse;
    });
    if (changed || isSettled)
        m_undoable.removeAll(entry.set.undoes);
}

void Session::forgetUndo(const QUuid &set)
{
    if (m_undoable.removeAll(set) > 0)
        emit undoChanged();
}

std::optional<JournalEntry> Session::undoable() const
{
    return m_undoable.isEmpty() || !isIdle() ? std::nullopt : m_parts.journal.entry(m_undoable.last());
}

Plan Session::planUndo(const JournalEntry &entry) const
{
    QList<UserStatus> present;
    present.reserve(entry.set.changes.size());
    for (const Change &change : entry.set.changes)
        present.append(knownStatus(m_listing.table(), change.name()));
    return gatehouse::planUndo(entry.set, entry.outcomes, present, context());
}

} // namespace gatehouse
