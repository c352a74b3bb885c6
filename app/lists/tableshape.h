// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/headingwords.h"
#include "lists/listreading.h"

namespace gatehouse {

/// What the first cells of one column are; a value.
struct ColumnContent
{
    HeadingKind kind = HeadingKind::Unknown;
    qint64 filled = 0;    ///< cells that are not empty
    qint64 addresses = 0; ///< of them
    qint64 dates = 0;     ///< of them
    qint64 words = 0;     ///< of them: with a letter, and no date
    qint64 distinct = 0;  ///< different ones of them

    bool isMostlyAddresses() const { return addresses > 0 && addresses * 10 >= filled * 6; }
    bool isMostlyDates() const { return dates > 0 && dates * 10 >= filled * 6; }
};

/// Whose table it is: what Gatehouse wrote is taken to the letter.
enum class TableOrigin {
    Foreign,
    Export, ///< Gatehouse's own: name, status, disabled
    Receipt ///< Gatehouse's own: user, before, after, verdict
};

/// How a table is made; a value.
struct TableShape
{
    std::optional<std::size_t> headingRow; ///< it and every row before it is no name
    TableOrigin origin = TableOrigin::Foreign;
    QList<ListColumn> columns;           ///< with those that are put together behind the real ones
    std::vector<ColumnContent> contents; ///< of the real columns
    /// How many cells a row has, by the heading and by most rows; 0 where the rows agree on nothing. A row with more
    /// has a separator within a cell, and what stands in which of its columns is anybody's guess.
    std::size_t width = 0;
};

/// Whether the row names columns of people or dates, by words that are known.
bool isHeadingRow(const CellTable &table, std::size_t row);

/// From a table's first rows and what a person said of its heading.
TableShape shapeOf(const CellTable &table, std::optional<ListHeading> heading);

/// Where the names are.
struct NameColumnGuess
{
    int column = 0;
    bool isCertain = false;
    QString problem = {}; ///< one sentence, empty if there is none
};
NameColumnGuess guessNameColumn(const TableShape &shape);

/// Where the dates are that matter; nothing where there are none, or several that could be it.
struct DateColumnGuess
{
    std::optional<int> column = {};
    QString problem = {};
};
DateColumnGuess guessDateColumn(const TableShape &shape, int nameColumn);

} // namespace gatehouse
