// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/mailaddress.h"

#include <QUrl>

#include <algorithm>

namespace gatehouse {

namespace {

bool isAtSign(QChar c)
{
    return c == QLatin1Char('@') || c == QChar(0xFF20);
}

bool isAround(QChar c)
{
    return c.isSpace() || c == QChar(0x200B) || c == QChar(QChar::ByteOrderMark);
}

bool cannotStandInAddress(QChar c)
{
    return c.isSpace() || QStringView(u"<>,;|\"").contains(c);
}

/// The address of a link to it.
QString withoutMailto(QStringView text)
{
    constexpr QStringView kScheme = u"mailto:";
    if (!text.startsWith(kScheme, Qt::CaseInsensitive))
        return text.toString();
    const QStringView address = text.mid(kScheme.size());
    const qsizetype query = address.indexOf(QLatin1Char('?'));
    const QStringView alone = trimmedCell(query < 0 ? address : address.left(query));
    return QUrl::fromPercentEncoding(alone.toUtf8());
}

} // namespace

QStringView trimmedCell(QStringView cell)
{
    while (!cell.isEmpty() && isAround(cell.front()))
        cell = cell.mid(1);
    while (!cell.isEmpty() && isAround(cell.back()))
        cell.chop(1);
    return cell;
}

bool isMailAddress(QStringView text)
{
    if (text.size() < 3 || isAtSign(text.front()) || isAtSign(text.back()))
        return false;
    return std::count_if(text.cbegin(), text.cend(), isAtSign) == 1 &&
           std::none_of(text.cbegin(), text.cend(), cannotStandInAddress);
}

QString nameInCell(QStringView cell)
{
    const QStringView text = trimmedCell(cell);
    if (text.endsWith(QLatin1Char('>'))) {
        const qsizetype open = text.lastIndexOf(QLatin1Char('<'));
        if (open >= 0) {
            QString inside = withoutMailto(trimmedCell(text.mid(open + 1).chopped(1)));
            if (isMailAddress(inside))
                return inside;
        }
    }
    const QString address = withoutMailto(text);
    return address.size() == text.size() || isMailAddress(address) ? address : text.toString();
}

} // namespace gatehouse
