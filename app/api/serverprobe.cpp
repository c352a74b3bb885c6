// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/serverprobe.h"

#include "api/tlsguard.h"

#include <QCoreApplication>
#include <QNetworkProxyFactory>
#include <QNetworkProxyQuery>
#include <QSslCipher>

namespace gatehouse {

namespace {

constexpr int kHttpPort = 80;
constexpr int kHttpsPort = 443;

bool isOfProxy(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ProxyAuthenticationRequiredError:
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError:
        return true;
    default:
        return false;
    }
}

} // namespace

ServerProbe::ServerProbe(const QUrl &base, const ClientOptions &options, QObject *parent)
    : QObject(parent),
      m_host(base.host()),
      m_isSecure(base.scheme() == QLatin1String("https")),
      m_pin(options.pin),
      m_proxy(options.proxy.value_or(QNetworkProxy(QNetworkProxy::NoProxy)))
{
    m_port = static_cast<quint16>(base.port(m_isSecure ? kHttpsPort : kHttpPort));
    m_socket.setSslConfiguration(pinned(options.tls, options.pin));
    m_socket.setPeerVerifyName(m_host);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { fail(ApiErrorKind::TimedOut, {}); });
    connect(&m_socket, &QSslSocket::connected, this, &ServerProbe::takeConnection);
    connect(&m_socket, &QSslSocket::encrypted, this, &ServerProbe::takeSecurity);
    connect(&m_socket, &QSslSocket::sslErrors, this, &ServerProbe::judge);
    connect(&m_socket, &QSslSocket::errorOccurred, this, &ServerProbe::takeError);
}

ServerProbe::~ServerProbe()
{
    if (m_lookup != 0)
        QHostInfo::abortHostLookup(m_lookup);
    m_socket.disconnect(this); // its destructor still tells
}

void ServerProbe::start()
{
    if (isProxied() || !QHostAddress(m_host).isNull()) {
        connectSocket();
        return;
    }
    begin(Part::Name);
    m_lookup = QHostInfo::lookupHost(m_host, this, &ServerProbe::takeName);
}

void ServerProbe::begin(Part part)
{
    m_part = part;
    m_timer.start(m_patience);
}

void ServerProbe::takeName(const QHostInfo &found)
{
    m_lookup = 0;
    if (m_isOver)
        return;
    if (found.error() != QHostInfo::NoError || found.addresses().isEmpty()) {
        fail(ApiErrorKind::Unreachable, found.errorString());
        return;
    }
    emit nameFound(found.addresses());
    connectSocket();
}

// A proxy is asked for a tunnel only where a client would be: over http it gets the request itself, and may refuse a
// tunnel to such a port.
void ServerProbe::connectSocket()
{
    if (!isProxied()) {
        begin(Part::Address);
        m_socket.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
        m_socket.connectToHost(m_host, m_port);
        return;
    }
    begin(Part::Proxy);
    const bool isTunnel = m_isSecure || m_proxy.type() == QNetworkProxy::Socks5Proxy;
    m_socket.setProxy(isTunnel ? m_proxy : QNetworkProxy(QNetworkProxy::NoProxy));
    if (isTunnel)
        m_socket.connectToHost(m_host, m_port);
    else
        m_socket.connectToHost(m_proxy.hostName(), m_proxy.port());
}

void ServerProbe::takeConnection()
{
    if (m_isOver)
        return;
    if (isProxied())
        emit proxyPassed();
    else
        emit reached(m_socket.peerAddress(), m_socket.peerPort());
    if (!m_isSecure) {
        takeSecurity();
        return;
    }
    begin(Part::Security);
    m_socket.startClientEncryption();
}

void ServerProbe::judge(const QList<QSslError> &errors)
{
    m_trouble = judgeCertificate(m_pin, m_socket.peerCertificate(), errors);
    if (m_trouble.isNone())
        m_socket.ignoreSslErrors();
}

void ServerProbe::takeSecurity()
{
    if (m_isOver)
        return;
    if (m_isSecure) {
        if (const TlsTrouble trouble = judgeCertificate(m_pin, m_socket.peerCertificate(), {}); !trouble.isNone()) {
            ApiError error;
            error.kind = ApiErrorKind::Tls;
            error.tls = trouble;
            fail(error);
            return;
        }
        emit secured(describe(m_socket.peerCertificate()), tlsVersionWords(m_socket.sessionProtocol()));
    }
    m_isOver = true;
    m_timer.stop();
    m_socket.disconnectFromHost();
    emit finished();
}

void ServerProbe::takeError(QAbstractSocket::SocketError error)
{
    if (m_part == Part::Security && !isOfProxy(error)) {
        ApiError failure;
        failure.kind = ApiErrorKind::Tls;
        failure.detail = m_socket.errorString();
        failure.tls = m_trouble.isNone() ? troubleIn(failure.detail) : m_trouble;
        fail(failure);
        return;
    }
    if (m_part != Part::Proxy && !isOfProxy(error)) {
        fail(error == QAbstractSocket::SocketTimeoutError ? ApiErrorKind::TimedOut : ApiErrorKind::Unreachable,
             m_socket.errorString());
        return;
    }
    m_part = Part::Proxy; // it broke off behind the tunnel's beginning, perhaps
    ApiError failure;
    failure.kind = ApiErrorKind::Proxy;
    failure.detail = m_socket.errorString();
    failure.proxyWantsLogin = error == QAbstractSocket::ProxyAuthenticationRequiredError;
    fail(failure);
}

void ServerProbe::fail(ApiErrorKind kind, const QString &detail)
{
    ApiError error;
    error.kind = kind;
    error.detail = detail;
    fail(error);
}

void ServerProbe::fail(const ApiError &error)
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_timer.stop();
    m_socket.disconnect(this);
    m_socket.abort();
    // The socket may be in the middle of its own call, or of start().
    QMetaObject::invokeMethod(
        this, [this, part = m_part, error] { emit failed(part, error); }, Qt::QueuedConnection);
}

QString proxyWords(const QNetworkProxy &proxy)
{
    const QString place = QStringLiteral("%1:%2").arg(proxy.hostName()).arg(proxy.port());
    switch (proxy.type()) {
    case QNetworkProxy::HttpProxy:
    case QNetworkProxy::HttpCachingProxy:
        return QCoreApplication::translate("ServerProbe", "HTTP proxy %1").arg(place);
    case QNetworkProxy::Socks5Proxy:
        return QCoreApplication::translate("ServerProbe", "SOCKS5 proxy %1").arg(place);
    default:
        return {};
    }
}

} // namespace gatehouse
