// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

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
    QByteArray raw{}; ///< these bytes instead of all the above

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
    FaultReply with(QByteArray name, QByteArray value) const;
    /// As it goes over the wire.
    QByteArray bytes() const;
};

} // namespace gatehouse
