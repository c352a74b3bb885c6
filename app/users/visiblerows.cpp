// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/visiblerows.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace gatehouse {

namespace {

constexpr Row kPlacesOfWord = 64;
// To find a row's place and to read the order there takes as long as to pass so many rows of it.
constexpr Row kRowsPassed = 8;

} // namespace

OrderedRows::OrderedRows(std::shared_ptr<const std::vector<Row>> rows)
    : m_rows(std::move(rows)), m_places(m_rows->size())
{
    for (std::size_t place = 0; place < m_rows->size(); ++place)
        m_places[(*m_rows)[place]] = static_cast<Row>(place);
}

OrderedRows::OrderedRows(std::vector<Row> rows) : OrderedRows(std::make_shared<const std::vector<Row>>(std::move(rows)))
{}

VisibleRows VisibleRows::in(SharedRows order, const RowSet &hits)
{
    VisibleRows visible;
    visible.m_order = std::move(order);
    visible.m_hits = hits;
    const Row count = visible.m_order->count();
    visible.m_isWhole = hits.size() == count && hits.universe() == count;
    if (visible.m_isWhole)
        return visible;
    visible.m_shownPlaces.resize((count + kPlacesOfWord - 1) / kPlacesOfWord);
    if (hits.size() < count / kRowsPassed)
        visible.showFew();
    else
        visible.showMany();
    visible.countPlaces();
    return visible;
}

VisibleRows VisibleRows::of(std::vector<Row> order, const RowSet &hits)
{
    return in(std::make_shared<const OrderedRows>(std::move(order)), hits);
}

void VisibleRows::showMany()
{
    const std::vector<Row> &order = m_order->rows();
    // Every row is written, and stays if it is a hit: a branch for each would be guessed wrong. So there has to be room
    // for one more.
    m_rows.resize(m_hits.size() + std::size_t{1});
    std::size_t shown = 0;
    for (std::size_t i = 0; i < m_shownPlaces.size(); ++i) {
        const std::size_t first = i * kPlacesOfWord;
        const std::size_t last = std::min<std::size_t>(kPlacesOfWord, order.size() - first);
        quint64 word = 0;
        for (std::size_t bit = 0; bit < last; ++bit) {
            const Row row = order[first + bit];
            const bool isHit = m_hits.contains(row);
            m_rows[shown] = row;
            shown += isHit ? 1 : 0;
            word |= quint64{isHit} << bit;
        }
        m_shownPlaces[i] = word;
    }
    m_rows.resize(shown);
}

void VisibleRows::showFew()
{
    m_hits.forEach([this](Row row) {
        if (row >= m_order->count())
            return;
        const Row place = m_order->place(row);
        m_shownPlaces[place / kPlacesOfWord] |= quint64{1} << place % kPlacesOfWord;
    });
    m_rows.reserve(m_hits.size());
    for (std::size_t i = 0; i < m_shownPlaces.size(); ++i) {
        for (quint64 word = m_shownPlaces[i]; word != 0; word &= word - 1)
            m_rows.push_back(m_order->rows()[i * kPlacesOfWord + static_cast<std::size_t>(std::countr_zero(word))]);
    }
}

void VisibleRows::countPlaces()
{
    m_shownBefore.resize(m_shownPlaces.size());
    Row shown = 0;
    for (std::size_t i = 0; i < m_shownPlaces.size(); ++i) {
        m_shownBefore[i] = shown;
        shown += static_cast<Row>(std::popcount(m_shownPlaces[i]));
    }
}

std::optional<qsizetype> VisibleRows::position(Row row) const
{
    if (!m_hits.contains(row))
        return std::nullopt;
    if (const auto appended = m_appended.find(row); appended != m_appended.end())
        return appended->second;
    const Row place = m_order->place(row);
    if (m_shownPlaces.empty())
        return place;
    const quint64 before = m_shownPlaces[place / kPlacesOfWord] & ((quint64{1} << place % kPlacesOfWord) - 1);
    return m_shownBefore[place / kPlacesOfWord] + static_cast<qsizetype>(std::popcount(before));
}

void VisibleRows::append(Row row)
{
    if (row >= m_hits.universe())
        m_hits.resize(row + 1);
    if (!m_hits.insert(row))
        return;
    if (std::exchange(m_isWhole, false))
        m_rows = m_order->rows(); // the order is shared
    m_appended.emplace(row, m_rows.size());
    m_rows.push_back(row);
}

bool VisibleRows::isConsistent() const
{
    if (rows().size() != m_hits.size())
        return false;
    for (std::size_t i = 0; i < rows().size(); ++i) {
        if (!m_hits.contains(rows()[i]) || position(rows()[i]) != static_cast<qsizetype>(i))
            return false;
    }
    return true;
}

} // namespace gatehouse
