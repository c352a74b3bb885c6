// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/exportend.h"

#include <QCoreApplication>
#include <QDir>
#include <QStringList>

namespace gatehouse {

namespace {

/// One sentence about one or about many.
QString counted(const char *one, const char *many, qint64 count)
{
    return count == 1 ? QCoreApplication::translate("Export", one)
                      : QCoreApplication::translate("Export", many, nullptr, static_cast<int>(count));
}

QStringList leftOutWords(const ExportCounts &counts)
{
    QStringList words;
    if (counts.noStatus > 0) {
        words.append(counted(QT_TRANSLATE_NOOP("Export", "One person without a status is not in it."),
                             QT_TRANSLATE_NOOP("Export", "%Ln persons without a status are not in it."),
                             counts.noStatus));
    }
    if (counts.lineBreaks > 0) {
        words.append(counted(QT_TRANSLATE_NOOP("Export", "One name holds a line break and is not in it."),
                             QT_TRANSLATE_NOOP("Export", "%Ln names hold a line break and are not in it."),
                             counts.lineBreaks));
    }
    if (counts.gone > 0) {
        words.append(counted(QT_TRANSLATE_NOOP("Export", "One status was deleted meanwhile and is not in it."),
                             QT_TRANSLATE_NOOP("Export", "%Ln statuses were deleted meanwhile and are not in it."),
                             counts.gone));
    }
    return words;
}

} // namespace

QString ExportEnd::words() const
{
    switch (kind) {
    case Kind::Failed:
        return problem;
    case Kind::Cancelled:
        return QCoreApplication::translate("Export", "The export was cancelled, and nothing was saved.");
    case Kind::Saved:
        break;
    }
    const QString saved = counted(QT_TRANSLATE_NOOP("Export", "One user was exported to %1."),
                                  QT_TRANSLATE_NOOP("Export", "%Ln users were exported to %1."), counts.written)
                              .arg(QDir::toNativeSeparators(file));
    return (QStringList{saved} + leftOutWords(counts)).join(QLatin1Char(' '));
}

QString exportHint(ExportFormat format, qint64 noStatus)
{
    switch (format) {
    case ExportFormat::Csv:
        return QCoreApplication::translate("Export", "Nobody is left out. Unknown members are in JSON alone.");
    case ExportFormat::Json:
        if (noStatus == 0)
            return QCoreApplication::translate("Export", "Nobody is left out. Each entry is as the server has it.");
        return counted(QT_TRANSLATE_NOOP("Export", "One person without a status is not in a JSON export."),
                       QT_TRANSLATE_NOOP("Export", "%Ln persons without a status are not in a JSON export."), noStatus);
    case ExportFormat::Names:
        return QCoreApplication::translate(
            "Export", "One name a line, and nothing about their status. Names that hold a line break are left out.");
    }
    return {};
}

} // namespace gatehouse
