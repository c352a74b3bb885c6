// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/keyedname.h"

namespace gatehouse {

KeyedNames::KeyedNames(std::size_t count) : m_count(count), m_names(ColumnAllocator<KeyedName>().allocate(count)) {}

KeyedNames::~KeyedNames()
{
    ColumnAllocator<KeyedName>().deallocate(m_names, m_count);
}

} // namespace gatehouse
