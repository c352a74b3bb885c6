// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/settingsfile.h"

#include "profiles/profilekeys.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>

#include <chrono>

namespace gatehouse {

namespace {

using namespace std::chrono_literals;

constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QString say(const char *sentence)
{
    return QCoreApplication::translate("SettingsFile", sentence);
}

tl::unexpected<QString> notWritten(const QString &path, const QString &reason)
{
    if (reason.isEmpty()) {
        return tl::make_unexpected(
            say(QT_TRANSLATE_NOOP("SettingsFile", "The settings were not saved: %1 could not be written."))
                .arg(QDir::toNativeSeparators(path)));
    }
    return tl::make_unexpected(
        say(QT_TRANSLATE_NOOP("SettingsFile", "The settings were not saved: %1 could not be written (%2)."))
            .arg(QDir::toNativeSeparators(path), reason));
}

tl::unexpected<QString> stillDamaged(const QString &path)
{
    return tl::make_unexpected(
        say(QT_TRANSLATE_NOOP("SettingsFile", "The settings file %1 is damaged and could not be set aside. Nothing is "
                                              "saved until it is moved or repaired."))
            .arg(QDir::toNativeSeparators(path)));
}

/// The file that a chain of symbolic links ends at, whether it exists or not.
QString linkEnd(const QString &path)
{
    QString end = path;
    for (int hops = 0; hops < 40 && QFileInfo(end).isSymLink(); ++hops)
        end = QFileInfo(end).symLinkTarget();
    return end;
}

/// Makes a missing folder for this user alone.
bool makeFolder(const QString &folder)
{
    const QFileInfo wanted(folder);
    if (wanted.isDir())
        return true;
    if (!QDir().mkpath(wanted.absolutePath()))
        return false;
    return QDir().mkdir(folder, ownerOnly | QFileDevice::ExeOwner) || wanted.isDir() || QFileInfo(folder).isDir();
}

QString freeName(const QString &path)
{
    const QString stamp = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const QString wanted = path + QStringLiteral(".damaged-") + stamp;
    QString name = wanted;
    for (int copy = 2; QFileInfo::exists(name); ++copy)
        name = wanted + QLatin1Char('-') + QString::number(copy);
    return name;
}

} // namespace

SettingsFile::SettingsFile(QString path) : m_path(std::move(path)) {}

tl::expected<SettingsFile::Reading, QString> SettingsFile::read() const
{
    QFile file(linkEnd(m_path));
    if (!file.exists())
        return Reading{};
    const auto unreadable = [&file](const QString &reason) {
        return tl::make_unexpected(
            say(QT_TRANSLATE_NOOP("SettingsFile", "The settings file %1 could not be read (%2)."))
                .arg(QDir::toNativeSeparators(file.fileName()), reason));
    };
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(file.errorString());
    // Tokens stand in it. That it stays readable for others, where it cannot be helped, is no reason not to read it.
    if (file.permissions() & ~(ownerOnly | QFileDevice::ReadUser | QFileDevice::WriteUser))
        file.setPermissions(ownerOnly);
    const QByteArray text = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return unreadable(file.errorString());
    if (!m_knownText.isNull() && text == m_knownText)
        return m_known;

    Reading reading{{}, text, false};
    auto values = parseSettings(text);
    if (!values && values.error().kind == SettingsTextError::Kind::NoRoom)
        return unreadable(values.error().detail);
    if (!values || lostItsEnd(*values))
        reading.isDamaged = true;
    else
        reading.values = *std::move(values);
    m_knownText = text;
    m_known = reading;
    return reading;
}

tl::expected<void, QString> SettingsFile::change(const std::function<void(SettingsValues &)> &edit)
{
    return locked([this, &edit]() -> tl::expected<void, QString> {
        const auto reading = readSettingAside();
        if (!reading)
            return tl::make_unexpected(reading.error());
        SettingsValues values = reading->values;
        edit(values);
        if (values == reading->values && QFileInfo::exists(m_path))
            return {};
        const auto text = renderSettings(values, reading->text);
        if (!text)
            return notWritten(m_path, text.error().detail);
        return replaceFile(linkEnd(m_path), *text);
    });
}

tl::expected<void, QString> SettingsFile::setAsideIfDamaged()
{
    bool isLocked = false;
    const auto done = locked([this, &isLocked]() -> tl::expected<void, QString> {
        isLocked = true;
        const auto reading = readSettingAside();
        if (!reading)
            return tl::make_unexpected(reading.error());
        return {};
    });
    return done || isLocked ? done : stillDamaged(m_path);
}

QString SettingsFile::takeNotice()
{
    return std::exchange(m_notice, {});
}

tl::expected<SettingsFile::Reading, QString> SettingsFile::readSettingAside()
{
    auto reading = read();
    if (!reading || !reading->isDamaged)
        return reading;
    QFile file(linkEnd(m_path));
    const QString aside = freeName(file.fileName());
    if (!file.rename(aside))
        return stillDamaged(m_path);
    file.setPermissions(ownerOnly);
    m_notice = say(QT_TRANSLATE_NOOP("SettingsFile", "The settings file was damaged. It was set aside as %1, and "
                                                     "Gatehouse starts with empty settings."))
                   .arg(QDir::toNativeSeparators(aside));
    return Reading{};
}

tl::expected<void, QString> SettingsFile::locked(const std::function<tl::expected<void, QString>()> &work) const
{
    const QString target = linkEnd(m_path);
    const QString folder = QFileInfo(target).absolutePath();
    if (!makeFolder(folder)) {
        return tl::make_unexpected(
            say(QT_TRANSLATE_NOOP("SettingsFile", "The settings were not saved: the folder %1 could not be made."))
                .arg(QDir::toNativeSeparators(folder)));
    }
    QLockFile lock(target + QStringLiteral(".lock"));
    const QDeadlineTimer deadline(2s);
    // Short tries: one long try waits longer and longer between its looks, and starves beside a busy neighbour.
    while (!lock.tryLock(20)) {
        if (lock.error() != QLockFile::LockFailedError)
            return notWritten(m_path, {});
        if (deadline.hasExpired()) {
            return tl::make_unexpected(say(QT_TRANSLATE_NOOP(
                "SettingsFile", "The settings were not saved: another window keeps them locked. Try again.")));
        }
    }
    return work();
}

tl::expected<void, QString> replaceFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(ownerOnly))
        return notWritten(path, file.errorString());
    // A full disk shows here: commit() alone would put the part that fitted in place of the old file.
    if (file.write(content) != content.size() || !file.flush()) {
        const QString reason = file.errorString();
        file.cancelWriting();
        return notWritten(path, reason);
    }
    if (!file.commit())
        return notWritten(path, file.errorString());
    return {};
}

} // namespace gatehouse
