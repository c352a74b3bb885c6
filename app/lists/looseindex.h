// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <span>
#include <string_view>
#include <vector>

namespace gatehouse {

/// Finds the places of texts by their looseName(), several where they fall together. Built once, then only read; 16
/// bytes a text.
class LooseIndex final
{
public:
    struct Entry
    {
        std::size_t hash;
        quint32 place;
    };

    void reserve(std::size_t texts) { m_entries.reserve(texts); }
    /// Returns whether it can be found: a text in which nothing can be seen never is.
    bool add(std::string_view text, quint32 place);
    void build();
    /// Where the text may stand, in the order of places: of two texts with the same hash both, so look whether it is
    /// the one.
    std::span<const Entry> mayHave(std::string_view looseText) const;

private:
    std::vector<Entry> m_entries; ///< by hash, then place
};

} // namespace gatehouse
