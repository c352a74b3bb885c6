// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/recipientnames.h"

#include "lists/mailaddress.h"
#include "lists/namepiles.h"
#include "lists/stopglance.h"

#include <QCoreApplication>

namespace gatehouse {

void readRecipients(const ListSource &source, const ReadChoices &choices, ListReading &reading)
{
    const CellTable table = readCellsByLine(source.text, source.lines, reading.separator, source.stop);
    StopGlance glance(source.stop);
    NamePiles piles;
    piles.reserve(table.rowCount());
    bool isHeadingDue = choices.heading == ListHeading::Written;
    qint64 crowded = 0;
    for (std::size_t row = 0; row < table.rowCount() && !glance.isDue(); ++row) {
        const QString given = source.given(row, 1);
        ListLine line;
        line.number = static_cast<qint64>(row) + 1;
        line.given = given;
        qint64 names = 0;
        for (std::size_t column = 0; column < table.cellCount(row); ++column) {
            line.name = nameInCell(table.text(row, column));
            if (line.name.isEmpty() || isHeadingDue)
                continue;
            line.lines = names++ == 0 ? 1 : 0;
            piles.addName(line);
        }
        crowded += names > 1 ? 1 : 0;
        if (names > 0)
            continue;
        const bool holdsText = table.cellCount(row) > 0 && isHeadingDue;
        piles.add(holdsText ? LinePile::Heading : LinePile::Blank, row, 1, given);
        if (holdsText) {
            isHeadingDue = false;
            reading.heading = ListHeading::Written;
        }
    }
    reading.names = piles.take();
    reading.isNameColumnCertain = true;
    if (crowded > 0)
        reading.problems.append(
            QCoreApplication::translate("NameList", "%n line(s) name several people each; all of them are taken.",
                                        nullptr, static_cast<int>(crowded)));
}

} // namespace gatehouse
