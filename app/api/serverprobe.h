// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"

#include <QHostInfo>
#include <QSslSocket>
#include <QTimer>

namespace gatehouse {

/// Goes the way to a server as a client would, up to where the first request would leave, and tells each part of it:
/// finds its name, reaches it or the proxy, has the proxy let it through, makes the connection secure. Sends no request
/// and no token, and accepts exactly the certificates that a PivotClient with these options accepts.
///
/// Lives on one thread; nothing in it waits. Exactly one finished() or failed() follows start(), through the event
/// loop. Whoever listens may destroy it by deleteLater().
class ServerProbe final : public QObject
{
    Q_OBJECT
public:
    enum class Part { Name, Address, Proxy, Security };

    /// `options.proxy` is the one that is used; none if nothing: what the system says is the caller's to find out, as
    /// that can take long.
    ServerProbe(const QUrl &base, const ClientOptions &options, QObject *parent = nullptr);
    ~ServerProbe() override;

    /// How long each part may take: 15 s unless set.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }
    void start();

signals:
    /// Of what the name stands for; not told where a proxy looks it up, or for an address of digits.
    void nameFound(const QList<QHostAddress> &addresses);
    /// The server itself answers there; not told where a proxy goes there.
    void reached(const QHostAddress &address, int port);
    void proxyPassed();
    void secured(const gatehouse::PeerCertificate &certificate, const QString &tlsVersion);
    void finished();
    void failed(gatehouse::ServerProbe::Part part, const gatehouse::ApiError &error);

private:
    void begin(Part part);
    void takeName(const QHostInfo &found);
    void connectSocket();
    void takeConnection();
    void judge(const QList<QSslError> &errors);
    void takeSecurity();
    void takeError(QAbstractSocket::SocketError error);
    void fail(ApiErrorKind kind, const QString &detail);
    void fail(const ApiError &error);
    bool isProxied() const { return m_proxy.type() != QNetworkProxy::NoProxy; }

    QString m_host;
    quint16 m_port = 0;
    bool m_isSecure = false;
    QByteArray m_pin;
    QNetworkProxy m_proxy{QNetworkProxy::NoProxy};
    std::chrono::milliseconds m_patience{std::chrono::seconds{15}};
    Part m_part = Part::Name;
    bool m_isOver = false;
    int m_lookup = 0;
    TlsTrouble m_trouble;
    QTimer m_timer;
    QSslSocket m_socket;
};

/// "HTTP proxy proxy.example.com:3128", "SOCKS5 proxy …"; empty for none.
QString proxyWords(const QNetworkProxy &proxy);

} // namespace gatehouse
