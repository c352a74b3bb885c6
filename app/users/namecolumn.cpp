// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/namecolumn.h"

#include "users/nameorder.h"

#include <functional>

namespace gatehouse {

namespace {

constexpr char kEndOfName = static_cast<char>(0xFF);

std::size_t hashOf(std::string_view name)
{
    return std::hash<std::string_view>{}(name);
}

/// Bits of the hash that choose no slot, never 0.
quint8 tagOf(std::size_t hash)
{
    return static_cast<quint8>(hash >> 56) | 1U;
}

std::string_view slice(const std::string &arena, const std::vector<quint32> &ends, Row row, std::size_t gap)
{
    const std::size_t begin = row == 0 ? 0 : ends[row - 1] + gap;
    return std::string_view(arena).substr(begin, ends[row] - begin);
}

} // namespace

std::string_view NameColumn::name(Row row) const
{
    return slice(m_names, m_ends, row, 0);
}

std::string_view NameColumn::folded(Row row) const
{
    return slice(m_folded, m_foldedEnds, row, 1);
}

std::size_t NameColumn::slotOf(std::string_view name, std::size_t hash) const
{
    const std::size_t mask = m_slots.size() - 1;
    const quint8 tag = tagOf(hash);
    std::size_t slot = hash & mask;
    while (m_tags[slot] != 0 && (m_tags[slot] != tag || this->name(m_slots[slot]) != name))
        slot = (slot + 1) & mask;
    return slot;
}

std::optional<Row> NameColumn::find(std::string_view name) const
{
    if (m_slots.empty())
        return std::nullopt;
    const std::size_t slot = slotOf(name, hashOf(name));
    return m_tags[slot] == 0 ? std::nullopt : std::optional<Row>(m_slots[slot]);
}

void NameColumn::buildIndex()
{
    std::size_t size = 16;
    while (size < m_ends.size() * 3 / 2)
        size *= 2;
    m_slots.assign(size, 0);
    m_tags.assign(size, 0);
    for (Row row = 0; row < count(); ++row) {
        const std::string_view name = this->name(row);
        const std::size_t hash = hashOf(name);
        const std::size_t slot = slotOf(name, hash);
        if (m_tags[slot] != 0) {
            ++m_twins;
            continue;
        }
        m_tags[slot] = tagOf(hash);
        m_slots[slot] = row;
    }
}

const std::vector<Row> &NameColumn::byName() const
{
    const std::scoped_lock lock(m_orderMutex);
    if (m_byName.size() != m_ends.size())
        m_byName = sortedByName(*this);
    return m_byName;
}

std::size_t NameColumn::memory() const
{
    const std::scoped_lock lock(m_orderMutex);
    return m_names.capacity() + m_folded.capacity() + m_tags.capacity() +
           sizeof(quint32) * (m_ends.capacity() + m_foldedEnds.capacity() + m_slots.capacity() + m_byName.capacity());
}

NameColumn::Builder::Builder() : m_column(new NameColumn) {}
NameColumn::Builder::~Builder() = default;
NameColumn::Builder::Builder(Builder &&) noexcept = default;
NameColumn::Builder &NameColumn::Builder::operator=(Builder &&) noexcept = default;

void NameColumn::Builder::reserve(std::size_t names, std::size_t bytes)
{
    m_column->m_ends.reserve(names);
    m_column->m_foldedEnds.reserve(names);
    m_column->m_names.reserve(bytes);
    m_column->m_folded.reserve(bytes + names);
}

Row NameColumn::Builder::add(std::string_view name)
{
    m_column->m_names.append(name);
    m_column->m_ends.push_back(static_cast<quint32>(m_column->m_names.size()));
    appendFolded(m_column->m_folded, name);
    m_column->m_foldedEnds.push_back(static_cast<quint32>(m_column->m_folded.size()));
    m_column->m_folded.push_back(kEndOfName);
    return m_column->count() - 1;
}

std::shared_ptr<const NameColumn> NameColumn::Builder::build() &&
{
    m_column->buildIndex();
    return std::shared_ptr<const NameColumn>(std::move(m_column));
}

} // namespace gatehouse
