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
    /// Of ready words, see word(), as many as the rows need; bits beyond the last row are dropped.
    RowSet(Row rows, std::vector<quint64> words);

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
    /// Inserts, removes or keeps only the rows of the other set, 64 at a time; those beyond this universe are left out.
    /// Return whether the set changed.
    bool insertAll(const RowSet &other);
    bool removeAll(const RowSet &other);
    bool keepOnly(const RowSet &other);

    // For whole columns: 64 rows at a time
    std::size_t wordCount() const { return m_words.size(); }
    /// The rows from 64 i to 64 i + 63, a bit each, the first row's is the lowest.
    quint64 word(std::size_t i) const { return m_words[i]; }

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
    template<typename Combine>
    bool combine(const RowSet &other, Combine combined);
    void trim();
    void recount();

    std::vector<quint64> m_words;
    Row m_rows = 0;
    Row m_size = 0;
};

} // namespace gatehouse
