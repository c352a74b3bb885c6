// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/statuslist.h"

#include <algorithm>

namespace gatehouse {

void StatusCounts::tally(StatusState state, Who who, qint64 by)
{
    switch (state) {
    case StatusState::NoStatus:
        (who == Who::Person ? noStatus : gone) += by;
        return;
    case StatusState::Enabled:
        enabled += by;
        break;
    case StatusState::Disabled:
    case StatusState::DisabledOdd:
        disabled += by;
        break;
    }
    noPerson += who == Who::Nobody ? by : 0;
}

StatusCounts::Who StatusList::who(Row row) const
{
    if (!persons)
        return StatusCounts::Who::Unknown;
    return persons->person(row) == PersonColumn::kNobody ? StatusCounts::Who::Nobody : StatusCounts::Who::Person;
}

StatusCounts StatusList::counted() const
{
    if (counts)
        return *counts;
    StatusCounts sum;
    for (Row row = 0; row < count(); ++row)
        sum.tally(states[row], who(row), 1);
    return sum;
}

void StatusListBuilder::reserve(std::size_t entries, std::size_t nameBytes)
{
    m_names.reserve(entries, nameBytes);
    m_states.reserve(entries);
    m_since.reserve(entries);
}

void StatusListBuilder::add(std::string_view name, StatusState state, Instant since, QByteArray raw)
{
    const Row row = m_names.add(name);
    m_states.push_back(state);
    m_since.push_back(since);
    m_counts.tally(state, StatusCounts::Who::Unknown, 1);
    if (!raw.isEmpty())
        m_list.raw.emplace(row, std::move(raw));
}

void StatusListBuilder::addFolded(std::string_view name, StatusState state, Instant since)
{
    m_names.addFolded(name);
    m_states.push_back(state);
    m_since.push_back(since);
    m_counts.tally(state, StatusCounts::Who::Unknown, 1);
}

void StatusListBuilder::addBroken(std::string_view name, StatusState state, Instant since, QByteArray raw)
{
    m_list.broken.push_back(static_cast<Row>(m_states.size()));
    add(name, state, since, std::move(raw));
}

namespace {

/// What was reserved by a guess, or grown by doubling, is not kept where it is much.
template<typename Column>
void giveBack(Column &column)
{
    if (column.capacity() > column.size() + column.size() / 8)
        column.shrink_to_fit();
}

/// Which rows are left when of those with one name only the first place, with the last status, remains.
std::vector<Row> lastOfEachName(const NameColumn &names)
{
    std::vector<Row> last(names.count());
    for (Row row = 0; row < names.count(); ++row)
        last[*names.find(names.name(row))] = row;
    return last;
}

} // namespace

StatusList StatusListBuilder::build() &&
{
    m_list.names = std::move(m_names).build();
    if (m_list.names->twins() == 0) {
        giveBack(m_states);
        giveBack(m_since);
        m_list.states = SharedColumn(std::move(m_states));
        m_list.since = SharedColumn(std::move(m_since));
        m_list.counts = m_counts;
        return std::move(m_list);
    }

    const NameColumn &all = *m_list.names;
    const std::vector<Row> last = lastOfEachName(all);
    StatusListBuilder unique;
    for (Row row = 0; row < all.count(); ++row) {
        if (all.find(all.name(row)) != row)
            continue;
        const Row from = last[row];
        const auto raw = m_list.raw.find(from);
        const QByteArray json = raw == m_list.raw.end() ? QByteArray() : raw->second;
        if (std::find(m_list.broken.begin(), m_list.broken.end(), row) != m_list.broken.end())
            unique.addBroken(all.name(row), m_states[from], m_since[from], json);
        else
            unique.add(all.name(row), m_states[from], m_since[from], json);
    }
    StatusList list = std::move(unique).build();
    list.duplicates = all.count() - list.count();
    list.unknownMember = m_list.unknownMember;
    return list;
}

} // namespace gatehouse
