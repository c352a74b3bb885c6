// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"

#include <tl/expected.hpp>

#include <functional>

namespace gatehouse {

/// What of a connection must not lie about; a value.
struct Secrets
{
    QByteArray token;
    QByteArray passphrase;    ///< of the client certificate's key
    QByteArray proxyPassword; ///< of the proxy's login
    bool operator==(const Secrets &) const = default;
};

inline Secrets secretsOf(const Profile &profile)
{
    return {profile.token, profile.tls.passphrase, profile.proxy.password};
}

inline void putSecrets(Profile &profile, const Secrets &secrets)
{
    profile.token = secrets.token;
    profile.tls.passphrase = secrets.passphrase;
    profile.proxy.password = secrets.proxyPassword;
}

/// Brings the secrets of a profile from where it keeps them, or one sentence why not; through the event loop or at
/// once, or never when it goes first.
using SecretsAnswer = std::function<void(tl::expected<Secrets, QString>)>;
using FetchSecrets = std::function<void(const Profile &profile, SecretsAnswer answer)>;

} // namespace gatehouse
