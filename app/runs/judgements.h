// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"
#include "changes/comparison.h"
#include "changes/outcome.h"

#include <optional>

namespace gatehouse {

// What the answers of the server mean for one change; pure functions. The outcomes have words, but no `at`: that is
// the runner's to put. "Seen" is an entry, or NoStatus, or why it could not be looked at. The words are whole
// sentences, but those of AlreadySo go on where the user's name stands: "was enabled already, by somebody else; …".

/// What one GET says: a NotFound means that there is no status.
ApiResult<UserStatus> seenBy(const ApiResult<UserStatus> &answer, const QByteArray &name);

/// The look before the write: nothing means that it may be sent.
std::optional<Outcome> judgeCompare(const Change &change, const ApiResult<UserStatus> &seen, Exactness exactness);

/// The answer to the write (NoStatus after a delete): nothing means that the result is not known and must be asked for.
std::optional<Outcome> judgeWrite(const Change &change, const ApiResult<UserStatus> &answer);

/// Whether a write that ended so can still have been on its way to the server, so that "as before" proves nothing yet.
bool mayStillArrive(const ApiError &lost);
/// Whether a write whose answer was lost may still reach the server, if it was given up while it was on its way.
enum class Arriving { Possible, Over };
/// The look after a write that ended with `lost` and told nothing: done, failed (it did not arrive), or not known: it
/// could not be looked, it may still arrive, or the server holds something else by now.
Outcome judgeAsked(const Change &change, const ApiError &lost, const ApiResult<UserStatus> &seen, Arriving arriving);

/// The look after the run at a change that was done.
Confirmation judgeConfirmed(const Change &change, const Outcome &outcome, const ApiResult<UserStatus> &seen);

/// What an error means for the run that its change belongs to.
enum class RunTrouble {
    None,    ///< a matter of this change alone
    Passing, ///< the connection or the server; may pass by itself
    Barred,  ///< nothing further will work until somebody does something: the token, a web page in between
};
RunTrouble troubleOf(const ApiError &error);

/// A change whose name no URL can carry.
Outcome notAddressable();
/// Of a delete that is answered "no such status" after an earlier try of it was not answered.
Outcome deletedByEarlierTry(const Change &change);

} // namespace gatehouse
