// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <chrono>
#include <optional>

namespace gatehouse {

/// What is answered.
struct FaultReply
{
    enum class Framing { ContentLength, Chunked, UntilClose, None };
    using Header = std::pair<QByteArray, QByteArray>;

    int status = 200;
    QByteArray contentType = "application/json"; ///< no header if empty
    QByteArray body{};
    QList<Header> headers{};
    Framing framing = Framing::ContentLength;
    qsizetype lengthOff = 0;                         ///< how far the Content-Length is from the truth
    std::optional<std::chrono::seconds> retryDate{}; ///< Retry-After as a date, so long from when it is answered
    QByteArray raw{};                                ///< these bytes instead of all the above

    static FaultReply json(int status, QByteArray body) { return {.status = status, .body = std::move(body)}; }
    static FaultReply text(int status, QByteArray body)
    {
        return {.status = status, .contentType = "text/plain", .body = std::move(body)};
    }
    static FaultReply page(int status, QByteArray body)
    {
        return {.status = status, .contentType = "text/html; charset=utf-8", .body = std::move(body)};
    }
    static FaultReply redirect(int status, const QByteArray &location)
    {
        return {.status = status, .contentType = {}, .headers = {{"Location", location}}};
    }
    /// The body travels with Content-Encoding: gzip.
    static FaultReply gzipped(const QByteArray &body);
    /// "Too many requests", with 429 or 503.
    static FaultReply busy(int status = 503);
    /// Bytes that are no HTTP.
    static FaultReply garbage();
    /// HTTP that says JSON and has none.
    static FaultReply garbageBody(int status = 200);
    FaultReply with(QByteArray name, QByteArray value) const;
    /// With Retry-After in seconds.
    FaultReply withRetryAfter(std::chrono::seconds pause) const;
    /// With Retry-After as a date of the server's clock.
    FaultReply withRetryDate(std::chrono::seconds pause) const;
    /// As it goes over the wire of a server whose clock is so far ahead; of one without a clock if empty. A Date among
    /// the headers is taken as it is.
    QByteArray bytes(std::optional<std::chrono::milliseconds> clock = std::chrono::milliseconds{0}) const;
};

} // namespace gatehouse
