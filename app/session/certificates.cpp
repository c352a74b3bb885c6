// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/certificates.h"

#include <algorithm>

namespace gatehouse {

namespace {

TlsFiles filesOf(const TlsSettings &tls)
{
    return {tls.caFile, tls.certificateFile, tls.keyFile, tls.passphrase};
}

/// Nothing: as the system says.
std::optional<QNetworkProxy> proxyOf(const ProxySettings &proxy)
{
    switch (proxy.use) {
    case ProxySettings::Use::System:
        return std::nullopt;
    case ProxySettings::Use::None:
        return QNetworkProxy(QNetworkProxy::NoProxy);
    case ProxySettings::Use::Http:
    case ProxySettings::Use::Socks5:
        break;
    }
    const auto kind = proxy.use == ProxySettings::Use::Http ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy;
    return QNetworkProxy(kind, proxy.host, proxy.port, proxy.user, QString::fromUtf8(proxy.password));
}

} // namespace

std::optional<TlsFilesProblem> certificateProblem(const TlsSettings &tls)
{
    const auto configuration = tlsConfiguration(filesOf(tls));
    if (configuration || (configuration.error().isPassphrase && tls.passphrase.isEmpty()))
        return std::nullopt;
    return configuration.error();
}

tl::expected<ClientOptions, TlsFilesProblem> clientOptionsFor(const Profile &profile, ClientOptions base)
{
    base.access = profile.readOnly ? AccessMode::ReadOnly : AccessMode::ReadWrite;
    if (!filesOf(profile.tls).isEmpty()) {
        auto configuration = tlsConfiguration(filesOf(profile.tls));
        if (!configuration)
            return tl::unexpected(configuration.error());
        base.tls = *std::move(configuration);
    }
    if (!profile.tls.pin.isEmpty())
        base.pin = profile.tls.pin;
    if (const auto proxy = proxyOf(profile.proxy))
        base.proxy = proxy;
    base.atOnce = profile.atOnce;
    if (profile.timeoutSeconds != Profile::kTimeoutSeconds)
        base.timeout = std::chrono::seconds(profile.timeoutSeconds);
    base.listSilence = std::max<std::chrono::milliseconds>(base.listSilence, base.timeout);
    return base;
}

} // namespace gatehouse
