// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/checkreport.h"

#include "lists/matchwords.h"
#include "users/exacttext.h"

#include <utility>

namespace gatehouse {

namespace {

constexpr char kCheckColumns[] = "line,written,finding,doubt,user,matched by,sign-in,disabled since,person,roles,"
                                 "same as line,candidates,nearest,checked at,connection,address\r\n";

QByteArray findingWord(MatchVerdict verdict)
{
    switch (verdict) {
    case MatchVerdict::Found:
        return "found";
    case MatchVerdict::Ambiguous:
        return "ambiguous";
    case MatchVerdict::NotFound:
        return "not-found";
    case MatchVerdict::CannotTell:
        return "cannot-tell";
    case MatchVerdict::Count:
        break;
    }
    return {};
}

QByteArray pileWord(LinePile pile)
{
    switch (pile) {
    case LinePile::Name:
        return "not-matched";
    case LinePile::Blank:
        return "blank";
    case LinePile::Heading:
        return "heading";
    case LinePile::Duplicate:
        return "duplicate";
    case LinePile::NoName:
        return "no-name";
    case LinePile::Count:
        break;
    }
    return {};
}

QByteArray doubtWord(MatchDoubt doubt)
{
    switch (doubt) {
    case MatchDoubt::None:
        return {};
    case MatchDoubt::SeveralUsers:
        return "several-users";
    case MatchDoubt::Twins:
        return "twins";
    case MatchDoubt::NobodysUser:
        return "nobodys-user";
    case MatchDoubt::Count:
        break;
    }
    return {};
}

QByteArray signInWord(StatusState state)
{
    switch (state) {
    case StatusState::NoStatus:
        return "no-status";
    case StatusState::Enabled:
        return "enabled";
    case StatusState::Disabled:
    case StatusState::DisabledOdd:
        return "disabled";
    }
    return {};
}

QByteArray namesCell(const QList<QByteArray> &names)
{
    return csvCell(exactText(names.join(" | ")));
}

QByteArray lineCell(qint64 line)
{
    return line > 0 ? QByteArray::number(line) : QByteArray();
}

void tallyUser(CheckCounts &counts, const UserStatus &status)
{
    switch (status.state) {
    case StatusState::NoStatus:
        ++counts.noStatus;
        break;
    case StatusState::Enabled:
        ++counts.enabled;
        break;
    case StatusState::Disabled:
    case StatusState::DisabledOdd:
        ++counts.disabled;
        break;
    }
}

} // namespace

CheckCounts checkCounts(const NameList &list, const QList<NameMatch> &matches, const UserLookup &lookup)
{
    CheckCounts counts;
    counts.piles = list.piles();
    for (const qint64 pile : counts.piles)
        counts.lines += pile;
    for (const NameMatch &match : matches) {
        ++counts.verdicts[static_cast<std::size_t>(match.verdict)];
        if (!match.user)
            continue;
        if (match.sameUserAs > 0)
            ++counts.sameUser;
        else
            tallyUser(counts, lookup(*match.user).status);
    }
    return counts;
}

CheckReport::CheckReport(NameList list, QList<NameMatch> matches, UserLookup lookup,
                         std::shared_ptr<const PersonColumn> persons, const CheckFrame &frame)
    : m_list(std::move(list)),
      m_matches(std::move(matches)),
      m_lookup(std::move(lookup)),
      m_persons(std::move(persons)),
      m_tail(',' + formatInstant(frame.checkedAt) + ',' + csvCell(frame.connectionName) + ',' + csvCell(frame.address) +
             "\r\n")
{
    m_places.reserve(static_cast<std::size_t>(m_list.lines.size()));
    qsizetype next = 0;
    for (const ListLine &line : m_list.lines)
        m_places.push_back(line.pile == LinePile::Name && next < m_matches.size() ? next++ : -1);
}

QByteArray CheckReport::head(ByteOrderMark mark) const
{
    return mark == ByteOrderMark::Written ? QByteArray(kCsvByteOrderMark) + kCheckColumns : QByteArray(kCheckColumns);
}

/// "user" to "roles"; empty cells where it means nobody for certain.
QByteArrayList CheckReport::userCells(const NameMatch &match) const
{
    if (!match.user)
        return {{}, csvCell(match.way == MatchWay::None ? QString() : matchWords(match.way)), {}, {}, {}, {}};
    const ListedUser user = m_lookup(*match.user);
    QByteArrayList cells{csvCell(exactText(*match.user)), csvCell(matchWords(match.way)), signInWord(user.status.state),
                         user.status.state == StatusState::Disabled ? formatInstant(user.status.disabledSince)
                                                                    : QByteArray()};
    if (m_persons && user.isPerson()) {
        const Directory &directory = m_persons->directory();
        cells.append(csvCell(exactText(directory.fullName(user.person))));
        cells.append(csvCell(directory.roles(user.person).join(QLatin1String(" | "))));
    } else {
        cells.append(QByteArrayList(2));
    }
    return cells;
}

QByteArray CheckReport::row(qsizetype index) const
{
    const ListLine &line = m_list.lines.at(index);
    const bool saysName = line.pile == LinePile::Name || line.pile == LinePile::Duplicate;
    QByteArrayList cells{QByteArray::number(line.number), csvCell(saysName ? line.name : line.given)};
    const qsizetype place = m_places[static_cast<std::size_t>(index)];
    if (place < 0) {
        cells.append(pileWord(line.pile));
        cells.append(QByteArrayList(7));
        cells.append(lineCell(line.firstLine));
        cells.append(QByteArrayList(2));
        return cells.join(',') + m_tail;
    }
    const NameMatch &match = m_matches.at(place);
    cells.append({findingWord(match.verdict), doubtWord(match.doubt)});
    cells.append(userCells(match));
    cells.append({lineCell(match.sameUserAs), namesCell(match.candidates), namesCell(match.nearest)});
    return cells.join(',') + m_tail;
}

QByteArray checkReportCsv(const CheckReport &report, ByteOrderMark mark)
{
    QByteArray csv = report.head(mark);
    for (qsizetype i = 0; i < report.count(); ++i)
        csv += report.row(i);
    return csv;
}

} // namespace gatehouse
