// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkProxy>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace gatehouse {

/// The first proxy that the system names for this address; of type NoProxy where there is none.
/// May ask the network (a script that chooses proxies), so call it on a worker.
QNetworkProxy systemProxyFor(const QUrl &base);

/// Answers a network manager from memory which proxy the system names for a server, so that no request waits for the
/// system on the window's thread: Qt asks before each one, and behind the question can be a script on a dead network.
/// The system is asked again on a worker, at a request after half a minute, for a laptop that has moved.
///
/// Copies share what they know; each manager owns its own. The answers are safe from any thread.
class SystemProxy final : public QNetworkProxyFactory
{
public:
    using Ask = std::function<QNetworkProxy()>;

    /// `first` is what the system said on the way here; `ask` runs on a worker and may outlive this.
    SystemProxy(QNetworkProxy first, Ask ask, std::chrono::milliseconds fresh = std::chrono::seconds{30});
    SystemProxy(const SystemProxy &) = default;
    SystemProxy &operator=(const SystemProxy &) = default;
    ~SystemProxy() override;

    /// What is known now.
    QNetworkProxy current() const;

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;

private:
    struct Known;
    std::shared_ptr<Known> m_known;
};

} // namespace gatehouse
