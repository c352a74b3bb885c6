// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/roworder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <iterator>
#include <limits>
#include <numeric>

namespace gatehouse {

namespace {

bool isStopped(const std::atomic_bool *stop)
{
    return stop && stop->load(std::memory_order_relaxed);
}

/// A row, and the number that it is ordered by.
struct KeyedRow
{
    quint64 key;
    Row row;
};

/// Sorts by the keys and leaves rows with the same key in their order: dealt out by 11 bits at a time from the lowest
/// on, as many times as the largest key has digits.
void sortByKey(ColumnOf<KeyedRow> &rows, const std::atomic_bool *stop)
{
    constexpr unsigned digitBits = 11;
    constexpr std::size_t digits = std::size_t{1} << digitBits;
    quint64 largest = 0;
    for (const KeyedRow &row : rows)
        largest = std::max(largest, row.key);
    ColumnOf<KeyedRow> dealt(rows.size());
    for (unsigned shift = 0; shift < static_cast<unsigned>(std::bit_width(largest)); shift += digitBits) {
        if (isStopped(stop))
            return;
        const auto digitOf = [shift](const KeyedRow &row) { return (row.key >> shift) & (digits - 1); };
        std::array<quint32, digits + 1> begins{};
        for (const KeyedRow &row : rows)
            ++begins[digitOf(row) + 1];
        for (std::size_t i = 1; i < begins.size(); ++i)
            begins[i] += begins[i - 1];
        for (const KeyedRow &row : rows)
            dealt[begins[digitOf(row)]++] = row;
        rows.swap(dealt);
    }
}

/// Newly created users, put in their places among the listed ones.
std::vector<Row> mergedWithTail(const std::vector<Row> &listed, const TableSnapshot &table)
{
    struct TailName
    {
        QByteArray folded;
        Row row;
        std::size_t place; ///< how many listed rows come before it
    };
    const auto isBefore = [&table](std::string_view foldedA, Row a, std::string_view foldedB, Row b) {
        if (const int order = foldedA.compare(foldedB); order != 0)
            return order < 0;
        return table.name(a) < table.name(b);
    };
    const auto viewOf = [](const QByteArray &text) {
        return std::string_view(text.constData(), static_cast<std::size_t>(text.size()));
    };
    std::vector<TailName> tail;
    tail.reserve(table.tail.size());
    for (Row row = table.names->count(); row < table.count(); ++row) {
        const QByteArray folded = foldText(table.name(row));
        const auto after = std::partition_point(listed.begin(), listed.end(), [&](Row other) {
            return isBefore(table.names->folded(other), other, viewOf(folded), row);
        });
        tail.push_back({folded, row, static_cast<std::size_t>(after - listed.begin())});
    }
    std::sort(tail.begin(), tail.end(), [&](const TailName &a, const TailName &b) {
        return isBefore(viewOf(a.folded), a.row, viewOf(b.folded), b.row);
    });
    std::vector<Row> rows;
    rows.reserve(table.count());
    std::size_t place = 0;
    for (const TailName &name : tail) {
        rows.insert(rows.end(), listed.begin() + static_cast<std::ptrdiff_t>(place),
                    listed.begin() + static_cast<std::ptrdiff_t>(name.place));
        rows.push_back(name.row);
        place = name.place;
    }
    rows.insert(rows.end(), listed.begin() + static_cast<std::ptrdiff_t>(place), listed.end());
    return rows;
}

std::vector<Row> rowsByName(const TableSnapshot &table)
{
    const std::vector<Row> &listed = table.names->byName();
    return table.tail.empty() ? listed : mergedWithTail(listed, table);
}

/// Enabled, disabled, disabled at an unknown time, no status.
quint32 rankOf(StatusState state)
{
    switch (state) {
    case StatusState::Enabled:
        return 0;
    case StatusState::Disabled:
        return 1;
    case StatusState::DisabledOdd:
        return 2;
    case StatusState::NoStatus:
        return 3;
    }
    return 4;
}

/// Sorts only those that have a date; mostly few do.
std::vector<Row> rowsByDate(const TableSnapshot &table, SortDirection direction, const std::atomic_bool *stop)
{
    qint64 first = std::numeric_limits<qint64>::max();
    qint64 last = std::numeric_limits<qint64>::min();
    for (Row row = 0; row < table.count(); ++row) {
        if (table.states[row] == StatusState::Disabled) {
            first = std::min(first, toMilliseconds(table.since[row]));
            last = std::max(last, toMilliseconds(table.since[row]));
        }
    }
    ColumnOf<KeyedRow> dated;
    std::vector<Row> undated;
    undated.reserve(table.count());
    for (const Row row : rowsByName(table)) {
        if (table.states[row] != StatusState::Disabled) {
            undated.push_back(row);
            continue;
        }
        const auto at = static_cast<quint64>(toMilliseconds(table.since[row]));
        dated.push_back(
            {direction == SortDirection::Ascending ? at - static_cast<quint64>(first) : static_cast<quint64>(last) - at,
             row});
    }
    sortByKey(dated, stop);
    std::vector<Row> rows;
    rows.reserve(table.count());
    std::transform(dated.begin(), dated.end(), std::back_inserter(rows), [](const KeyedRow &row) { return row.row; });
    rows.insert(rows.end(), undated.begin(), undated.end());
    return rows;
}

/// By a number below `ranks` that each row may have: those without one, Directory::kUnranked, come last. It is counted
/// how many have each number, and then each row has its place.
template<typename RankOf>
std::vector<Row> rowsByRank(const TableSnapshot &table, SortDirection direction, quint32 ranks,
                            const std::atomic_bool *stop, RankOf rankOfRow)
{
    // In the table's order what is known of a row lies one behind the other; by name it would lie anywhere.
    ColumnOf<quint32> groups(table.count());
    ColumnOf<Row> places(ranks + std::size_t{2});
    for (Row row = 0; row < table.count(); ++row) {
        const quint32 rank = rankOfRow(row);
        if (rank == Directory::kUnranked)
            groups[row] = ranks;
        else
            groups[row] = direction == SortDirection::Ascending ? rank : ranks - 1 - rank;
        ++places[groups[row] + std::size_t{1}];
    }
    std::partial_sum(places.begin(), places.end(), places.begin());
    std::vector<Row> rows(table.count());
    if (isStopped(stop))
        return rows;
    std::vector<Row> merged;
    if (!table.tail.empty())
        merged = rowsByName(table);
    for (const Row row : table.tail.empty() ? table.names->byName() : merged)
        rows[places[groups[row]]++] = row;
    return rows;
}

std::vector<Row> rowsByState(const TableSnapshot &table, SortDirection direction, const std::atomic_bool *stop)
{
    return rowsByRank(table, direction, rankOf(StatusState::NoStatus) + 1, stop,
                      [&](Row row) { return rankOf(table.states[row]); });
}

std::vector<Row> rowsByText(const TableSnapshot &table, SortDirection direction, const std::vector<quint32> &ranks,
                            const std::atomic_bool *stop)
{
    return rowsByRank(table, direction, static_cast<quint32>(ranks.size()), stop, [&](Row row) {
        const PersonIndex person = table.person(row);
        return person == PersonColumn::kNobody ? Directory::kUnranked : ranks[person];
    });
}

std::vector<Row> rowsByRoles(const TableSnapshot &table, SortDirection direction, const std::atomic_bool *stop)
{
    const Directory &directory = table.persons->directory();
    const std::vector<quint32> ranks = directory.roleRanks();
    const quint32 end = ranks.empty() ? 0 : *std::max_element(ranks.begin(), ranks.end()) + 1;
    return rowsByRank(table, direction, end, stop, [&](Row row) {
        const PersonIndex person = table.person(row);
        return person == PersonColumn::kNobody || directory.roles(person).isEmpty() ? Directory::kUnranked
                                                                                    : ranks[person];
    });
}

} // namespace

std::vector<Row> orderedRows(const TableSnapshot &table, RowOrder order, const std::atomic_bool *stop)
{
    switch (order.key) {
    case SortKey::Name:
        break;
    case SortKey::State:
        return rowsByState(table, order.direction, stop);
    case SortKey::DisabledSince:
        return rowsByDate(table, order.direction, stop);
    case SortKey::Person:
        if (table.persons)
            return rowsByText(table, order.direction, table.persons->directory().fullNameRanks(), stop);
        break;
    case SortKey::Email:
        if (table.persons)
            return rowsByText(table, order.direction, table.persons->directory().emailRanks(), stop);
        break;
    case SortKey::Roles:
        if (table.persons)
            return rowsByRoles(table, order.direction, stop);
        break;
    }
    std::vector<Row> rows = rowsByName(table);
    if (order.direction == SortDirection::Descending)
        std::reverse(rows.begin(), rows.end());
    return rows;
}

std::shared_ptr<const std::vector<Row>> sharedOrder(const TableSnapshot &table, RowOrder order,
                                                    const std::atomic_bool *stop)
{
    if (order == RowOrder{} && table.names && table.tail.empty())
        return {table.names, &table.names->byName()};
    return std::make_shared<const std::vector<Row>>(orderedRows(table, order, stop));
}

} // namespace gatehouse
