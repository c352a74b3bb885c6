// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"
#include "profiles/recordsettings.h"
#include "profiles/settingsfile.h"

#include <QFuture>
#include <QList>
#include <QMutex>
#include <QThreadPool>

#include <tl/expected.hpp>

namespace gatehouse {

/// The connection profiles and the window's state in one INI file that QSettings can read, mode 0600.
///
/// Every change reads the file afresh, changes what it is about, and writes it back under a lock, so that two windows
/// never lose each other's work; keys that are not known are kept. A file that cannot be read is set aside under
/// another name before anything is written. Failures (full disk, no permission) are noticed and told: nothing pretends
/// to be saved. Short calls for the window's thread; the lock is waited for at most 2 seconds. What is kept on a worker
/// comes before every change that is called for afterwards, and before the store's end.
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
    /// The same on a worker, for an opening that must not wait for the disk; the answer is what the other one returns.
    /// A notice comes by takeNotice() as ever.
    QFuture<tl::expected<void, Failure>> keepLastConnection(const QUuid &id);

    /// How this computer's record is kept, keys below "record/"; both empty where nothing was chosen.
    RecordSettings recordSettings();
    /// What is empty is taken out of the file.
    tl::expected<void, Failure> setRecordSettings(const RecordSettings &settings);

    /// Window state, keys below "window/".
    QVariant windowValue(const QString &key, const QVariant &fallback = {});
    tl::expected<void, Failure> setWindowValue(const QString &key, const QVariant &value);

private:
    /// Waits for what is kept on the worker. Only reading needs no order: a file is always a whole one.
    void settle() { m_worker.waitForDone(); }
    tl::expected<void, Failure> change(const std::function<void(SettingsValues &)> &edit);

    SettingsFile m_settings;
    QMutex m_noticeMutex;
    QString m_workersNotice; ///< by the mutex
    QThreadPool m_worker;    ///< of one thread. The last member: it uses the others until it is done
};

} // namespace gatehouse
