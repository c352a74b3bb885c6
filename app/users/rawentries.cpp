// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/rawentries.h"

namespace gatehouse {

RawEntries::RawEntries(std::unordered_map<Row, QByteArray> listed)
    : m_listed(listed.empty() ? nullptr
                              : std::make_shared<const std::unordered_map<Row, QByteArray>>(std::move(listed)))
{}

QByteArray RawEntries::of(Row row) const
{
    if (const auto changed = m_changed.constFind(row); changed != m_changed.cend())
        return *changed;
    if (!m_listed)
        return {};
    const auto listed = m_listed->find(row);
    return listed == m_listed->end() ? QByteArray() : listed->second;
}

void RawEntries::set(Row row, const QByteArray &raw)
{
    // An empty one is kept only where it hides what the list had.
    if (raw.isEmpty() && (!m_listed || !m_listed->contains(row)))
        m_changed.remove(row);
    else
        m_changed.insert(row, raw);
}

} // namespace gatehouse
