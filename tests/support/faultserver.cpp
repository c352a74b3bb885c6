// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultserver.h"

#include "tests/support/faultconnection.h"

#include <QEventLoop>
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
    std::optional<QSslConfiguration> own;
    if (transport == Transport::Tls) {
        const auto [certificate, key] = makeCertificate();
        own = QSslConfiguration::defaultConfiguration();
        own->setLocalCertificate(certificate);
        own->setPrivateKey(key);
        m_trusting = QSslConfiguration::defaultConfiguration();
        m_trusting.setCaCertificates({certificate});
    }
    start(own);
}

FaultServer::FaultServer(const QSslConfiguration &own) : m_shared(std::make_shared<Shared>())
{
    start(own);
}

void FaultServer::start(const std::optional<QSslConfiguration> &own)
{
    std::promise<quint16> listening;
    m_thread = std::thread([this, &listening, own] { serve(listening, own); });
    m_url.setScheme(own ? QStringLiteral("https") : QStringLiteral("http"));
    m_url.setHost(QStringLiteral("127.0.0.1"));
    m_url.setPort(listening.get_future().get());
}

// In the server's thread, as long as it runs.
void FaultServer::serve(std::promise<quint16> &listening, const std::optional<QSslConfiguration> &own)
{
    QEventLoop loop;
    std::unique_ptr<QTcpServer> server;
    if (own) {
        auto tls = std::make_unique<QSslServer>();
        tls->setSslConfiguration(*own);
        server = std::move(tls);
    } else {
        server = std::make_unique<QTcpServer>();
    }
    QObject::connect(server.get(), &QTcpServer::pendingConnectionAvailable, server.get(),
                     [&server, shared = m_shared] { acceptAll(*server, shared); });
    if (!server->listen(QHostAddress::LocalHost))
        qFatal("the fault server cannot listen");
    m_loop = &loop;
    m_server = server.get();
    listening.set_value(server->serverPort());
    loop.exec();
}

FaultServer::~FaultServer()
{
    QMetaObject::invokeMethod(m_loop, &QEventLoop::quit, Qt::QueuedConnection);
    m_thread.join();
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
    m_shared->script.on(method, nth, std::move(fault));
}

void FaultServer::byName(const QByteArray &method, const QByteArray &name, Fault fault, int times)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->script.byName(method, name, std::move(fault), times);
}

void FaultServer::byRate(const QByteArray &method, double share, quint64 seed, Fault fault)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->script.byRate(method, share, seed, std::move(fault));
}

void FaultServer::always(const QByteArray &method, Fault fault)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->script.always(method, std::move(fault));
}

void FaultServer::setListedAtMost(std::optional<int> most)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->store.listedAtMost = most;
}

void FaultServer::shedInHand(int most, FaultReply refusal)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->shedding.limitInHand(most, std::move(refusal));
}

void FaultServer::shedRate(int most, std::chrono::milliseconds span, FaultReply refusal)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->shedding.limitRate(most, span, std::move(refusal));
}

void FaultServer::behave()
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->script.clear();
    m_shared->store.listedAtMost.reset();
    m_shared->shedding.clear();
}

void FaultServer::setClock(std::optional<std::chrono::milliseconds> ahead)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->clock = ahead;
}

void FaultServer::setClosingOnAccept(bool isClosing)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->isClosingOnAccept = isClosing;
}

void FaultServer::dropConnections()
{
    const auto drop = [server = m_server] {
        for (FaultConnection *connection : server->findChildren<FaultConnection *>())
            connection->close();
    };
    QMetaObject::invokeMethod(m_server, drop, Qt::BlockingQueuedConnection);
}

void FaultServer::setLatency(std::chrono::milliseconds latency)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->latency = latency;
}

void FaultServer::setPersons(const std::optional<FaultReply> &reply)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->persons = reply;
}

int FaultServer::personsAsked() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->personsAsked;
}

QList<SeenRequest> FaultServer::requests() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->requests;
}

void FaultServer::stopRemembering()
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->isRemembering = false;
    m_shared->requests.clear();
}

int FaultServer::count(const QByteArray &method) const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->script.count(method);
}

int FaultServer::count(const QByteArray &method, const QByteArray &name) const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->script.count(method, name);
}

int FaultServer::writes(const QByteArray &name) const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->script.count("POST", name) + m_shared->script.count("DELETE", name);
}

int FaultServer::carriedOut(const QByteArray &name) const
{
    const QMutexLocker lock(&m_shared->mutex);
    const auto found = m_shared->carriedOut.find(name);
    return found == m_shared->carriedOut.end() ? 0 : found->second;
}

int FaultServer::connections() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->connections;
}

int FaultServer::inHand() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->inHand;
}

int FaultServer::mostInHand() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->mostInHand;
}

int FaultServer::shed() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->shed;
}

} // namespace gatehouse
