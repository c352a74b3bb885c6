// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/rawentries.h"
#include "users/statuslist.h"

#include <QHash>

#include <unordered_set>

namespace gatehouse {

/// What a worker reads: the names (shared, immutable) and a copy of what can change, which is made at once.
struct TableSnapshot
{
    std::shared_ptr<const NameColumn> names;
    std::vector<QByteArray> tail; ///< names created since the list, rows from names->count() on
    SharedColumn<StatusState> states;
    SharedColumn<Instant> since;                             ///< left empty when the copy was taken without dates
    std::shared_ptr<const PersonColumn> persons{};           ///< null without a directory
    std::vector<PersonIndex> tailPersons{};                  ///< of the tail
    std::shared_ptr<const std::unordered_set<Row>> broken{}; ///< null for none

    /// PersonColumn::kNobody where there is none, or no directory.
    PersonIndex person(Row row) const;
    bool isPerson(Row row) const { return person(row) != PersonColumn::kNobody; }
    Row count() const { return static_cast<Row>(states.size()); }
    std::string_view name(Row row) const;
    /// See StatusTable.
    bool isAddressable(Row row) const;
};

/// Everybody's status, in columns, as last seen or answered. Lives on the window's thread.
///
/// The names are immutable and shared with workers; the states belong here. A status that is created meanwhile sits in
/// a tail behind the list's rows until the next refresh; one that was deleted keeps its row, as NoStatus, until then.
/// With a directory, every person has a row: those without a status are NoStatus too.
/// Each write has a sequence number, so that a list which was asked for before a row's last answer never overwrites
/// that row.
class StatusTable final
{
public:
    StatusTable();

    Row count() const { return static_cast<Row>(m_states.size()); }
    std::string_view name(Row row) const;
    QByteArray nameBytes(Row row) const;
    StatusState state(Row row) const { return m_states[row]; }
    Instant disabledSince(Row row) const { return m_since[row]; }
    /// The whole status, with its raw JSON.
    UserStatus status(Row row) const;
    /// What the server sent as `disabled` where it is no instant ("yesterday"), verbatim JSON; else empty.
    QByteArray oddDisabled(Row row) const;
    /// Null without a directory.
    const Directory *directory() const { return m_persons ? &m_persons->directory() : nullptr; }
    std::shared_ptr<const PersonColumn> persons() const { return m_persons; }
    /// Who the user is; PersonColumn::kNobody where the directory does not know, or there is none.
    PersonIndex person(Row row) const;
    bool isPerson(Row row) const { return person(row) != PersonColumn::kNobody; }
    /// The row of exactly this name.
    std::optional<Row> find(QByteArrayView name) const;
    /// False for names that no URL can carry, see isAddressable().
    bool isAddressable(Row row) const;
    const StatusCounts &counts() const { return m_counts; }
    std::size_t duplicates() const { return m_duplicates; }

    /// The table that a fresh list makes of this one. The list was asked for with the number askedAt: rows that were
    /// answered after that keep their answer. All rows are new.
    StatusTable replacedBy(StatusList list, quint64 askedAt) const;
    /// Takes over the server's answer for one user (NoStatus after a delete), for the request with that number;
    /// requests that are sent later have larger ones.
    /// Returns its row, a new one at the end where the name was not known. Older answers than the last are ignored.
    Row noteAnswer(const UserStatus &status, quint64 sequence);
    std::shared_ptr<const NameColumn> names() const { return m_names; }
    enum class Dates { Copied, LeftOut };
    /// A copy for a worker. Only an order by date needs the dates.
    TableSnapshot snapshot(Dates dates) const;
    /// What a snapshot lacks: the raw JSON of each row that is not canonical. Copied at once.
    const RawEntries &rawEntries() const { return m_raw; }
    /// Bytes on the heap, for measuring.
    std::size_t memory() const;
    /// Counts, columns and tail agree; every test ends with it.
    bool isConsistent() const;

private:
    struct Answer
    {
        UserStatus status;
        quint64 sequence;
    };
    void set(Row row, const UserStatus &status);
    Row append(const UserStatus &status);
    StatusCounts::Who who(Row row) const;

    std::shared_ptr<const NameColumn> m_names;
    std::vector<QByteArray> m_tail;
    std::shared_ptr<const PersonColumn> m_persons;
    std::vector<PersonIndex> m_tailPersons;
    SharedColumn<StatusState> m_states;
    SharedColumn<Instant> m_since;
    RawEntries m_raw;
    std::shared_ptr<const std::unordered_set<Row>> m_broken; ///< null for none
    QHash<QByteArray, Answer> m_answers;                     ///< by name, those that are younger than the list
    StatusCounts m_counts;
    std::size_t m_duplicates = 0;
};

} // namespace gatehouse
