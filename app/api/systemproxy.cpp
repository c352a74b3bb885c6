// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/systemproxy.h"

#include <QElapsedTimer>
#include <QMutex>
#include <QThreadPool>

namespace gatehouse {

QNetworkProxy systemProxyFor(const QUrl &base)
{
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(base));
    return proxies.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : proxies.constFirst();
}

struct SystemProxy::Known
{
    QMutex mutex;
    QNetworkProxy proxy;
    QElapsedTimer since;
    bool isAsking = false;
    Ask ask;
    std::chrono::milliseconds fresh{};
};

SystemProxy::SystemProxy(QNetworkProxy first, Ask ask, std::chrono::milliseconds fresh)
    : m_known(std::make_shared<Known>())
{
    m_known->proxy = std::move(first);
    m_known->since.start();
    m_known->ask = std::move(ask);
    m_known->fresh = fresh;
}

SystemProxy::~SystemProxy() = default;

QNetworkProxy SystemProxy::current() const
{
    const QMutexLocker lock(&m_known->mutex);
    return m_known->proxy;
}

QList<QNetworkProxy> SystemProxy::queryProxy(const QNetworkProxyQuery &)
{
    const QMutexLocker lock(&m_known->mutex);
    if (!m_known->isAsking && m_known->since.elapsed() >= m_known->fresh.count()) {
        m_known->isAsking = true;
        QThreadPool::globalInstance()->start([known = m_known] {
            QNetworkProxy proxy = known->ask();
            const QMutexLocker taking(&known->mutex);
            known->proxy = std::move(proxy);
            known->since.restart();
            known->isAsking = false;
        });
    }
    return {m_known->proxy};
}

} // namespace gatehouse
