// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/columnmemory.h"

#include <QByteArray>

#include <string_view>

namespace gatehouse {

/// Folds a text for searching and ordering: lower case, without the accents of U+0300-U+036F, UTF-8.
/// "Åkerström" and "akerstrom" fold to the same bytes.
QByteArray foldText(std::string_view utf8);

/// Eight bytes of a text, as a number: those that are A-Z or beyond ASCII have their top bit set in the result.
constexpr quint64 capitalOrHigh(quint64 bytes)
{
    constexpr quint64 each = 0x0101'0101'0101'0101;
    const quint64 low = bytes & (each * 0x7F);
    const quint64 atLeastA = low + each * (0x80 - 'A'); // the top bit of each byte is set from 'A' on …
    const quint64 beyondZ = low + each * (0x7F - 'Z');  // … and from behind 'Z' on
    return ((atLeastA & ~beyondZ) | bytes) & (each * 0x80);
}

/// Whether nothing can change when the text is folded, seen at a glance: it is ASCII without a capital letter. A text
/// for which this is false may be its own folded form all the same.
bool isFolded(std::string_view utf8);

/// As foldText(), put behind what stands in the arena.
void appendFolded(Arena &arena, std::string_view utf8);

} // namespace gatehouse
