// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/changeset.h"
#include "changes/outcome.h"

#include <array>
#include <optional>

namespace gatehouse {

/// A set with what became of it, as the journal remembers it.
struct JournalEntry
{
    ChangeSet set;
    QList<Outcome> outcomes; ///< one a change, NotSent until it ended
    bool ended = false;
};

/// How many changes ended in which way.
struct OutcomeCounts
{
    std::array<qint64, static_cast<std::size_t>(OutcomeKind::Count)> counts{};
    qint64 of(OutcomeKind kind) const { return counts[static_cast<std::size_t>(kind)]; }
    void add(OutcomeKind kind, qint64 by = 1) { counts[static_cast<std::size_t>(kind)] += by; }
    qint64 total() const;
    bool operator==(const OutcomeCounts &) const = default;
};

/// How a set stands.
enum class SetState {
    Running,     ///< by this program or another one on this computer
    Ended,       ///< every change has its outcome
    Interrupted, ///< the program that ran it is gone and never ended it
};

/// A reason that was given later; reasons are only ever added.
struct LaterReason
{
    QString text;
    QString by;
    Instant at{};
    bool operator==(const LaterReason &) const = default;
};

/// That a later set put back what a set had done. A change that was taken back and then made again by taking back the
/// taking back is not among them.
struct TakenBack
{
    qint64 changes = 0; ///< how many of the set's
    Instant at{};       ///< when the last of those sets ended
    QUuid by;           ///< that set
    QString orderedBy;  ///< and who ordered it
    bool operator==(const TakenBack &) const = default;
};

/// One set in a list of them; without its rows.
struct SetSummary
{
    QUuid id;
    Act act = Act::Disable;
    QString title;
    ConnectionKey connection;
    QString connectionName;
    QString environment; ///< as ChangeSet has it; empty where an older program wrote the set down
    QString reason;
    QList<LaterReason> laterReasons; ///< oldest first
    QString orderedBy;
    Instant orderedAt{};
    std::optional<Instant> endedAt;
    QUuid undoes; ///< null if none
    SetState state = SetState::Ended;
    qint64 changes = 0;     ///< what was confirmed
    qint64 leftAlone = 0;   ///< what was asked for beside
    OutcomeCounts outcomes; ///< of the changes that have one yet
    std::optional<TakenBack> takenBack;
};

/// What to look for among all sets; empty members find everything.
struct HistoryFilter
{
    QString user; ///< a part of a user's name, in any case and with any accents
    std::optional<QUuid> connection;
    std::optional<Instant> from; ///< ordered then or later
    std::optional<Instant> to;   ///< ordered before
    bool operator==(const HistoryFilter &) const = default;
};

/// A piece of the list of sets, newest first.
struct HistoryPage
{
    QList<SetSummary> sets;
    qint64 first = 0; ///< the place of the first in the whole list
    qint64 total = 0; ///< of the whole list
};

/// A connection that stands in the journal.
struct KnownConnection
{
    QUuid id;
    QString name; ///< as it was called last
};

/// One row of a set: a change, or what was left alone.
struct SetRow
{
    qint64 place = 0; ///< of a change: its place in the set; what was left alone comes behind them
    PlannedRow planned;
    std::optional<Outcome> outcome; ///< nothing until it ended, and for what was left alone
    Confirmation confirmation;
};

/// Which rows of a set.
struct SetRowFilter
{
    QString user;                       ///< as in HistoryFilter
    std::optional<OutcomeKind> outcome; ///< only changes that ended so
    bool changesOnly = false;           ///< leaves out what was left alone
    bool operator==(const SetRowFilter &) const = default;
};

/// A piece of a set's rows, in the order of the set.
struct SetRowPage
{
    QList<SetRow> rows;
    qint64 first = 0;
    qint64 total = 0;
};

/// One thing that happened to a user.
struct StoryPart
{
    SetSummary set;
    SetRow row;
};

} // namespace gatehouse
