// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <memory>
#include <string>
#include <vector>

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#endif

namespace gatehouse {

/// The memory of a column of millions. Large pieces ask the system for large pages, where it gives them to those who
/// ask (Linux): a million names are touched at places that lie anywhere, and with small pages every page is a fault
/// while the column is made, and a miss of the address cache when it is searched. Reading a list of a million, sorting
/// it and making its index took a quarter less time with them.
template<typename T>
class ColumnAllocator
{
public:
    using value_type = T;

    ColumnAllocator() = default;
    template<typename U>
    explicit(false) ColumnAllocator(const ColumnAllocator<U> &) noexcept
    {}

    T *allocate(std::size_t count)
    {
        T *const memory = std::allocator<T>().allocate(count);
#ifdef Q_OS_LINUX
        if (count >= kLarge / sizeof(T))
            askForLargePages(memory, count * sizeof(T));
#endif
        return memory;
    }
    void deallocate(T *memory, std::size_t count) noexcept
    {
        std::allocator<T>().deallocate(memory, count);
    }
    template<typename U>
    bool operator==(const ColumnAllocator<U> &) const noexcept
    {
        return true;
    }

private:
    static constexpr std::size_t kLarge = std::size_t{4} << 20;

#ifdef Q_OS_LINUX
    /// Of what lies whole within the memory. A wish: the memory is as good without.
    static void askForLargePages(void *memory, std::size_t bytes)
    {
        constexpr std::size_t page = 4096;
        void *begin = memory;
        std::size_t left = bytes;
        if (std::align(page, page, begin, left))
            madvise(begin, left / page * page, MADV_HUGEPAGE);
    }
#endif
};

/// One value a row.
template<typename T>
using ColumnOf = std::vector<T, ColumnAllocator<T>>;

/// Texts one behind the other.
using Arena = std::basic_string<char, std::char_traits<char>, ColumnAllocator<char>>;

} // namespace gatehouse
