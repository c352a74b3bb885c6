// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/changeset.h"

namespace gatehouse {

/// What counts as the goal of a change. Who disables or enables wants the state: when somebody else was faster it is so
/// already, and their date stays. Who undoes wants the entry to the letter.
enum class Exactness { State, Letter };

Exactness exactnessOf(const ChangeSet &set);

/// What the server holds, seen from a change that is about to be sent.
enum class Comparison {
    AsBefore,  ///< still what the change starts from: it may be sent
    AlreadySo, ///< already what the change wants: nothing to send
    Different, ///< something else: somebody changed it, nothing may be sent
};

Comparison compareWithSeen(const Change &change, const UserStatus &seen, Exactness exactness);

} // namespace gatehouse
