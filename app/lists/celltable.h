// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace gatehouse {

/// The cells of a list, row by row, in one arena of UTF-8; a value. Its rows are all lines of the text in their order:
/// a blank line is a row without cells, and a row takes several lines where a quoted cell holds line breaks.
class CellTable final
{
public:
    /// No more columns than this are told apart; a row may have more cells.
    static constexpr std::size_t kMostColumns = 200;

    std::size_t rowCount() const { return m_rows.size(); }
    /// The first line of the row, from 0.
    std::size_t line(std::size_t row) const { return m_rows[row].line; }
    std::size_t lines(std::size_t row) const { return m_rows[row].lines; }
    std::size_t cellCount(std::size_t row) const { return m_rows[row].endCell - firstCell(row); }
    /// Empty behind the row's last cell.
    std::string_view cell(std::size_t row, std::size_t column) const;
    QString text(std::size_t row, std::size_t column) const;
    /// Of the widest row, and at most kMostColumns.
    std::size_t columnCount() const { return m_columns; }

    void reserve(std::size_t rows, std::size_t bytes);
    void addCell(std::string_view cell);
    /// Ends the row of the cells that were added since the last one.
    void endRow(std::size_t line, std::size_t lines);

private:
    struct Row
    {
        std::size_t line;
        std::size_t lines;
        std::size_t endCell;
    };
    std::size_t firstCell(std::size_t row) const { return row == 0 ? 0 : m_rows[row - 1].endCell; }

    std::string m_arena;
    std::vector<quint32> m_ends; ///< of each cell; a text is bounded far below 4 GiB
    std::vector<Row> m_rows;
    std::size_t m_columns = 0;
};

} // namespace gatehouse
