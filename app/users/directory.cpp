// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/directory.h"

#include <algorithm>
#include <numeric>

namespace gatehouse {

std::vector<PersonIndex> Directory::withRole(const QString &role) const
{
    std::vector<bool> has(m_roleSets.size());
    for (std::size_t i = 0; i < m_roleSets.size(); ++i)
        has[i] = m_roleSets[i].contains(role);
    std::vector<PersonIndex> persons;
    for (PersonIndex person = 0; person < count(); ++person) {
        if (has[m_roles[person]])
            persons.push_back(person);
    }
    return persons;
}

std::vector<quint32> Directory::roleRanks() const
{
    std::vector<quint32> order(m_roleSets.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [this](quint32 a, quint32 b) { return m_roleSets[a].join(QChar(0)) < m_roleSets[b].join(QChar(0)); });
    std::vector<quint32> rankOfSet(m_roleSets.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank)
        rankOfSet[order[rank]] = static_cast<quint32>(rank);
    std::vector<quint32> ranks(m_roles.size());
    std::transform(m_roles.begin(), m_roles.end(), ranks.begin(), [&](quint32 set) { return rankOfSet[set]; });
    return ranks;
}

const std::vector<quint32> &Directory::TextRanks::of(const NameColumn &texts) const
{
    std::call_once(m_made, [this, &texts] {
        m_ranks.resize(texts.count());
        const std::vector<Row> &sorted = texts.byName();
        quint32 rank = 0;
        std::string_view before;
        for (const Row row : sorted) {
            const std::string_view text = texts.folded(row);
            if (row != sorted.front() && text != before)
                ++rank;
            m_ranks[row] = text.empty() && texts.name(row).empty() ? kUnranked : rank;
            before = text;
        }
    });
    return m_ranks;
}

void Directory::Builder::reserve(std::size_t persons, std::size_t bytes)
{
    m_names.reserve(persons, bytes);
    m_fullNames.reserve(persons, bytes);
    m_emails.reserve(persons, bytes);
    m_otherEmails.reserve(persons, 0);
    m_roles.reserve(persons);
}

bool Directory::sameAs(const Directory &other) const
{
    return m_names->sameAs(*other.m_names) && m_fullNames->sameAs(*other.m_fullNames) &&
           m_emails->sameAs(*other.m_emails) && m_roles == other.m_roles && m_roleSets == other.m_roleSets;
}

quint32 Directory::Builder::roleSet(const QStringList &roles)
{
    const std::string key = roles.join(QChar(0)).toStdString();
    const auto [place, isNew] = m_places.emplace(key, static_cast<quint32>(m_roleSets.size()));
    if (isNew)
        m_roleSets.push_back(roles);
    return place->second;
}

void Directory::Builder::add(const PersonEntry &person, quint32 roleSet)
{
    m_fullName = person.firstName;
    if (!m_fullName.empty() && !person.lastName.empty())
        m_fullName += ' ';
    m_fullName += person.lastName;
    m_names.add(person.name);
    m_fullNames.add(m_fullName);
    m_emails.add(person.email);
    m_otherEmails.add(person.email == person.name ? std::string_view() : person.email);
    m_roles.push_back(roleSet);
}

std::shared_ptr<const Directory> Directory::Builder::build() &&
{
    std::shared_ptr<Directory> directory(new Directory);
    directory->m_names = std::move(m_names).build();
    directory->m_fullNames = std::move(m_fullNames).buildWithoutIndex();
    directory->m_emails = std::move(m_emails).buildWithoutIndex();
    directory->m_otherEmails = std::move(m_otherEmails).buildWithoutIndex();
    directory->m_roles = std::move(m_roles);
    directory->m_roleSets = std::move(m_roleSets);
    const NameColumn &all = *directory->m_names;
    if (all.twins() == 0)
        return directory;
    Builder unique;
    for (PersonIndex person = 0; person < all.count(); ++person) {
        if (all.find(all.name(person)) != person)
            continue;
        unique.m_names.add(all.name(person));
        unique.m_fullNames.add(directory->m_fullNames->name(person));
        unique.m_emails.add(directory->m_emails->name(person));
        unique.m_otherEmails.add(directory->m_otherEmails->name(person));
        unique.m_roles.push_back(directory->m_roles[person]);
    }
    unique.m_roleSets = directory->m_roleSets;
    std::shared_ptr<const Directory> built = std::move(unique).build();
    const_cast<Directory &>(*built).m_duplicates = all.count() - built->count(); // nobody else has it yet
    return built;
}

} // namespace gatehouse
