// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <string>
#include <string_view>

namespace gatehouse {

/// How far a look at JSON came.
enum class Scan {
    Done,
    NeedsMore, ///< all is well up to the end of the bytes, which may go on
    Wrong,     ///< whatever comes, this is not JSON
};

/// A place in JSON of which not all has come yet. A function that ends with Done leaves `at` behind what it looked at;
/// otherwise it may stand anywhere, and the caller goes back to where it began when more has come. Nothing is kept, and
/// nothing but these bytes is read.
///
/// Our own beside simdjson, since a list of a million is to be read while it comes, and simdjson 3 wants all of it: it
/// would be read when the last byte is there, from a copy of all.
struct JsonCursor
{
    const char *at = nullptr;
    const char *end = nullptr;
    const char *why = nullptr; ///< of Wrong, in English

    bool isAtEnd() const { return at == end; }
    Scan fail(const char *reason)
    {
        why = reason;
        return Scan::Wrong;
    }
    void skipSpace()
    {
        while (at != end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
            ++at;
    }
};

/// Hands bytes that come in blocks to `take`, which looks at a view and tells how many of its bytes are done with; the
/// rest comes again with more behind it. What goes on in the next block waits in `pending`, and is put together with no
/// more of the new bytes than it takes: by little, then by ever more, so that a long piece is not looked at again and
/// again.
template<typename Take>
void takeBlock(std::string &pending, std::string_view bytes, Take take)
{
    constexpr std::size_t little = 256;
    while (!pending.empty() && !bytes.empty()) {
        const std::size_t size = std::min(bytes.size(), std::max(little, pending.size()));
        pending.append(bytes.substr(0, size));
        const std::size_t left = pending.size() - take(std::string_view(pending));
        if (left <= size) {
            bytes.remove_prefix(size - left);
            pending.clear();
        } else {
            bytes.remove_prefix(size);
            pending.erase(0, pending.size() - left);
        }
    }
    if (!bytes.empty())
        pending.assign(bytes.substr(take(bytes)));
}

/// A string's inside, between its quotes, valid UTF-8 with valid escapes.
struct JsonStringPiece
{
    std::string_view inside;
    bool hasEscapes = false;
    bool isFolded = false; ///< ASCII without a capital letter, see foldText()
};

/// A string from its opening quote on.
Scan scanString(JsonCursor &cursor, JsonStringPiece &piece);
/// The inside of a string, up to and with its closing quote.
Scan scanStringInside(JsonCursor &cursor, JsonStringPiece &piece);
/// The inside of a string without escapes, from `at` on: what stands behind its closing quote, or null if it is another
/// string, or none, or not all here; then scanStringInside() tells which. With its values in registers: it is called a
/// million times.
const char *scanStringWithoutEscapes(const char *at, const char *end, JsonStringPiece &piece);
/// Any value, down to its last scalar, nested at most kDeepestJson levels below the one it stands in.
Scan scanValue(JsonCursor &cursor, int depth);
/// A member's name and the colon behind it, with the white space around.
Scan scanMemberName(JsonCursor &cursor, JsonStringPiece &name);

constexpr int kDeepestJson = 128;

} // namespace gatehouse
