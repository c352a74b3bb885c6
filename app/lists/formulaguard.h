// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace gatehouse {

// A spreadsheet takes a cell that begins like a formula for one, and runs it. So an export puts an apostrophe before
// such a cell, and whoever reads an export takes exactly that apostrophe away again. So that every text comes back to
// the letter, also one that has apostrophes of its own, the rule is of texts and not of characters:
//
//   a text is *formula-like* when it is any number of apostrophes, then any number of spaces, then one of
//       = + - @, their full-width twins U+FF1D U+FF0B U+FF0D U+FF20, a tab, a carriage return, a line feed
//   written:  an apostrophe and the text, when the text is formula-like; else the text
//   read:     the cell without its first character, when that is an apostrophe and the rest is formula-like; else the
//             cell
//
// "=x" is written '=x, "'=x" is written ''=x, "''=x" is written '''=x, "  =x" is written '  =x; "'x", "O'Neil" and
// "a=x" are written as they are. The guard is inside of the quotes of RFC 4180.

/// Whether the text, UTF-8, is formula-like, and so has an apostrophe before it in a file.
bool isFormulaLike(std::string_view text);

/// The text of a cell (its quotes are taken off already) as it was before it was guarded: a part of the same bytes.
std::string_view withoutGuard(std::string_view cell);

} // namespace gatehouse
