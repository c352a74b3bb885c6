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

    Row count() const { return static_cast<Row>(m_ends.size()); }
    /// The name to the letter.
    std::string_view name(Row row) const;
    /// The name folded by foldText().
    std::string_view folded(Row row) const;
    /// The row of exactly this name (case-sensitive, to the byte).
    std::optional<Row> find(std::string_view name) const;

    /// The same names in the same order.
    bool sameAs(const NameColumn &other) const { return m_ends == other.m_ends && m_names == other.m_names; }

    /// All folded names, each followed by a byte 0xFF that no text contains; and where each one ends (without it).
    std::string_view foldedArena() const { return m_folded; }
    const std::vector<quint32> &foldedEnds() const { return m_foldedEnds; }
    /// How many rows have a name that stood in an earlier row already.
    std::size_t twins() const { return m_twins; }
    /// All rows by folded name, see sortedByName(). Sorted by the first who asks, while others wait for it, and kept:
    /// names do not change, and every other order stands on this one.
    const std::vector<Row> &byName() const;
    /// Bytes on the heap, for measuring.
    std::size_t memory() const;

private:
    NameColumn() = default;
    std::size_t slotOf(std::string_view name, std::size_t hash) const;
    void buildIndex();

    std::string m_names;
    std::vector<quint32> m_ends;
    std::string m_folded;
    std::vector<quint32> m_foldedEnds;
    std::vector<quint32> m_slots; ///< open addressing: a row, where the slot is taken
    std::vector<quint8>
        m_tags; ///< of each slot some bits of its name's hash, so that a foreign name is seldom read; 0 is free
    std::size_t m_twins = 0;
    mutable std::mutex m_orderMutex;
    mutable std::vector<Row> m_byName; ///< empty until somebody asks
};

/// Collects names in the server's order and builds the column.
class NameColumn::Builder final
{
public:
    Builder();
    ~Builder();
    Builder(Builder &&) noexcept;
    Builder &operator=(Builder &&) noexcept;

    /// Room for so many names of so many bytes together.
    void reserve(std::size_t names, std::size_t bytes);
    /// Adds a name and returns its row. The arena holds less than 4 GiB, see the client's bound on a body.
    Row add(std::string_view name);
    /// Makes the index. Names that stand twice are all kept; the index finds the first.
    std::shared_ptr<const NameColumn> build() &&;

private:
    std::unique_ptr<NameColumn> m_column;
};

} // namespace gatehouse
