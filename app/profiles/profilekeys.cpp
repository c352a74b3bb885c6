// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilekeys.h"

#include <QSet>

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
    // A token that is kept elsewhere has no business in the file.
    if (profile.tokenStore == QLatin1String("settings"))
        keys.insert(QStringLiteral("token"), tokenValue(profile.token));
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
