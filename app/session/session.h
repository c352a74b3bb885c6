// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"
#include "changes/outlinedplan.h"
#include "changes/planners.h"
#include "journal/journal.h"
#include "lists/listplanner.h"
#include "profiles/profile.h"
#include "runs/changerunner.h"
#include "session/directoryfeed.h"
#include "session/lastlook.h"
#include "session/listdoubt.h"
#include "session/readiness.h"
#include "session/recordingnames.h"
#include "session/serverclock.h"
#include "session/twins.h"
#include "session/undolist.h"
#include "session/unfinishedsets.h"
#include "session/untouchables.h"
#include "session/userlisting.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace gatehouse {

/// What became of one set, for a toast or a banner.
struct ActReport
{
    QUuid set;
    Act act = Act::Disable;
    QString title;   ///< of the set
    QString who;     ///< the name for a person's eyes, or "3 users"
    QString verb;    ///< "disabled"
    Outcome outcome; ///< of its only change; of a bulk, of its first
    qsizetype changes = 1;
    OutcomeCounts outcomes; ///< of all its changes
    bool isUndo = false;
    bool canUndo = false;
    bool isBulk() const { return changes > 1; }
};

/// How many of the selected and visible users an act would really change.
struct ActCounts
{
    qint64 disable = 0;
    qint64 enable = 0;
    qint64 remove = 0;
    qint64 changeDate = 0; ///< those who are disabled
    bool operator==(const ActCounts &) const = default;
};

/// One connection at work: profile + client + listing + runs + journal. Lives on the window's thread; nothing in it
/// waits.
class Session final : public QObject
{
    Q_OBJECT
public:
    enum class LoadState { NotLoaded, Loaded, Failed };

    using IsChanged = std::function<bool(const QByteArray &name)>;

    struct Parts
    {
        Journal &journal;                     ///< must outlive the session
        std::function<Instant()> computerNow; ///< the clock
        QString orderedBy;                    ///< "ada@workstation"
        ClientOptions client;                 ///< what the profile says is put on top
        RetryPolicy retry = {.tries = 4};     ///< of what a change sends
        /// How many users this connection had when it was left, believedUsers() then; nothing if it was not open yet.
        std::optional<qint64> usersBefore = {};
        /// Who else in this program, a session that was left, still changes names on the same server: says of a name
        /// whether it is changed there, for the moment. Empty if nobody does, and so is what it returns then.
        std::function<IsChanged()> changedElsewhere = {};
        /// Where secrets come from that the profile does not hold itself; none if empty.
        FetchSecrets fetchSecrets = {};
        /// The server refused them: what was remembered is to be forgotten.
        std::function<void(const QUuid &profile)> forgetSecrets = {};
        /// Of this connection; shared with a session of it that was left. One that keeps nothing if null.
        std::shared_ptr<LastLook> look = {};
    };

    /// The address comes from readServerAddress() of the profile's url.
    Session(Profile profile, QUrl address, Parts parts, QObject *parent = nullptr);
    ~Session() override;

    const Profile &profile() const { return m_profile; }
    ConnectionKey key() const;
    const QUrl &address() const { return m_client.base(); }
    /// Every request from now on carries this one, those of a run that goes on too.
    void setToken(const QByteArray &token);
    UserListing &listing() { return m_listing; }
    const UserListing &listing() const { return m_listing; }

    // The list
    void refresh();
    /// As refresh(), but a list that was asked for before is given up: what has just become known is not in it.
    void refreshAnew();
    /// Gives up the list that is on its way, if one is; what is on the screen stays, and nothing is said of an error.
    void stopLoading();
    /// Whether a list is on its way and can be given up; not while secrets are fetched.
    bool canStopLoading() const { return m_listCall != nullptr; }
    /// A list has come and is being made ready for the screen, by a worker where it is long.
    bool isMakingReady() const { return m_takenUsers.has_value(); }
    bool isRefreshing() const { return m_listCall != nullptr || m_readiness.isUnderWay(); }
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

    // The persons
    bool isAskingPersons() const { return m_wantsPersons || m_directory.isAsking(); }
    DirectoryFeed::State directoryState() const { return m_directory.state(); }
    /// Why nobody can be called unknown: one sentence; empty while the persons are known, or not asked for yet.
    QString directoryReason() const { return m_directory.reason(); }
    /// The person whose user name is nearly that of a status that is nobody's; empty for none.
    QByteArray twinOf(Row row) const { return m_twins.of(m_listing.table().nameBytes(row)); }
    const Twins &twins() const { return m_twins; }

    // The last look
    /// What others changed since the admin last looked; see UserListing::changes() for the rows.
    LastLook &look() const { return *m_look; }

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
    /// The first users, so many, whose name, person or e-mail holds the text; from a worker where there are many.
    void findUsers(const QString &typed, qsizetype most, const std::function<void(const QList<QByteArray> &)> &found);
    /// Why what the plan would change must not be, one sentence; empty when it may.
    QString refusalOf(const OutlinedPlan &plan) const;
    /// Of the users who are selected and visible; costs a walk over the selection. Nothing for the moment in which it
    /// is worked out which of many are protected: stateChanged() follows.
    std::optional<ActCounts> actCounts() const;
    using Planned = std::function<void(const OutlinedPlan &plan)>;
    // Plans for any number of users: the answer comes at once while they are few (kPlannedAtOnce), else from a worker
    // through the event loop, for the states of the moment of the call; not at all when the session goes.
    static constexpr qsizetype kPlannedAtOnce = 2'000;
    void planFor(Act act, std::vector<Row> rows, const Planned &planned); ///< Disable, Enable or Delete
    void planNewDate(std::vector<Row> rows, Instant since, FutureDates future, const Planned &planned);
    /// What the act would do with the lines of a list, by those who are ticked; with the list's dates where there are
    /// some.
    void planList(const QList<NameMatch> &matches, ListAct act, const ListedDates &dates, const Planned &planned);
    /// Takes a set back, or those of its changes that are named (by their place), compared with the table.
    void planUndo(const JournalEntry &entry, const std::optional<QList<qsizetype>> &only, const Planned &planned);
    /// Does again what a set did not get done.
    void planAgain(const JournalEntry &entry, const Planned &planned);
    /// The plan compared with the table; see compared().
    void compare(const OutlinedPlan &plan, const Planned &planned);
    Plan planToggle(Row row) const; ///< disable who is enabled, enable who is disabled
    Plan planNew(const QByteArray &name, std::optional<Instant> disabledSince, FutureDates future) const;
    /// No set is waiting for the journal or running.
    bool isIdle() const { return m_recording.isEmpty() && m_runner.isIdle(); }
    /// All that is on its way is acts on one user of which it is not known what became of them: they are asked for
    /// again and again, and when the connection is opened next.
    bool isOnlyInQuestion() const { return m_recording.isEmpty() && m_runner.isOnlyInQuestion(); }
    /// Idle, and what was done has been looked at once more; not yet true when the last confirmed() is emitted.
    bool isSettled() const { return m_recording.isEmpty() && m_runner.isSettled(); }
    /// Records the set, then runs it. Every end is told by actEnded() or notRecorded(). Refused whole while one of its
    /// names is still being changed by a session that was left: one name, one request.
    /// Of a set of more than `tryFirst` changes so many run first, are looked at, and the rest waits for a word.
    void submit(const ChangeSet &set, qsizetype tryFirst = 0);

    // Runs
    /// The bulk that is at work or first in line; null if there is none.
    QUuid bulk() const { return m_runner.bulk(); }
    /// All bulks that have not ended, oldest first.
    QList<QUuid> bulks() const { return m_runner.bulks(); }
    /// How far a set is, until what it did was looked at once more.
    std::optional<RunProgress> progress(const QUuid &set) const { return m_runner.progress(set); }
    void pause(const QUuid &set) { m_runner.pause(set); }
    void resume(const QUuid &set);
    void stop(const QUuid &set) { m_runner.stop(set); }
    /// The set that a program left unfinished on this connection and that waits for a person's word.
    std::optional<RunProgress> unfinished() const { return m_unfinished.progress(); }
    /// Goes on with it; refused like submit().
    void resumeUnfinished(const QUuid &set);
    /// The connection is being left: it waits for the next opening.
    void letUnfinishedGo() { m_unfinished.letGo(); }
    /// Ends it as it is; what it did, null if it does not wait.
    std::shared_ptr<const JournalEntry> leaveUnfinished(const QUuid &set);
    Journal &journal() const { return m_parts.journal; }
    /// Who stands in the record of what is ordered from now on.
    void setOrderedBy(const QString &person) { m_parts.orderedBy = person; }

    // Undo
    /// The last set that changed something and was not taken back: of this session, else of an earlier one. Nothing if
    /// there is none, and nothing while a set is on its way: what the last act is, is not decided yet.
    std::optional<Undoable> undoable() const;
    /// The set cannot be taken back any more (somebody else changed the user since, say), and must not stand in the
    /// way of those before it.
    void forgetUndo(const QUuid &set);

signals:
    /// loadState, error, doubt, clock, isRefreshing or the list's age changed.
    void stateChanged();
    /// How many bytes of the list have come, of how many (-1: not known); now and then.
    void listProgress(qint64 received, qint64 expected);
    void actEnded(const gatehouse::ActReport &report);
    /// Nothing was sent since the set could not be written down; one sentence.
    void notRecorded(const QString &reason);
    void undoChanged();
    /// It is not known what became of an act on one user; it is asked for until it is. Once an act; one sentence.
    void actInQuestion(const QString &who, const QString &words);
    /// unfinished() has changed.
    void unfinishedChanged();
    /// progress() of a bulk has changed in any way; often.
    void runProgressed(const QUuid &set);
    /// A set that ended, of any size, was looked at once more; the journal knows all of it now.
    void confirmed(const QUuid &set);
    /// A change of a bulk ended.
    void runRowEnded(const QUuid &set, qsizetype change, const QByteArray &name, const gatehouse::Outcome &outcome);
    /// The last set that was on its way has ended.
    void idle();

private:
    void takeReadiness(const Profile &profile, const ClientOptions &options);
    void takeError(const ApiError &error);
    void letSecretsGo();
    void tellProgress(qint64 received, qint64 expected);
    void listArrived(ApiResult<ListAnswer> result, quint64 askedAt);
    qint64 users() const;
    void take(ListAnswer answer, quint64 askedAt);
    void takePersons();
    void joinPersons();
    void compareWithLook();
    QString adminRefusal(const ChangeSet &set) const;
    static QString adminRefusalWords();
    std::vector<UserStatus> superAdminsNow(const ChangeSet *own = nullptr) const;
    void findEarlierUndo();
    template<typename Work>
    void planOnTable(qsizetype size, Work work, const Planned &planned);
    void noteFacts(const AnswerFacts &facts);
    void markSending(const Change &change);
    void rowStarted(const QUuid &set, qsizetype change);
    void rowEnded(const QUuid &set, qsizetype change, const Outcome &outcome);
    void rowPutBack(const QUuid &set, qsizetype change, const std::optional<ApiError> &error);
    void rowWaits(const QUuid &set, qsizetype change, const ApiError &error, bool isInQuestion);
    void rowInQuestion(const QUuid &set, qsizetype change);
    void setEnded(const QUuid &set);
    void findUnfinished();
    void lookBehindList();
    void submitGuarded(const ChangeSet &set, qsizetype tryFirst);
    void findAdminChanges(const ChangeSet &set, std::function<void(const ChangeSet &ofAdmins)> then);
    void resumeGuarded(const QUuid &set, const ChangeSet &guarded);
    void record(const ChangeSet &set, qsizetype tryFirst);
    bool isTokenError() const;
    void setError(const std::optional<ApiError> &error);
    IsChanged changedElsewhere() const { return m_parts.changedElsewhere ? m_parts.changedElsewhere() : IsChanged(); }
    QString elsewhereRefusal(const ChangeSet &set) const;
    PlanContext context(FutureDates future = FutureDates::Refused) const;

    Profile m_profile;
    Parts m_parts;
    PivotClient m_client;
    UserListing m_listing;
    ChangeRunner m_runner;
    UnfinishedSets m_unfinished;
    QUuid m_toldInQuestion; ///< the act that was last said to be in question
    Readiness m_readiness;
    DirectoryFeed m_directory;
    bool m_wantsPersons = false; ///< they are asked for when the list is on the screen
    QTimer m_behindList;         ///< runs until what follows a new list may begin
    Twins m_twins;
    std::shared_ptr<LastLook> m_look;
    /// The list as it came, without the persons: joined with them anew when they come.
    std::shared_ptr<const StatusList> m_list;
    quint64 m_listAskedAt = 0;
    std::shared_ptr<const Directory> m_joinedWith;
    QByteArrayList m_superAdmins; ///< of the last directory that was believed: one that fails does not lift the guard
    quint64 m_joining = 0;        ///< counts; only the newest is taken
    bool m_isReady = false;       ///< the client has its secrets
    bool m_isSetUp = false;       ///< and knows how to travel
    QUuid m_resumedWhenReady;     ///< a run that a person resumed while the secrets must be fetched anew
    Untouchables m_untouchables;
    PivotClient::Call m_listCall;
    QElapsedTimer m_sinceProgress; ///< was told
    LoadState m_loadState = LoadState::NotLoaded;
    std::optional<ApiError> m_error;
    std::optional<Instant> m_listTakenAt;
    AnswerFacts m_facts;
    ListDoubt m_listDoubt;
    std::optional<std::pair<ListAnswer, quint64>> m_doubted; ///< while the old list stays
    std::optional<qint64> m_takenUsers;                      ///< of the list that the listing is still making ready
    Instant m_arrivedAt{};                                   ///< when the last list came, believed or not
    ServerClock m_clock;
    RecordingNames m_recording; ///< of what was handed to the journal and is not answered yet
    UndoList m_undo;
};

} // namespace gatehouse
