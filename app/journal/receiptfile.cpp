// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/receiptfile.h"

#include "journal/receiptname.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QUuid>

namespace gatehouse {
namespace {

constexpr int kMostOfOneName = 1'000;
constexpr QFileDevice::Permissions kReceiptPermissions = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

} // namespace

ReceiptFile::ReceiptFile(ReceiptText text, const QString &place, const QString &ownName, Naming naming)
    : m_text(std::move(text))
{
    if (naming == Naming::AsGiven) {
        m_path = place;
        m_file.setFileName(place);
        return;
    }
    m_folder = place;
    m_ownName = ownName;
    m_path = QDir(place).filePath(ownName);
    // Whole under a name that nobody has, then renamed, which unlike QSaveFile replaces nothing.
    m_file.setFileName(QDir(place).filePath(QLatin1Char('.') + QUuid::createUuid().toString(QUuid::WithoutBraces)));
}

QString ReceiptFile::problem(const QString &reason) const
{
    if (reason.isEmpty()) {
        return QCoreApplication::translate("Receipt", "The receipt was not saved: %1 could not be written.")
            .arg(QDir::toNativeSeparators(m_path));
    }
    return QCoreApplication::translate("Receipt", "The receipt was not saved: %1 could not be written (%2).")
        .arg(QDir::toNativeSeparators(m_path), reason);
}

QString ReceiptFile::open()
{
    if (!m_folder.isEmpty() && !QFileInfo(m_folder).isDir()) {
        return QCoreApplication::translate("Receipt", "The receipt was not saved: the folder %1 is not there.")
            .arg(QDir::toNativeSeparators(m_folder));
    }
    if (!m_file.open(QIODevice::WriteOnly))
        return problem(m_file.errorString());
    // A file system without owners takes the file all the same.
    m_file.setPermissions(kReceiptPermissions);
    return write(m_text.head());
}

QString ReceiptFile::add(const QList<SetRow> &rows)
{
    QByteArray text;
    for (const SetRow &row : rows)
        text += m_text.row(row);
    return write(text);
}

QString ReceiptFile::write(const QByteArray &bytes)
{
    // A full disk shows here: commit() alone would keep the part that fitted.
    if (m_file.write(bytes) == bytes.size() && m_file.flush())
        return {};
    const QString reason = m_file.errorString();
    m_file.cancelWriting();
    return problem(reason);
}

QString ReceiptFile::finish()
{
    if (QString failed = write(m_text.foot()); !failed.isEmpty())
        return failed;
    if (!m_file.commit())
        return problem(m_file.errorString());
    return m_ownName.isEmpty() ? QString() : takeOwnName();
}

QString ReceiptFile::takeOwnName()
{
    QFile whole(m_file.fileName());
    for (int number = 1; number <= kMostOfOneName; ++number) {
        const QString wanted = QDir(m_folder).filePath(numberedFileName(m_ownName, number));
        if (whole.rename(wanted)) {
            m_path = wanted;
            return {};
        }
        if (!QFileInfo::exists(wanted) && !QFileInfo(wanted).isSymLink())
            break;
    }
    const QString reason = whole.errorString();
    whole.remove();
    return problem(reason);
}

} // namespace gatehouse
