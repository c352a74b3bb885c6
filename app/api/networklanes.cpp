// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/networklanes.h"

#include "api/tlsguard.h"

#include <QNetworkReply>

#include <algorithm>

namespace gatehouse {

namespace {

/// Fixed before Qt 6.5.
constexpr int kConnectionsOfOne = 6;

} // namespace

QNetworkReply *PlainManager::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    QNetworkRequest plain(request);
    plain.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    return QNetworkAccessManager::createRequest(operation, plain, body);
}

NetworkLanes::NetworkLanes(const Options &options)
{
    const int lanes = std::max(1, (options.atOnce + kConnectionsOfOne - 1) / kConnectionsOfOne);
    for (int i = 0; i < lanes; ++i) {
        Lane &lane = *m_lanes.emplace_back(std::make_unique<Lane>());
        if (options.proxy)
            lane.network.setProxy(*options.proxy);
        else if (options.systemProxy)
            lane.network.setProxyFactory(new SystemProxy(*options.systemProxy)); // which goes with it
        new TlsGuard(lane.network, options.pin);                                 // goes with it
        // Every reply ends with it, one that is aborted too.
        QObject::connect(&lane.network, &QNetworkAccessManager::finished, &lane.network, [&lane](QNetworkReply *reply) {
            --lane.requests;
            if (reply->url().scheme().startsWith(QLatin1String("preconnect")))
                reply->deleteLater(); // Qt made it and forgets it
        });
    }
}

QNetworkAccessManager &NetworkLanes::next()
{
    const auto least = std::min_element(m_lanes.begin(), m_lanes.end(),
                                        [](const auto &a, const auto &b) { return a->requests < b->requests; });
    ++(*least)->requests;
    return (*least)->network;
}

void NetworkLanes::warmUp(int connections, const QUrl &server, const QSslConfiguration &tls)
{
    const int room = static_cast<int>(m_lanes.size()) * kConnectionsOfOne;
    const bool isEncrypted = server.scheme() == QLatin1String("https");
    const auto port = static_cast<quint16>(server.port(isEncrypted ? 443 : 80));
    for (int i = 0; i < std::min(connections, room); ++i) {
        Lane &lane = *m_lanes[static_cast<std::size_t>(i) % m_lanes.size()];
        ++lane.requests;
        if (isEncrypted)
            lane.network.connectToHostEncrypted(server.host(), port, tls);
        else
            lane.network.connectToHost(server.host(), port);
    }
}

void NetworkLanes::forgetConnections()
{
    for (const auto &lane : m_lanes)
        lane->network.clearConnectionCache();
}

} // namespace gatehouse
