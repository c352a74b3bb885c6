// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/csvtext.h"

#include "users/userstatus.h"

#include <algorithm>

namespace gatehouse {

QByteArray csvQuoted(const QByteArray &cell)
{
    const bool isPlain =
        std::none_of(cell.cbegin(), cell.cend(), [](char c) { return c == '"' || c == ',' || c == '\r' || c == '\n'; });
    if (isPlain && !cell.startsWith(' ') && !cell.endsWith(' '))
        return cell;
    QByteArray doubled = cell;
    return '"' + doubled.replace('"', "\"\"") + '"';
}

QByteArray csvCell(const QString &text)
{
    // Most cells are names and words that need nothing: letters and digits first, ASCII throughout.
    const auto isPrintable = [](QChar c) { return c >= QLatin1Char(' ') && c <= QLatin1Char('~'); };
    if (text.isEmpty() || (text.front().isLetterOrNumber() && std::all_of(text.cbegin(), text.cend(), isPrintable)))
        return csvQuoted(text.toLatin1());
    static const QString kDangerous = QStringLiteral("=+-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n");
    const auto first = std::find_if(text.cbegin(), text.cend(), [](QChar c) { return c != QLatin1Char(' '); });
    const bool isFormula = first != text.cend() && kDangerous.contains(*first);
    QString line = text;
    line.replace(QLatin1String("\r\n"), QLatin1String(" "));
    for (QChar &c : line) {
        if (c == QLatin1Char('\n') || c == QLatin1Char('\r') || c == QLatin1Char('\t'))
            c = QLatin1Char(' ');
    }
    const QString visible = displayName(line.toUtf8());
    return csvQuoted((isFormula ? QLatin1Char('\'') + visible : visible).toUtf8());
}

} // namespace gatehouse
