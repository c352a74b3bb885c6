// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/personcolumn.h"
#include "users/userstatus.h"

#include <unordered_map>

namespace gatehouse {

/// One answer of the server to "list everybody", in columns: built on a worker, then handed over to a StatusTable.
struct StatusList
{
    std::shared_ptr<const NameColumn> names;
    std::vector<StatusState> states;               ///< one a row
    std::vector<Instant> since;                    ///< one a row, meaningful where Disabled
    std::unordered_map<Row, QByteArray> raw;       ///< the JSON of entries that are not canonical
    std::vector<Row> broken;                       ///< rows whose name held a lone surrogate: listed, not addressable
    std::size_t duplicates = 0;                    ///< entries left out since their name stood earlier in the list
    QByteArray unknownMember;                      ///< a member beside `userStatuses` (paging, say), empty if none
    std::shared_ptr<const PersonColumn> persons{}; ///< null without a directory, see joined()
    Row count() const { return names ? names->count() : 0; }
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
    /// As add(), for a name in which U+FFFD stands for a lone surrogate.
    void addBroken(std::string_view name, StatusState state, Instant since, QByteArray raw);
    StatusList build() &&;

private:
    NameColumn::Builder m_names;
    StatusList m_list;
};

} // namespace gatehouse
