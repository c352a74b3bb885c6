// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/namelist.h"

#include <QHash>

namespace gatehouse {

/// Puts a NameList together, line by line in the order of the file; a name that was said before is a Duplicate.
class NamePiles final
{
public:
    void reserve(std::size_t lines);
    /// A line in one of the piles without a name.
    void add(LinePile pile, std::size_t line, std::size_t lines, const QString &given);
    /// A line that says a name; without one it is NoName. The pile is found here.
    void addName(ListLine line);
    NameList take() { return std::move(m_list); }

private:
    NameList m_list;
    QHash<QString, qint64> m_firstLines; ///< of each name
};

} // namespace gatehouse
