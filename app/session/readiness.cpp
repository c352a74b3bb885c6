// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/readiness.h"

#include "api/serveraddress.h"
#include "api/systemproxy.h"
#include "session/certificates.h"

#include <QFutureWatcher>
#include <QHostAddress>
#include <QPointer>
#include <QtConcurrent>

#include <memory>
#include <utility>

namespace gatehouse {

namespace {

/// The server of which the system has to be asked for a proxy; nothing where none is used, as on this computer.
std::optional<QUrl> serverOfSystemProxy(const Profile &profile)
{
    if (profile.proxy.use != ProxySettings::Use::System)
        return std::nullopt;
    const auto address = readServerAddress(profile.url);
    const QString host = address ? address->host() : QString();
    const bool isHere = host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
    return address && !isHere ? std::optional(*address) : std::nullopt;
}

} // namespace

Readiness::Readiness(ClientOptions base, FetchSecrets fetch, QObject *parent)
    : QObject(parent), m_base(std::move(base)), m_fetch(std::move(fetch))
{}

void Readiness::start(const Profile &profile)
{
    m_isUnderWay = true;
    const quint64 generation = ++m_generation;
    if (!m_fetch || profile.tokenStore == tokenstore::settings) {
        readFiles(profile);
        return;
    }
    m_fetch(profile, [self = QPointer<Readiness>(this), generation, profile](tl::expected<Secrets, QString> secrets) {
        if (!self || generation != self->m_generation)
            return;
        if (!secrets) {
            self->fail(secrets.error());
            return;
        }
        Profile complete = profile;
        putSecrets(complete, *secrets);
        self->readFiles(complete);
    });
}

// A path may lead to a disk that does not answer, and what the system says of proxies to a network that does not.
void Readiness::readFiles(const Profile &profile)
{
    using Read = tl::expected<ClientOptions, TlsFilesProblem>;
    const auto take = [this, profile](const Read &options) {
        if (!options) {
            fail(options.error().sentence);
            return;
        }
        m_isUnderWay = false;
        emit ready(profile, *options);
    };
    const std::optional<QUrl> asked = serverOfSystemProxy(profile);
    if (profile.tls.caFile.isEmpty() && profile.tls.certificateFile.isEmpty() && !asked) {
        take(clientOptionsFor(profile, m_base));
        return;
    }
    auto *worker = new QFutureWatcher<std::shared_ptr<Read>>(this);
    connect(worker, &QFutureWatcherBase::finished, this, [this, worker, take, generation = m_generation] {
        worker->deleteLater();
        if (generation == m_generation)
            take(*worker->result());
    });
    worker->setFuture(QtConcurrent::run([profile, asked, base = m_base] {
        auto options = std::make_shared<Read>(clientOptionsFor(profile, base));
        if (*options && asked) {
            const auto ask = [server = *asked] { return systemProxyFor(server); };
            (*options)->systemProxy.emplace(ask(), ask);
        }
        return options;
    }));
}

void Readiness::fail(const QString &sentence)
{
    m_isUnderWay = false;
    emit failed(sentence);
}

} // namespace gatehouse
