// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/userstatus.h"

#include <QString>

namespace gatehouse {

/// How a change of a running set ended. The numbers stand in journals: new ones go to the end.
enum class OutcomeKind {
    Done,                  ///< the server holds what was wanted
    AlreadySo,             ///< somebody else did the same before; nothing was sent
    Failed,                ///< refused, nothing was changed; `words` say why
    ChangedBySomebodyElse, ///< the server held something else than `before`; nothing was sent
    NotSent,               ///< the set ended before this change's turn
    ResultNotKnown,        ///< sent, no answer, and asking did not help
    Count,
};

/// The outcome of one change; a value.
struct Outcome
{
    OutcomeKind kind = OutcomeKind::NotSent;
    UserStatus seen;           ///< what the server holds now, as far as `isSeen`
    bool isSeen = false;       ///< false where nobody knows (ResultNotKnown, Failed without a look)
    QString words;             ///< one sentence for a person: the reason of a failure, or the note
    int httpStatus = 0;        ///< 0 where there was none
    bool tokenRefused = false; ///< the server refused the token itself (401)
    /// Done, but the server put down something a little different (it rounds or stamps the date itself).
    bool differsFromWanted = false;
    Instant at{};

    /// Whether the server was changed by this row, so that undo may touch it.
    bool changedSomething() const { return kind == OutcomeKind::Done; }
    bool operator==(const Outcome &) const = default;
};

/// What a look after the run said of a change that was done; a value. The numbers stand in journals.
struct Confirmation
{
    enum class Kind {
        NotLooked,
        Confirmed,    ///< the server still holds what the outcome says
        Differs,      ///< it holds something else by now; `words` say what
        CouldNotLook, ///< the look failed, which says nothing of the change; `words` say why
    };
    Kind kind = Kind::NotLooked;
    QString words;
    Instant at{};
    bool operator==(const Confirmation &) const = default;
};

} // namespace gatehouse
