// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultreply.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace gatehouse {

namespace {

quint32 crc32(const QByteArray &data)
{
    static const std::array<quint32, 256> table = [] {
        std::array<quint32, 256> made{};
        for (quint32 i = 0; i < made.size(); ++i) {
            quint32 value = i;
            for (int bit = 0; bit < 8; ++bit)
                value = (value & 1U) != 0 ? 0xEDB88320U ^ (value >> 1) : value >> 1;
            made[i] = value;
        }
        return made;
    }();
    quint32 crc = 0xFFFFFFFFU;
    for (const char c : data)
        crc = table[(crc ^ static_cast<unsigned char>(c)) & 0xFFU] ^ (crc >> 8);
    return crc ^ 0xFFFFFFFFU;
}

QByteArray littleEndian(quint32 value)
{
    QByteArray bytes;
    for (int shift = 0; shift < 32; shift += 8)
        bytes += static_cast<char>((value >> shift) & 0xFFU);
    return bytes;
}

/// qCompress() makes a length, a zlib head of 2 bytes, the deflated data and a sum of 4 bytes; gzip wraps the middle.
QByteArray gzip(const QByteArray &data)
{
    const QByteArray zlib = qCompress(data, 9).sliced(4);
    const QByteArray deflated = zlib.sliced(2, zlib.size() - 6);
    return QByteArray::fromHex("1f8b0800000000000003") + deflated + littleEndian(crc32(data)) +
           littleEndian(static_cast<quint32>(data.size()));
}

QByteArray chunked(const QByteArray &body)
{
    constexpr qsizetype ChunkSize = 1000;
    QByteArray bytes;
    for (qsizetype at = 0; at < body.size(); at += ChunkSize) {
        const QByteArray chunk = body.mid(at, ChunkSize);
        bytes += QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n";
    }
    return bytes + "0\r\n\r\n";
}

QByteArray httpDate(const QDateTime &instant)
{
    return QLocale::c().toString(instant, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'")).toLatin1();
}

QByteArray headerLine(const QByteArray &name, const QByteArray &value)
{
    return name + ": " + value + "\r\n";
}

const QByteArray Nonsense = QByteArray::fromHex("00ff16030100a5deadbeef0d0a0d0a7b22c328");

} // namespace

FaultReply FaultReply::gzipped(const QByteArray &body)
{
    return FaultReply{.body = gzip(body), .headers = {{"Content-Encoding", "gzip"}}};
}

FaultReply FaultReply::with(QByteArray name, QByteArray value) const
{
    FaultReply reply = *this;
    reply.headers.append({std::move(name), std::move(value)});
    return reply;
}

FaultReply FaultReply::busy(int status)
{
    return json(status, R"({"error":"Too many requests"})");
}

FaultReply FaultReply::garbage()
{
    return {.raw = Nonsense};
}

FaultReply FaultReply::garbageBody(int status)
{
    return json(status, Nonsense);
}

FaultReply FaultReply::withRetryAfter(std::chrono::seconds pause) const
{
    return with("Retry-After", QByteArray::number(static_cast<qint64>(pause.count())));
}

FaultReply FaultReply::withRetryDate(std::chrono::seconds pause) const
{
    FaultReply reply = *this;
    reply.retryDate = pause;
    return reply;
}

QByteArray FaultReply::bytes(std::optional<std::chrono::milliseconds> clock) const
{
    if (!raw.isEmpty())
        return raw;
    // One now for both dates, or their distance would sometimes be a second less.
    const QDateTime now =
        QDateTime::currentDateTimeUtc().addMSecs(clock.value_or(std::chrono::milliseconds{0}).count());
    QByteArray text = "HTTP/1.1 " + QByteArray::number(status) + " Status\r\n";
    bool hasDate = false;
    for (const auto &[name, value] : headers) {
        text += headerLine(name, value);
        hasDate = hasDate || name.toLower() == "date";
    }
    if (!hasDate && clock)
        text += headerLine("Date", httpDate(now));
    if (retryDate)
        text += headerLine("Retry-After", httpDate(now.addSecs(retryDate->count())));
    if (!contentType.isEmpty())
        text += headerLine("Content-Type", contentType);
    if (framing == Framing::ContentLength)
        text += headerLine("Content-Length", QByteArray::number(std::max<qsizetype>(body.size() + lengthOff, 0)));
    if (framing == Framing::Chunked)
        text += headerLine("Transfer-Encoding", "chunked");
    return text + "\r\n" + (framing == Framing::Chunked ? chunked(body) : body);
}

} // namespace gatehouse
