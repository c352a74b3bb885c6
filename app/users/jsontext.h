// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gatehouse {

/// The scalars of JSON, checked to the letter: simdjson on demand does not look at a value that nobody asks for.

/// Whether the text is one JSON number, of any size.
bool isJsonNumber(std::string_view text);

/// Whether every backslash in a string's inside begins one of JSON's escapes. Lone surrogates are well-formed here.
bool hasValidEscapes(std::string_view inside);

/// The text of a JSON string.
struct JsonString
{
    std::string text;      ///< UTF-8; U+FFFD stands for each lone surrogate
    bool isBroken = false; ///< there was a lone surrogate: the text is not what the server holds
};

/// Unescapes the inside of a JSON string that is valid UTF-8. Nothing where an escape is not JSON's.
std::optional<JsonString> unescapeJson(std::string_view inside);

} // namespace gatehouse
