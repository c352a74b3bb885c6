// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultreply.h"

#include <QDateTime>
#include <QLocale>

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

QByteArray httpNow()
{
    return QLocale::c()
        .toString(QDateTime::currentDateTimeUtc(), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
        .toLatin1();
}

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

QByteArray FaultReply::bytes() const
{
    if (!raw.isEmpty())
        return raw;
    QByteArray text = "HTTP/1.1 " + QByteArray::number(status) + " Status\r\n";
    bool hasDate = false;
    for (const auto &[name, value] : headers) {
        text += name + ": " + value + "\r\n";
        hasDate = hasDate || name.toLower() == "date";
    }
    if (!hasDate)
        text += "Date: " + httpNow() + "\r\n";
    if (!contentType.isEmpty())
        text += "Content-Type: " + contentType + "\r\n";
    if (framing == Framing::ContentLength)
        text += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    if (framing == Framing::Chunked)
        text += "Transfer-Encoding: chunked\r\n";
    return text + "\r\n" + (framing == Framing::Chunked ? chunked(body) : body);
}

} // namespace gatehouse
