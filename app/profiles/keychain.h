// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

#include <functional>
#include <memory>
#include <optional>

namespace gatehouse {

/// A place of the system where secrets are kept, one text under one key. Each call answers once, through the event loop
/// and within about two seconds, with one sentence where it did not work; nothing waits. When the keychain goes first,
/// the answer never comes.
class Keychain
{
public:
    using Found = std::function<void(tl::expected<std::optional<QByteArray>, QString>)>;
    using Done = std::function<void(tl::expected<void, QString>)>;

    Keychain() = default;
    Keychain(const Keychain &) = delete;
    Keychain &operator=(const Keychain &) = delete;
    virtual ~Keychain() = default;

    virtual void read(const QString &key, Found answer) = 0;
    /// Done only when it can be read back.
    virtual void write(const QString &key, const QByteArray &secret, Done answer) = 0;
    /// Done too when there was nothing.
    virtual void remove(const QString &key, Done answer) = 0;
};

/// That of the desktop (Secret Service, KWallet) through QtKeychain; where the program was built without it, one that
/// says so.
std::unique_ptr<Keychain> systemKeychain();

} // namespace gatehouse
