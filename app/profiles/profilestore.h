// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"
#include "profiles/recordsettings.h"
#include "profiles/settingsfile.h"

#include <QList>

#include <tl/expected.hpp>

namespace gatehouse {

/// The connection profiles and the window's state in one INI file that QSettings can read, mode 0600.
///
/// Every change reads the file afresh, changes what it is about, and writes it back under a lock, so that two windows
/// never lose each other's work; keys that are not known are kept. A file that cannot be read is set aside under
/// another name before anything is written. Failures (full disk, no permission) are noticed and told: nothing pretends
/// to be saved. Short calls for the window's thread; the lock is waited for at most 2 seconds.
class ProfileStore final
{
public:
    using Failure = QString; ///< one translated sentence

    /// `file` is the INI file, see standardFile(); its folder is made when missing.
    explicit ProfileStore(QString file);

    /// $XDG_CONFIG_HOME/Gatehouse/gatehouse.ini
    static QString standardFile();
    QString file() const { return m_settings.path(); }

    /// All profiles in their order; ids that are missing are made and stay the same after the next save.
    /// When the file was damaged: it was set aside, the list is empty, and takeNotice() says so.
    tl::expected<QList<Profile>, Failure> load();
    /// What should be told to the person once ("The settings file was damaged …"), empty if nothing.
    QString takeNotice();

    /// Adds the profile or replaces the one with its id.
    tl::expected<void, Failure> save(const Profile &profile);
    /// Adds profiles behind those that are there: all of them or none.
    tl::expected<void, Failure> add(const QList<Profile> &profiles);
    tl::expected<void, Failure> remove(const QUuid &id);
    /// Puts a profile before another one, or last where there is no such.
    tl::expected<void, Failure> move(const QUuid &id, const QUuid &before);

    /// The connection that was open last; null if none.
    QUuid lastConnection();
    tl::expected<void, Failure> setLastConnection(const QUuid &id);

    /// How this computer's record is kept, keys below "record/"; both empty where nothing was chosen.
    RecordSettings recordSettings();
    /// What is empty is taken out of the file.
    tl::expected<void, Failure> setRecordSettings(const RecordSettings &settings);

    /// Window state, keys below "window/".
    QVariant windowValue(const QString &key, const QVariant &fallback = {});
    tl::expected<void, Failure> setWindowValue(const QString &key, const QVariant &value);

private:
    SettingsFile m_settings;
};

} // namespace gatehouse
