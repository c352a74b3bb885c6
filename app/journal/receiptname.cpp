// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/receiptname.h"

#include <QDateTime>

namespace gatehouse {
namespace {

constexpr qsizetype kLongestName = 120; // bytes; " (2)" and the letters of a temporary file fit behind it

/// The text with what no file system minds, beginning and ending with something that is seen.
QString safeForFiles(const QString &text)
{
    QString safe = displayName(text.toUtf8());
    for (QChar &c : safe) {
        if (QStringView(u"/\\:*?\"<>|").contains(c) || !c.isPrint())
            c = c.isSurrogate() ? c : QLatin1Char('_');
    }
    return safe.simplified();
}

/// At most so many bytes of UTF-8, never half a character.
QString cutToBytes(const QString &text, qsizetype bytes)
{
    QString cut = text;
    while (cut.toUtf8().size() > bytes)
        cut.chop(cut.size() > 1 && cut.back().isLowSurrogate() ? 2 : 1);
    return cut;
}

} // namespace

QString receiptFileName(const SetSummary &set, ReceiptFormat format)
{
    const QString suffix = format == ReceiptFormat::Json ? QStringLiteral(".json") : QStringLiteral(".csv");
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(toMilliseconds(set.orderedAt));
    // The same digits in every language, largest unit first: a folder of them sorts by time.
    QString name = when.toString(QStringLiteral("yyyy-MM-dd HH-mm ")) + safeForFiles(set.title.left(kLongestName));
    name = cutToBytes(name, kLongestName - suffix.size());
    while (name.endsWith(QLatin1Char(' ')) || name.endsWith(QLatin1Char('.')))
        name.chop(1);
    return name + suffix;
}

QString numberedFileName(const QString &name, int number)
{
    if (number < 2)
        return name;
    const qsizetype dot = name.lastIndexOf(QLatin1Char('.'));
    const QString addition = QStringLiteral(" (%1)").arg(number);
    return dot < 0 ? name + addition : name.left(dot) + addition + name.mid(dot);
}

} // namespace gatehouse
