// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilekeys.h"

#include <QSet>

#include <algorithm>
#include <map>

namespace gatehouse {

namespace {

const QLatin1String connectionsGroup("connections/");
const QLatin1String sizeKey("connections/size");

/// An entry's keys without "connections/N/".
using EntryKeys = QMap<QString, QVariant>;

/// The N and the rest of "connections/N/rest"; nothing for any other key.
std::optional<std::pair<int, QString>> entryKey(const QString &key)
{
    if (!key.startsWith(connectionsGroup))
        return std::nullopt;
    const auto slash = key.indexOf(QLatin1Char('/'), connectionsGroup.size());
    if (slash < 0)
        return std::nullopt;
    bool isNumber = false;
    const int number = QStringView(key).mid(connectionsGroup.size(), slash - connectionsGroup.size()).toInt(&isNumber);
    if (!isNumber || number < 1)
        return std::nullopt;
    return std::pair(number, key.mid(slash + 1));
}

std::map<int, EntryKeys> entriesIn(const SettingsValues &values)
{
    std::map<int, EntryKeys> entries;
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        if (const auto key = entryKey(it.key()))
            entries[key->first].insert(key->second, it.value());
    }
    return entries;
}

/// A text written by hand without quotes is a list to QSettings when it has commas.
QString text(const QVariant &value, QLatin1String separator)
{
    if (value.metaType() == QMetaType::fromType<QStringList>())
        return value.toStringList().join(separator);
    return value.toString();
}

QByteArray tokenFrom(const QVariant &value)
{
    if (value.metaType() == QMetaType::fromType<QByteArray>())
        return value.toByteArray();
    return text(value, QLatin1String(",")).toUtf8();
}

/// As plain text wherever it can be, so that a person can read and replace it.
QVariant tokenValue(const QByteArray &token)
{
    const QString plain = QString::fromUtf8(token);
    return plain.toUtf8() == token ? QVariant(plain) : QVariant(token);
}

/// Nothing for what is no SHA-256: but then whatever the server shows must be looked at anew, which is asked for by a
/// pin that nothing fits.
QByteArray pinFrom(const QString &typed)
{
    if (typed.trimmed().isEmpty())
        return {};
    const QByteArray pin = QByteArray::fromHex(typed.toLatin1());
    return pin.size() == 32 ? pin : QByteArray(32, '\0');
}

QStringList patterns(const QVariant &value)
{
    QStringList list = value.toStringList();
    list.removeAll(QString());
    return list;
}

std::optional<Environment> environmentFrom(const QString &word)
{
    for (const Environment known : {Environment::Development, Environment::Staging, Environment::Production}) {
        if (word.trimmed().compare(environmentKey(known), Qt::CaseInsensitive) == 0)
            return known;
    }
    return std::nullopt;
}

struct ProxyWord
{
    ProxySettings::Use use;
    QLatin1String word;
};

constexpr ProxyWord proxyWords[] = {
    {ProxySettings::Use::System, QLatin1String("system")},
    {ProxySettings::Use::None, QLatin1String("none")},
    {ProxySettings::Use::Http, QLatin1String("http")},
    {ProxySettings::Use::Socks5, QLatin1String("socks5")},
};

QString takeText(EntryKeys &keys, const char *key)
{
    return text(keys.take(QLatin1String(key)), QLatin1String(", "));
}

void putText(EntryKeys &keys, const char *key, const QString &value)
{
    if (!value.isEmpty())
        keys.insert(QLatin1String(key), value);
}

/// A number that a person wrote by hand may be anything.
int takeNumber(EntryKeys &keys, const char *key, int fallback, int most)
{
    bool isNumber = false;
    const int number = keys.take(QLatin1String(key)).toInt(&isNumber);
    return isNumber && number > 0 ? std::min(number, most) : fallback;
}

int takeRefreshEvery(EntryKeys &keys)
{
    const int minutes = takeNumber(keys, "refreshEveryMinutes", 0, Profile::kMostSeldomRefreshed);
    return minutes == 0 ? 0 : std::max(minutes, Profile::kMostOftenRefreshed);
}

TlsSettings takeTls(EntryKeys &keys)
{
    TlsSettings tls;
    tls.caFile = takeText(keys, "caFile");
    tls.certificateFile = takeText(keys, "clientCertificate");
    tls.keyFile = takeText(keys, "clientKey");
    tls.passphrase = tokenFrom(keys.take(QStringLiteral("clientKeyPassphrase")));
    tls.pin = pinFrom(takeText(keys, "certificatePin"));
    return tls;
}

void putTls(EntryKeys &keys, const TlsSettings &tls)
{
    putText(keys, "caFile", tls.caFile);
    putText(keys, "clientCertificate", tls.certificateFile);
    putText(keys, "clientKey", tls.keyFile);
    putText(keys, "certificatePin", QString::fromLatin1(tls.pin.toHex(':')));
}

ProxySettings takeProxy(EntryKeys &keys)
{
    ProxySettings proxy;
    const QString word = takeText(keys, "proxy");
    for (const ProxyWord &known : proxyWords) {
        if (word.trimmed().compare(known.word, Qt::CaseInsensitive) == 0)
            proxy.use = known.use;
    }
    proxy.host = takeText(keys, "proxyHost");
    proxy.port = static_cast<quint16>(takeNumber(keys, "proxyPort", 0, 65'535));
    proxy.user = takeText(keys, "proxyUser");
    proxy.password = tokenFrom(keys.take(QStringLiteral("proxyPassword")));
    return proxy;
}

void putProxy(EntryKeys &keys, const ProxySettings &proxy)
{
    if (proxy == ProxySettings())
        return;
    for (const ProxyWord &known : proxyWords) {
        if (proxy.use == known.use)
            keys.insert(QStringLiteral("proxy"), QString(known.word));
    }
    putText(keys, "proxyHost", proxy.host);
    if (proxy.port != 0)
        keys.insert(QStringLiteral("proxyPort"), proxy.port);
    putText(keys, "proxyUser", proxy.user);
}

/// What is kept elsewhere has no business in the file.
void putSecrets(EntryKeys &keys, const Profile &profile)
{
    if (profile.tokenStore != tokenstore::settings)
        return;
    keys.insert(QStringLiteral("token"), tokenValue(profile.token));
    if (!profile.tls.passphrase.isEmpty())
        keys.insert(QStringLiteral("clientKeyPassphrase"), tokenValue(profile.tls.passphrase));
    if (!profile.proxy.password.isEmpty())
        keys.insert(QStringLiteral("proxyPassword"), tokenValue(profile.proxy.password));
}

Profile profileFrom(EntryKeys keys)
{
    Profile profile;
    profile.id = QUuid::fromString(keys.take(QStringLiteral("id")).toString().trimmed());
    profile.name = text(keys.take(QStringLiteral("name")), QLatin1String(", "));
    profile.url = text(keys.take(QStringLiteral("url")), QLatin1String(","));
    profile.token = tokenFrom(keys.take(QStringLiteral("token")));
    if (const QString store = keys.take(QStringLiteral("tokenStore")).toString(); !store.isEmpty())
        profile.tokenStore = store;
    profile.environment = environmentFrom(keys.value(QStringLiteral("environment")).toString());
    if (profile.environment)
        keys.remove(QStringLiteral("environment")); // a word of a newer version stays among the unknown keys
    profile.readOnly = keys.take(QStringLiteral("readOnly")).toBool();
    profile.protectedNames = patterns(keys.take(QStringLiteral("protected")));
    profile.reasonRequired = keys.take(QStringLiteral("reasonRequired")).toBool();
    profile.colour = takeText(keys, "colour");
    profile.tokenCommand = keys.take(QStringLiteral("tokenCommand")).toStringList();
    profile.tls = takeTls(keys);
    profile.proxy = takeProxy(keys);
    profile.atOnce = takeNumber(keys, "requestsAtOnce", Profile::kAtOnce, Profile::kMostAtOnce);
    profile.timeoutSeconds = takeNumber(keys, "timeoutSeconds", Profile::kTimeoutSeconds, Profile::kLongestTimeout);
    profile.refreshEvery = takeRefreshEvery(keys);
    profile.unknownKeys = std::move(keys);
    return profile;
}

EntryKeys keysOf(const Profile &profile)
{
    EntryKeys keys = profile.unknownKeys;
    keys.insert(QStringLiteral("id"), profile.id.toString());
    keys.insert(QStringLiteral("name"), profile.name);
    keys.insert(QStringLiteral("url"), profile.url);
    keys.insert(QStringLiteral("tokenStore"), profile.tokenStore);
    keys.insert(QStringLiteral("readOnly"), profile.readOnly);
    putSecrets(keys, profile);
    if (profile.reasonRequired)
        keys.insert(QStringLiteral("reasonRequired"), true);
    putText(keys, "colour", profile.colour);
    if (!profile.tokenCommand.isEmpty())
        keys.insert(QStringLiteral("tokenCommand"), profile.tokenCommand);
    putTls(keys, profile.tls);
    putProxy(keys, profile.proxy);
    if (profile.atOnce != Profile::kAtOnce)
        keys.insert(QStringLiteral("requestsAtOnce"), profile.atOnce);
    if (profile.timeoutSeconds != Profile::kTimeoutSeconds)
        keys.insert(QStringLiteral("timeoutSeconds"), profile.timeoutSeconds);
    if (profile.refreshEvery != 0)
        keys.insert(QStringLiteral("refreshEveryMinutes"), profile.refreshEvery);
    if (const QStringList list = patterns(profile.protectedNames); !list.isEmpty())
        keys.insert(QStringLiteral("protected"), list);
    if (profile.environment)
        keys.insert(QStringLiteral("environment"), environmentKey(*profile.environment));
    return keys;
}

} // namespace

QList<Profile> profilesIn(const SettingsValues &values)
{
    // Any fixed namespace does; it only has to stay the same.
    const QUuid madeIds(0x6c1f3f0e, 0x52a4, 0x4d4b, 0x9a, 0x0e, 0x4b, 0x1d, 0x60, 0x7a, 0x55, 0xe1);
    QList<Profile> profiles;
    QSet<QUuid> taken;
    for (auto &[number, keys] : entriesIn(values)) {
        Profile profile = profileFrom(keys);
        const QString seed = profile.name + QChar(u'\n') + profile.url + QChar(u'\n');
        for (int attempt = 0; profile.id.isNull() || taken.contains(profile.id); ++attempt)
            profile.id = QUuid::createUuidV5(madeIds, seed + QString::number(attempt));
        taken.insert(profile.id);
        profiles.append(profile);
    }
    return profiles;
}

void putProfiles(SettingsValues &values, const QList<Profile> &profiles)
{
    values.removeIf([](const auto &item) { return entryKey(item.key()).has_value(); });
    for (qsizetype i = 0; i < profiles.size(); ++i) {
        const QString group = connectionsGroup + QString::number(i + 1) + QLatin1Char('/');
        const EntryKeys keys = keysOf(profiles.at(i));
        for (auto it = keys.cbegin(); it != keys.cend(); ++it)
            values.insert(group + it.key(), it.value());
    }
    values.insert(sizeKey, int(profiles.size()));
}

bool lostItsEnd(const SettingsValues &values)
{
    return !values.contains(sizeKey) && !entriesIn(values).empty();
}

} // namespace gatehouse
