// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/namecolumn.h"

namespace gatehouse {

/// A set of rows as a bitset that knows its size: the selection, a filter's hits.
class RowSet final
{
public:
    RowSet() = default;
    /// An empty set over so many rows.
    explicit RowSet(Row rows) { resize(rows); }

    Row universe() const { return m_rows; }
    Row size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    bool contains(Row row) const { return row < m_rows && ((m_words[row >> 6] >> (row & 63)) & 1U); }
    /// Returns whether the set changed.
    bool insert(Row row);
    bool remove(Row row);
    void clear();
    /// All rows of the universe.
    void fill();
    /// Everything that was not in the set.
    void invert();
    /// Grows or shrinks the universe; rows beyond the end drop out.
    void resize(Row rows);

    /// Calls f(row) for each row of the set, in ascending order.
    template<typename F>
    void forEach(F f) const
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            for (quint64 word = m_words[i]; word != 0; word &= word - 1)
                f(static_cast<Row>(i * 64 + static_cast<std::size_t>(__builtin_ctzll(word))));
    }
    /// How many rows are in both sets.
    Row sizeOfIntersection(const RowSet &other) const;

    bool operator==(const RowSet &) const = default;

private:
    void trim();
    void recount();

    std::vector<quint64> m_words;
    Row m_rows = 0;
    Row m_size = 0;
};

} // namespace gatehouse
