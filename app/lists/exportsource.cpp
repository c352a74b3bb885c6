// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/exportsource.h"

#include <numeric>
#include <utility>

namespace gatehouse {

namespace {

void addTo(ExportSize &size, const StatusTable &table, Row row)
{
    const bool hasStatus = table.state(row) != StatusState::NoStatus;
    const bool isListed = hasStatus || table.isPerson(row);
    size.rows += isListed ? 1 : 0;
    size.noStatus += isListed && !hasStatus ? 1 : 0;
}

} // namespace

ExportSource ExportSource::of(const StatusTable &table, std::vector<Row> rows)
{
    return {table.snapshot(StatusTable::Dates::Copied), table.rawEntries(), std::move(rows)};
}

UserStatus ExportSource::status(Row row) const
{
    const std::string_view name = table.name(row);
    UserStatus status{QByteArray(name.data(), static_cast<qsizetype>(name.size())), table.states[row], {}, raw.of(row)};
    if (status.state == StatusState::Disabled)
        status.disabledSince = table.since[row];
    return status;
}

bool ExportSource::isGone(Row row) const
{
    return table.states[row] == StatusState::NoStatus && !table.isPerson(row);
}

ExportSize ExportSize::of(const StatusTable &table, const std::vector<Row> &rows)
{
    ExportSize size;
    for (const Row row : rows)
        addTo(size, table, row);
    return size;
}

ExportSize ExportSize::of(const StatusTable &table, const RowSet &rows)
{
    ExportSize size;
    rows.forEach([&](Row row) { addTo(size, table, row); });
    return size;
}

ExportSize ExportSize::ofAll(const StatusTable &table)
{
    return {table.counts().all(), table.counts().noStatus};
}

std::vector<Row> rowsOf(const RowSet &set)
{
    std::vector<Row> rows;
    rows.reserve(set.size());
    set.forEach([&rows](Row row) { rows.push_back(row); });
    return rows;
}

std::vector<Row> rowsOf(const RowSet &set, const std::vector<Row> &order)
{
    std::vector<Row> rows;
    rows.reserve(set.size());
    RowSet rest = set;
    for (const Row row : order) {
        if (rest.remove(row))
            rows.push_back(row);
    }
    rest.forEach([&rows](Row row) { rows.push_back(row); });
    return rows;
}

std::vector<Row> allRowsOf(const StatusTable &table)
{
    std::vector<Row> rows(table.count());
    std::iota(rows.begin(), rows.end(), Row(0));
    return rows;
}

} // namespace gatehouse
