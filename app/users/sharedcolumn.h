// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/columnmemory.h"

#include <atomic>
#include <memory>
#include <utility>

namespace gatehouse {

/// A column that is copied at once, however long it is: what both share is copied by the first who writes, if the other
/// still has it then. So that a worker can have the table of a moment without a million values being copied on the
/// window's thread. Each copy belongs to one thread.
template<typename T>
class SharedColumn final
{
public:
    SharedColumn() = default;
    explicit SharedColumn(ColumnOf<T> values) : m_values(std::make_shared<ColumnOf<T>>(std::move(values))) {}

    std::size_t size() const { return m_values ? m_values->size() : 0; }
    bool empty() const { return size() == 0; }
    const T &operator[](std::size_t row) const { return (*m_values)[row]; }
    auto begin() const { return data(); }
    auto end() const { return data() + size(); }
    /// On the heap, in bytes; for measuring.
    std::size_t memory() const { return m_values ? m_values->capacity() * sizeof(T) : 0; }

    void set(std::size_t row, const T &value) { own()[row] = value; }
    void reserve(std::size_t rows) { own().reserve(rows); }
    const T &back() const { return m_values->back(); }
    void push_back(const T &value) { own().push_back(value); }
    void resize(std::size_t rows, const T &value = {}) { own().resize(rows, value); }

private:
    const T *data() const { return m_values ? m_values->data() : nullptr; }
    ColumnOf<T> &own()
    {
        if (!m_values) {
            m_values = std::make_shared<ColumnOf<T>>();
        } else if (m_values.use_count() > 1) {
            m_values = std::make_shared<ColumnOf<T>>(*m_values);
        } else {
            // What a worker read of it before it let go was read before we write.
            std::atomic_thread_fence(std::memory_order_acquire);
        }
        return *m_values;
    }

    std::shared_ptr<ColumnOf<T>> m_values;
};

} // namespace gatehouse
