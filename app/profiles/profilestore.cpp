// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilestore.h"

#include "profiles/profilekeys.h"

#include <QMutexLocker>
#include <QStandardPaths>
#include <QtConcurrent>

#include <algorithm>
#include <utility>

namespace gatehouse {

namespace {

const QLatin1String lastConnectionKey("lastConnection");
const QLatin1String windowGroup("window/");
const QLatin1String recordNameKey("record/name");
const QLatin1String receiptFolderKey("record/receiptFolder");

void putText(SettingsValues &values, const QString &key, const QString &text)
{
    if (text.isEmpty())
        values.remove(key);
    else
        values.insert(key, text);
}

/// QSettings reads a text with a comma in it, that a person wrote without quotes, as a list.
QString textAt(const SettingsValues &values, const QString &key)
{
    const QVariant value = values.value(key);
    return value.typeId() == QMetaType::QStringList ? value.toStringList().join(QLatin1String(", ")) : value.toString();
}

auto withId(QList<Profile> &profiles, const QUuid &id)
{
    return std::find_if(profiles.begin(), profiles.end(), [&id](const Profile &profile) { return profile.id == id; });
}

/// The change that makes a connection the last one.
auto lastConnectionEdit(const QUuid &id)
{
    return [id](SettingsValues &values) {
        if (id.isNull())
            values.remove(lastConnectionKey);
        else
            values.insert(lastConnectionKey, id.toString());
    };
}

} // namespace

ProfileStore::ProfileStore(QString file) : m_settings(std::move(file))
{
    m_worker.setMaxThreadCount(1);
}

tl::expected<void, ProfileStore::Failure> ProfileStore::change(const std::function<void(SettingsValues &)> &edit)
{
    settle();
    return m_settings.change(edit);
}

QString ProfileStore::standardFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/Gatehouse/gatehouse.ini");
}

tl::expected<QList<Profile>, ProfileStore::Failure> ProfileStore::load()
{
    auto reading = m_settings.read();
    if (reading && reading->isDamaged) {
        if (const auto done = m_settings.setAsideIfDamaged(); !done)
            return tl::make_unexpected(done.error());
        reading = m_settings.read();
    }
    if (!reading)
        return tl::make_unexpected(reading.error());
    return profilesIn(reading->values);
}

QString ProfileStore::takeNotice()
{
    const QMutexLocker lock(&m_noticeMutex);
    const QString workers = std::exchange(m_workersNotice, {});
    const QString own = m_settings.takeNotice();
    return own.isEmpty() ? workers : own;
}

tl::expected<void, ProfileStore::Failure> ProfileStore::save(const Profile &profile)
{
    return change([&profile](SettingsValues &values) {
        Profile entry = profile;
        QList<Profile> profiles = profilesIn(values);
        if (entry.id.isNull())
            entry.id = QUuid::createUuid();
        const auto place = withId(profiles, entry.id);
        if (place == profiles.end()) {
            profiles.append(entry);
        } else {
            // What a newer version wrote there meanwhile is fresher than what this one remembers of it.
            entry.unknownKeys.insert(place->unknownKeys);
            *place = entry;
        }
        putProfiles(values, profiles);
    });
}

tl::expected<void, ProfileStore::Failure> ProfileStore::add(const QList<Profile> &profiles)
{
    return change([&profiles](SettingsValues &values) {
        if (!profiles.isEmpty())
            putProfiles(values, profilesIn(values) + profiles);
    });
}

tl::expected<void, ProfileStore::Failure> ProfileStore::remove(const QUuid &id)
{
    return change([id](SettingsValues &values) {
        QList<Profile> profiles = profilesIn(values);
        if (const auto place = withId(profiles, id); place != profiles.end()) {
            profiles.removeAt(std::distance(profiles.begin(), place));
            putProfiles(values, profiles);
        }
        if (QUuid::fromString(values.value(lastConnectionKey).toString()) == id)
            values.remove(lastConnectionKey);
    });
}

tl::expected<void, ProfileStore::Failure> ProfileStore::move(const QUuid &id, const QUuid &before)
{
    return change([id, before](SettingsValues &values) {
        QList<Profile> profiles = profilesIn(values);
        const auto place = withId(profiles, id);
        if (place == profiles.end() || id == before)
            return;
        const Profile moved = profiles.takeAt(std::distance(profiles.begin(), place));
        profiles.insert(std::distance(profiles.begin(), withId(profiles, before)), moved);
        putProfiles(values, profiles);
    });
}

QUuid ProfileStore::lastConnection()
{
    settle();
    const auto reading = m_settings.read();
    return reading ? QUuid::fromString(reading->values.value(lastConnectionKey).toString()) : QUuid();
}

tl::expected<void, ProfileStore::Failure> ProfileStore::setLastConnection(const QUuid &id)
{
    return change(lastConnectionEdit(id));
}

QFuture<tl::expected<void, ProfileStore::Failure>> ProfileStore::keepLastConnection(const QUuid &id)
{
    return QtConcurrent::run(&m_worker, [this, path = file(), id] {
        SettingsFile settings(path); // one is for one thread
        auto kept = settings.change(lastConnectionEdit(id));
        if (QString notice = settings.takeNotice(); !notice.isEmpty()) {
            const QMutexLocker lock(&m_noticeMutex);
            m_workersNotice = std::move(notice);
        }
        return kept;
    });
}

RecordSettings ProfileStore::recordSettings()
{
    const auto reading = m_settings.read();
    if (!reading)
        return {};
    return {textAt(reading->values, recordNameKey), textAt(reading->values, receiptFolderKey)};
}

tl::expected<void, ProfileStore::Failure> ProfileStore::setRecordSettings(const RecordSettings &settings)
{
    return change([&settings](SettingsValues &values) {
        putText(values, recordNameKey, settings.name);
        putText(values, receiptFolderKey, settings.receiptFolder);
    });
}

QVariant ProfileStore::windowValue(const QString &key, const QVariant &fallback)
{
    const auto reading = m_settings.read();
    return reading ? reading->values.value(windowGroup + key, fallback) : fallback;
}

tl::expected<void, ProfileStore::Failure> ProfileStore::setWindowValue(const QString &key, const QVariant &value)
{
    return change([key, value](SettingsValues &values) { values.insert(windowGroup + key, value); });
}

} // namespace gatehouse
