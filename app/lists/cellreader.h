// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/celltable.h"
#include "lists/textlines.h"

#include <atomic>
#include <functional>
#include <optional>
#include <span>

namespace gatehouse {

/// What stands between the cells of a line. None: a line is one cell.
enum class CellSeparator { None, Comma, Semicolon, Tab, Bar, Count };

/// Its character; 0 for None.
char separatorCharacter(CellSeparator separator);

/// What became of a text in cells.
struct CellReading
{
    CellTable table;
    /// The line, from 0, at which the quotes were found to be no quotes: every line was cut on its own then.
    std::optional<std::size_t> brokenQuotes = {};
};

/// Whose quotes they are.
enum class QuoteOrigin {
    Anybodys, ///< they may be stray ones
    Own,      ///< Gatehouse's own: whatever they hold, as many lines as it may be, is one cell
};

/// How lines are cut into cells; a value.
struct CellManner
{
    CellSeparator separator = CellSeparator::None;
    QuoteOrigin quotes = QuoteOrigin::Anybodys;
    /// When it becomes true the table ends early, and is not to be used. Null never stops.
    const std::atomic_bool *stop = nullptr;
};

/// Cuts lines into cells as RFC 4180 has it, where a quoted cell may hold separators and line breaks. Spaces and tabs
/// around a cell that is not quoted are no part of it. Where the quotes are not those of RFC 4180 (one that nothing
/// closes, one within a cell, a cell longer than anybody writes, two that make one cell of whole rows) each line is cut
/// on its own, see cutLine(), so that no stray quote swallows what follows. Any thread.
CellReading readCells(std::string_view text, std::span<const TextLine> lines, const CellManner &manner);
inline CellReading readCells(std::string_view text, std::span<const TextLine> lines, CellSeparator separator)
{
    return readCells(text, lines, CellManner{separator});
}

/// The same with each line cut on its own.
CellTable readCellsByLine(std::string_view text, std::span<const TextLine> lines, CellSeparator separator,
                          const std::atomic_bool *stop = nullptr);

/// Cuts one line. A quote counts where a cell begins with it and another one in the same line closes it; what follows
/// up to the separator belongs to the cell then, quotes and all (`"Doe, Jane" <jane@x>`).
void cutLine(std::string_view line, char separator, const std::function<void(std::string_view)> &take);

/// Whether there is nothing but white space, of any script.
bool isBlank(std::string_view utf8);

} // namespace gatehouse
