// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/looseindex.h"

#include "lists/loosename.h"

#include <algorithm>
#include <functional>

namespace gatehouse {

namespace {

std::size_t looseHash(std::string_view looseText)
{
    return std::hash<std::string_view>{}(looseText);
}

} // namespace

bool LooseIndex::add(std::string_view text, quint32 place)
{
    const QByteArray loose = looseName(text);
    if (loose.isEmpty())
        return false;
    m_entries.push_back({looseHash({loose.constData(), static_cast<std::size_t>(loose.size())}), place});
    return true;
}

void LooseIndex::build()
{
    std::sort(m_entries.begin(), m_entries.end(),
              [](const Entry &a, const Entry &b) { return a.hash != b.hash ? a.hash < b.hash : a.place < b.place; });
}

std::span<const LooseIndex::Entry> LooseIndex::mayHave(std::string_view looseText) const
{
    const std::size_t hash = looseHash(looseText);
    const auto first = std::lower_bound(m_entries.begin(), m_entries.end(), hash,
                                        [](const Entry &entry, std::size_t wanted) { return entry.hash < wanted; });
    const auto last = std::find_if(first, m_entries.end(), [hash](const Entry &entry) { return entry.hash != hash; });
    return {first, last};
}

} // namespace gatehouse
