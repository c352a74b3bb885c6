// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/personcolumn.h"

#include "users/statuslist.h"

namespace gatehouse {

StatusList joined(StatusList list, std::shared_ptr<const Directory> directory)
{
    auto column = std::make_shared<PersonColumn>();
    const Directory &persons = *directory;
    const Row listed = list.count();
    column->m_persons.resize(listed, PersonColumn::kNobody);
    column->m_rows.resize(persons.count());
    std::vector<PersonIndex> withoutStatus;
    for (PersonIndex person = 0; person < persons.count(); ++person) {
        const auto row = list.names ? list.names->find(persons.name(person)) : std::nullopt;
        if (!row) {
            withoutStatus.push_back(person);
            continue;
        }
        column->m_persons[*row] = person;
        column->m_rows[person] = *row;
    }
    column->m_nobodies = listed + static_cast<qint64>(withoutStatus.size()) - persons.count();
    if (!withoutStatus.empty()) {
        NameColumn::Builder names = list.names ? NameColumn::Builder(*list.names) : NameColumn::Builder();
        for (const PersonIndex person : withoutStatus) {
            column->m_rows[person] = names.add(persons.name(person));
            column->m_persons.push_back(person);
        }
        list.names = std::move(names).build();
        list.states.resize(list.names->count(), StatusState::NoStatus);
        list.since.resize(list.names->count());
    }
    column->m_directory = std::move(directory);
    list.persons = std::move(column);
    list.counts.reset();
    list.counts = list.counted();
    return list;
}

} // namespace gatehouse
