// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultserver.h"

#include "tests/support/faultconnection.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTemporaryDir>

namespace gatehouse {

namespace {

/// A certificate for 127.0.0.1 and localhost that vouches for itself.
std::pair<QSslCertificate, QSslKey> makeCertificate()
{
    const QTemporaryDir dir;
    const QString key = dir.filePath(QStringLiteral("key.pem"));
    const QString certificate = dir.filePath(QStringLiteral("cert.pem"));
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
                  {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"),
                   QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes"),
                   QStringLiteral("-keyout"), key, QStringLiteral("-out"), certificate, QStringLiteral("-days"),
                   QStringLiteral("2"), QStringLiteral("-subj"), QStringLiteral("/CN=localhost"),
                   QStringLiteral("-addext"), QStringLiteral("subjectAltName=DNS:localhost,IP:127.0.0.1")});
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        qFatal("openssl made no certificate: %s", openssl.readAllStandardError().constData());
    QFile keyFile(key);
    QFile certificateFile(certificate);
    if (!keyFile.open(QIODevice::ReadOnly) || !certificateFile.open(QIODevice::ReadOnly))
        qFatal("openssl left no certificate");
    return {QSslCertificate(&certificateFile), QSslKey(&keyFile, QSsl::Ec)};
}

void acceptAll(QTcpServer &server, const std::shared_ptr<FaultServer::Shared> &shared)
{
    while (QTcpSocket *socket = server.nextPendingConnection()) {
        bool isClosing = false;
        int number = 0;
        {
            const QMutexLocker lock(&shared->mutex);
            isClosing = shared->isClosingOnAccept;
            number = ++shared->connections;
        }
        if (isClosing) {
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            socket->disconnectFromHost();
        } else {
            new FaultConnection(socket, shared, number); // goes with its socket
        }
    }
}

} // namespace

FaultServer::FaultServer(Transport transport) : m_shared(std::make_shared<Shared>())
{
    QTcpServer *server = nullptr;
    if (transport == Transport::Tls) {
        const auto [certificate, key] = makeCertificate();
        QSslConfiguration own = QSslConfiguration::defaultConfiguration();
        own.setLocalCertificate(certificate);
        own.setPrivateKey(key);
        auto *tls = new QSslServer;
        tls->setSslConfiguration(own);
        server = tls;
        m_trusting = QSslConfiguration::defaultConfiguration();
        m_trusting.setCaCertificates({certificate});
    } else {
        server = new QTcpServer;
    }
    QObject::connect(server, &QTcpServer::pendingConnectionAvailable, server,
                     [server, shared = m_shared] { acceptAll(*server, shared); });
    server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, server, &QObject::deleteLater);
    m_thread.start();
    quint16 port = 0;
    QMetaObject::invokeMethod(
        server,
        [&port, server] {
            if (!server->listen(QHostAddress::LocalHost))
                qFatal("the fault server cannot listen");
            port = server->serverPort();
        },
        Qt::BlockingQueuedConnection);
    m_url.setScheme(transport == Transport::Tls ? QStringLiteral("https") : QStringLiteral("http"));
    m_url.setHost(QStringLiteral("127.0.0.1"));
    m_url.setPort(port);
}

FaultServer::~FaultServer()
{
    m_thread.quit();
    m_thread.wait();
}

QUrl FaultServer::url() const
{
    return m_url;
}

QSslConfiguration FaultServer::trustingConfiguration() const
{
    return m_trusting;
}

void FaultServer::setToken(const QByteArray &token)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->store.token = token;
}

void FaultServer::setEntries(const std::map<QByteArray, QByteArray> &entries)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->store.entries = entries;
}

void FaultServer::addEntry(const QByteArray &name, const QByteArray &json)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->store.entries[name] = json;
}

std::map<QByteArray, QByteArray> FaultServer::entries() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->store.entries;
}

void FaultServer::on(const QByteArray &method, int nth, Fault fault)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->scripts[method].nth[nth] = std::move(fault);
}

void FaultServer::always(const QByteArray &method, Fault fault)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->scripts[method].always = std::move(fault);
}

void FaultServer::behave()
{
    const QMutexLocker lock(&m_shared->mutex);
    for (auto &[method, script] : m_shared->scripts) {
        script.nth.clear();
        script.always.reset();
    }
}

void FaultServer::setClosingOnAccept(bool isClosing)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->isClosingOnAccept = isClosing;
}

QList<SeenRequest> FaultServer::requests() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->requests;
}

int FaultServer::count(const QByteArray &method) const
{
    const QMutexLocker lock(&m_shared->mutex);
    const auto script = m_shared->scripts.find(method);
    return script == m_shared->scripts.end() ? 0 : script->second.seen;
}

int FaultServer::connections() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->connections;
}

} // namespace gatehouse
