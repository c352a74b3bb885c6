// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/checkfile.h"

#include "lists/exportfile.h"
#include "lists/namereader.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace gatehouse {

namespace {

constexpr qsizetype kReportPiece = 1 << 20;

struct ListFileTexts
{
    Q_DECLARE_TR_FUNCTIONS(ListFile)
};

} // namespace

tl::expected<QByteArray, QString> readListFile(const QString &path)
{
    const QString name = displayName(QFileInfo(path).fileName().toUtf8());
    QFile file(path);
    // A folder opens, too; a pipe or a device may never end.
    if (!QFileInfo(path).isFile())
        return tl::unexpected(ListFileTexts::tr("“%1” is no file that can be read.").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(ListFileTexts::tr("“%1” cannot be opened: %2.").arg(name, file.errorString()));
    const qint64 most = ListBounds().bytes;
    QByteArray bytes = file.read(most + 1);
    if (file.error() != QFileDevice::NoError)
        return tl::unexpected(ListFileTexts::tr("“%1” cannot be read: %2.").arg(name, file.errorString()));
    if (bytes.size() > most)
        return tl::unexpected(ListFileTexts::tr("“%1” is larger than %2, which is more than any list of users.")
                                  .arg(name, QLocale().formattedDataSize(most)));
    return bytes;
}

QString writeCheckReport(const CheckReport &report, const QString &path)
{
    ExportFile file(path);
    ExportFile::Step step = file.open();
    QByteArray piece = report.head();
    for (qsizetype row = 0; step && row < report.count(); ++row) {
        piece += report.row(row);
        if (piece.size() < kReportPiece)
            continue;
        step = file.write(piece);
        piece.clear();
    }
    if (step)
        step = file.write(piece);
    if (step)
        step = file.finish();
    return step ? QString() : step.error();
}

} // namespace gatehouse
