// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/exportchoice.h"
#include "lists/exportsource.h"

#include <QByteArray>

namespace gatehouse {

/// What became of the rows of an export; a value. The sum is what was asked for.
struct ExportCounts
{
    qint64 written = 0;
    qint64 noStatus = 0;   ///< JSON: persons without a status, left out
    qint64 lineBreaks = 0; ///< Names: names that hold a line break, left out
    qint64 gone = 0;       ///< deleted meanwhile, and nobody's: left out of every format
    bool operator==(const ExportCounts &) const = default;
};

/// The text of one export, piece by piece, so that a million rows need not be held: head, each row in its order, foot.
/// For any thread, one at a time; the source must outlive it. The words of the formats are English in every language,
/// for programs that read them, and the text is UTF-8.
///
/// **CSV** is RFC 4180, so that it comes back to the letter:
///
///   file      = [mark] heading *line       mark: EF BB BF, if wanted
///   heading   = name,status,disabled,person,e-mail,roles CRLF
///   line      = cell 5(separator cell) CRLF
///   separator = a comma, a semicolon or a tab, the same in the whole file. The heading tells: it is the character
///               behind the word `name`.
///   cell      = plain text, or the same between quotes with each quote inside of it doubled. Between quotes stands
///               whatever holds a quote, a carriage return, a line feed or the separator, or begins or ends with a
///               space or a control character, which many readers take off elsewhere.
///
/// Every cell that would be taken for a formula has one apostrophe before it, see formulaguard.h, inside of the quotes.
///
///   name      to the letter, with line breaks and all that cannot be seen. (A name that the server holds with half of
///             a surrogate pair has U+FFFD in its place, here as everywhere; such a user cannot be addressed. The JSON
///             has it to the letter.)
///   status    `enabled`, `disabled` or `no status` (a person of the directory whom no entry stands for)
///   disabled  of `disabled` only: the instant in UTC in its canonical spelling, 2022-09-21T19:01:25.872Z; where the
///             server holds what is no instant, that JSON value verbatim: `true`, `"yesterday"` with its quotes.
///             Otherwise empty.
///   person, e-mail, roles
///             for eyes: empty where the directory has none; roles are separated by a semicolon and a space; line
///             breaks and tabs are spaces, and what else cannot be seen is spelled out as ⟨U+202E⟩.
///
/// Members that Gatehouse does not know are in the JSON alone.
///
/// **JSON** has the API's shape, `{"userStatuses":[…]}` with each entry on a line of its own: an entry that is not
/// canonical to the letter as the server had it, the others as {"name":…} or {"name":…,"disabled":…}. Persons without a
/// status have no entry; they are left out and counted.
///
/// **Names** has one name a line, to the letter, each with a line feed behind it; nothing is quoted or guarded. It is
/// for people and simple programs, which may take the spaces around a name off: what must come back to the letter
/// belongs into the other two. A name that holds what somebody may take for the end of a line (line feed, carriage
/// return, vertical tab, form feed, U+0085, U+2028, U+2029) cannot be written so without becoming two names: it is left
/// out and counted. A file whose first name begins with U+FEFF has the mark EF BB BF before it, which readers take
/// away.
class UserExport final
{
public:
    UserExport(const ExportSource &source, ExportStyle style);

    void appendHead(QByteArray &text) const;
    void appendRow(QByteArray &text, Row row);
    void appendFoot(QByteArray &text) const;
    const ExportCounts &counts() const { return m_counts; }

private:
    void appendCsv(QByteArray &text, Row row);
    void appendPerson(QByteArray &text, PersonIndex person) const;
    void appendJson(QByteArray &text, Row row);
    void appendName(QByteArray &text, Row row);
    void appendCell(QByteArray &text, std::string_view content) const;

    const ExportSource &m_source;
    ExportStyle m_style;
    ExportCounts m_counts;
};

/// A whole export at once, for few rows.
QByteArray exportText(const ExportSource &source, ExportStyle style);

} // namespace gatehouse
