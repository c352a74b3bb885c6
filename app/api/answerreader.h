// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/listreader.h"
#include "api/pivotclient.h"

namespace gatehouse {

/// Which of the calls was made.
enum class ApiAct { List, People, Read, Set, Create, Remove };

constexpr bool isWrite(ApiAct act)
{
    return act == ApiAct::Set || act == ApiAct::Create || act == ApiAct::Remove;
}

/// An answer off the wire, not judged yet.
struct HttpAnswer
{
    int status = 0;
    QByteArray contentType;
    std::optional<std::chrono::seconds> retryAfter;
    QByteArray body; ///< decoded; cut short only where status or type already tell that it is a refusal
    qint64 size = 0; ///< of the body, in bytes; also where a BodySink took it
    AnswerFacts facts;
    bool isCut = false; ///< fewer bytes of the body came than the server had announced
};

/// Whether status and content type alone say that there is no data to be had.
bool isRefusal(int status, QByteArrayView contentType);

/// The error that status, content type and body amount to; nothing for an answer with data (2xx and no web page).
std::optional<ApiError> refusalIn(const HttpAnswer &answer, ApiAct act, QByteArrayView token);

/// Whether an answer without usable data is the API's own word, an error (or a message) as a JSON object, so that its
/// clock is the server's. Anything else can be from something in between, whose clock is not ours to learn: a web page
/// or plain text, a redirect, what a proxy says of itself (407) or of a server that it did not hear (408, 502, 504,
/// 520-527). A refusal without a body is left out with them: what is missed by that is one chance to learn the time.
bool isApisOwnError(const HttpAnswer &answer);

/// The error for data that cannot be used: of a write the result is then not known, whatever the cause.
ApiError unusable(ApiAct act, ApiErrorKind cause, int httpStatus, const QString &detail);

/// Judges an answer about one user. `asked` is the entry that was sent; of a read only its name matters.
ApiResult<StatusAnswer> readStatusAnswer(const HttpAnswer &answer, ApiAct act, const UserStatus &asked,
                                         QByteArrayView token);
ApiResult<DeleteAnswer> readDeleteAnswer(const HttpAnswer &answer, QByteArrayView token);

/// The error for an answer with data that is no list of everybody.
ApiError listError(const ListProblem &problem, int httpStatus, QByteArrayView token);

} // namespace gatehouse
