// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/nameorder.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <numeric>
#include <span>
#include <thread>

namespace gatehouse {

namespace {

constexpr std::size_t kKeyBytes = sizeof(quint64);
/// So many are sorted by comparing their keys; more are dealt out by one byte of the key at a time.
constexpr std::size_t kFewEntries = 48;
/// Names that agree so far are compared as they are: a bound for the depth of the recursion.
constexpr std::size_t kDeepestKey = 64;

/// Eight bytes of a folded name, as a number that compares as they do, and whose name it is.
struct KeyedName
{
    quint64 key;
    Row row;
};

/// The bytes from that place on, with zeros behind the end.
quint64 keyOf(std::string_view name, std::size_t from)
{
    if (from + kKeyBytes <= name.size())
        return qFromBigEndian<quint64>(name.data() + from);
    quint64 key = 0;
    for (std::size_t i = from; i < from + kKeyBytes; ++i)
        key = (key << 8) | (i < name.size() ? static_cast<unsigned char>(name[i]) : 0U);
    return key;
}

/// So many are dealt out into room beside them; where there are more, that room would be as much memory again as they
/// take themselves, and to have fresh memory takes longer than to let them change places.
constexpr std::size_t kSpareEntries = 16'384;

using Entries = std::span<KeyedName>;

/// Work that is found while other work is done, for as many threads as there are cores. Each has some room of its own.
class SharedWork final
{
public:
    using Job = std::function<void(Entries spare)>;

    void add(Job job)
    {
        const std::scoped_lock lock(m_mutex);
        m_jobs.push_back(std::move(job));
        m_changed.notify_one();
    }

    /// Ends when all is done. The calling thread is one of those that work.
    void run(unsigned threads)
    {
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < threads; ++i)
            others.emplace_back([this] { work(); });
        work();
    }

private:
    void work()
    {
        const auto spare = std::make_unique_for_overwrite<KeyedName[]>(kSpareEntries);
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_changed.wait(lock, [this] { return !m_jobs.empty() || m_atWork == 0; });
            if (m_jobs.empty())
                return;
            const Job job = std::move(m_jobs.back());
            m_jobs.pop_back();
            ++m_atWork;
            lock.unlock();
            job(Entries(spare.get(), kSpareEntries));
            lock.lock();
            if (--m_atWork == 0)
                m_changed.notify_all();
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Job> m_jobs;
    int m_atWork = 0;
};

/// A radix sort from the first byte on: keys are dealt out byte by byte, and where names agree in a whole key the next
/// eight bytes are fetched. So nearly all the work is done on numbers that lie side by side, and the arena is read only
/// where it must be. Heaps that were dealt out have nothing to do with each other, so large ones are work for any core.
class NameSorter final
{
public:
    explicit NameSorter(const NameColumn &names) : m_names(names) { m_entries.reserve(names.count()); }

    std::vector<Row> sort()
    {
        for (Row row = 0; row < m_names.count(); ++row)
            m_entries.push_back({keyOf(m_names.folded(row), 0), row});
        m_work.add([this](Entries spare) { deal(m_entries, kTopByte, 0, spare); });
        m_work.run(m_entries.size() < kSharedEntries ? 1 : std::clamp(std::thread::hardware_concurrency(), 1U, 4U));
        std::vector<Row> rows(m_entries.size());
        std::transform(m_entries.begin(), m_entries.end(), rows.begin(),
                       [](const KeyedName &name) { return name.row; });
        return rows;
    }

private:
    using Begins = std::array<quint32, 257>;
    static constexpr int kTopByte = 56;
    /// A heap of so many takes longer than handing it to another thread.
    static constexpr std::size_t kSharedEntries = 10'000;

    /// Sorts names that agree in all bytes before the one at that shift of the key; the key begins at `from`.
    void deal(Entries entries, int shift, std::size_t from, Entries spare)
    {
        if (entries.size() <= kFewEntries) {
            std::sort(entries.begin(), entries.end(),
                      [](const KeyedName &a, const KeyedName &b) { return a.key < b.key; });
            deepenTies(entries, from, spare);
            return;
        }
        const auto byteOf = [shift](const KeyedName &name) { return (name.key >> shift) & 0xFFU; };
        Begins begins{};
        for (const KeyedName &name : entries)
            ++begins[byteOf(name) + 1];
        if (begins[byteOf(entries.front()) + 1] == entries.size()) {
            dealNext(entries, shift, from, spare);
            return;
        }
        for (std::size_t i = 1; i < begins.size(); ++i)
            begins[i] += begins[i - 1];
        if (entries.size() <= spare.size())
            dealBeside(entries, begins, byteOf, spare);
        else
            dealInPlace(entries, begins, byteOf);
        for (std::size_t i = 0; i + 1 < begins.size(); ++i)
            share(entries.subspan(begins[i], begins[i + 1] - begins[i]), shift, from, spare);
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

    void share(Entries entries, int shift, std::size_t from, Entries spare)
    {
        if (entries.size() < kSharedEntries)
            dealNext(entries, shift, from, spare);
        else
            m_work.add([this, entries, shift, from](Entries itsSpare) { dealNext(entries, shift, from, itsSpare); });
    }

    void dealNext(Entries entries, int shift, std::size_t from, Entries spare)
    {
        if (entries.size() < 2)
            return;
        if (shift > 0)
            deal(entries, shift - 8, from, spare);
        else
            deepen(entries, from, spare);
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
        if (haveEnded || entries.size() == 2 || from >= kDeepestKey) {
            std::sort(entries.begin(), entries.end(),
                      [this](const KeyedName &a, const KeyedName &b) { return isLess(a.row, b.row); });
            return;
        }
        for (KeyedName &name : entries)
            name.key = keyOf(m_names.folded(name.row), from + kKeyBytes);
        deal(entries, kTopByte, from + kKeyBytes, spare);
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
    SharedWork m_work;
    ColumnOf<KeyedName> m_entries;
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
