// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/lookback.h"

#include <utility>

namespace gatehouse {

namespace {

std::shared_ptr<const TableSnapshot> nobody()
{
    auto table = std::make_shared<TableSnapshot>();
    table->names = NameColumn::Builder().build();
    return table;
}

} // namespace

Lookback::Lookback() : m_table(nobody()) {}

// The tail has no index: its users are found among the later ones.
Lookback::Lookback(std::shared_ptr<const TableSnapshot> table, Instant at) : m_table(std::move(table)), m_at(at)
{
    Q_ASSERT(m_table->since.size() == m_table->states.size());
    const Row listedRows = m_table->names->count();
    for (Row row = listedRows; row < m_table->count(); ++row)
        m_later.insert(m_table->tail[row - listedRows], listed(row));
}

Standing Lookback::find(std::string_view name) const
{
    if (const auto later = m_later.constFind(rawBytes(name)); later != m_later.cend())
        return *later;
    const auto row = m_table->names->find(name);
    return row ? listed(*row) : Standing();
}

qint64 Lookback::countUsers() const
{
    qint64 users = 0;
    forEach([&users](std::string_view, const Standing &) { ++users; });
    return users;
}

} // namespace gatehouse
