// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "api/serveraddress.h"
#include "changes/actwords.h"
#include "changes/adminguard.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QSet>
#include <QtConcurrent>

#include <algorithm>
#include <iterator>
#include <utility>

namespace gatehouse {

namespace {

constexpr std::chrono::milliseconds kBetweenProgress{50};
/// What follows a long list takes every core for a while, and its rows would be painted later for it.
constexpr std::chrono::milliseconds kUntilPainted{30};
constexpr Row kLongList = 20'000;
/// So many changes are looked through for admins on the window's thread: a millisecond.
constexpr qsizetype kGuardedAtOnce = 20'000;

ChangeRunner::Limits limitsFor(const Profile &profile, const RetryPolicy &retry)
{
    ChangeRunner::Limits limits;
    limits.queue.atOnce = profile.atOnce;
    limits.retry = retry;
    return limits;
}

} // namespace

Session::Session(Profile profile, QUrl address, Parts parts, QObject *parent)
    : QObject(parent),
      m_profile(std::move(profile)),
      m_parts(std::move(parts)),
      m_client(std::move(address), m_profile.token, m_parts.client),
      m_runner(
          m_client, m_parts.journal, [this] { return now(); }, limitsFor(m_profile, m_parts.retry)),
      m_unfinished({m_parts.journal, m_client, m_runner.pacer(), [this] { return now(); }, m_profile.atOnce,
                    ProtectedNames(m_profile.protectedNames)}),
      m_readiness(m_parts.client, m_parts.fetchSecrets),
      m_directory(m_client),
      m_look(m_parts.look ? m_parts.look : std::make_shared<LastLook>(key(), LastLook::Parts{})),
      m_untouchables(m_profile.protectedNames),
      m_listDoubt(m_parts.usersBefore)
{
    connect(&m_readiness, &Readiness::ready, this, &Session::takeReadiness);
    connect(&m_readiness, &Readiness::failed, this, [this](const QString &sentence) {
        ApiError error;
        error.kind = ApiErrorKind::NotReady;
        error.reason = sentence;
        takeError(error);
    });
    connect(&m_client, &PivotClient::answered, this, &Session::noteFacts);
    connect(&m_runner, &ChangeRunner::rowStarted, this, &Session::rowStarted);
    connect(&m_runner, &ChangeRunner::rowEnded, this, &Session::rowEnded);
    connect(&m_runner, &ChangeRunner::rowPutBack, this, &Session::rowPutBack);
    connect(&m_runner, &ChangeRunner::rowWaits, this, &Session::rowWaits);
    connect(&m_runner, &ChangeRunner::rowInQuestion, this, &Session::rowInQuestion);
    connect(&m_unfinished, &UnfinishedSets::changed, this, &Session::unfinishedChanged);
    connect(&m_unfinished, &UnfinishedSets::decided, this, &Session::findEarlierUndo);
    connect(&m_runner, &ChangeRunner::setEnded, this, &Session::setEnded);
    connect(&m_runner, &ChangeRunner::setConfirmed, this, &Session::confirmed);
    connect(&m_runner, &ChangeRunner::progressed, this, [this](const QUuid &set) {
        if (m_runner.isBulk(set))
            emit runProgressed(set);
    });
    connect(&m_listing, &UserListing::replaced, this, [this] {
        m_takenUsers.reset();
        m_untouchables.forget();
        m_behindList.start(m_listing.table().count() > kLongList ? kUntilPainted : std::chrono::milliseconds(0));
        emit stateChanged();
    });
    m_behindList.setSingleShot(true);
    connect(&m_behindList, &QTimer::timeout, this, &Session::lookBehindList);
    connect(&m_directory, &DirectoryFeed::changed, this, [this] {
        takePersons();
        emit stateChanged();
    });
    // What is not news any more keeps its row until the next list: nothing goes from under the mouse.
    const auto takeChanges = [this](UserListing::Refilter refilter) {
        m_listing.setChanges(m_look->changes(m_listing.table()), refilter);
    };
    connect(m_look.get(), &LastLook::compared, this, [takeChanges] { takeChanges(UserListing::Refilter::Now); });
    connect(m_look.get(), &LastLook::changed, this, [takeChanges] { takeChanges(UserListing::Refilter::Later); });
    connect(&m_untouchables, &Untouchables::found, this, &Session::stateChanged);
    findEarlierUndo();
}

Session::~Session() = default;

ConnectionKey Session::key() const
{
    return {m_profile.id, addressText(m_client.base())};
}

void Session::refresh()
{
    if (isRefreshing())
        return;
    if (!m_isReady) {
        m_readiness.start(m_profile);
        emit stateChanged();
        return;
    }
    const quint64 askedAt = m_listing.nextSequence();
    m_listCall =
        m_client.list([this, askedAt](ApiResult<ListAnswer> result) { listArrived(std::move(result), askedAt); },
                      [this](qint64 received, qint64 expected) { tellProgress(received, expected); });
    m_sinceProgress.invalidate();
    emit stateChanged();
}

// A list of a million comes in a thousand pieces, and nobody reads as quickly.
void Session::tellProgress(qint64 received, qint64 expected)
{
    if (m_sinceProgress.isValid() && m_sinceProgress.elapsed() < kBetweenProgress.count())
        return;
    m_sinceProgress.start();
    emit listProgress(received, expected);
}

void Session::stopLoading()
{
    if (!m_listCall)
        return;
    m_listCall.reset();
    if (m_loadState == LoadState::NotLoaded)
        m_loadState = LoadState::Failed;
    emit stateChanged();
}

void Session::takeReadiness(const Profile &profile, const ClientOptions &options)
{
    m_profile = profile;
    m_isReady = true;
    if (std::exchange(m_isSetUp, true))
        m_client.setToken(profile.token); // a run may have requests on their way
    else
        m_client.setUp(profile.token, options);
    refresh();
}

void Session::takeError(const ApiError &error)
{
    m_error = error;
    if (m_loadState == LoadState::NotLoaded)
        m_loadState = LoadState::Failed;
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
        if (result.error().kind == ApiErrorKind::TokenRefused)
            letSecretsGo();
        takeError(result.error());
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
    const StatusCounts &counts = m_listing.table().counts();
    return m_takenUsers.value_or(counts.enabled + counts.disabled); // persons without a status stand in no list
}

void Session::take(ListAnswer answer, quint64 askedAt)
{
    m_loadState = LoadState::Loaded;
    m_listTakenAt = m_arrivedAt;
    m_takenUsers = answer.list.count();
    m_list = std::make_shared<const StatusList>(std::move(answer.list));
    m_listAskedAt = askedAt;
    m_wantsPersons = true;
    joinPersons();
    findUnfinished();
    emit stateChanged();
}

// When the list has been painted, so that it does not come later for what nobody waits for.
void Session::lookBehindList()
{
    m_untouchables.find(m_listing.table());
    m_twins.find(m_listing.table());
    compareWithLook();
    if (std::exchange(m_wantsPersons, false)) {
        m_directory.refresh();
        emit stateChanged();
    }
}

// With a server that answers and a list that is believed: it is asked at once what became of what was on its way.
void Session::findUnfinished()
{
    if (!doubt())
        m_unfinished.find(key());
}

void Session::acceptDoubtfulList()
{
    if (!doubt())
        return;
    m_listDoubt.accept();
    if (auto doubted = std::exchange(m_doubted, std::nullopt))
        take(std::move(doubted->first), doubted->second);
    else {
        findUnfinished();
        compareWithLook();
        emit stateChanged();
    }
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
    return m_untouchables.isProtected(m_listing.table(), row);
}

bool Session::isBusy(Row row) const
{
    return m_listing.mark(row).kind == RowMark::Kind::Sending || isChanging(m_listing.table().nameBytes(row));
}

bool Session::isChanging(const QByteArray &name) const
{
    return m_recording.contains(name) || m_runner.isBusy(name);
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

void Session::submit(const ChangeSet &set, qsizetype tryFirst)
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
    if (m_profile.reasonRequired && set.reason.trimmed().isEmpty()) {
        emit notRecorded(QCoreApplication::translate("Session", "This connection requires a reason for every change; "
                                                                "nothing was sent."));
        return;
    }
    if (const QString refusal = elsewhereRefusal(set); !refusal.isEmpty()) {
        emit notRecorded(refusal);
        return;
    }
    if (set.changes.size() > kGuardedAtOnce && !m_superAdmins.isEmpty()) {
        submitGuarded(set, tryFirst);
        return;
    }
    if (const QString refusal = adminRefusal(set); !refusal.isEmpty()) {
        emit notRecorded(refusal);
        return;
    }
    m_recording.add(set);
    record(set, tryFirst);
}

// Who of many thousands is an admin is found by a worker. The set counts as being recorded meanwhile.
void Session::submitGuarded(const ChangeSet &set, qsizetype tryFirst)
{
    m_recording.add(set);
    auto *worker = new QFutureWatcher<ChangeSet>(this);
    connect(worker, &QFutureWatcherBase::finished, this, [this, worker, set, tryFirst, asked = m_superAdmins] {
        worker->deleteLater();
        QString refusal = writingRefusal();
        const ChangeSet guarded = asked == m_superAdmins ? worker->result() : set;
        // Its own changes count as open since it counts as being recorded.
        if (refusal.isEmpty() && leavesNoAdmin(superAdminsNow(&guarded), guarded))
            refusal = adminRefusalWords();
        if (refusal.isEmpty()) {
            record(set, tryFirst);
            return;
        }
        m_recording.remove(set.id);
        const QPointer<Session> self(this);
        emit undoChanged();
        emit notRecorded(refusal);
        if (self && isIdle())
            emit idle();
    });
    worker->setFuture(QtConcurrent::run([changes = set.changes, admins = m_superAdmins] {
        const QSet<QByteArray> names(admins.cbegin(), admins.cend());
        ChangeSet only;
        std::copy_if(changes.cbegin(), changes.cend(), std::back_inserter(only.changes),
                     [&names](const Change &change) { return names.contains(change.name()); });
        return only;
    }));
    emit undoChanged();
}

void Session::record(const ChangeSet &set, qsizetype tryFirst)
{
    if (set.changes.size() == 1) // those of a bulk when their turn comes
        markSending(set.changes.constFirst());
    m_runner.expect(set.changes.size());
    emit undoChanged();
    const QPointer<Session> self(this);
    m_parts.journal.record(set, [self, set, tryFirst](tl::expected<RecordedSet, Journal::Failure> recorded) {
        if (!self)
            return;
        self->m_recording.remove(set.id);
        if (recorded) {
            self->m_runner.run(std::move(*recorded), tryFirst);
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
    const bool isBulk = m_runner.isBulk(set);
    // Nobody is listed for a new status that came to nothing.
    const bool isKnown = outcome.seen.state != StatusState::NoStatus || m_listing.table().find(done.name());
    if (outcome.isSeen && isKnown) // numbered now: a list that was asked for before this answer must not overwrite it
        m_listing.noteAnswer(outcome.seen, m_listing.nextSequence());
    if (outcome.isSeen && outcome.kind == OutcomeKind::Done)
        m_look->noteOwn(outcome.seen);
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
        setError(error);
    } else if (outcome.kind == OutcomeKind::Done && isTokenError()) {
        setError({}); // the token has just written: what was said of it is not so any more
    }
}

// Nothing was changed, and it waits for resume(): the row stands as before.
void Session::rowPutBack(const QUuid &set, qsizetype change, const std::optional<ApiError> &error)
{
    if (const JournalEntry *entry = m_runner.entry(set))
        m_listing.setMark(entry->set.changes.at(change).name(), {});
    if (error && error->kind == ApiErrorKind::TokenRefused) {
        letSecretsGo();
        setError(*error);
    }
}

void Session::rowWaits(const QUuid &set, qsizetype change, const ApiError &error, bool isInQuestion)
{
    const JournalEntry *entry = m_runner.entry(set);
    if (!entry)
        return;
    const Change &waiting = entry->set.changes.at(change);
    m_listing.setMark(waiting.name(), {RowMark::Kind::Sending, waiting.after.state,
                                       isInQuestion ? QCoreApplication::translate("Session", "Result not known yet…")
                                                    : QCoreApplication::translate("Session", "Trying again…")});
    if (!isInQuestion || m_runner.isBulk(set) || std::exchange(m_toldInQuestion, set) == set)
        return;
    emit actInQuestion(displayName(waiting.name()),
                       QCoreApplication::translate("Session",
                                                   "was sent, and it is not known yet what became of it: %1 "
                                                   "Gatehouse asks again until it is known.",
                                                   "behind a user's name; %1 is a sentence that says why")
                           .arg(error.kind == ApiErrorKind::ResultNotKnown
                                    ? QCoreApplication::translate("Session", "no answer came in time.")
                                    : error.sentence()));
}

void Session::rowInQuestion(const QUuid &set, qsizetype change)
{
    if (const JournalEntry *entry = m_runner.entry(set)) {
        const Change &asked = entry->set.changes.at(change);
        m_listing.setMark(asked.name(), {RowMark::Kind::Sending, asked.after.state,
                                         QCoreApplication::translate("Session", "Result not known yet…")});
    }
}

void Session::resumeUnfinished(const QUuid &set)
{
    QString refusal = writingRefusal();
    const auto waiting = m_unfinished.waiting(set);
    if (refusal.isEmpty() && waiting)
        refusal = elsewhereRefusal(*waiting);
    if (refusal.isEmpty() && waiting)
        refusal = adminRefusal(*waiting);
    if (!refusal.isEmpty()) {
        emit notRecorded(refusal);
        return;
    }
    m_unfinished.resume(set, [this](TakenUp left) {
        m_runner.takeUp(std::move(left));
        emit undoChanged();
    });
}

std::optional<JournalEntry> Session::leaveUnfinished(const QUuid &set)
{
    return m_unfinished.leave(set);
}

bool Session::isTokenError() const
{
    return m_error && (m_error->kind == ApiErrorKind::TokenRefused || m_error->kind == ApiErrorKind::Forbidden);
}

void Session::setError(const std::optional<ApiError> &error)
{
    m_error = error;
    emit stateChanged();
}

// One that was asked for, or came from a command, is not the right one any more: it is fetched anew before the next
// request. What stands in the settings can only be changed by the person.
void Session::letSecretsGo()
{
    if (m_profile.tokenStore == tokenstore::settings || !m_parts.forgetSecrets)
        return;
    m_parts.forgetSecrets(m_profile.id);
    m_isReady = false;
}

void Session::setToken(const QByteArray &token)
{
    m_profile.token = token;
    m_client.setToken(token);
    m_directory.forgetRefusal();
    if (isTokenError())
        setError({});
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
                     ? QCoreApplication::translate("Session", "%Ln users", nullptr, static_cast<int>(report.changes))
                     : displayName(entry.set.changes.first().name());
    report.verb = actVerb(entry.set.act, entry.set.changes.first());
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

} // namespace gatehouse
