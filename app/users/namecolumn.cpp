// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/namecolumn.h"

#include "users/nameorder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace gatehouse {

namespace {

constexpr char kEndOfName = static_cast<char>(0xFF);

constexpr Row kWordBits = 64;

quint64 wordAt(const char *at)
{
    quint64 word = 0;
    std::memcpy(&word, at, sizeof(word));
    return word;
}

/// Both halves of the product of two words, one over the other: every bit of either goes into every bit of it.
quint64 mixed(quint64 a, quint64 b)
{
    const auto product = static_cast<unsigned __int128>(a) * b;
    return static_cast<quint64>(product) ^ static_cast<quint64>(product >> 64);
}

/// Eight bytes at a time, as in wyhash; std::hash took a third of the time that the index takes.
std::size_t hashOf(std::string_view name)
{
    constexpr quint64 first = 0xA076'1D64'78BD'642F;
    constexpr quint64 second = 0xE703'7ED1'A0B4'28DB;
    quint64 hash = first ^ name.size();
    const char *at = name.data();
    std::size_t left = name.size();
    for (; left > 8; left -= 8, at += 8)
        hash = mixed(hash ^ wordAt(at), second);
    quint64 last = 0;
    if (name.size() >= 8)
        last = wordAt(at + left - 8); // some bytes a second time
    else
        std::memcpy(&last, at, left);
    return mixed(hash ^ last, first);
}

/// Bits of the hash that choose no slot, never 0.
quint8 tagOf(std::size_t hash)
{
    const auto tag = static_cast<quint8>(hash);
    return tag == 0 ? 1 : tag;
}

/// The slot of so many that the upper bits of the hash choose, whatever their number: a power of two would be up to
/// twice as many as are needed.
std::size_t firstSlot(std::size_t hash, std::size_t all)
{
    return static_cast<std::size_t>((static_cast<unsigned __int128>(hash) * all) >> 64);
}

std::string_view slice(const Arena &arena, const ColumnOf<quint32> &ends, Row row, std::size_t gap)
{
    const std::size_t begin = row == 0 ? 0 : ends[row - 1] + gap;
    return std::string_view(arena.data() + begin, ends[row] - begin);
}

template<typename Container>
void giveBackRoom(Container &container)
{
    if (container.capacity() > container.size() + container.size() / 8)
        container.shrink_to_fit();
}

} // namespace

NameColumn::NameColumn(const NameColumn &other)
    : m_folded(other.m_folded),
      m_foldedEnds(other.m_foldedEnds),
      m_isOther(other.m_isOther),
      m_othersBefore(other.m_othersBefore),
      m_others(other.m_others),
      m_otherEnds(other.m_otherEnds),
      m_slots(other.m_slots),
      m_tags(other.m_tags),
      m_indexed(other.m_indexed),
      m_twins(other.m_twins)
{}

std::string_view NameColumn::name(Row row) const
{
    const quint64 word = m_isOther[row / kWordBits];
    const quint64 bit = quint64{1} << (row % kWordBits);
    if ((word & bit) == 0)
        return folded(row);
    const auto place = m_othersBefore[row / kWordBits] + static_cast<quint32>(std::popcount(word & (bit - 1)));
    return slice(m_others, m_otherEnds, place, 0);
}

std::string_view NameColumn::folded(Row row) const
{
    return slice(m_folded, m_foldedEnds, row, 1);
}

bool NameColumn::sameAs(const NameColumn &other) const
{
    return m_foldedEnds == other.m_foldedEnds && m_isOther == other.m_isOther && m_otherEnds == other.m_otherEnds &&
           m_folded == other.m_folded && m_others == other.m_others;
}

std::size_t NameColumn::slotOf(std::string_view name, std::size_t hash) const
{
    const quint8 tag = tagOf(hash);
    std::size_t slot = firstSlot(hash, m_slots.size());
    while (m_tags[slot] != 0 && (m_tags[slot] != tag || this->name(m_slots[slot]) != name)) {
        if (++slot == m_slots.size())
            slot = 0;
    }
    return slot;
}

std::optional<Row> NameColumn::find(std::string_view name) const
{
    if (m_slots.empty())
        return std::nullopt;
    const std::size_t slot = slotOf(name, hashOf(name));
    return m_tags[slot] == 0 ? std::nullopt : std::optional<Row>(m_slots[slot]);
}

// Each name's slot lies anywhere, so nearly every look at one waits for the memory: a few names' slots are asked for
// before the first of them is looked at, which lets the waits pass side by side.
void NameColumn::index(Row rows)
{
    // Two of three are taken; nine of ten before all is made anew, where it was guessed how many names would come.
    const std::size_t size = std::max<std::size_t>(16, std::size_t{rows} * 3 / 2);
    if (std::size_t{rows} * 10 > m_slots.size() * 9) {
        m_slots = ColumnOf<quint32>(size);
        m_tags = ColumnOf<quint8>(size);
        m_indexed = 0;
        m_twins = 0;
    }
    constexpr Row kAtOnce = 32;
    std::array<std::size_t, kAtOnce> hashes{};
    std::array<std::size_t, kAtOnce> firsts{};
    std::size_t at = m_indexed == 0 ? 0 : m_foldedEnds[m_indexed - 1] + 1;
    for (Row begin = m_indexed; begin < count(); begin += kAtOnce) {
        const Row names = std::min(kAtOnce, count() - begin);
        for (Row i = 0; i < names; ++i) {
            const bool isOther = (m_isOther[(begin + i) / kWordBits] >> ((begin + i) % kWordBits)) & 1U;
            const std::string_view name(m_folded.data() + at, m_foldedEnds[begin + i] - at);
            hashes[i] = hashOf(isOther ? this->name(begin + i) : name);
            at = m_foldedEnds[begin + i] + 1;
            firsts[i] = firstSlot(hashes[i], m_slots.size());
            __builtin_prefetch(&m_tags[firsts[i]], 1);
            __builtin_prefetch(&m_slots[firsts[i]], 1);
        }
        for (Row i = 0; i < names; ++i) {
            std::size_t slot = firsts[i];
            if (m_tags[slot] != 0) // mostly it is free
                slot = slotOf(name(begin + i), hashes[i]);
            if (m_tags[slot] != 0) {
                ++m_twins;
                continue;
            }
            m_tags[slot] = tagOf(hashes[i]);
            m_slots[slot] = begin + i;
        }
    }
    m_indexed = count();
}

const std::vector<Row> &NameColumn::byName() const
{
    const std::scoped_lock lock(m_orderMutex);
    if (m_byName.size() != m_foldedEnds.size())
        m_byName = sortedByName(*this);
    return m_byName;
}

std::size_t NameColumn::memory() const
{
    const std::scoped_lock lock(m_orderMutex);
    return m_folded.capacity() + m_others.capacity() + m_tags.capacity() + sizeof(quint64) * m_isOther.capacity() +
           sizeof(quint32) * (m_foldedEnds.capacity() + m_othersBefore.capacity() + m_otherEnds.capacity() +
                              m_slots.capacity() + m_byName.capacity());
}

NameColumn::Builder::Builder() : m_column(new NameColumn) {}
NameColumn::Builder::Builder(const NameColumn &begin) : m_column(new NameColumn(begin)) {}
NameColumn::Builder::~Builder() = default;
NameColumn::Builder::Builder(Builder &&) noexcept = default;
NameColumn::Builder &NameColumn::Builder::operator=(Builder &&) noexcept = default;

void NameColumn::Builder::indexAhead()
{
    m_column->index(static_cast<Row>(std::max<std::size_t>(m_expected, m_column->count())));
}

void NameColumn::Builder::reserve(std::size_t names, std::size_t bytes)
{
    m_expected = names;
    m_column->m_foldedEnds.reserve(names);
    m_column->m_isOther.reserve(names / kWordBits + 1);
    m_column->m_othersBefore.reserve(names / kWordBits + 1);
    m_column->m_folded.reserve(bytes + names);
}

Row NameColumn::Builder::addFolded(std::string_view name)
{
    m_column->m_folded.append(name);
    return endName();
}

Row NameColumn::Builder::add(std::string_view name)
{
    NameColumn &column = *m_column;
    const std::size_t begin = column.m_folded.size();
    appendFolded(column.m_folded, name);
    const bool isOther = std::string_view(column.m_folded).substr(begin) != name;
    const Row row = endName();
    if (isOther) {
        column.m_isOther.back() |= quint64{1} << (row % kWordBits);
        column.m_others.append(name);
        column.m_otherEnds.push_back(static_cast<quint32>(column.m_others.size()));
    }
    return row;
}

/// What was put behind the folded names is one more of them.
Row NameColumn::Builder::endName()
{
    NameColumn &column = *m_column;
    const Row row = column.count();
    if (row % kWordBits == 0) {
        column.m_isOther.push_back(0);
        column.m_othersBefore.push_back(static_cast<quint32>(column.m_otherEnds.size()));
    }
    column.m_foldedEnds.push_back(static_cast<quint32>(column.m_folded.size()));
    column.m_folded.push_back(kEndOfName);
    return row;
}

std::shared_ptr<const NameColumn> NameColumn::Builder::build() &&
{
    m_column->index(m_column->count());
    return std::move(*this).buildWithoutIndex();
}

std::shared_ptr<const NameColumn> NameColumn::Builder::buildWithoutIndex() &&
{
    // What was reserved by a guess, or grown by doubling, is not kept where it is much.
    giveBackRoom(m_column->m_folded);
    giveBackRoom(m_column->m_foldedEnds);
    return std::shared_ptr<const NameColumn>(std::move(m_column));
}

} // namespace gatehouse
