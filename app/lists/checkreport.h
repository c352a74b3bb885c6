// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/listeduser.h"
#include "lists/namelist.h"
#include "lists/namematch.h"
#include "users/csvtext.h"

#include <array>
#include <memory>
#include <vector>

namespace gatehouse {

// "Check only": whom a list means and how they stand, without changing anybody. Pure, for any thread.

/// What a report says of itself; a value.
struct CheckFrame
{
    Instant checkedAt{};
    QString connectionName;
    QString address; ///< of the server
};

/// For the screen: how many lines are what; a value.
struct CheckCounts
{
    qint64 lines = 0;                                                      ///< of the file
    std::array<qint64, static_cast<std::size_t>(LinePile::Count)> piles{}; ///< the sum is `lines`
    /// Of the names; the sum is how many were matched.
    std::array<qint64, static_cast<std::size_t>(MatchVerdict::Count)> verdicts{};
    qint64 sameUser = 0; ///< of those found: lines whose user an earlier line means already
    // Users, each once:
    qint64 enabled = 0;
    qint64 disabled = 0;
    qint64 noStatus = 0;

    qint64 of(LinePile pile) const { return piles[static_cast<std::size_t>(pile)]; }
    qint64 of(MatchVerdict verdict) const { return verdicts[static_cast<std::size_t>(verdict)]; }
};

CheckCounts checkCounts(const NameList &list, const QList<NameMatch> &matches, const UserLookup &lookup);

/// A report as CSV, line by line, so that a million need not be held: head(), then row() of each line of the list.
/// Every line of the list is a line of the report, whatever it holds. The words of the format (columns, findings) are
/// English in every language, for programs that read them, and instants are RFC 3339 in UTC; cells are csvCell()s.
class CheckReport final
{
public:
    /// The persons as the table has them, null without a directory.
    CheckReport(NameList list, QList<NameMatch> matches, UserLookup lookup, std::shared_ptr<const PersonColumn> persons,
                const CheckFrame &frame);

    QByteArray head(ByteOrderMark mark = ByteOrderMark::Written) const;
    qsizetype count() const { return m_list.lines.size(); }
    QByteArray row(qsizetype index) const;

private:
    QByteArrayList userCells(const NameMatch &match) const;

    NameList m_list;
    QList<NameMatch> m_matches;
    UserLookup m_lookup;
    std::shared_ptr<const PersonColumn> m_persons;
    QByteArray m_tail; ///< the end of every line, which says of which check it is
    std::vector<qsizetype>
        m_places; ///< of each line among the matches, or -1: several may stand in one line of the file
};

/// A whole report at once.
QByteArray checkReportCsv(const CheckReport &report, ByteOrderMark mark = ByteOrderMark::Written);

} // namespace gatehouse
