// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkProxy>
#include <QTcpServer>

class QTcpSocket;

namespace gatehouse {

/// A proxy for tunnels on a free port of 127.0.0.1, by CONNECT or SOCKS5, that may want a login or die when the tunnel
/// is there. Lives on the test's thread.
class TunnelProxy final : public QObject
{
public:
    enum class Death { None, AtOnce, Silent };
    QByteArray login; ///< "user:password"; none is wanted if empty
    Death death = Death::None;
    QByteArray seen; ///< all that came from the client
    int tunnels = 0;
    quint16 leadingTo = 0; ///< every tunnel goes to this port of this computer, whatever is asked for; not if 0

    explicit TunnelProxy(QNetworkProxy::ProxyType type = QNetworkProxy::HttpProxy);
    QNetworkProxy proxy(const QString &user = {}, const QString &password = {}) const;
    quint16 port() const { return m_server.serverPort(); }

private:
    void read(QTcpSocket *client);
    void readHttp(QTcpSocket *client);
    void readSocks(QTcpSocket *client);
    void tunnel(QTcpSocket *client, const QString &host, quint16 port, const QByteArray &welcome);

    QNetworkProxy::ProxyType m_type;
    QTcpServer m_server;
};

} // namespace gatehouse
