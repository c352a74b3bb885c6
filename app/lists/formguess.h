// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/listreading.h"

namespace gatehouse {

/// What a list is made of; a value.
struct FormGuess
{
    ListForm form = ListForm::Lines;
    CellSeparator separator = CellSeparator::None;
    QuoteOrigin quotes = QuoteOrigin::Anybodys; ///< Own where the first line is the heading of an export
};

/// From the first lines and what a person said. The heading of an export, as the very first line and to the letter,
/// leaves nothing to guess. Cells is a list most of whose lines have the same number of them;
/// Recipients is one that holds mail addresses and nothing else, either in one line or a different number in each:
/// where it is the same in each, the second address may be somebody else's (a manager's), and the list is a table.
FormGuess guessForm(std::string_view text, std::span<const TextLine> lines, const ReadChoices &choices);

/// The separator of an export by its first line, `name,status,disabled,…`.
std::optional<CellSeparator> exportSeparator(std::string_view line);

/// The separator that Excel's first line `sep=;` names.
std::optional<CellSeparator> namedSeparator(std::string_view line);

} // namespace gatehouse
