// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/looseindex.h"
#include "lists/namelist.h"
#include "lists/namematch.h"
#include "users/nearestnames.h"
#include "users/statustable.h"

#include <atomic>
#include <mutex>

namespace gatehouse {

/// Whom the names of a list mean; a value.
struct ListMatches
{
    QList<NameMatch> matches; ///< of each line in the pile Name, in the order of the list
    /// How many of them want nearest names for which nobody has looked, since there are so many: see
    /// NameMatch::isNearestKnown and NameMatcher::withNearest().
    qint64 withoutNearest = 0;
};

/// Says whom a name means, among everybody who has a status or is a person of the directory.
///
/// The ways are tried in the order of MatchWay. A name finds a user only if nobody else could be meant by it: a second
/// name that differs in case only, another person with that e-mail, or a directory that knows nobody of this name make
/// it Ambiguous, even where the name fits to the letter.
///
/// Built and used on a worker, kept for as long as the list is looked at; immutable, for any thread. It works on a
/// snapshot and says nothing of what happened later. A million users with a directory take about 50 MB beside the
/// table, and 40 more once nearest names were looked for.
class NameMatcher final
{
public:
    static constexpr qint64 kMostWithNearest = 2000;
    static constexpr std::size_t kMostCandidates = 20;

    explicit NameMatcher(TableSnapshot table);

    /// Whom one name means, without the nearest names.
    NameMatch match(qint64 line, const QString &name) const;
    /// All names of a list, with the nearest names for the first lines that want them. When stop becomes true it ends
    /// early, and what comes is not to be used.
    ListMatches match(const NameList &list, qint64 mostWithNearest = kMostWithNearest,
                      const std::atomic_bool *stop = nullptr) const;
    /// The same match with the nearest names, where it wants them. A millisecond at a hundred thousand users.
    NameMatch withNearest(NameMatch match, const std::atomic_bool *stop = nullptr) const;
    bool hasDirectory() const { return m_table.persons != nullptr; }

private:
    /// Indexes of the names that may be offered, made by the first who asks.
    struct Nearest
    {
        std::unique_ptr<const NearestNames> users; ///< of the list and the directory
        std::unique_ptr<const NearestNames> persons;
        std::unique_ptr<const NearestNames> tail; ///< users that were created since the list; rows count from there
    };

    bool isUser(Row row) const { return m_table.states[row] != StatusState::NoStatus || m_table.isPerson(row); }
    std::vector<Row> rowsNamed(std::string_view name, std::string_view loose) const;
    std::vector<Row> unseenRowsNamed(std::string_view name) const;
    void addPersons(std::vector<Row> &rows, const LooseIndex &index, const NameColumn &texts,
                    std::string_view loose) const;
    void addFullNames(std::vector<Row> &rows, const QByteArray &loose) const;
    MatchWay wayTo(Row row, const QByteArray &name, std::string_view loose) const;
    bool differsInAccents(Row row, const NameMatch &match) const;
    MatchDoubt doubtOf(const std::vector<Row> &rows, std::size_t named) const;
    QByteArray nameOf(Row row) const;
    const Nearest &nearest() const;

    TableSnapshot m_table;
    LooseIndex m_byName;       ///< places are rows
    std::vector<Row> m_unseen; ///< users in whose names nothing can be seen, which no index has
    LooseIndex m_byEmail;      ///< places are persons
    LooseIndex m_byFullName;   ///< places are persons
    mutable std::once_flag m_nearestOnce;
    mutable Nearest m_nearest;
};

} // namespace gatehouse
