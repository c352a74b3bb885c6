// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/apierror.h"

#include <QCoreApplication>

#include <limits>

namespace gatehouse {

namespace {

QString tooManyRequestsSentence(const ApiError &error)
{
    if (!error.retryAfter || error.retryAfter->count() <= 0)
        return QCoreApplication::translate("ApiError", "The server is being asked too often. Wait a moment, then try "
                                                       "again.");
    const auto seconds =
        std::min<std::chrono::seconds::rep>(error.retryAfter->count(), std::numeric_limits<int>::max());
    return QCoreApplication::translate("ApiError", "The server is being asked too often. Try again in %n second(s).",
                                       nullptr, static_cast<int>(seconds));
}

QString rejectedSentence(const ApiError &error)
{
    if (!error.serverWords.isEmpty())
        return QCoreApplication::translate("ApiError", "The server rejected the request and says: “%1”")
            .arg(error.serverWords);
    return QCoreApplication::translate(
        "ApiError", "The server rejected the request without a reason. Check the Pivot server's log.");
}

QString notTheApiSentence(const ApiError &error)
{
    if (error.httpStatus >= 300 && error.httpStatus < 400)
        return QCoreApplication::translate("ApiError",
                                           "The server sends this request to another address. Check the address, and "
                                           "that Pivot runs in native users mode with enableApiEndpoint: true.");
    if (error.httpStatus == 404)
        return QCoreApplication::translate("ApiError",
                                           "There is no user-statuses API at this address. Check the address, and "
                                           "that Pivot runs in native users mode with enableApiEndpoint: true.");
    if (error.httpStatus == 0)
        return QCoreApplication::translate("ApiError", "What answers at this address is not a Pivot server. Check the "
                                                       "address and its port.");
    return QCoreApplication::translate("ApiError",
                                       "The server answered with a web page. Check the address, and that Pivot runs "
                                       "in native users mode with enableApiEndpoint: true.");
}

QString nameMismatchSentence(const ApiError &error)
{
    if (error.httpStatus == 404)
        return QCoreApplication::translate("ApiError", "The server says that the name does not match, and changed "
                                                       "nothing. Refresh the list, then try again.");
    return QCoreApplication::translate("ApiError",
                                       "The server answered about another user than the one it was asked "
                                       "for. Check that nothing between here and Pivot rewrites addresses.");
}

QString resultNotKnownSentence(const ApiError &error)
{
    if (error.cause == ApiErrorKind::Cancelled)
        return QCoreApplication::translate("ApiError", "The request was stopped on its way, so it is not known whether "
                                                       "the change was made. Refresh the list to see.");
    return QCoreApplication::translate("ApiError", "The change was sent but no usable answer came back, so it is not "
                                                   "known whether it was made. Refresh the list to see.");
}

} // namespace

bool ApiError::isRetriable() const
{
    switch (kind) {
    case ApiErrorKind::Unreachable:
    case ApiErrorKind::TimedOut:
    case ApiErrorKind::TooManyRequests:
    case ApiErrorKind::ServerError:
    case ApiErrorKind::BadData: // most of all an answer that was cut short
        return true;
    case ApiErrorKind::Tls:
    case ApiErrorKind::Proxy:
    case ApiErrorKind::TokenRefused:
    case ApiErrorKind::Forbidden:
    case ApiErrorKind::NotFound:
    case ApiErrorKind::NameMismatch:
    case ApiErrorKind::Rejected:
    case ApiErrorKind::NotTheApi:
    case ApiErrorKind::TooLarge:
    case ApiErrorKind::Cancelled:
    case ApiErrorKind::ReadOnly:
    case ApiErrorKind::NotAddressable:
    case ApiErrorKind::NotReady:
    case ApiErrorKind::ResultNotKnown:
        return false;
    }
    return false;
}

QString ApiError::sentence() const
{
    switch (kind) {
    case ApiErrorKind::Unreachable:
        return QCoreApplication::translate("ApiError", "The server cannot be reached. Check the address, the network "
                                                       "and its proxy, and that Pivot is running.");
    case ApiErrorKind::TimedOut:
        return QCoreApplication::translate("ApiError", "The server did not answer in time. Try again; if it stays so, "
                                                       "check the network and the server's load.");
    case ApiErrorKind::Tls:
        return tls.sentence();
    case ApiErrorKind::Proxy:
        if (proxyWantsLogin)
            return QCoreApplication::translate("ApiError", "The proxy wants a login, or does not accept the one it was "
                                                           "given. Enter it in the connection under Proxy.");
        return QCoreApplication::translate("ApiError", "The proxy did not let the request through. Check this "
                                                       "computer's proxy settings.");
    case ApiErrorKind::TokenRefused:
        return QCoreApplication::translate("ApiError", "The server refused the token. Make a new one in Pivot under "
                                                       "Settings › API tokens and enter it in the connection.");
    case ApiErrorKind::Forbidden:
        return QCoreApplication::translate("ApiError", "The server refused: this token may not do that. Use a token "
                                                       "that has the permission.");
    case ApiErrorKind::NotFound:
        return QCoreApplication::translate("ApiError", "The server has no status for this user. Refresh the list to "
                                                       "see what is there now.");
    case ApiErrorKind::NameMismatch:
        return nameMismatchSentence(*this);
    case ApiErrorKind::TooManyRequests:
        return tooManyRequestsSentence(*this);
    case ApiErrorKind::ServerError:
        return QCoreApplication::translate("ApiError",
                                           "The server has a problem of its own (HTTP status %1). Try again "
                                           "later, or check the Pivot server's log.")
            .arg(httpStatus);
    case ApiErrorKind::Rejected:
        return rejectedSentence(*this);
    case ApiErrorKind::NotTheApi:
        return notTheApiSentence(*this);
    case ApiErrorKind::BadData:
        return QCoreApplication::translate("ApiError", "The server's answer is damaged or was cut short. Try again; if "
                                                       "it stays so, check that the address is that of Pivot.");
    case ApiErrorKind::TooLarge:
        return QCoreApplication::translate("ApiError", "The server's answer is larger than Gatehouse accepts. Check "
                                                       "that the address is that of Pivot.");
    case ApiErrorKind::Cancelled:
        return QCoreApplication::translate("ApiError", "The request was stopped before an answer came.");
    case ApiErrorKind::ReadOnly:
        return QCoreApplication::translate("ApiError", "This connection is read-only, so nothing was sent. To make "
                                                       "changes, allow them in the connection's settings.");
    case ApiErrorKind::NotAddressable:
        return QCoreApplication::translate("ApiError", "No web address can carry this name, so nothing was sent. Pivot "
                                                       "itself has to change this user.");
    case ApiErrorKind::NotReady:
        return reason.isEmpty() ? QCoreApplication::translate("ApiError", "Something that this connection needs is not "
                                                                          "at hand, so nothing was sent.")
                                : reason;
    case ApiErrorKind::ResultNotKnown:
        return resultNotKnownSentence(*this);
    }
    return {};
}

} // namespace gatehouse
