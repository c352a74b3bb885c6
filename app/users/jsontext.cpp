// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/jsontext.h"

#include <algorithm>

namespace gatehouse {

namespace {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::size_t skipDigits(std::string_view text, std::size_t at)
{
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return at;
}

constexpr int hexDigit(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// The code unit of "\uXXXX" whose backslash is at that place.
std::optional<char32_t> codeUnitAt(std::string_view text, std::size_t at)
{
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return {};
    char32_t unit = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const int digit = hexDigit(text[i]);
        if (digit < 0)
            return {};
        unit = unit * 16 + static_cast<char32_t>(digit);
    }
    return unit;
}

/// What a one-letter escape stands for, 0 if it is none.
constexpr char shortEscape(char c)
{
    switch (c) {
    case '"':
    case '\\':
    case '/':
        return c;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return 0;
    }
}

void appendUtf8(std::string &text, char32_t c)
{
    const auto tail = [&](int shift) { text += static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xC0 | (c >> 6));
        tail(0);
    } else if (c < 0x10000) {
        text += static_cast<char>(0xE0 | (c >> 12));
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0 | (c >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

constexpr bool isHighSurrogate(char32_t c)
{
    return c >= 0xD800 && c <= 0xDBFF;
}

constexpr bool isLowSurrogate(char32_t c)
{
    return c >= 0xDC00 && c <= 0xDFFF;
}

/// Appends the character of the \u escape at that place and returns the place behind it.
std::size_t appendEscaped(JsonString &string, std::string_view inside, std::size_t at, char32_t unit)
{
    if (isHighSurrogate(unit)) {
        const auto next = codeUnitAt(inside, at + 6);
        if (next && isLowSurrogate(*next)) {
            appendUtf8(string.text, 0x10000 + ((unit - 0xD800) << 10) + (*next - 0xDC00));
            return at + 12;
        }
    }
    const bool isLone = isHighSurrogate(unit) || isLowSurrogate(unit);
    string.isBroken = string.isBroken || isLone;
    appendUtf8(string.text, isLone ? U'\uFFFD' : unit);
    return at + 6;
}

} // namespace

bool isJsonNumber(std::string_view text)
{
    std::size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
    const std::size_t whole = skipDigits(text, at);
    if (whole == at || (text[at] == '0' && whole > at + 1))
        return false;
    at = whole;
    if (at < text.size() && text[at] == '.') {
        const std::size_t fraction = skipDigits(text, at + 1);
        if (fraction == at + 1)
            return false;
        at = fraction;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        const std::size_t exponent = skipDigits(text, at);
        if (exponent == at)
            return false;
        at = exponent;
    }
    return at == text.size();
}

bool hasValidEscapes(std::string_view inside)
{
    for (std::size_t at = inside.find('\\'); at != std::string_view::npos; at = inside.find('\\', at)) {
        if (codeUnitAt(inside, at))
            at += 6;
        else if (at + 1 < inside.size() && shortEscape(inside[at + 1]) != 0)
            at += 2;
        else
            return false;
    }
    return true;
}

std::optional<JsonString> unescapeJson(std::string_view inside)
{
    if (!hasValidEscapes(inside))
        return {};
    JsonString string;
    string.text.reserve(inside.size());
    std::size_t at = 0;
    while (at < inside.size()) {
        const std::size_t escape = std::min(inside.find('\\', at), inside.size());
        string.text.append(inside, at, escape - at);
        at = escape;
        if (at == inside.size())
            break;
        if (const auto unit = codeUnitAt(inside, at)) {
            at = appendEscaped(string, inside, at, *unit);
        } else {
            string.text += shortEscape(inside[at + 1]);
            at += 2;
        }
    }
    return string;
}

} // namespace gatehouse
