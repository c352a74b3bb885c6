// SPDX-License-Identifier: GPL-3.0-or-later
// What is sent: a set's way from the person's word to the journal and the runner, and what is shown of its rows.
#include "session/session.h"

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

/// So many changes are looked through for admins on the window's thread: a millisecond.
constexpr qsizetype kGuardedAtOnce = 20'000;

} // namespace

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
    const IsChanged isChanged = changedElsewhere();
    if (!isChanged) // nobody is asked of a million names then
        return {};
    const auto busy = std::find_if(set.changes.cbegin(), set.changes.cend(),
                                   [&isChanged](const Change &change) { return isChanged(change.name()); });
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

// The set counts as being recorded meanwhile.
void Session::submitGuarded(const ChangeSet &set, qsizetype tryFirst)
{
    m_recording.add(set);
    findAdminChanges(set, [this, set, tryFirst](const ChangeSet &ofAdmins) {
        QString refusal = writingRefusal();
        // Its own changes count as open since it counts as being recorded.
        if (refusal.isEmpty() && leavesNoAdmin(superAdminsNow(&ofAdmins), ofAdmins))
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
    emit undoChanged();
}

// To pass many thousands of changes takes the window's thread frames. Who was an admin when the worker began may be
// none any more, and then all are looked through.
void Session::findAdminChanges(const ChangeSet &set, std::function<void(const ChangeSet &ofAdmins)> then)
{
    auto *worker = new QFutureWatcher<ChangeSet>(this);
    connect(worker, &QFutureWatcherBase::finished, this,
            [this, worker, set, then = std::move(then), asked = m_superAdmins] {
                worker->deleteLater();
                then(asked == m_superAdmins ? worker->result() : set);
            });
    worker->setFuture(QtConcurrent::run([changes = set.changes, admins = m_superAdmins] {
        const QSet<QByteArray> names(admins.cbegin(), admins.cend());
        ChangeSet only;
        std::copy_if(changes.cbegin(), changes.cend(), std::back_inserter(only.changes),
                     [&names](const Change &change) { return names.contains(change.name()); });
        return only;
    }));
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
    if (!refusal.isEmpty())
        emit notRecorded(refusal);
    else if (waiting && waiting->changes.size() > kGuardedAtOnce && !m_superAdmins.isEmpty())
        findAdminChanges(*waiting, [this, set](const ChangeSet &ofAdmins) { resumeGuarded(set, ofAdmins); });
    else
        resumeGuarded(set, waiting.value_or(ChangeSet()));
}

void Session::resumeGuarded(const QUuid &set, const ChangeSet &guarded)
{
    QString refusal = writingRefusal();
    if (refusal.isEmpty())
        refusal = adminRefusal(guarded);
    if (!refusal.isEmpty()) {
        emit notRecorded(refusal);
        return;
    }
    m_unfinished.resume(set, [this](TakenUp left) {
        m_runner.takeUp(std::move(left));
        emit undoChanged();
    });
}

std::shared_ptr<const JournalEntry> Session::leaveUnfinished(const QUuid &set)
{
    return m_unfinished.leave(set);
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
    m_undo.noteEnd(entry, report.outcomes);
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
