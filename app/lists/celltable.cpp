// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/celltable.h"

#include "users/exacttext.h"

#include <algorithm>

namespace gatehouse {

std::string_view CellTable::cell(std::size_t row, std::size_t column) const
{
    if (column >= cellCount(row))
        return {};
    const std::size_t index = firstCell(row) + column;
    const std::size_t begin = index == 0 ? 0 : m_ends[index - 1];
    return std::string_view(m_arena).substr(begin, m_ends[index] - begin);
}

QString CellTable::text(std::size_t row, std::size_t column) const
{
    return exactText(cell(row, column));
}

void CellTable::reserve(std::size_t rows, std::size_t bytes)
{
    m_rows.reserve(rows);
    m_ends.reserve(rows);
    m_arena.reserve(bytes);
}

void CellTable::addCell(std::string_view cell)
{
    m_arena += cell;
    m_ends.push_back(static_cast<quint32>(m_arena.size()));
}

void CellTable::endRow(std::size_t line, std::size_t lines)
{
    const std::size_t begin = m_rows.empty() ? 0 : m_rows.back().endCell;
    m_rows.push_back({line, lines, m_ends.size()});
    m_columns = std::max(m_columns, std::min(m_ends.size() - begin, kMostColumns));
}

} // namespace gatehouse
