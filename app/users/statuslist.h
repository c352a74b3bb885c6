// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/personcolumn.h"
#include "users/sharedcolumn.h"
#include "users/userstatus.h"

#include <optional>
#include <unordered_map>

namespace gatehouse {

/// How many rows are in each state.
struct StatusCounts
{
    qint64 enabled = 0;
    qint64 disabled = 0;
    qint64 noStatus = 0; ///< persons of the directory without a status
    qint64 gone = 0;     ///< a status that was deleted since the last refresh, and nobody's
    qint64 noPerson = 0; ///< of the enabled and disabled: nobody in the directory
    qint64 all() const { return enabled + disabled + noStatus; }
    /// Counts a row in (1) or out (-1). Where there is no directory nobody is called nobody.
    enum class Who { Unknown, Person, Nobody };
    void tally(StatusState state, Who who, qint64 by);
    bool operator==(const StatusCounts &) const = default;
};

/// One answer of the server to "list everybody", in columns: built on a worker, then handed over to a StatusTable.
struct StatusList
{
    std::shared_ptr<const NameColumn> names;
    SharedColumn<StatusState> states;              ///< one a row
    SharedColumn<Instant> since;                   ///< one a row, meaningful where Disabled
    std::unordered_map<Row, QByteArray> raw;       ///< the JSON of entries that are not canonical
    std::vector<Row> broken;                       ///< rows whose name held a lone surrogate: listed, not addressable
    std::size_t duplicates = 0;                    ///< entries left out since their name stood earlier in the list
    QByteArray unknownMember;                      ///< a member beside `userStatuses` (paging, say), empty if none
    std::shared_ptr<const PersonColumn> persons{}; ///< null without a directory, see joined()
    std::optional<StatusCounts> counts{};          ///< of these rows, where who made the list counted them
    Row count() const { return names ? names->count() : 0; }
    StatusCounts::Who who(Row row) const;
    /// The counts, with a walk over the rows if need be.
    StatusCounts counted() const;
};

/// Puts a StatusList together entry by entry, in the list's order. A name that stands twice is one row, with the last
/// entry's status; duplicates counts the others. Also what tests and benchmarks make their lists with.
class StatusListBuilder final
{
public:
    void reserve(std::size_t entries, std::size_t nameBytes);
    /// The name must be valid UTF-8; raw is empty for a canonical entry.
    void add(std::string_view name, StatusState state, Instant since, QByteArray raw = {});
    void add(const UserStatus &status)
    {
        add({status.name.constData(), static_cast<std::size_t>(status.name.size())}, status.state, status.disabledSince,
            status.raw);
    }
    /// A canonical entry whose name is its own folded form, see NameColumn::Builder.
    void addFolded(std::string_view name, StatusState state, Instant since);
    /// As add(), for a name in which U+FFFD stands for a lone surrogate.
    void addBroken(std::string_view name, StatusState state, Instant since, QByteArray raw);
    /// See NameColumn::Builder.
    void indexAhead() { m_names.indexAhead(); }
    /// Of all names so far.
    std::size_t nameBytes() const { return m_names.bytes(); }
    StatusList build() &&;

private:
    NameColumn::Builder m_names;
    ColumnOf<StatusState> m_states;
    ColumnOf<Instant> m_since;
    StatusList m_list;
    StatusCounts m_counts;
};

} // namespace gatehouse
