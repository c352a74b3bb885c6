// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/foldedtext.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace gatehouse {

/// A user's place in the table. It stays the same until the next refresh.
using Row = quint32;

/// The names of all users and their index, in one arena. Immutable, so that workers can read it while the window does;
/// built once by a Builder on a worker. All texts are UTF-8.
class NameColumn final
{
public:
    class Builder;

    Row count() const { return static_cast<Row>(m_foldedEnds.size()); }
    /// The name to the letter.
    std::string_view name(Row row) const;
    /// The name folded by foldText().
    std::string_view folded(Row row) const;
    /// The row of exactly this name (case-sensitive, to the byte).
    std::optional<Row> find(std::string_view name) const;

    /// The same names in the same order.
    bool sameAs(const NameColumn &other) const;

    /// All folded names, each followed by a byte 0xFF that no text contains; and where each one ends (without it).
    std::string_view foldedArena() const { return m_folded; }
    const ColumnOf<quint32> &foldedEnds() const { return m_foldedEnds; }
    /// How many rows have a name that stood in an earlier row already.
    std::size_t twins() const { return m_twins; }
    /// All rows by folded name, see sortedByName(). Sorted by the first who asks, while others wait for it, and kept:
    /// names do not change, and every other order stands on this one.
    const std::vector<Row> &byName() const;
    /// Bytes on the heap, for measuring.
    std::size_t memory() const;

private:
    NameColumn() = default;
    NameColumn(const NameColumn &other);
    std::size_t slotOf(std::string_view name, std::size_t hash) const;
    void index(Row rows);

    // One arena holds the folded names, which are searched and ordered. Most names are their own folded form, so only
    // the others stand a second time, as they are.
    Arena m_folded;
    ColumnOf<quint32> m_foldedEnds;
    ColumnOf<quint64> m_isOther;      ///< one bit a row: the name differs from its folded form
    ColumnOf<quint32> m_othersBefore; ///< by word of m_isOther: how many rows before it differ
    Arena m_others;
    ColumnOf<quint32> m_otherEnds;
    ColumnOf<quint32> m_slots; ///< open addressing: a row, where the slot is taken
    ColumnOf<quint8>
        m_tags;        ///< of each slot some bits of its name's hash, so that a foreign name is seldom read; 0 is free
    Row m_indexed = 0; ///< so many of the first rows are in the slots
    std::size_t m_twins = 0;
    mutable std::mutex m_orderMutex;
    mutable std::vector<Row> m_byName; ///< empty until somebody asks
};

/// Collects names in the server's order and builds the column.
class NameColumn::Builder final
{
public:
    Builder();
    /// Begins with all the names of another column, without folding and placing them anew.
    explicit Builder(const NameColumn &begin);
    ~Builder();
    Builder(Builder &&) noexcept;
    Builder &operator=(Builder &&) noexcept;

    Row count() const { return m_column->count(); }
    /// Of all names together, folded.
    std::size_t bytes() const { return m_column->m_folded.size() - m_column->count(); }
    /// Room for so many names of so many bytes together, all in all.
    void reserve(std::size_t names, std::size_t bytes);
    /// Adds a name and returns its row. The arena holds less than 4 GiB, see the client's bound on a body.
    Row add(std::string_view name);
    /// The same for a name that is its own folded form, for which isFolded() is true.
    Row addFolded(std::string_view name);
    /// Makes the index of the names so far. Worth it while others are waited for; build() does the rest.
    void indexAhead();
    /// Makes the index. Names that stand twice are all kept; the index finds the first.
    std::shared_ptr<const NameColumn> build() &&;
    /// Without an index, for texts that nobody looks up: find() finds nothing, and twins are not counted.
    std::shared_ptr<const NameColumn> buildWithoutIndex() &&;

private:
    Row endName();

    std::unique_ptr<NameColumn> m_column;
    std::size_t m_expected = 0; ///< names
};

} // namespace gatehouse
