// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/namelist.h"

#include <algorithm>

namespace gatehouse {

std::array<qint64, static_cast<std::size_t>(LinePile::Count)> NameList::piles() const
{
    std::array<qint64, static_cast<std::size_t>(LinePile::Count)> sums{};
    for (const ListLine &line : lines)
        sums[static_cast<std::size_t>(line.pile)] += line.lines;
    return sums;
}

qint64 NameList::entries(LinePile pile) const
{
    return std::count_if(lines.cbegin(), lines.cend(), [pile](const ListLine &line) { return line.pile == pile; });
}

} // namespace gatehouse
