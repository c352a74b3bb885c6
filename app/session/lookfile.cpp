// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/lookfile.h"

#include "users/lookbytes.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

namespace gatehouse {

namespace {

constexpr auto kOfOwnerAlone = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QByteArray hashOf(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256);
}

QString idText(const QUuid &id)
{
    return id.toString(QUuid::WithoutBraces);
}

QString notReadBack(const QString &path)
{
    return QCoreApplication::translate("LookFile", "What has changed since you last looked is not known: %1 could not "
                                                   "be read.")
        .arg(QDir::toNativeSeparators(path));
}

QString faultSentence(LookFault fault, const QString &path)
{
    switch (fault) {
    case LookFault::Newer:
        return QCoreApplication::translate("LookFile", "What has changed since you last looked is not known: %1 was "
                                                       "written by a newer version of Gatehouse.")
            .arg(QDir::toNativeSeparators(path));
    case LookFault::Foreign:
    case LookFault::Damaged:
        return QCoreApplication::translate("LookFile", "What has changed since you last looked is not known: %1 is "
                                                       "damaged.")
            .arg(QDir::toNativeSeparators(path));
    }
    return {};
}

/// A folder that is made is for its owner alone: who is a user of which server is nobody else's business.
bool makeFolder(const QString &path)
{
    if (QFileInfo(path).isDir())
        return true;
    if (!QDir().mkpath(QFileInfo(path).path()))
        return false;
    return QDir().mkdir(path, kOfOwnerAlone | QFileDevice::ExeOwner) || QFileInfo(path).isDir();
}

tl::unexpected<QString> tooMany()
{
    return tl::make_unexpected(QCoreApplication::translate("LookFile", "What you have seen is not kept: there are "
                                                                       "too many users for one file."));
}

} // namespace

LookFile::LookFile(const QString &folder, const ConnectionKey &connection)
    : m_owner(hashOf(connection.id.toRfc4122() + connection.address.toUtf8()))
{
    if (folder.isEmpty())
        return;
    const QByteArray address = hashOf(connection.address.toUtf8()).first(8).toHex();
    m_path = QDir(folder).filePath(idText(connection.id) + QLatin1Char('-') + QString::fromLatin1(address) +
                                   QStringLiteral(".look"));
}

QString LookFile::standardFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/Gatehouse/seen");
}

tl::expected<std::optional<Lookback>, QString> LookFile::read() const
{
    const QFileInfo info(m_path);
    if (!isKept() || (!info.exists() && !info.isSymLink()))
        return std::nullopt;
    QFile file(m_path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly)) // a pipe would never end
        return tl::make_unexpected(notReadBack(m_path));
    if (file.size() > kMostLookBytes)
        return tl::make_unexpected(faultSentence(LookFault::Damaged, m_path));
    const QByteArray bytes = file.read(file.size());
    if (file.error() != QFileDevice::NoError)
        return tl::make_unexpected(notReadBack(m_path));
    const auto look = readLook(bytes, m_owner);
    if (!look)
        return tl::make_unexpected(faultSentence(look.error(), m_path));
    return *look;
}

tl::expected<void, QString> LookFile::write(const Lookback &look) const
{
    if (!isKept())
        return {};
    QSaveFile file(m_path);
    if (!makeFolder(QFileInfo(m_path).path()))
        return notWritten({});
    if (!file.open(QIODevice::WriteOnly))
        return notWritten(file.errorString());
    // A file system without owners takes the file all the same.
    file.setPermissions(kOfOwnerAlone);
    const LookWriting writing = writeLook(look, m_owner, file);
    // A full disk shows here: commit() alone would put the part that fitted in place of the old file.
    if (writing != LookWriting::Done || !file.flush()) {
        const QString reason = file.errorString();
        file.cancelWriting();
        if (writing == LookWriting::TooLong)
            return tooMany();
        return notWritten(reason);
    }
    if (!file.commit())
        return notWritten(file.errorString());
    return {};
}

tl::unexpected<QString> LookFile::notWritten(const QString &reason) const
{
    if (reason.isEmpty()) {
        return tl::make_unexpected(
            QCoreApplication::translate("LookFile", "What you have seen is not kept: %1 could not be written.")
                .arg(QDir::toNativeSeparators(m_path)));
    }
    return tl::make_unexpected(
        QCoreApplication::translate("LookFile", "What you have seen is not kept: %1 could not be written (%2).")
            .arg(QDir::toNativeSeparators(m_path), reason));
}

void LookFile::forget(const QString &folder, const QUuid &connection)
{
    if (folder.isEmpty())
        return;
    const QDir there(folder);
    const QStringList files = there.entryList({idText(connection) + QStringLiteral("-*.look")}, QDir::Files);
    for (const QString &file : files)
        QFile::remove(there.filePath(file));
}

} // namespace gatehouse
