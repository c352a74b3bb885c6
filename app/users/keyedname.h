// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/columnmemory.h"

#include <QtEndian>

#include <array>
#include <bit>
#include <cstring>
#include <span>
#include <string_view>

namespace gatehouse {

/// Eight bytes of a folded name, as a number that compares as they do; whose name it is; and where in the arena it
/// begins, so that more of a name that lies anywhere is one wait for the memory and not two.
struct KeyedName
{
    quint64 key;
    quint32 row;
    quint32 begin;
};

constexpr std::size_t kKeyBytes = sizeof(KeyedName::key);

/// The eight bytes from there on in an arena of names, each with a byte 0xFF behind it that no text contains: those of
/// the name, and zeros behind its end. `at` is no further than that end.
inline quint64 keyAt(std::string_view arena, std::size_t at)
{
    quint64 key = 0;
    if (at + kKeyBytes <= arena.size()) {
        key = qFromBigEndian<quint64>(arena.data() + at);
    } else {
        std::array<char, kKeyBytes> last{};
        std::memcpy(last.data(), arena.data() + at, arena.size() - at);
        key = qFromBigEndian<quint64>(last.data());
    }
    // The top bit of each byte with its five upper bits set: in UTF-8 there is none.
    const quint64 ends = key & (key << 1) & (key << 2) & (key << 3) & (key << 4) & 0x8080'8080'8080'8080;
    if (ends == 0)
        return key;
    const int before = std::countl_zero(ends); // bits of the name
    return before == 0 ? 0 : key >> (64 - before) << (64 - before);
}

/// Room for keyed names that nobody has written yet: of a million it is 16 MB, which each worker fills its part of.
class KeyedNames final
{
public:
    explicit KeyedNames(std::size_t count);
    ~KeyedNames();
    KeyedNames(const KeyedNames &) = delete;
    KeyedNames &operator=(const KeyedNames &) = delete;

    std::span<KeyedName> all() { return {m_names, m_count}; }

private:
    std::size_t m_count;
    KeyedName *m_names;
};

} // namespace gatehouse
