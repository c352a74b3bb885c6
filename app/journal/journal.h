// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/changeset.h"
#include "journal/history.h"

#include <QObject>

#include <tl/expected.hpp>

#include <functional>
#include <optional>

namespace gatehouse {

/// A set that stands in the journal: proof that its intent was written down before anything is sent. Only a Journal
/// can make one, and a ChangeRunner takes nothing else.
class RecordedSet final
{
public:
    const ChangeSet &set() const { return m_set; }

private:
    friend class Journal;
    explicit RecordedSet(ChangeSet set) : m_set(std::move(set)) {}
    ChangeSet m_set;
};

/// A set that was left unfinished, taken over by this program.
struct TakenUp
{
    RecordedSet set;
    QList<Outcome> outcomes; ///< one a change; NotSent: it has none yet
    /// Changes from this place on were never sent; those before it that have no outcome may have been.
    qsizetype sendingEnd = 0;
};

/// The book of everything that was done. Calls come from the window's thread and never wait; answers arrive on the
/// window's thread through the event loop, never from inside the call. An answer holds everything that was noted before
/// it was asked for. The journal must outlive what it was handed; when it goes, answers that did not come yet never do.
class Journal : public QObject
{
    Q_OBJECT
public:
    /// The reason why something could not be written down or read: one sentence for a person.
    using Failure = QString;
    template<typename T>
    using Answer = std::function<void(tl::expected<T, Failure>)>;
    using Recorded = Answer<RecordedSet>;

    using QObject::QObject;

    /// So many changes of a set may be sent once it is recorded; noteSending() allows more. Few, as each of them
    /// without an outcome must be asked for when the program dies; many enough that a quick run need not wait for the
    /// disk.
    static constexpr qsizetype kSendingAhead = 100;

    // Writing

    /// Writes the set down with every before-state; answers when it is durable. Nothing may be sent before.
    virtual void record(ChangeSet set, Recorded answer) = 0;
    /// Writes down that changes before the place `end` may be sent from now on, and all that was noted before; answers
    /// when it is durable. Until then those beyond the last such place may not be sent.
    virtual void noteSending(const QUuid &set, qsizetype end, Answer<void> answer) = 0;
    /// Adds the outcome of one change, by its place in the set.
    virtual void noteOutcome(const QUuid &set, qsizetype change, const Outcome &outcome) = 0;
    /// Adds what a look after the run said of one change.
    virtual void noteConfirmation(const QUuid &set, qsizetype change, const Confirmation &confirmation) = 0;
    /// The set will get no more outcomes; changes that have none were not sent.
    virtual void noteEnd(const QUuid &set, Instant at) = 0;
    /// Adds a reason to a set; those before stay.
    virtual void addReason(const QUuid &set, LaterReason reason, Answer<void> answer) = 0;

    // Taking up what was left

    /// The sets that were recorded and never ended, and whose program is gone or let them go; oldest first.
    virtual void unfinished(Answer<QList<SetSummary>> answer) = 0;
    /// Makes such a set this program's; nothing when it has ended, or another program was faster.
    virtual void takeUp(const QUuid &set, Answer<std::optional<TakenUp>> answer) = 0;
    /// A set that was taken up and is not run is left for another time, or another program.
    virtual void letGo(const QUuid &set) = 0;

    // Reading

    /// A whole set; nothing if unknown.
    virtual void entry(const QUuid &set, Answer<std::optional<JournalEntry>> answer) = 0;
    /// What sets() says of this one; nothing if unknown. Reads none of its rows.
    virtual void summary(const QUuid &set, Answer<std::optional<SetSummary>> answer) = 0;
    /// At most `limit` sets from the place `first` on, newest first.
    virtual void sets(const HistoryFilter &filter, qint64 first, int limit, Answer<HistoryPage> answer) = 0;
    /// At most `limit` rows of a set.
    virtual void rows(const QUuid &set, const SetRowFilter &filter, qint64 first, int limit,
                      Answer<SetRowPage> answer) = 0;
    /// What happened to a user on a server, newest first, `limit` parts at most.
    virtual void story(const ConnectionKey &connection, const QByteArray &name, int limit,
                       Answer<QList<StoryPart>> answer) = 0;
    /// The last set for this connection that changed something and was not taken back; nothing if there is none.
    virtual void lastUndoable(const ConnectionKey &connection, Answer<std::optional<JournalEntry>> answer) = 0;
    /// All connections that ever stood in a set, by name.
    virtual void connections(Answer<QList<KnownConnection>> answer) = 0;
    /// When the journal was begun: what happened before is not in it. Nothing while there is no journal.
    virtual void startedAt(Answer<std::optional<Instant>> answer) = 0;

signals:
    /// Something a person should know: the journal was damaged and set aside, an outcome cannot be written. One
    /// sentence.
    void notice(const QString &sentence);
    /// A set was recorded, taken up, ended or got a reason, by this program: lists of sets are out of date.
    void changed();
    /// Outcomes or confirmations of this set were written down by this program: its counts and rows are out of date.
    /// At most a few times a second, however many there are, and once more after the last of them.
    void outcomesNoted(const QUuid &set);

protected:
    /// For journals to make the proof with.
    static RecordedSet recorded(ChangeSet set) { return RecordedSet(std::move(set)); }
};

} // namespace gatehouse
