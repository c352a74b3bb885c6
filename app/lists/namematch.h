// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace gatehouse {

/// By what a line of a list was found to mean a user; the earlier the surer.
enum class MatchWay {
    None,               ///< by nothing
    Name,               ///< the user's name to the letter
    NameOtherCase,      ///< the same but for upper and lower case
    NameOtherSpelling,  ///< the same but for white space, accents, full-width or unseen characters too
    Email,              ///< the person's e-mail, where it is not simply the name
    EmailOtherSpelling, ///< the same but for what NameOtherSpelling lets pass
    FullName,           ///< "First Last" or "Last, First": found, and not ticked until a person does so
    Chosen,             ///< a person said whom it means
    Count,
};

enum class MatchVerdict {
    Found,      ///< it means exactly one user
    Ambiguous,  ///< see MatchDoubt; nobody is changed until a person has chosen
    NotFound,   ///< nobody, as far as list and directory know
    CannotTell, ///< no status is called so, and without a directory nobody knows whether a user is
    Count,
};

/// Why a line is Ambiguous.
enum class MatchDoubt {
    None,
    SeveralUsers, ///< several users have this e-mail or full name, or one has it as name and another as e-mail
    Twins,        ///< several names differ in nothing but case, white space, accents or unseen characters
    NobodysUser,  ///< a status of this name exists, and the directory knows nobody of it
    Count,
};

/// Whom one line of a list means; a value. Names are UTF-8 and to the letter.
struct NameMatch
{
    qint64 line = 0; ///< ListLine::number
    QByteArray name; ///< as the list says it
    MatchWay way = MatchWay::None;
    MatchVerdict verdict = MatchVerdict::NotFound;
    MatchDoubt doubt = MatchDoubt::None;
    std::optional<QByteArray> user; ///< of Found: the user's name
    QList<QByteArray> candidates;   ///< of Ambiguous: whom it may mean, the likeliest first; at most 20
    /// Of NotFound and CannotTell: the users with the names nearest to it; of NobodysUser: the persons. At most 5.
    QList<QByteArray> nearest;
    bool isNearestKnown = false; ///< false where nobody has looked for the nearest names yet
    qint64 sameUserAs = 0;       ///< the earlier line that means the same user already; 0 if none
    bool differsInAccents =
        false;             ///< of …OtherSpelling: found, and not ticked until a person does so: it may be another one
    bool isTicked = false; ///< to be acted upon; never without a user, but for names that are blocked ahead of time

    bool operator==(const NameMatch &) const = default;
};

/// Whether nobody is called so.
constexpr bool isAbsent(MatchVerdict verdict)
{
    return verdict == MatchVerdict::NotFound || verdict == MatchVerdict::CannotTell;
}

/// The line with the user that a person chose for it: found, and ticked. What else it might have meant stays, for
/// whoever chooses again. Call noteSameUsers() afterwards.
NameMatch chosen(NameMatch match, const QByteArray &user);

/// A tick is a user's and not a line's: who is ticked by one line, the surest, is so in all that mean the same user.
void tickSameUsers(QList<NameMatch> &matches);

/// Finds the lines that mean the same user as an earlier one, in the order of the list.
void noteSameUsers(QList<NameMatch> &matches);

} // namespace gatehouse
