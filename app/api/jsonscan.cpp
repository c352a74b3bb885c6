// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/jsonscan.h"

#include "users/foldedtext.h"
#include "users/jsontext.h"

#include <simdjson.h>

#include <QtEndian>

#include <algorithm>
#include <bit>
#include <cstring>

namespace gatehouse {

namespace {

constexpr std::size_t kWord = sizeof(quint64);
constexpr quint64 kEach = 0x0101'0101'0101'0101;
constexpr quint64 kTops = kEach * 0x80;

/// A bit in the first byte that ends a run of plain text (a quote, a backslash, a control character), and maybe some in
/// later bytes; 0 if there is none among the eight.
quint64 specialIn(quint64 word)
{
    const auto zeroByte = [](quint64 value) { return (value - kEach) & ~value & kTops; };
    const quint64 control = (word - kEach * 0x20) & ~word & kTops;
    return control | zeroByte(word ^ (kEach * '"')) | zeroByte(word ^ (kEach * '\\'));
}

/// What is in a run of plain text, as top bits.
struct Passed
{
    quint64 high = 0;
    quint64 capitalOrHigh = 0;

    void take(quint64 word)
    {
        high |= word;
        capitalOrHigh |= gatehouse::capitalOrHigh(word);
    }
};

/// The first byte from there on that ends a run of plain text, or the end.
inline const char *plainEnd(const char *at, const char *end, Passed &passed)
{
    while (static_cast<std::size_t>(end - at) >= kWord) {
        const auto word = qFromLittleEndian<quint64>(at);
        const quint64 special = specialIn(word);
        if (special != 0) {
            const int before = std::countr_zero(special) & ~7; // bits of plain text
            passed.take(before == 0 ? 0 : word << (64 - before));
            return at + before / 8;
        }
        passed.take(word);
        at += kWord;
    }
    for (; at != end; ++at) {
        const auto c = static_cast<unsigned char>(*at);
        if (c < 0x20 || c == '"' || c == '\\')
            break;
        passed.take(c);
    }
    return at;
}

/// An escape, from its backslash on.
Scan scanEscape(JsonCursor &cursor)
{
    const auto left = static_cast<std::size_t>(cursor.end - cursor.at);
    const std::size_t size = left >= 2 && cursor.at[1] == 'u' ? 6 : 2;
    if (left < size)
        return Scan::NeedsMore;
    if (!hasValidEscapes({cursor.at, size}))
        return cursor.fail("a text holds a wrong escape");
    cursor.at += size;
    return Scan::Done;
}

Scan scanLiteral(JsonCursor &cursor, std::string_view literal)
{
    const std::string_view left(cursor.at, static_cast<std::size_t>(cursor.end - cursor.at));
    if (left.size() < literal.size() && literal.starts_with(left))
        return Scan::NeedsMore;
    if (!left.starts_with(literal))
        return cursor.fail("a value is not JSON");
    cursor.at += literal.size();
    return Scan::Done;
}

/// Whether it goes on is only known from the character behind it.
Scan scanNumber(JsonCursor &cursor)
{
    const char *const begin = cursor.at;
    const auto isPart = [](char c) { return (c >= '0' && c <= '9') || (c != 0 && std::strchr("+-.eE", c)); };
    cursor.at = std::find_if_not(begin, cursor.end, isPart);
    if (cursor.isAtEnd())
        return Scan::NeedsMore;
    if (!isJsonNumber({begin, static_cast<std::size_t>(cursor.at - begin)}))
        return cursor.fail("a value is not JSON");
    return Scan::Done;
}

/// What stands between the brackets, from behind the opening one to behind the closing one.
template<typename ScanElement>
Scan scanElements(JsonCursor &cursor, char closing, ScanElement scanElement)
{
    for (bool isFirst = true;; isFirst = false) {
        cursor.skipSpace();
        if (cursor.isAtEnd())
            return Scan::NeedsMore;
        if (isFirst && *cursor.at == closing) {
            ++cursor.at;
            return Scan::Done;
        }
        if (const Scan scan = scanElement(); scan != Scan::Done)
            return scan;
        cursor.skipSpace();
        if (cursor.isAtEnd())
            return Scan::NeedsMore;
        const char c = *cursor.at++;
        if (c == closing)
            return Scan::Done;
        if (c != ',')
            return cursor.fail("something is missing behind a value");
    }
}

} // namespace

const char *scanStringWithoutEscapes(const char *at, const char *end, JsonStringPiece &piece)
{
    Passed passed;
    const char *const quote = plainEnd(at, end, passed);
    if (quote == end || *quote != '"')
        return nullptr;
    piece.inside = {at, static_cast<std::size_t>(quote - at)};
    piece.hasEscapes = false;
    piece.isFolded = passed.capitalOrHigh == 0;
    if ((passed.high & kTops) != 0 && !simdjson::validate_utf8(at, piece.inside.size()))
        return nullptr;
    return quote + 1;
}

Scan scanStringInside(JsonCursor &cursor, JsonStringPiece &piece)
{
    const char *const begin = cursor.at;
    piece.hasEscapes = false;
    Passed passed;
    for (;;) {
        cursor.at = plainEnd(cursor.at, cursor.end, passed);
        if (cursor.isAtEnd())
            return Scan::NeedsMore;
        if (*cursor.at == '"')
            break;
        if (*cursor.at != '\\')
            return cursor.fail("a text holds a control character");
        piece.hasEscapes = true;
        if (const Scan scan = scanEscape(cursor); scan != Scan::Done)
            return scan;
    }
    piece.inside = {begin, static_cast<std::size_t>(cursor.at - begin)};
    ++cursor.at;
    piece.isFolded = passed.capitalOrHigh == 0 && !piece.hasEscapes;
    if ((passed.high & kTops) != 0 && !simdjson::validate_utf8(piece.inside.data(), piece.inside.size()))
        return cursor.fail("a text is not UTF-8");
    return Scan::Done;
}

Scan scanString(JsonCursor &cursor, JsonStringPiece &piece)
{
    if (cursor.isAtEnd())
        return Scan::NeedsMore;
    if (*cursor.at != '"')
        return cursor.fail("a text is missing");
    ++cursor.at;
    return scanStringInside(cursor, piece);
}

Scan scanMemberName(JsonCursor &cursor, JsonStringPiece &name)
{
    cursor.skipSpace();
    if (const Scan scan = scanString(cursor, name); scan != Scan::Done)
        return scan;
    cursor.skipSpace();
    if (cursor.isAtEnd())
        return Scan::NeedsMore;
    if (*cursor.at != ':')
        return cursor.fail("a colon is missing behind a member's name");
    ++cursor.at;
    cursor.skipSpace();
    return Scan::Done;
}

Scan scanValue(JsonCursor &cursor, int depth)
{
    if (depth > kDeepestJson)
        return cursor.fail("the answer is nested too deeply");
    if (cursor.isAtEnd())
        return Scan::NeedsMore;
    JsonStringPiece text;
    switch (*cursor.at) {
    case '"':
        return scanString(cursor, text);
    case '[':
        ++cursor.at;
        return scanElements(cursor, ']', [&] { return scanValue(cursor, depth + 1); });
    case '{':
        ++cursor.at;
        return scanElements(cursor, '}', [&] {
            const Scan scan = scanMemberName(cursor, text);
            return scan == Scan::Done ? scanValue(cursor, depth + 1) : scan;
        });
    case 't':
        return scanLiteral(cursor, "true");
    case 'f':
        return scanLiteral(cursor, "false");
    case 'n':
        return scanLiteral(cursor, "null");
    default:
        return scanNumber(cursor);
    }
}

} // namespace gatehouse
