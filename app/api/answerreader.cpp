// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answerreader.h"

#include "api/entryreader.h"
#include "api/serverwords.h"
#include "users/exacttext.h"

namespace gatehouse {

namespace {

constexpr bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

bool isPageType(QByteArrayView contentType)
{
    const QByteArray type = contentType.toByteArray().toLower().trimmed();
    return type.startsWith("text/html") || type.startsWith("application/xhtml+xml");
}

bool isWebPage(const HttpAnswer &answer)
{
    return isPageType(answer.contentType) || QByteArrayView(answer.body).trimmed().startsWith('<');
}

/// Statuses with which something in between says that it does not know what became of the request.
constexpr bool isGateway(int status)
{
    return status == 502 || status == 504 || (status >= 520 && status <= 527);
}

/// Whether a 404 about one user says that there is no status for this name. A wrong "there is none" is the worst
/// mistake: a lost delete would count as done. Anything on the way answers 404 too (a gateway without a route for the
/// path, in JSON or in plain text), so only what Pivot says is taken for it: its documented words, the beginning of
/// them where the rest was cut off. Nothing at all, and the status line's bare "not found", stay accepted: an error's
/// body may be missing or plain text, and neither speaks of anything else.
bool saysNoStatus(const HttpAnswer &answer, const QString &words)
{
    const QByteArray said = answer.body.trimmed();
    if (said.isEmpty())
        return !answer.isCut;
    return words.contains(QLatin1String("user status does not"), Qt::CaseInsensitive) ||
           said.compare("not found", Qt::CaseInsensitive) == 0;
}

ApiErrorKind kindOf404(const HttpAnswer &answer, ApiAct act, const QString &words)
{
    if (words.contains(QLatin1String("does not match"), Qt::CaseInsensitive))
        return ApiErrorKind::NameMismatch;
    // Nobody was asked for by name, so what was not found is the API.
    if (act == ApiAct::List || act == ApiAct::People || act == ApiAct::Create)
        return ApiErrorKind::NotTheApi;
    if (saysNoStatus(answer, words))
        return ApiErrorKind::NotFound;
    return answer.isCut ? ApiErrorKind::BadData : ApiErrorKind::Rejected;
}

ApiErrorKind kindOf(const HttpAnswer &answer, ApiAct act, const QString &words)
{
    switch (answer.status) {
    case 401:
        return ApiErrorKind::TokenRefused;
    case 403:
        return ApiErrorKind::Forbidden;
    case 407:
        return ApiErrorKind::Proxy;
    case 408:
        return ApiErrorKind::TimedOut;
    case 429:
        return ApiErrorKind::TooManyRequests;
    default:
        break;
    }
    if (answer.status >= 500)
        return ApiErrorKind::ServerError;
    if (answer.status < 400 || isWebPage(answer))
        return ApiErrorKind::NotTheApi;
    return answer.status == 404 ? kindOf404(answer, act, words) : ApiErrorKind::Rejected;
}

ApiError rejected(const HttpAnswer &answer, const QString &words, QByteArrayView token)
{
    ApiError error;
    error.kind = ApiErrorKind::Rejected;
    error.httpStatus = answer.status;
    error.serverWords = plainWords(words, token);
    return error;
}

tl::expected<EntryAnswer, ApiError> readAnswer(const HttpAnswer &answer, ApiAct act, QByteArrayView token)
{
    if (const auto refusal = refusalIn(answer, act, token))
        return tl::unexpected(*refusal);
    auto read = readEntryAnswer(answer.body);
    if (!read)
        return tl::unexpected(unusable(act, ApiErrorKind::BadData, answer.status, plainWords(read.error(), token)));
    if (read->isRefusal)
        return tl::unexpected(rejected(answer, read->words, token));
    return *std::move(read);
}

} // namespace

bool isRefusal(int status, QByteArrayView contentType)
{
    return status != 0 && (!isSuccess(status) || isPageType(contentType));
}

std::optional<ApiError> refusalIn(const HttpAnswer &answer, ApiAct act, QByteArrayView token)
{
    if (isSuccess(answer.status) && !isWebPage(answer))
        return {};
    ApiError error;
    error.httpStatus = answer.status;
    error.serverWords = serverWords(answer.body, token);
    error.kind = kindOf(answer, act, error.serverWords);
    if (error.kind == ApiErrorKind::TooManyRequests || answer.status == 503)
        error.retryAfter = answer.retryAfter;
    const bool isOpen = isGateway(answer.status) || answer.status == 408 || error.kind == ApiErrorKind::BadData;
    if (isWrite(act) && isOpen) {
        error.cause = error.kind;
        error.kind = ApiErrorKind::ResultNotKnown;
    }
    return error;
}

bool isApisOwnError(const HttpAnswer &answer)
{
    const bool isOnTheWay = answer.status == 407 || answer.status == 408 || isGateway(answer.status);
    const bool isRedirect = answer.status >= 300 && answer.status < 400;
    return !isOnTheWay && !isRedirect && !isWebPage(answer) && !wordsOfJson(answer.body).isEmpty();
}

ApiError unusable(ApiAct act, ApiErrorKind cause, int httpStatus, const QString &detail)
{
    ApiError error;
    error.kind = cause;
    error.httpStatus = httpStatus;
    error.detail = detail;
    if (isWrite(act)) {
        error.kind = ApiErrorKind::ResultNotKnown;
        error.cause = cause;
    }
    return error;
}

ApiResult<StatusAnswer> readStatusAnswer(const HttpAnswer &answer, ApiAct act, const UserStatus &asked,
                                         QByteArrayView token)
{
    auto read = readAnswer(answer, act, token);
    if (!read)
        return tl::unexpected(read.error());
    if (!read->entry && isWrite(act) && read->isOk)
        return StatusAnswer{asked, answer.facts};
    if (!read->entry) {
        return tl::unexpected(
            unusable(act, ApiErrorKind::BadData, answer.status, QStringLiteral("the answer holds no entry")));
    }
    if (read->entry->name != asked.name) {
        const QString other = plainWords(exactText(read->entry->name), token);
        return tl::unexpected(unusable(act, ApiErrorKind::NameMismatch, answer.status,
                                       QStringLiteral("the answer is about \"%1\"").arg(other)));
    }
    return StatusAnswer{*std::move(read->entry), answer.facts};
}

ApiResult<DeleteAnswer> readDeleteAnswer(const HttpAnswer &answer, QByteArrayView token)
{
    const auto read = readAnswer(answer, ApiAct::Remove, token);
    if (!read)
        return tl::unexpected(read.error());
    if (!read->isOk) {
        return tl::unexpected(unusable(ApiAct::Remove, ApiErrorKind::BadData, answer.status,
                                       QStringLiteral("the answer does not say \"ok\"")));
    }
    return DeleteAnswer{answer.facts};
}

ApiError listError(const ListProblem &problem, int httpStatus, QByteArrayView token)
{
    ApiError error;
    error.kind = problem.kind;
    error.httpStatus = httpStatus;
    error.detail = plainWords(problem.detail, token);
    error.serverWords = plainWords(problem.words, token);
    return error;
}

} // namespace gatehouse
