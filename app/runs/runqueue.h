// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runs/setnames.h"

#include <QHash>
#include <QList>
#include <QUuid>

#include <deque>
#include <list>
#include <memory>
#include <optional>
#include <vector>

namespace gatehouse {

/// Which change may be sent when: a pure state machine, without a clock, a thread or an event loop.
///
/// A set of one change is an act on one user: it starts at once. A larger one is a bulk: one bulk runs at a time, in
/// the order they came, with a bounded number of its changes in flight, beside the acts on one user. One name, one
/// request: two changes of one name are never in flight together, and take their turns in the order of their sets.
/// A failed change never stops the others, except that a bulk pauses after a number of troubles in a row.
class RunQueue final
{
public:
    struct Limits
    {
        int atOnce = 6;         ///< changes of a bulk in flight
        int troublesInARow = 5; ///< connection or server errors after which a bulk pauses
    };
    enum class Phase {
        Waiting, ///< a bulk for the one before, or for open()
        Running,
        Paused,   ///< nothing new starts; what is in flight ends
        Stopping, ///< what is in flight ends, the rest never starts
        Ended,
    };
    /// One change that is to be sent now.
    struct Turn
    {
        QUuid set;
        qsizetype change = 0;
        bool operator==(const Turn &) const = default;
    };
    enum class TurnEnd {
        Settled,   ///< done, or refused for a reason of its own
        Trouble,   ///< the connection or the server failed
        GivenBack, ///< nothing was sent and it is to be tried again, before the others
        PutLast,   ///< the connection or the server failed, and it is to be tried again, behind the others
    };
    /// How a set stands when it is added: one that was left unfinished begins where it was left.
    struct Standing
    {
        std::vector<bool> ended{};                       ///< the changes that have ended before; none if empty
        bool isTakenUp = false;                          ///< a bulk, even if it has one change only
        std::shared_ptr<const SetNames> names = nullptr; ///< of its changes; made when there are none
    };

    explicit RunQueue(Limits limits) : m_limits(limits) {}

    /// How many changes of a bulk may be in flight from now on; what is, stays.
    void setAtOnce(int atOnce) { m_limits.atOnce = atOnce; }
    /// A bulk starts Waiting and needs open(); an act on one user starts Running.
    void add(const QUuid &set, const QList<Change> &changes, const Standing &standing);
    void add(const QUuid &set, const QList<Change> &changes) { add(set, changes, Standing{}); }
    /// Changes from this place on are not given out yet; all are at first.
    void setSendingEnd(const QUuid &set, qsizetype end);
    /// How far the set has been looked through: everything from here on has never been given out.
    qsizetype cursor(const QUuid &set) const;
    /// No more than so many changes are given out before endTrial().
    void setTrial(const QUuid &set, qsizetype changes);
    void endTrial(const QUuid &set);
    /// All changes of the trial have been given out and have ended.
    bool isTried(const QUuid &set) const;
    /// The bulk whose turn it is, which may be Waiting for open(); null if there is none.
    QUuid bulk() const;
    /// Lets a bulk start that waits: it was compared with what the server holds.
    void open(const QUuid &set);
    /// Makes a bulk that runs wait for open() again: what it was compared with is too old.
    void close(const QUuid &set);
    /// All that is left of the set to give out is what was put last.
    bool hasOnlyLast(const QUuid &set) const;
    /// Ends a change that has not started, since it need not be sent; false when it has.
    bool skip(const QUuid &set, qsizetype change);
    /// A change that was put last comes first.
    void hasten(const QUuid &set, qsizetype change);
    /// The next change to be sent; nothing while there is none.
    std::optional<Turn> next();
    /// A change that next() gave has ended. True when it made its bulk pause, for too many troubles in a row.
    bool end(const Turn &turn, TurnEnd how);

    void pause(const QUuid &set);
    /// Back to Waiting for open(): what the server holds may have changed during the pause.
    void resume(const QUuid &set);
    /// These changes, whose results are not known, are still given out; no others.
    void stop(const QUuid &set, const std::vector<qsizetype> &inQuestion = {});
    /// Drops a set that has ended.
    void remove(const QUuid &set);

    bool contains(const QUuid &set) const { return find(set) != nullptr; }
    Phase phase(const QUuid &set) const;
    qsizetype inFlight(const QUuid &set) const;
    /// Whether this change has ended.
    bool hasEnded(const QUuid &set, qsizetype change) const;
    /// Nothing is there any more.
    bool isEmpty() const { return m_sets.empty(); }
    /// Whether a change of this name is in flight.
    bool isInFlight(const QByteArray &name) const { return m_namesInFlight.contains(name); }

private:
    enum class RowState : char { Pending, InFlight, Ended };
    struct Set
    {
        QUuid id;
        QList<Change> changes;
        std::shared_ptr<const SetNames> names; ///< never null
        Phase phase = Phase::Waiting;
        bool isOpen = false;
        bool isTakenUp = false;
        std::vector<RowState> rows{};
        qsizetype cursor = 0;           ///< everything from here on has never been looked at
        std::deque<qsizetype> putOff{}; ///< pending changes before the cursor …
        std::deque<qsizetype> last{};   ///< … and those of them that come behind all others
        qsizetype inFlight = 0;
        qsizetype ended = 0;
        int troubles = 0;
        std::vector<Turn> behind{}; ///< of an act on one user: earlier changes of its name
        qsizetype sendingEnd = 0;
        std::optional<qsizetype> trial{}; ///< how many may still be given out
        bool isBulk() const { return isTakenUp || changes.size() != 1; }
    };

    const Set *find(const QUuid &set) const;
    Set *find(const QUuid &set);
    void findEarlier(Set &set) const;
    bool mayRun(const Set &set) const;
    bool isFree(const Set &set, qsizetype change) const;
    std::optional<qsizetype> take(Set &set);
    std::optional<qsizetype> takeFrom(std::deque<qsizetype> &waiting, const Set &set) const;
    static void settle(Set &set);

    Limits m_limits;
    std::list<Set> m_sets; ///< in the order they came
    QHash<QByteArray, int> m_namesInFlight;
};

} // namespace gatehouse
