// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/namematch.h"

#include <QHash>
#include <QSet>

namespace gatehouse {

NameMatch chosen(NameMatch match, const QByteArray &user)
{
    match.way = MatchWay::Chosen;
    match.verdict = MatchVerdict::Found;
    match.doubt = MatchDoubt::None;
    match.user = user;
    match.isTicked = true;
    return match;
}

void tickSameUsers(QList<NameMatch> &matches)
{
    QSet<QByteArray> ticked;
    for (const NameMatch &match : matches) {
        if (match.user && match.isTicked)
            ticked.insert(*match.user);
    }
    for (NameMatch &match : matches) {
        if (match.user)
            match.isTicked = ticked.contains(*match.user);
    }
}

void noteSameUsers(QList<NameMatch> &matches)
{
    QHash<QByteArray, qint64> lines;
    for (NameMatch &match : matches) {
        match.sameUserAs = 0;
        if (!match.user)
            continue;
        const auto first = lines.constFind(*match.user);
        if (first != lines.cend())
            match.sameUserAs = *first;
        else
            lines.insert(*match.user, match.line);
    }
}

} // namespace gatehouse
