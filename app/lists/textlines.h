// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace gatehouse {

/// Where one line stands in a text, in bytes; a value.
struct TextLine
{
    std::size_t begin = 0;
    std::size_t size = 0;  ///< without its end
    std::size_t whole = 0; ///< with its end
};

/// The lines of a text, each ended by CRLF, LF or CR; the last may have no end, and behind an end there is no empty
/// line more. U+2028 and its like are no ends: they stand within texts.
std::vector<TextLine> splitTextLines(std::string_view text);

} // namespace gatehouse
