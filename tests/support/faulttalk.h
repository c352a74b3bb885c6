// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/faultserver.h"

#include <QTcpSocket>

/// Talking to a fault server in raw bytes, for its own tests.
namespace gatehouse::faulttalk {

inline const QByteArray Api = "/api/v1/user-statuses";

inline QByteArray request(const QByteArray &line, const QByteArray &body = {})
{
    return line + " HTTP/1.1\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

inline QByteArray creating(const QByteArray &name)
{
    return request("POST " + Api, R"({"userStatus":{"name":")" + name + R"("}})");
}

inline QByteArray setting(const QByteArray &name)
{
    return request("POST " + Api + "/" + name, R"({"userStatus":{"name":")" + name + R"("}})");
}

inline Fault saying(int status)
{
    return Fault::answer(FaultReply::json(status, "{}"));
}

/// A header of an answer; empty if there is none.
inline QByteArray headerOf(const QByteArray &heard, const QByteArray &name)
{
    return SeenRequest{.line = {}, .head = heard.left(heard.indexOf("\r\n\r\n"))}.header(name);
}

inline bool isWholeAnswer(const QByteArray &heard)
{
    const qsizetype headEnd = heard.indexOf("\r\n\r\n");
    return headEnd >= 0 && heard.size() >= headEnd + 4 + headerOf(heard, "Content-Length").toLongLong();
}

/// One kept connection, on which one can ask again and again.
class Line final
{
public:
    explicit Line(const FaultServer &server)
    {
        m_socket.connectToHost(server.url().host(), static_cast<quint16>(server.url().port()));
        m_socket.waitForConnected(10'000);
    }
    void say(const QByteArray &words)
    {
        m_socket.write(words);
        m_socket.flush();
    }
    /// One answer, or what came of it until the other side hung up.
    QByteArray hear()
    {
        return hearWhile([](const QByteArray &heard) { return !isWholeAnswer(heard); });
    }
    QByteArray hearUntil(const QByteArray &end)
    {
        return hearWhile([&end](const QByteArray &heard) { return !heard.endsWith(end); });
    }
    QByteArray hearHead()
    {
        return hearWhile([](const QByteArray &heard) { return !heard.contains("\r\n\r\n"); });
    }
    QByteArray ask(const QByteArray &words)
    {
        say(words);
        return hear();
    }
    /// "200"; empty without an answer.
    QByteArray askStatus(const QByteArray &words) { return ask(words).mid(9, 3); }
    bool isOpen()
    {
        m_socket.waitForReadyRead(0);
        return m_socket.state() == QAbstractSocket::ConnectedState;
    }

private:
    template<typename IsMissing>
    QByteArray hearWhile(const IsMissing &isMissing)
    {
        QByteArray heard = m_socket.readAll();
        while (isMissing(heard) && m_socket.waitForReadyRead(10'000))
            heard += m_socket.readAll();
        return heard;
    }

    QTcpSocket m_socket;
};

} // namespace gatehouse::faulttalk
