// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/roworder.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace gatehouse {

namespace {

/// The first 16 bytes of a folded name as two numbers that compare as the bytes do: most comparisons of a sort end
/// here, without a jump into the arena.
struct PrefixedRow
{
    quint64 high;
    quint64 low;
    Row row;
};

quint64 bigEndian(std::string_view text, std::size_t from)
{
    quint64 value = 0;
    for (std::size_t i = from; i < from + 8; ++i)
        value = (value << 8) | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return value;
}

/// Reads folded names of listed and of newly created rows alike.
class FoldedNames final
{
public:
    explicit FoldedNames(const TableSnapshot &table) : m_table(table)
    {
        m_tail.reserve(table.tail.size());
        for (const QByteArray &name : table.tail)
            m_tail.push_back(foldText({name.constData(), static_cast<std::size_t>(name.size())}));
    }

    std::string_view at(Row row) const
    {
        if (row < m_table.names->count())
            return m_table.names->folded(row);
        const QByteArray &folded = m_tail[row - m_table.names->count()];
        return {folded.constData(), static_cast<std::size_t>(folded.size())};
    }

private:
    const TableSnapshot &m_table;
    std::vector<QByteArray> m_tail;
};

std::vector<Row> rowsByName(const TableSnapshot &table)
{
    const FoldedNames folded(table);
    std::vector<PrefixedRow> rows(table.count());
    for (Row row = 0; row < table.count(); ++row) {
        const std::string_view name = folded.at(row);
        rows[row] = {bigEndian(name, 0), bigEndian(name, 8), row};
    }
    std::sort(rows.begin(), rows.end(), [&](const PrefixedRow &a, const PrefixedRow &b) {
        if (a.high != b.high)
            return a.high < b.high;
        if (a.low != b.low)
            return a.low < b.low;
        const std::string_view left = folded.at(a.row);
        const std::string_view right = folded.at(b.row);
        if (const int order = left.compare(right); order != 0)
            return order < 0;
        if (const int order = table.name(a.row).compare(table.name(b.row)); order != 0)
            return order < 0;
        return a.row < b.row;
    });
    std::vector<Row> order(rows.size());
    std::transform(rows.begin(), rows.end(), order.begin(), [](const PrefixedRow &row) { return row.row; });
    return order;
}

/// Reorders rows that stand by name by a number each, keeping the names' order among equals.
template<typename Key>
void reorderBy(std::vector<Row> &order, SortDirection direction, Key key)
{
    struct KeyedPlace
    {
        qint64 key;
        quint32 place;
        Row row;
    };
    std::vector<KeyedPlace> keyed(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        keyed[i] = {direction == SortDirection::Ascending ? key(order[i]) : -key(order[i]), static_cast<quint32>(i),
                    order[i]};
    std::sort(keyed.begin(), keyed.end(), [](const KeyedPlace &a, const KeyedPlace &b) {
        return a.key != b.key ? a.key < b.key : a.place < b.place;
    });
    std::transform(keyed.begin(), keyed.end(), order.begin(), [](const KeyedPlace &k) { return k.row; });
}

/// Enabled, disabled, disabled at an unknown time, no status.
qint64 rankOf(StatusState state)
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

} // namespace

std::vector<Row> orderedRows(const TableSnapshot &table, RowOrder order)
{
    std::vector<Row> rows = rowsByName(table);
    switch (order.key) {
    case SortKey::Name:
        if (order.direction == SortDirection::Descending)
            std::reverse(rows.begin(), rows.end());
        break;
    case SortKey::State:
        reorderBy(rows, order.direction, [&](Row row) { return rankOf(table.states[row]); });
        break;
    case SortKey::DisabledSince: {
        const auto undated = std::stable_partition(rows.begin(), rows.end(),
                                                   [&](Row row) { return table.states[row] == StatusState::Disabled; });
        std::vector<Row> dated(rows.begin(), undated);
        reorderBy(dated, order.direction, [&](Row row) { return toMilliseconds(table.since[row]); });
        std::copy(dated.begin(), dated.end(), rows.begin());
        break;
    }
    }
    return rows;
}

} // namespace gatehouse
