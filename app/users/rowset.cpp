// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/rowset.h"

#include <bit>
#include <utility>

namespace gatehouse {

RowSet::RowSet(Row rows, std::vector<quint64> words) : m_words(std::move(words)), m_rows(rows)
{
    m_words.resize((static_cast<std::size_t>(rows) + 63) / 64, 0);
    trim();
    recount();
}

bool RowSet::insert(Row row)
{
    if (row >= m_rows || contains(row))
        return false;
    m_words[row >> 6] |= quint64{1} << (row & 63);
    ++m_size;
    return true;
}

bool RowSet::remove(Row row)
{
    if (!contains(row))
        return false;
    m_words[row >> 6] &= ~(quint64{1} << (row & 63));
    --m_size;
    return true;
}

void RowSet::clear()
{
    std::fill(m_words.begin(), m_words.end(), 0);
    m_size = 0;
}

void RowSet::fill()
{
    std::fill(m_words.begin(), m_words.end(), ~quint64{0});
    trim();
    m_size = m_rows;
}

void RowSet::invert()
{
    for (quint64 &word : m_words)
        word = ~word;
    trim();
    m_size = m_rows - m_size;
}

void RowSet::resize(Row rows)
{
    m_words.resize((static_cast<std::size_t>(rows) + 63) / 64, 0);
    const bool shrinks = rows < m_rows;
    m_rows = rows;
    if (shrinks) {
        trim();
        recount();
    }
}

template<typename Combine>
bool RowSet::combine(const RowSet &other, Combine combined)
{
    quint64 changes = 0;
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        const quint64 before = m_words[i];
        m_words[i] = combined(before, i < other.m_words.size() ? other.m_words[i] : 0);
        changes |= before ^ m_words[i];
    }
    if (changes == 0)
        return false;
    trim();
    const Row sizeBefore = m_size;
    recount();
    return m_size != sizeBefore;
}

bool RowSet::insertAll(const RowSet &other)
{
    return combine(other, [](quint64 mine, quint64 theirs) { return mine | theirs; });
}

bool RowSet::removeAll(const RowSet &other)
{
    return combine(other, [](quint64 mine, quint64 theirs) { return mine & ~theirs; });
}

bool RowSet::keepOnly(const RowSet &other)
{
    return combine(other, [](quint64 mine, quint64 theirs) { return mine & theirs; });
}

Row RowSet::sizeOfIntersection(const RowSet &other) const
{
    Row size = 0;
    const std::size_t words = std::min(m_words.size(), other.m_words.size());
    for (std::size_t i = 0; i < words; ++i)
        size += static_cast<Row>(std::popcount(m_words[i] & other.m_words[i]));
    return size;
}

void RowSet::trim()
{
    if ((m_rows & 63) != 0)
        m_words.back() &= (quint64{1} << (m_rows & 63)) - 1;
}

void RowSet::recount()
{
    m_size = 0;
    for (const quint64 word : m_words)
        m_size += static_cast<Row>(std::popcount(word));
}

} // namespace gatehouse
