// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/systemproxy.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>

#include <memory>
#include <optional>
#include <vector>

namespace gatehouse {

/// Speaks HTTP/1.1 alone, with connections that are opened ahead too: Qt makes those itself, and lets them speak
/// HTTP/2, over which POSTs stall and a 401 crashes Qt 6.4.
class PlainManager final : public QNetworkAccessManager
{
    Q_OBJECT
protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override;
};

/// As many network managers as a number of requests at once needs: each of Qt's keeps six connections to a host, not
/// more. Lives on one thread.
class NetworkLanes final
{
public:
    struct Options
    {
        int atOnce = 6;
        QByteArray pin;                     ///< see TlsGuard
        std::optional<QNetworkProxy> proxy; ///< as the system says if nothing
        /// What the system says of the server, if it was asked; else it is asked on the window's thread.
        std::optional<SystemProxy> systemProxy;
    };

    explicit NetworkLanes(const Options &options);

    /// The one with the fewest requests on their way.
    QNetworkAccessManager &next();
    /// Sees to it that so many connections to the server stand open, or as many as there may be, before requests need
    /// them: a round trip for TCP and one or two for TLS are over by then, and their processor time too. TlsGuard
    /// watches these connections as any others. Nothing is sent. One that fails says nothing: the request that needs
    /// it will. Where connecting takes no time fewer are opened, since Qt counts one that stands for the next as well.
    void warmUp(int connections, const QUrl &server, const QSslConfiguration &tls);
    /// The connections that are open are not used again.
    void forgetConnections();

private:
    struct Lane
    {
        PlainManager network;
        int requests = 0;
    };
    std::vector<std::unique_ptr<Lane>> m_lanes;
};

} // namespace gatehouse
