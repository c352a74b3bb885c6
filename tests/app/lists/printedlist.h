// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/namereader.h"

namespace gatehouse::test {

/// A list as a literal: "1 name ann@x; 2 blank; 3+2 heading; 5 again ann@x (1)". "+2" are lines where they are not one,
/// a date stands behind the name.
inline QString printed(const NameList &list)
{
    static const char *const words[] = {"name", "blank", "heading", "again", "noname"};
    QStringList parts;
    for (const ListLine &line : list.lines) {
        QString part = QString::number(line.number);
        if (line.lines != 1)
            part += QStringLiteral("+%1").arg(line.lines);
        part += QLatin1Char(' ') + QLatin1String(words[static_cast<int>(line.pile)]);
        if (!line.name.isEmpty())
            part += QLatin1Char(' ') + line.name;
        if (line.firstLine > 0)
            part += QStringLiteral(" (%1)").arg(line.firstLine);
        if (line.date)
            part += QLatin1Char(' ') + QString::fromLatin1(formatInstant(*line.date).first(16));
        parts.append(part);
    }
    return parts.join(QLatin1String("; "));
}

inline qint64 sumOf(const NameList &list)
{
    qint64 sum = 0;
    for (const qint64 pile : list.piles())
        sum += pile;
    return sum;
}

} // namespace gatehouse::test
