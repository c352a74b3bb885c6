// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/visiblerows.h"

namespace gatehouse {

VisibleRows VisibleRows::of(const std::vector<Row> &order, const RowSet &hits)
{
    VisibleRows visible;
    visible.m_hits = hits;
    visible.m_rows.reserve(hits.size());
    visible.m_positions.assign(hits.universe(), -1);
    for (const Row row : order) {
        if (!hits.contains(row))
            continue;
        visible.m_positions[row] = static_cast<qint32>(visible.m_rows.size());
        visible.m_rows.push_back(row);
    }
    return visible;
}

std::optional<qsizetype> VisibleRows::position(Row row) const
{
    if (row >= m_positions.size() || m_positions[row] < 0)
        return std::nullopt;
    return m_positions[row];
}

void VisibleRows::append(Row row)
{
    if (row >= m_hits.universe()) {
        m_hits.resize(row + 1);
        m_positions.resize(row + 1, -1);
    }
    if (!m_hits.insert(row))
        return;
    m_positions[row] = static_cast<qint32>(m_rows.size());
    m_rows.push_back(row);
}

bool VisibleRows::isConsistent() const
{
    if (m_rows.size() != m_hits.size() || m_positions.size() != m_hits.universe())
        return false;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (!m_hits.contains(m_rows[i]) || position(m_rows[i]) != static_cast<qsizetype>(i))
            return false;
    }
    return true;
}

} // namespace gatehouse
