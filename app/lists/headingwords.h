// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gatehouse {

/// What a column holds, as its heading says.
enum class HeadingKind {
    Unknown,  ///< no heading that is known
    User,     ///< what somebody signs in with
    Mail,     ///< a mail address
    Name,     ///< "name" alone: a user, a whole name, or a last name beside a first name
    FullName, ///< first and last name
    FirstName,
    LastName,
    LeaveDate, ///< when somebody leaves, or was disabled
    Date,      ///< a date, nobody knows of what
    OtherDate, ///< a date of something else: a birthday, the first day
    Status,    ///< enabled or disabled
    Other,     ///< something else: a department, a manager, also a manager's mail address
};

/// The heading, in one of some twenty languages, whatever its case and its hyphens: the whole of it is such a word.
HeadingKind exactHeading(QStringView cell);

/// The same where the word is only a part of it ("Work e-mail (primary)"). For what is known to be a heading.
HeadingKind looseHeading(QStringView cell);

} // namespace gatehouse
