// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tunnelproxy.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QVariant>
#include <QtEndian>

namespace gatehouse {

namespace {

constexpr char kGreeted[] = "greeted"; ///< how far a SOCKS5 client came

} // namespace

TunnelProxy::TunnelProxy(QNetworkProxy::ProxyType type) : m_type(type)
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *client = m_server.nextPendingConnection())
            connect(client, &QTcpSocket::readyRead, client, [this, client] { read(client); });
    });
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("the proxy cannot listen");
}

QNetworkProxy TunnelProxy::proxy(const QString &user, const QString &password) const
{
    return {m_type, QStringLiteral("127.0.0.1"), m_server.serverPort(), user, password};
}

void TunnelProxy::read(QTcpSocket *client)
{
    if (auto *server = client->findChild<QTcpSocket *>()) {
        const QByteArray through = client->readAll();
        seen += through;
        if (death != Death::Silent)
            server->write(through);
        return;
    }
    if (m_type == QNetworkProxy::HttpProxy)
        readHttp(client);
    else
        readSocks(client);
}

void TunnelProxy::readHttp(QTcpSocket *client)
{
    if (!client->peek(64 * 1024).contains("\r\n\r\n"))
        return;
    const QByteArray head = client->readAll();
    seen += head;
    if (!login.isEmpty() && !head.contains("Basic " + login.toBase64())) {
        client->write("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"office\"\r\n"
                      "Content-Length: 0\r\nConnection: close\r\n\r\n");
        client->disconnectFromHost();
        return;
    }
    const QByteArray target = head.mid(8, head.indexOf(' ', 8) - 8); // behind "CONNECT "
    tunnel(client, QString::fromLatin1(target.left(target.lastIndexOf(':'))),
           target.mid(target.lastIndexOf(':') + 1).toUShort(), "HTTP/1.1 200 Connection established\r\n\r\n");
}

// RFC 1928 and 1929; each message of a client that waits for the answer comes whole.
void TunnelProxy::readSocks(QTcpSocket *client)
{
    const QByteArray message = client->readAll();
    seen += message;
    const int step = client->property(kGreeted).toInt();
    client->setProperty(kGreeted, step + 1);
    if (step == 0) {
        const char method = login.isEmpty() ? '\x00' : '\x02';
        const bool isOffered = message.mid(2).contains(method);
        client->write(QByteArray("\x05", 1) + (isOffered ? method : '\xff'));
        return;
    }
    if (step == 1 && !login.isEmpty()) {
        const int user = message.at(1);
        const QByteArray given = message.mid(2, user) + ':' + message.mid(3 + user);
        client->write(QByteArray("\x01", 1) + (given == login ? '\x00' : '\x01'));
        return;
    }
    const int kind = message.at(3);
    const int length = kind == 1 ? 4 : message.at(4);
    const qsizetype start = kind == 1 ? 4 : 5;
    const QString host = kind == 1 ? QHostAddress(qFromBigEndian<quint32>(message.constData() + start)).toString()
                                   : QString::fromLatin1(message.mid(start, length));
    tunnel(client, host, qFromBigEndian<quint16>(message.constData() + start + length),
           QByteArray("\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10));
}

void TunnelProxy::tunnel(QTcpSocket *client, const QString &host, quint16 port, const QByteArray &welcome)
{
    auto *server = new QTcpSocket(client);
    server->setProxy(QNetworkProxy::NoProxy);
    connect(server, &QTcpSocket::connected, client, [this, client, server, welcome] {
        ++tunnels;
        client->write(welcome);
        if (death == Death::AtOnce)
            client->abort();
        connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
    });
    connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    if (leadingTo != 0)
        server->connectToHost(QHostAddress(QHostAddress::LocalHost), leadingTo);
    else
        server->connectToHost(host, port);
}

} // namespace gatehouse
