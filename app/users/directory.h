// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/namecolumn.h"

#include <QStringList>

#include <mutex>
#include <unordered_map>

namespace gatehouse {

/// A person's place in a directory.
using PersonIndex = quint32;

/// The persons that the server knows, beside their statuses: who a user is, and what they may do. Immutable, so that
/// workers can read it while the window does; built once by a Builder on a worker. All texts are UTF-8, and empty where
/// the server has none.
class Directory final
{
public:
    class Builder;

    PersonIndex count() const { return m_names->count(); }
    /// The name of the user, to the letter: what the status carries too.
    std::string_view name(PersonIndex person) const { return m_names->name(person); }
    std::string_view email(PersonIndex person) const { return m_emails->name(person); }
    /// "First Last".
    std::string_view fullName(PersonIndex person) const { return m_fullNames->name(person); }
    const QStringList &roles(PersonIndex person) const { return m_roleSets[m_roles[person]]; }
    /// The person of exactly this name.
    std::optional<PersonIndex> find(std::string_view name) const { return m_names->find(name); }

    /// The same persons in the same order, with the same roles: nothing is to be done anew.
    bool sameAs(const Directory &other) const;

    // For whole columns: searching, ordering
    const NameColumn &names() const { return *m_names; }
    const NameColumn &fullNames() const { return *m_fullNames; }
    const NameColumn &emails() const { return *m_emails; }
    /// Of each person, the place of the roles among all kinds of them, sorted.
    std::vector<quint32> roleRanks() const;
    static constexpr quint32 kUnranked = 0xFFFF'FFFF;
    /// Each person's place among the sorted full names or e-mails; equal ones have the same, and kUnranked is for those
    /// who have none. Made by the first who
    /// asks, while others wait for it, and kept: to walk a million texts in their order takes longer than to order the
    /// rows by them.
    const std::vector<quint32> &fullNameRanks() const { return m_fullNameRanks.of(*m_fullNames); }
    const std::vector<quint32> &emailRanks() const { return m_emailRanks.of(*m_emails); }
    /// Those that are not simply the name.
    const NameColumn &otherEmails() const { return *m_otherEmails; }
    /// The persons that have this role.
    std::vector<PersonIndex> withRole(const QString &role) const;
    /// Persons that were left out since their name stood earlier.
    std::size_t duplicates() const { return m_duplicates; }

private:
    class TextRanks final
    {
    public:
        const std::vector<quint32> &of(const NameColumn &texts) const;

    private:
        mutable std::once_flag m_made;
        mutable std::vector<quint32> m_ranks;
    };

    Directory() = default;

    std::shared_ptr<const NameColumn> m_names;
    std::shared_ptr<const NameColumn> m_fullNames;
    std::shared_ptr<const NameColumn> m_emails;
    std::shared_ptr<const NameColumn> m_otherEmails;
    std::vector<quint32> m_roles;        ///< of each person, a place in m_roleSets
    std::vector<QStringList> m_roleSets; ///< there are few
    std::size_t m_duplicates = 0;
    TextRanks m_fullNameRanks;
    TextRanks m_emailRanks;
};

/// One person as an answer has it; the texts must outlive the call only.
struct PersonEntry
{
    std::string_view name;
    std::string_view email{};
    std::string_view firstName{};
    std::string_view lastName{};
    QStringList roles{};
};

/// Collects persons in the server's order. Of a name that stands twice the first counts.
class Directory::Builder final
{
public:
    void reserve(std::size_t persons, std::size_t bytes);
    void add(const PersonEntry &person) { add(person, roleSet(person.roles)); }
    /// What stands for these roles in add(). There are few sets of them.
    quint32 roleSet(const QStringList &roles);
    /// The same with roles that stand for the entry's own.
    void add(const PersonEntry &person, quint32 roleSet);
    /// Makes the index of the names so far, see NameColumn::Builder.
    void indexAhead() { m_names.indexAhead(); }
    PersonIndex count() const { return m_names.count(); }
    std::size_t nameBytes() const { return m_names.bytes(); }
    std::shared_ptr<const Directory> build() &&;

private:
    NameColumn::Builder m_names;
    NameColumn::Builder m_fullNames;
    NameColumn::Builder m_emails;
    NameColumn::Builder m_otherEmails;
    std::string m_fullName; ///< of the one that is being added
    std::vector<quint32> m_roles;
    std::vector<QStringList> m_roleSets;
    std::unordered_map<std::string, quint32> m_places; ///< of role sets, by their roles put together
};

} // namespace gatehouse
