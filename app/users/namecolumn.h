// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace gatehouse {

/// A user's place in the table. It stays the same until the next refresh.
using Row = quint32;

/// Folds a text for searching and ordering: lower case, without the accents of U+0300-U+036F, UTF-8.
/// "Åkerström" and "akerstrom" fold to the same bytes.
QByteArray foldText(std::string_view utf8);

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

    /// All folded names, each followed by a byte 0xFF that no text contains; and where each one ends (without it).
    std::string_view foldedArena() const { return m_folded; }
    const std::vector<quint32> &foldedEnds() const { return m_foldedEnds; }
    /// Bytes on the heap, for measuring.
    std::size_t memory() const;

private:
    NameColumn() = default;
    std::size_t slotOf(std::string_view name) const;
    void buildIndex();

    std::string m_names;
    std::vector<quint32> m_ends;
    std::string m_folded;
    std::vector<quint32> m_foldedEnds;
    std::vector<quint32> m_slots; ///< open addressing, row + 1, 0 is free
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
