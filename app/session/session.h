// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"
#include "changes/planners.h"
#include "journal/journal.h"
#include "profiles/profile.h"
#include "runs/changerunner.h"
#include "session/listdoubt.h"
#include "session/serverclock.h"
#include "session/userlisting.h"

#include <QObject>
#include <QPointer>

namespace gatehouse {

/// What became of one set, for a toast or a banner.
struct ActReport
{
    QUuid set;
    Act act = Act::Disable;
    QString who;     ///< the name for a person's eyes, or "3 users"
    QString verb;    ///< "disabled"
    Outcome outcome; ///< of its only change
    bool isUndo = false;
    bool canUndo = false;
};

/// One connection at work: profile + client + listing + runs + journal. Lives on the window's thread; nothing in it
/// waits.
class Session final : public QObject
{
    Q_OBJECT
public:
    enum class LoadState { NotLoaded, Loaded, Failed };

    struct Parts
    {
        Journal &journal;                     ///< must outlive the session
        std::function<Instant()> computerNow; ///< the clock
        QString orderedBy;                    ///< "ada@workstation"
        ClientOptions client;                 ///< access is overruled by the profile's read-only
        /// How many users this connection had when it was left, believedUsers() then; nothing if it was not open yet.
        std::optional<qint64> usersBefore = {};
        /// Whether somebody else in this program, a session that was left, still changes this name on the same server;
        /// none if empty.
        std::function<bool(const QByteArray &name)> isChangedElsewhere = {};
    };

    /// The address comes from readServerAddress() of the profile's url.
    Session(Profile profile, QUrl address, Parts parts, QObject *parent = nullptr);
    ~Session() override;

    const Profile &profile() const { return m_profile; }
    ConnectionKey key() const;
    const QUrl &address() const { return m_client.base(); }
    UserListing &listing() { return m_listing; }
    const UserListing &listing() const { return m_listing; }

    // The list
    void refresh();
    /// As refresh(), but a list that was asked for before is given up: what has just become known is not in it.
    void refreshAnew();
    bool isRefreshing() const { return m_listCall != nullptr; }
    LoadState loadState() const { return m_loadState; }
    /// Of the last refresh, or of what lost the server; nothing when all is well.
    const std::optional<ApiError> &error() const { return m_error; }
    /// When the list on the screen arrived, by this computer's clock.
    std::optional<Instant> listTakenAt() const { return m_listTakenAt; }
    const AnswerFacts &facts() const { return m_facts; }
    /// A list that waits for a person's word, while writing pauses; the old one stays where there is one, else it is
    /// on the screen already.
    const std::optional<DoubtfulList> &doubt() const { return m_listDoubt.doubt(); }
    /// The person believes it. Otherwise all stays so until a refresh is believed.
    void acceptDoubtfulList();
    /// How many users are known that no doubt is about, those of an earlier opening among them; nothing if none are.
    std::optional<qint64> believedUsers() const { return m_listDoubt.believedUsers(users()); }

    // The clock (promise 15)
    /// How far this computer's clock is ahead of the server's (negative: behind).
    std::chrono::milliseconds clockAhead() const { return m_clock.ahead(); }
    bool isClockOff() const { return m_clock.isOff(); }
    /// The server's time, as well as it is known.
    Instant now() const { return m_clock.now(m_parts.computerNow()); }

    // Acts: a plan first, then submit() what was confirmed of it
    bool isReadOnly() const { return m_profile.readOnly; }
    bool isProtected(Row row) const;
    /// Whether a change is on its way for this user.
    bool isBusy(Row row) const;
    /// Whether this session has a change of this name on its way, from submit() until its request has ended.
    bool isChanging(const QByteArray &name) const;
    /// Why nothing can be written at the moment (read-only, no list, a doubtful list); empty when it can.
    QString writingRefusal() const;
    /// Whether a person must look first: production, deletes, and plans of more than one row.
    bool needsReview(const Plan &plan) const;
    Plan planToggle(Row row) const;                            ///< disable who is enabled, enable who is disabled
    Plan planFor(Act act, const std::vector<Row> &rows) const; ///< Disable, Enable or Delete
    Plan planNewDate(Row row, Instant since, FutureDates future) const;
    Plan planNew(const QByteArray &name, std::optional<Instant> disabledSince, FutureDates future) const;
    /// No set is waiting for the journal or running.
    bool isIdle() const { return m_recording == 0 && m_runner.isIdle(); }
    /// Records the set, then runs it. Every end is told by actEnded() or notRecorded(). Refused whole while one of its
    /// names is still being changed by a session that was left: one name, one request.
    void submit(const ChangeSet &set);

    // Undo
    /// The session's last set that changed something and was not taken back; nothing if there is none, and nothing
    /// while a set is on its way: what the last act is, is not decided yet.
    std::optional<JournalEntry> undoable() const;
    /// The set cannot be taken back any more (somebody else changed the user since, say), and must not stand in the
    /// way of those before it.
    void forgetUndo(const QUuid &set);
    /// The plan that takes the set back, compared with the table.
    Plan planUndo(const JournalEntry &entry) const;

signals:
    /// loadState, error, doubt, clock, isRefreshing or the list's age changed.
    void stateChanged();
    void progress(qint64 received, qint64 expected);
    void actEnded(const gatehouse::ActReport &report);
    /// Nothing was sent since the set could not be written down; one sentence.
    void notRecorded(const QString &reason);
    void undoChanged();
    /// The last set that was on its way has ended.
    void idle();

private:
    void listArrived(ApiResult<ListAnswer> result, quint64 askedAt);
    qint64 users() const;
    void take(ListAnswer answer, quint64 askedAt);
    void noteUndo(const JournalEntry &entry, bool changed);
    void noteFacts(const AnswerFacts &facts);
    void rowEnded(const QUuid &set, qsizetype change, const Outcome &outcome);
    void setEnded(const QUuid &set);
    QString elsewhereRefusal(const ChangeSet &set) const;
    void noteRecording(const ChangeSet &set, int step);
    PlanContext context(FutureDates future = FutureDates::Refused) const;

    Profile m_profile;
    Parts m_parts;
    PivotClient m_client;
    UserListing m_listing;
    ChangeRunner m_runner;
    ProtectedNames m_protected;
    PivotClient::Call m_listCall;
    LoadState m_loadState = LoadState::NotLoaded;
    std::optional<ApiError> m_error;
    std::optional<Instant> m_listTakenAt;
    AnswerFacts m_facts;
    ListDoubt m_listDoubt;
    std::optional<std::pair<ListAnswer, quint64>> m_doubted; ///< while the old list stays
    std::optional<qint64> m_takenUsers;                      ///< of the list that the listing is still making ready
    Instant m_arrivedAt{};                                   ///< when the last list came, believed or not
    ServerClock m_clock;
    int m_recording = 0;                     ///< sets handed to the journal, not answered yet
    QHash<QByteArray, int> m_recordingNames; ///< how many changes of each name these have
    QList<QUuid> m_undoable;                 ///< oldest first
};

} // namespace gatehouse
