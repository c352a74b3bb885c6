// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/nameorder.h"

#include "users/keyedname.h"
#include "users/sharedwork.h"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <numeric>
#include <span>
#include <utility>

namespace gatehouse {

namespace {

/// So many are sorted by comparing their keys; more are dealt out by one byte of the key at a time.
constexpr std::size_t kFewEntries = 48;
/// Names that agree so far are compared as they are: a bound for the depth of the recursion.
constexpr std::size_t kDeepestKey = 64;

/// So many are dealt out into room beside them; where there are more, that room would be as much memory again as they
/// take themselves, and to have fresh memory takes longer than to let them change places.
constexpr std::size_t kSpareEntries = 16'384;

using Entries = std::span<KeyedName>;

/// A radix sort from the first byte on: keys are dealt out byte by byte, and where names agree in a whole key the next
/// eight bytes are fetched. So nearly all the work is done on numbers that lie side by side, and the arena is read only
/// where it must be. Heaps that were dealt out have nothing to do with each other, so large ones are work for any core.
class NameSorter final
{
public:
    explicit NameSorter(const NameColumn &names)
        : m_names(names),
          m_arena(names.foldedArena()),
          m_workers(names.count() < kSharedEntries ? 1 : SharedWork::workersOfLongWork()),
          m_entries(names.count())
    {
        for (unsigned i = 0; i < m_workers; ++i)
            m_spare.push_back(std::make_unique_for_overwrite<KeyedName[]>(kSpareEntries));
    }

    std::vector<Row> sort()
    {
        if (m_names.count() < kSharedEntries) {
            forRows(0, m_names.count(), [this](const KeyedName &name) { m_entries.all()[name.row] = name; });
            deal(m_entries.all(), 0, spareOf(0));
        } else {
            dealByFirstPair();
            m_work.run(m_workers);
        }
        std::vector<Row> rows(m_names.count());
        std::transform(m_entries.all().begin(), m_entries.all().end(), rows.begin(),
                       [](const KeyedName &name) { return name.row; });
        return rows;
    }

private:
    using Begins = std::array<quint32, 257>;
    /// A heap of so many takes longer than handing it to another thread.
    static constexpr std::size_t kSharedEntries = 10'000;
    static constexpr int kPairShift = 48;
    static constexpr std::size_t kPairs = 0x1'0000;

    Entries spareOf(unsigned worker) { return {m_spare[worker].get(), kSpareEntries}; }

    /// Names in the table's order, which is the arena's, each with its first key.
    template<typename Take>
    void forRows(Row first, Row end, Take take) const
    {
        const ColumnOf<quint32> &ends = m_names.foldedEnds();
        std::size_t begin = first == 0 ? 0 : ends[first - 1] + 1;
        for (Row row = first; row < end; ++row) {
            take(KeyedName{keyAt(m_arena, begin), row, static_cast<quint32>(begin)});
            begin = ends[row] + 1;
        }
    }

    /// The same by all workers at once, each a part of the rows.
    template<typename Take>
    void forAllRows(Take take)
    {
        for (unsigned part = 0; part < m_workers; ++part) {
            m_work.add([this, part, &take](unsigned) {
                const auto rowAt = [this](unsigned at) {
                    return static_cast<Row>(quint64{m_names.count()} * at / m_workers);
                };
                forRows(rowAt(part), rowAt(part + 1), [part, &take](const KeyedName &name) { take(part, name); });
            });
        }
        m_work.run(m_workers);
    }

    /// Puts every name into the heap of its first two bytes as it is read: to let a million change places afterwards
    /// took longer than to read them twice.
    void dealByFirstPair()
    {
        const auto pairOf = [](const KeyedName &name) { return name.key >> kPairShift; };
        std::vector<std::vector<quint32>> places(m_workers, std::vector<quint32>(kPairs));
        forAllRows([&](unsigned part, const KeyedName &name) { ++places[part][pairOf(name)]; });
        std::vector<quint32> begins;
        quint32 next = 0;
        for (std::size_t pair = 0; pair < kPairs; ++pair) {
            const quint32 begin = next;
            for (std::vector<quint32> &place : places)
                next += std::exchange(place[pair], next);
            if (next > begin)
                begins.push_back(begin);
        }
        begins.push_back(next);
        forAllRows([&](unsigned part, const KeyedName &name) { m_entries.all()[places[part][pairOf(name)]++] = name; });
        shareHeaps(begins);
    }

    /// Small heaps go together.
    void shareHeaps(const std::vector<quint32> &begins)
    {
        for (std::size_t i = 0; i + 1 < begins.size();) {
            std::vector<Entries> heaps;
            for (const std::size_t first = begins[i]; i + 1 < begins.size() && begins[i] - first < kSharedEntries; ++i)
                heaps.push_back(m_entries.all().subspan(begins[i], begins[i + 1] - begins[i]));
            m_work.add([this, heaps = std::move(heaps)](unsigned worker) {
                for (const Entries heap : heaps)
                    deal(heap, 0, spareOf(worker));
            });
        }
    }

    /// Sorts names that agree in all bytes before the key, which begins at `from`.
    void deal(Entries entries, std::size_t from, Entries spare)
    {
        if (entries.size() < 2)
            return;
        if (entries.size() <= kFewEntries) {
            std::sort(entries.begin(), entries.end(),
                      [](const KeyedName &a, const KeyedName &b) { return a.key < b.key; });
            deepenTies(entries, from, spare);
            return;
        }
        quint64 difference = 0;
        for (const KeyedName &name : entries)
            difference |= name.key ^ entries.front().key;
        if (difference == 0)
            deepen(entries, from, spare);
        else
            dealByByte(entries, (63 - std::countl_zero(difference)) / 8 * 8, from, spare);
    }

    /// By the first byte in which they differ.
    void dealByByte(Entries entries, int shift, std::size_t from, Entries spare)
    {
        const auto byteOf = [shift](const KeyedName &name) { return (name.key >> shift) & 0xFFU; };
        Begins begins{};
        for (const KeyedName &name : entries)
            ++begins[byteOf(name) + 1];
        for (std::size_t i = 1; i < begins.size(); ++i)
            begins[i] += begins[i - 1];
        if (entries.size() <= spare.size())
            dealBeside(entries, begins, byteOf, spare);
        else
            dealInPlace(entries, begins, byteOf);
        for (std::size_t i = 0; i + 1 < begins.size(); ++i)
            share(entries.subspan(begins[i], begins[i + 1] - begins[i]), from, spare);
    }

    template<typename ByteOf>
    static void dealBeside(Entries entries, const Begins &begins, ByteOf byteOf, Entries spare)
    {
        Begins next = begins;
        for (const KeyedName &name : entries)
            spare[next[byteOf(name)]++] = name;
        std::copy_n(spare.begin(), entries.size(), entries.begin());
    }

    /// What stands in another's heap changes places with what stands where it belongs, until its own comes.
    template<typename ByteOf>
    static void dealInPlace(Entries entries, const Begins &begins, ByteOf byteOf)
    {
        Begins next = begins;
        for (std::size_t heap = 0; heap + 1 < begins.size(); ++heap) {
            while (next[heap] < begins[heap + 1]) {
                KeyedName name = entries[next[heap]];
                for (auto byte = byteOf(name); byte != heap; byte = byteOf(name))
                    std::swap(name, entries[next[byte]++]);
                entries[next[heap]++] = name;
            }
        }
    }

    void share(Entries entries, std::size_t from, Entries spare)
    {
        if (entries.size() < kSharedEntries)
            deal(entries, from, spare);
        else
            m_work.add([this, entries, from](unsigned worker) { deal(entries, from, spareOf(worker)); });
    }

    void deepenTies(Entries entries, std::size_t from, Entries spare)
    {
        for (std::size_t begin = 0, end = 0; begin < entries.size(); begin = end) {
            for (end = begin + 1; end < entries.size() && entries[end].key == entries[begin].key;)
                ++end;
            if (end - begin > 1)
                deepen(entries.subspan(begin, end - begin), from, spare);
        }
    }

    /// Sorts names that agree in the whole key that begins at `from`.
    void deepen(Entries entries, std::size_t from, Entries spare)
    {
        const bool haveEnded = (entries.front().key & 0xFFU) == 0; // or hold a NUL, which the names themselves tell
        if (haveEnded || from >= kDeepestKey) {
            std::sort(entries.begin(), entries.end(),
                      [this](const KeyedName &a, const KeyedName &b) { return isLess(a.row, b.row); });
            return;
        }
        from += kKeyBytes;
        if (entries.size() == 2) {
            if (isLess(entries[1], entries[0], from))
                std::swap(entries[0], entries[1]);
            return;
        }
        for (KeyedName &name : entries)
            name.key = keyAt(m_arena, name.begin + from);
        deal(entries, from, spare);
    }

    /// Of two that agree in all before and have not ended.
    bool isLess(const KeyedName &a, const KeyedName &b, std::size_t from) const
    {
        for (;; from += kKeyBytes) {
            const quint64 keyOfA = keyAt(m_arena, a.begin + from);
            const quint64 keyOfB = keyAt(m_arena, b.begin + from);
            if (keyOfA != keyOfB)
                return keyOfA < keyOfB;
            if ((keyOfA & 0xFFU) == 0)
                return isLess(a.row, b.row);
        }
    }

    bool isLess(Row a, Row b) const
    {
        if (const int order = m_names.folded(a).compare(m_names.folded(b)); order != 0)
            return order < 0;
        if (const int order = m_names.name(a).compare(m_names.name(b)); order != 0)
            return order < 0;
        return a < b;
    }

    const NameColumn &m_names;
    std::string_view m_arena;
    unsigned m_workers;
    KeyedNames m_entries;
    std::vector<std::unique_ptr<KeyedName[]>> m_spare; ///< for each worker
    SharedWork m_work;
};

bool isInOrder(const NameColumn &names)
{
    for (Row row = 1; row < names.count(); ++row) {
        const int order = names.folded(row - 1).compare(names.folded(row));
        if (order > 0 || (order == 0 && names.name(row - 1) > names.name(row)))
            return false;
    }
    return true;
}

} // namespace

std::vector<Row> sortedByName(const NameColumn &names)
{
    if (isInOrder(names)) { // as many a server lists them
        std::vector<Row> rows(names.count());
        std::iota(rows.begin(), rows.end(), Row{0});
        return rows;
    }
    return NameSorter(names).sort();
}

} // namespace gatehouse
