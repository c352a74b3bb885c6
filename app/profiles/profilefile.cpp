// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilefile.h"

#include "profiles/profilekeys.h"
#include "profiles/secrets.h"
#include "profiles/settingsfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace gatehouse {

namespace {

struct ExchangeTexts
{
    Q_DECLARE_TR_FUNCTIONS(ProfileFile)
};

/// Some ten thousand connections; more is no such file.
constexpr qint64 kMostBytes = qint64{8} << 20;

bool isNameTaken(const QString &name, const QList<Profile> &profiles)
{
    return std::any_of(profiles.cbegin(), profiles.cend(),
                       [&name](const Profile &each) { return isSameProfileName(each.name, name); });
}

QString freeName(const QString &name, const QList<Profile> &profiles)
{
    QString candidate = name;
    for (int number = 2; isNameTaken(candidate, profiles); ++number)
        candidate = QStringLiteral("%1 (%2)").arg(name, QString::number(number));
    return candidate;
}

bool isKnown(const Profile &profile, const QList<Profile> &present)
{
    return std::any_of(present.cbegin(), present.cend(), [&profile](const Profile &each) {
        return each.name == profile.name && each.url == profile.url;
    });
}

QString notOurs(const QString &path)
{
    return ExchangeTexts::tr("%1 is not a file of connections, or a part of it is missing.")
        .arg(QFileInfo(path).fileName());
}

tl::expected<QList<Profile>, QString> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return tl::unexpected(ExchangeTexts::tr("%1 cannot be read: %2.", "a file and the system's words")
                                  .arg(QFileInfo(path).fileName(), file.errorString()));
    }
    const QByteArray text = file.read(kMostBytes + 1);
    if (text.size() > kMostBytes)
        return tl::unexpected(notOurs(path));
    const auto values = parseSettings(text);
    if (!values || lostItsEnd(*values))
        return tl::unexpected(notOurs(path));
    QList<Profile> profiles = profilesIn(*values);
    if (profiles.isEmpty())
        return tl::unexpected(notOurs(path));
    return profiles;
}

} // namespace

tl::expected<void, QString> exportProfiles(const QString &path, QList<Profile> profiles, ExportSecrets secrets)
{
    if (secrets == ExportSecrets::Without) {
        for (Profile &profile : profiles) {
            putSecrets(profile, Secrets());
            profile.unknownKeys.clear();
        }
    }
    SettingsValues values;
    putProfiles(values, profiles);
    const auto text = renderSettings(values, {});
    if (!text) {
        return tl::unexpected(ExchangeTexts::tr("The connections could not be written: %1.", "the system's words")
                                  .arg(text.error().detail));
    }
    const QFileInfo target(path);
    return replaceFile(target.isSymLink() ? target.symLinkTarget() : path, *text);
}

// A command would run on this computer as soon as somebody connects: who made the file does not decide that.
tl::expected<ImportedProfiles, QString> importProfiles(const QString &path, const QList<Profile> &present)
{
    const auto profiles = read(path);
    if (!profiles)
        return tl::unexpected(profiles.error());
    ImportedProfiles imported;
    QList<Profile> all = present;
    for (Profile profile : *profiles) {
        if (isKnown(profile, present)) {
            ++imported.known;
            continue;
        }
        profile.id = QUuid::createUuid();
        profile.name = freeName(profile.name, all);
        if (profile.tokenStore == tokenstore::command)
            profile.tokenStore = tokenstore::ask;
        if (!profile.tokenCommand.isEmpty()) {
            profile.tokenCommand.clear();
            ++imported.commands;
        }
        all.append(profile);
        imported.profiles.append(profile);
    }
    return imported;
}

} // namespace gatehouse
