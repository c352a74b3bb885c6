// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/namecolumn.h"

#include <array>
#include <atomic>

namespace gatehouse {

/// How a name differs from another, seen from a person who confuses them, in the order of likeness. A letter is a
/// Unicode character of the folded name without the white space around it.
enum class NameDifference : quint8 {
    SameButCase,       ///< upper and lower case, and composed letters for decomposed ones
    SameButWhiteSpace, ///< the same with case put aside, but for white space around it
    SameButAccents,    ///< the same with accents put aside too
    OneLetterOff,      ///< a letter missing, additional or another, or two neighbours that changed places
    TwoLettersOff,     ///< two of these
};

/// A name that is nearly the one that was looked up; a value.
struct NearName
{
    Row row = 0; ///< its place among the names
    NameDifference difference = NameDifference::SameButCase;
    bool operator==(const NearName &) const = default;
};

/// How far, and how many; a value.
struct NearSearch
{
    std::size_t most = 5;
    NameDifference furthest = NameDifference::TwoLettersOff;
};

/// Finds among many names those that are nearest to one: for names that nobody has ("did you mean…"), and for the twin
/// of a status that belongs to nobody. Immutable, for any thread; built on a worker.
///
/// Of each name there is a small count of its letters, ordered by length. A look-up runs through the counts of nearly
/// the same length, which tell almost all names apart without looking at them, and compares the few others letter by
/// letter. That takes 20 bytes a name beside the column: 20 MB at a million names.
///
/// Names of fewer than kShortestForOne letters are a letter off from too many others, and of fewer than kShortestForTwo
/// two letters: the shorter of two names decides.
class NearestNames final
{
public:
    static constexpr std::size_t kShortestForOne = 4;
    static constexpr std::size_t kShortestForTwo = 6;

    /// Of all names of the column.
    explicit NearestNames(std::shared_ptr<const NameColumn> names, const std::atomic_bool *stop = nullptr);
    /// Of these rows of the column, each once.
    NearestNames(std::shared_ptr<const NameColumn> names, const std::vector<Row> &rows,
                 const std::atomic_bool *stop = nullptr);
    /// Of any names; a row is a place among them. They are copied.
    explicit NearestNames(const std::vector<std::string_view> &names, const std::atomic_bool *stop = nullptr);

    std::size_t count() const { return m_rows.size(); }
    std::string_view name(Row row) const { return m_names->name(row); }
    /// The nearest names, the most alike first, and among those of one kind first who has just the same letters, then
    /// who has one more or less. The name itself is never among them. When stop becomes true here or in the
    /// constructor, what comes of it is not to be used.
    std::vector<NearName> nearTo(std::string_view name, const NearSearch &search = {},
                                 const std::atomic_bool *stop = nullptr) const;
    /// Bytes on the heap beside the column, for measuring.
    std::size_t memory() const;

private:
    static constexpr std::size_t kKinds = 16;
    /// How many letters of each kind are in a name; of more than 255 it says 255.
    using LetterCounts = std::array<quint8, kKinds>;
    struct Wanted;
    struct Finds;

    static LetterCounts countsOf(std::u32string_view letters);
    static int apart(const LetterCounts &a, const LetterCounts &b);
    void build(const std::vector<Row> &rows, const std::atomic_bool *stop);
    void lookThrough(std::size_t slot, const Wanted &wanted, Finds &finds, const std::atomic_bool *stop) const;
    void lookAt(std::size_t place, const Wanted &wanted, Finds &finds) const;

    std::shared_ptr<const NameColumn> m_names;
    // By the number of letters:
    std::vector<Row> m_rows;
    std::vector<LetterCounts> m_counts;
    std::vector<quint32> m_begins; ///< of each number of letters, where the names of so many begin
};

} // namespace gatehouse
