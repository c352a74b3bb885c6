// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/statuslist.h"

#include <algorithm>

namespace gatehouse {

void StatusListBuilder::reserve(std::size_t entries, std::size_t nameBytes)
{
    m_names.reserve(entries, nameBytes);
    m_list.states.reserve(entries);
    m_list.since.reserve(entries);
}

void StatusListBuilder::add(std::string_view name, StatusState state, Instant since, QByteArray raw)
{
    const Row row = m_names.add(name);
    m_list.states.push_back(state);
    m_list.since.push_back(since);
    if (!raw.isEmpty())
        m_list.raw.emplace(row, std::move(raw));
}

void StatusListBuilder::addBroken(std::string_view name, StatusState state, Instant since, QByteArray raw)
{
    m_list.broken.push_back(static_cast<Row>(m_list.states.size()));
    add(name, state, since, std::move(raw));
}

namespace {

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
    if (m_list.names->twins() == 0)
        return std::move(m_list);

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
            unique.addBroken(all.name(row), m_list.states[from], m_list.since[from], json);
        else
            unique.add(all.name(row), m_list.states[from], m_list.since[from], json);
    }
    StatusList list = std::move(unique).build();
    list.duplicates = all.count() - list.count();
    list.unknownMember = m_list.unknownMember;
    return list;
}

} // namespace gatehouse
