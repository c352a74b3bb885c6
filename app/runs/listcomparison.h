// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/changeset.h"
#include "changes/comparison.h"
#include "changes/outcome.h"
#include "runs/judgements.h"
#include "users/statuslist.h"

#include <map>
#include <utility>
#include <vector>

namespace gatehouse {

// A whole set beside one list of the server, in place of a question for each of its changes. Pure; for any thread.

/// What the list says of a name: NoStatus where it does not stand there.
UserStatus statusIn(const StatusList &list, const QByteArray &name);

/// How many users of a set a list should have, and does not. Half a list must pass neither for what somebody else did
/// nor for what the set did.
struct ListGaps
{
    qint64 expected = 0;
    qint64 missing = 0;
    bool isListEmpty = false;
    /// As for the list on the screen, see isDoubtfulShrink(); the last users of a set may all be gone.
    bool isDoubtful() const;
};

/// A set compared with a list.
struct ListComparison
{
    /// The changes that need not or may not be sent, each with its outcome (AlreadySo, ChangedBySomebodyElse).
    std::vector<std::pair<qsizetype, Outcome>> settled;
    /// Changes in question that surely did not arrive: they may be sent as if they had never been.
    std::vector<qsizetype> notArrived{};
    ListGaps gaps;
};
/// A change of which it is not known what became of it.
struct InQuestion
{
    ApiError lost;
    Arriving arriving = Arriving::Over;
};
using QuestionsByPlace = std::map<qsizetype, InQuestion>;
/// Those in `ended` are passed over. Those in question are settled where the list tells what became of them.
ListComparison comparedWithList(const QList<Change> &changes, Exactness exactness, const std::vector<bool> &ended,
                                const QuestionsByPlace &questions, const StatusList &list);

/// What a list says of what a set did.
struct ListConfirmation
{
    std::vector<std::pair<qsizetype, Confirmation>> confirmed; ///< each change that was done
    ListGaps gaps;
};
ListConfirmation confirmedByList(const QList<Change> &changes, const QList<Outcome> &outcomes, const StatusList &list);

} // namespace gatehouse
