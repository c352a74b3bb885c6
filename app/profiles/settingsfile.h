// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/settingstext.h"

#include <functional>

namespace gatehouse {

/// One settings file on the disk: read whole, changed under a lock, replaced in one step, mode 0600.
///
/// Reading needs no lock, since the file is only ever replaced by a finished one. A change waits at most 2 seconds for
/// the lock (`<file>.lock`), which a crashed program does not keep. A symbolic link stays one; what it points at
/// changes. For one thread; several objects, threads and programs may share the file. Errors are one translated
/// sentence.
class SettingsFile final
{
public:
    explicit SettingsFile(QString path);

    QString path() const { return m_path; }

    struct Reading
    {
        SettingsValues values; ///< empty when the file is missing or damaged
        QByteArray text;
        bool isDamaged = false;
    };
    tl::expected<Reading, QString> read() const;

    /// Reads the file afresh, lets `edit` change the values, and writes them. Writes nothing when nothing changed.
    /// A damaged file is set aside first.
    tl::expected<void, QString> change(const std::function<void(SettingsValues &)> &edit);

    /// Sets the file aside under another name if it is (still) damaged.
    tl::expected<void, QString> setAsideIfDamaged();

    /// What should be told once; empty if nothing.
    QString takeNotice();

private:
    tl::expected<void, QString> locked(const std::function<tl::expected<void, QString>()> &work) const;
    tl::expected<Reading, QString> readSettingAside();

    QString m_path;
    QString m_notice;
    // The last text that was parsed and what it said: parsing goes through a file and is asked for often.
    mutable QByteArray m_knownText;
    mutable Reading m_known;
};

/// Replaces or makes the file in one step, durably, readable and writable by its owner alone. On an error (one
/// sentence) the old file stands as it was. `path` is no symbolic link.
tl::expected<void, QString> replaceFile(const QString &path, const QByteArray &content);

} // namespace gatehouse
