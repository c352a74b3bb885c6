// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/changeset.h"
#include "changes/comparison.h"
#include "changes/outcome.h"
#include "users/statuslist.h"

#include <utility>
#include <vector>

namespace gatehouse {

// A whole set beside one list of the server, in place of a question for each of its changes. Pure; for any thread.

/// What the list says of a name: NoStatus where it does not stand there.
UserStatus statusIn(const StatusList &list, const QByteArray &name);

/// The changes that need not or may not be sent, each with its outcome (AlreadySo, ChangedBySomebodyElse). Those in
/// `ended` are passed over.
std::vector<std::pair<qsizetype, Outcome>> comparedWithList(const QList<Change> &changes, Exactness exactness,
                                                            const std::vector<bool> &ended, const StatusList &list);

/// What the list says of each change that was done.
std::vector<std::pair<qsizetype, Confirmation>> confirmedByList(const QList<Change> &changes,
                                                                const QList<Outcome> &outcomes, const StatusList &list);

} // namespace gatehouse
