// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/systemproxy.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>

#include <memory>
#include <optional>
#include <vector>

namespace gatehouse {

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
    /// The connections that are open are not used again.
    void forgetConnections();

private:
    struct Lane
    {
        QNetworkAccessManager network;
        int requests = 0;
    };
    std::vector<std::unique_ptr<Lane>> m_lanes;
};

} // namespace gatehouse
