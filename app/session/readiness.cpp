// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/readiness.h"

#include "session/certificates.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QtConcurrent>

#include <memory>
#include <utility>

namespace gatehouse {

Readiness::Readiness(ClientOptions base, FetchSecrets fetch, QObject *parent)
    : QObject(parent), m_base(std::move(base)), m_fetch(std::move(fetch))
{}

bool Readiness::isAtHand(const Profile &profile)
{
    return profile.tokenStore == tokenstore::settings && profile.tls.caFile.isEmpty() &&
           profile.tls.certificateFile.isEmpty();
}

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

// A path may lead to a disk that does not answer.
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
    if (profile.tls.caFile.isEmpty() && profile.tls.certificateFile.isEmpty()) {
        take(clientOptionsFor(profile, m_base));
        return;
    }
    auto *worker = new QFutureWatcher<std::shared_ptr<Read>>(this);
    connect(worker, &QFutureWatcherBase::finished, this, [this, worker, take, generation = m_generation] {
        worker->deleteLater();
        if (generation == m_generation)
            take(*worker->result());
    });
    worker->setFuture(QtConcurrent::run(
        [profile, base = m_base] { return std::make_shared<Read>(clientOptionsFor(profile, base)); }));
}

void Readiness::fail(const QString &sentence)
{
    m_isUnderWay = false;
    emit failed(sentence);
}

} // namespace gatehouse
