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

/// The look after a write that ended with `lost` and told nothing.
Outcome judgeAsked(const Change &change, const ApiError &lost, const ApiResult<UserStatus> &seen);

/// A change that was not sent since its set ended early: the server refused the token.
Outcome notSentForToken();

/// A change whose name no URL can carry.
Outcome notAddressable();

} // namespace gatehouse
