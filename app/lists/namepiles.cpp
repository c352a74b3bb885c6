// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/namepiles.h"

namespace gatehouse {

void NamePiles::reserve(std::size_t lines)
{
    m_list.lines.reserve(static_cast<qsizetype>(lines));
    m_firstLines.reserve(static_cast<qsizetype>(lines));
}

void NamePiles::add(LinePile pile, std::size_t line, std::size_t lines, const QString &given)
{
    ListLine added;
    added.number = static_cast<qint64>(line) + 1;
    added.lines = static_cast<qint64>(lines);
    added.pile = pile;
    added.given = given;
    m_list.lines.append(std::move(added));
}

void NamePiles::addName(ListLine line)
{
    line.pile = LinePile::NoName;
    if (!line.name.isEmpty()) {
        qint64 &first = m_firstLines[line.name]; // 0 where no line has said it
        line.pile = first == 0 ? LinePile::Name : LinePile::Duplicate;
        if (first == 0)
            first = line.number;
        else
            line.firstLine = first;
    }
    m_list.lines.append(std::move(line));
}

} // namespace gatehouse
