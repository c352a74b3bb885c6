// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/tlstrouble.h"

#include <QString>

#include <chrono>
#include <optional>

#include <tl/expected.hpp>

namespace gatehouse {

enum class ApiErrorKind {
    Unreachable,     ///< no connection: name not found, refused, reset before anything was sent, no network
    TimedOut,        ///< the overall time was up (reads; a write becomes ResultNotKnown)
    Tls,             ///< the secure connection failed
    Proxy,           ///< the proxy failed or wants a login
    TokenRefused,    ///< 401
    Forbidden,       ///< 403
    NotFound,        ///< 404 in the API's own words: there is no such status
    NameMismatch,    ///< 404 "the name you entered does not match", or an answer about another name
    TooManyRequests, ///< 429
    ServerError,     ///< 5xx
    Rejected,        ///< another 4xx, or 200 with an error inside
    NotTheApi,       ///< a web page, a redirect, something that is not this API
    BadData,         ///< not JSON, cut short, not UTF-8, not the documented shape
    TooLarge,        ///< the body is larger than the bound
    Cancelled,
    ReadOnly,       ///< refused here: the connection is read-only; nothing was sent
    NotAddressable, ///< refused here: no URL can carry the name; nothing was sent
    NotReady,       ///< the token or a certificate is not at hand; `reason` says which; nothing was sent
    ResultNotKnown, ///< a write was sent and no whole answer came: ask before claiming anything
};

/// Why a call failed; a value. Never holds the token.
struct ApiError
{
    ApiErrorKind kind = ApiErrorKind::Unreachable;
    int httpStatus = 0;  ///< 0 where no status line came
    QString serverWords; ///< the server's own words as plain text, one line, at most 200 characters; may be empty
    QString detail;      ///< what Qt or the reader said, English, for the log and for details; may be empty
    std::optional<std::chrono::seconds> retryAfter; ///< of 429 and 503, as the server said
    /// For ResultNotKnown: what happened to the answer (TimedOut, Unreachable, BadData …).
    ApiErrorKind cause = ApiErrorKind::Unreachable;

    bool proxyWantsLogin = false; ///< for Proxy: it asked for a login, or did not accept the one it got
    QString reason;               ///< for NotReady: our own sentence
    TlsTrouble tls;               ///< for Tls: what was wrong, and with which certificate

    /// Whether the same request can succeed later without anybody changing anything. Says nothing about a write whose
    /// result is not known: that is asked for first.
    bool isRetriable() const;
    /// One translated sentence (two at most) that says what happened and what to do.
    QString sentence() const;
    bool operator==(const ApiError &) const = default;
};

template<typename T>
using ApiResult = tl::expected<T, ApiError>;

} // namespace gatehouse
