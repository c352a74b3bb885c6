// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/textscan.h"

#include "users/sharedwork.h"

#include <algorithm>
#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace gatehouse {

namespace {

constexpr Row kRowsOfWord = 64;
/// Fewer are looked through in less time than other threads would take to come.
constexpr Row kRowsForMany = 200'000;
/// Small enough that a worker which is kept waiting holds nobody up.
constexpr std::size_t kWordsOfPiece = 1'024;

unsigned scanWorkers(Row rows)
{
    return rows < kRowsForMany ? 1 : SharedWork::workersOfLongWork();
}

bool isScanStopped(const std::atomic_bool *stop)
{
    return stop && stop->load(std::memory_order_relaxed);
}

std::size_t beginOfText(const NameColumn &texts, Row row)
{
    return row == 0 ? 0 : texts.foldedEnds()[row - 1] + std::size_t{1};
}

/// The word of the rows from `first` to before `end`.
quint64 wordOneByOne(const NameColumn &texts, std::string_view needle, Row first, Row end)
{
    quint64 word = 0;
    for (Row row = first; row < end; ++row)
        word |= quint64{texts.folded(row).find(needle) != std::string_view::npos} << (row - first);
    return word;
}

#ifdef __SSE2__

constexpr std::size_t kBytesAtOnce = 64;

/// One byte sixteen times.
class EveryByte final
{
public:
    explicit EveryByte(char byte) : m_bytes(_mm_set1_epi8(byte)) {}
    /// Which of the 64 bytes from there on are it, the first in the lowest bit.
    quint64 among(const char *text) const
    {
        return sixteen(text) | sixteen(text + 16) << 16 | sixteen(text + 32) << 32 | sixteen(text + 48) << 48;
    }

private:
    quint64 sixteen(const char *text) const
    {
        __m128i bytes;
        std::memcpy(&bytes, text, sizeof bytes);
        return static_cast<quint32>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, m_bytes)));
    }

    __m128i m_bytes;
};

/// Looks at an arena of texts, 64 bytes at a time.
class ArenaScan final
{
public:
    ArenaScan(const NameColumn &texts, std::string_view needle)
        : m_texts(texts),
          m_arena(texts.foldedArena()),
          m_needle(needle),
          m_first(needle.front()),
          m_last(needle.back()),
          m_separator(static_cast<char>(0xFF))
    {}

    /// Whether everything that is read for the rows from `first` on is inside the arena.
    bool canLookAt(Row first) const
    {
        return first + kRowsOfWord <= m_texts.count() && end(first) + kBytesAtOnce + m_needle.size() <= m_arena.size();
    }
    /// Whether any of the 64 rows from `first` on have it.
    bool isAnywhere(Row first) const
    {
        const std::size_t last = end(first);
        for (std::size_t at = beginOfText(m_texts, first); at < last; at += kBytesAtOnce) {
            if ((begins(at) & below(last - at)) != 0)
                return true;
        }
        return false;
    }
    /// Which of the 64 rows from `first` on have it.
    ///
    /// The bits of a text's bytes are followed by the zero of its separator. Adding the places where the needle begins
    /// to ones everywhere in the text carries into that zero if there is at least one, and never beyond it.
    quint64 word(Row first) const
    {
        const std::size_t last = end(first);
        quint64 word = 0;
        unsigned row = 0;
        quint64 carry = 0; // a text that goes on behind the 64 bytes has been hit
        for (std::size_t at = beginOfText(m_texts, first); at < last; at += kBytesAtOnce) {
            quint64 ends = m_separator.among(m_arena.data() + at) & below(last - at);
            quint64 sum = 0;
            const bool overflows = __builtin_add_overflow(begins(at) & below(last - at), ~ends, &sum);
            carry = __builtin_add_overflow(sum, carry, &sum) || overflows ? 1 : 0;
            for (; ends != 0; ends &= ends - 1)
                word |= ((sum >> std::countr_zero(ends)) & 1) << row++;
        }
        return word;
    }

private:
    /// Behind the separator of the last of 64 rows.
    std::size_t end(Row first) const { return m_texts.foldedEnds()[first + kRowsOfWord - 1] + std::size_t{1}; }
    static quint64 below(std::size_t bit) { return bit < kBytesAtOnce ? (quint64{1} << bit) - 1 : ~quint64{0}; }
    /// At which of the 64 bytes the needle begins. It has no separator in it, so that it never goes across two texts.
    quint64 begins(std::size_t at) const
    {
        const char *const text = m_arena.data() + at;
        quint64 places = m_first.among(text);
        if (m_needle.size() > 1)
            places &= m_last.among(text + m_needle.size() - 1);
        if (m_needle.size() <= 2)
            return places;
        for (quint64 left = places; left != 0; left &= left - 1) {
            const int place = std::countr_zero(left);
            if (std::memcmp(text + place + 1, m_needle.data() + 1, m_needle.size() - 2) != 0)
                places ^= quint64{1} << place;
        }
        return places;
    }

    const NameColumn &m_texts;
    std::string_view m_arena;
    std::string_view m_needle;
    EveryByte m_first;
    EveryByte m_last;
    EveryByte m_separator;
};

#endif

} // namespace

RowSet rowsContaining(const NameColumn &texts, std::string_view needle, const std::atomic_bool *stop)
{
#ifdef __SSE2__
    const Row count = texts.count();
    std::vector<quint64> words((count + kRowsOfWord - 1) / kRowsOfWord);
    const ArenaScan scan(texts, needle);
    const auto look = [&](std::size_t from, std::size_t to) {
        // Among hits there are more hits: only where there were none just now is it worth asking first.
        bool areHere = false;
        for (std::size_t i = from; i < to && !isScanStopped(stop); ++i) {
            const Row first = static_cast<Row>(i) * kRowsOfWord;
            if (!scan.canLookAt(first))
                words[i] = wordOneByOne(texts, needle, first, std::min(first + kRowsOfWord, count));
            else if (areHere || scan.isAnywhere(first))
                words[i] = scan.word(first);
            areHere = words[i] != 0;
        }
    };
    SharedWork work;
    for (std::size_t from = 0; from < words.size(); from += kWordsOfPiece)
        work.add([&look, from, to = std::min(from + kWordsOfPiece, words.size())](unsigned) { look(from, to); });
    work.run(scanWorkers(count));
    return {count, std::move(words)};
#else
    return rowsContainingOneByOne(texts, needle, stop);
#endif
}

RowSet rowsContainingOneByOne(const NameColumn &texts, std::string_view needle, const std::atomic_bool *stop)
{
    const Row count = texts.count();
    std::vector<quint64> words((count + kRowsOfWord - 1) / kRowsOfWord);
    for (std::size_t i = 0; i < words.size() && !isScanStopped(stop); ++i) {
        const Row first = static_cast<Row>(i) * kRowsOfWord;
        words[i] = wordOneByOne(texts, needle, first, std::min(first + kRowsOfWord, count));
    }
    return {count, std::move(words)};
}

} // namespace gatehouse
