// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>
#include <QUuid>
#include <QVariant>

#include <optional>

namespace gatehouse {

/// What kind of server it is; decides the colour and how much is asked before a change.
enum class Environment { Development, Staging, Production };

/// The word for it in files, the same in every language: "development", "staging", "production".
QString environmentKey(Environment environment);

/// Where the secrets of a connection are kept: its token, its key's passphrase and its proxy's password. The words of
/// the settings file.
namespace tokenstore {
inline constexpr QLatin1String settings("settings"); ///< in the settings file itself
inline constexpr QLatin1String keychain("keychain"); ///< in the system's keychain
inline constexpr QLatin1String ask("ask");           ///< nowhere: asked for, and held in memory
inline constexpr QLatin1String command("command");   ///< the token is what a command prints; the rest as `ask`
} // namespace tokenstore

/// Whom a connection trusts, and as whom it comes; a value.
struct TlsSettings
{
    QString caFile;          ///< PEM, authorities that are trusted beside the system's; none if empty
    QByteArray pin;          ///< SHA-256 of the only certificate that is accepted; none if empty
    QString certificateFile; ///< what it shows of itself, PEM or PKCS#12; nothing if empty
    QString keyFile;         ///< PEM; stands in the certificate's file if empty
    QByteArray passphrase;   ///< of the key; a secret
    bool operator==(const TlsSettings &) const = default;
};

/// The way to the server; a value.
struct ProxySettings
{
    enum class Use { System, None, Http, Socks5 };
    Use use = Use::System;
    QString host; ///< of Http and Socks5, as are the rest
    quint16 port = 0;
    QString user;        ///< no login if empty
    QByteArray password; ///< a secret
    bool operator==(const ProxySettings &) const = default;
};

/// One saved connection; a value.
struct Profile
{
    static constexpr int kAtOnce = 6;          ///< requests in flight, unless it says otherwise
    static constexpr int kMostAtOnce = 48;     ///< more a server is not asked to bear
    static constexpr int kTimeoutSeconds = 30; ///< for a request about one user
    static constexpr int kLongestTimeout = 600;
    static constexpr int kMostOftenRefreshed = 5;   ///< minutes; more often a server is not asked by itself
    static constexpr int kMostSeldomRefreshed = 60; ///< minutes

    QUuid id;
    QString name;
    QString url; ///< as the person typed it
    QByteArray token;
    QString tokenStore = tokenstore::settings;
    QStringList tokenCommand; ///< program and arguments, for tokenstore::command
    /// Nothing until a person chose; a file edited by hand can be without. Such a profile is treated as Production.
    std::optional<Environment> environment;
    QString colour; ///< "#rrggbb"; the environment's if empty
    bool readOnly = false;
    bool reasonRequired = false;
    QStringList protectedNames; ///< patterns
    TlsSettings tls;
    ProxySettings proxy;
    int atOnce = kAtOnce;
    int timeoutSeconds = kTimeoutSeconds;
    int refreshEvery = 0;                ///< minutes from one list to the next that is fetched unasked; 0: none is
    QMap<QString, QVariant> unknownKeys; ///< written by a newer version; kept and written back
    bool operator==(const Profile &) const = default;

    Environment effectiveEnvironment() const;
};

/// Whether two profiles would be taken for each other: the same name, whatever the case and the white space around it.
bool isSameProfileName(const QString &a, const QString &b);

/// Why a token cannot be used (empty, control characters, characters outside ASCII): one translated sentence.
/// Nothing when it can. White space around a pasted token is the caller's to trim.
std::optional<QString> tokenProblem(const QByteArray &token);

} // namespace gatehouse
