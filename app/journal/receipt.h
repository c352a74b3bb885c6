// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/history.h"
#include "users/csvtext.h"

#include <QByteArray>

namespace gatehouse {

// A receipt: what was asked for in one set and what became of each row, for whoever keeps the record elsewhere. It is
// made of the journal's values alone, and no token is among them: there is nothing to leave out. The words of the
// format (members, columns, "will-change") are English in every language, for programs that read them; instants are
// RFC 3339 in UTC.

enum class ReceiptFormat { Json, Csv };

/// The text of one receipt, piece by piece, so that a million rows need not be held: head(), row() for each row in its
/// order, foot(). A value; for any thread.
///
/// JSON: one object with the members `format`, `version`, `set`, `filter`, `rows`, `rowCount`, always in this order;
/// each row is one line. What stood on the server before and after is the API's own entry, to the letter where it held
/// more than Gatehouse knows (big integers too), or null where there was none. A file without `rowCount` is not whole.
///
/// CSV: RFC 4180 in UTF-8, one line a row, each with its set, below a line of column names. A cell that a spreadsheet
/// would take for a formula (it starts with = + - @, their full-width twins, a tab or a line break) has an apostrophe
/// before it. Line breaks and tabs in a text become spaces, other characters that cannot be seen are spelled out as
/// ⟨U+202E⟩; in the entries of `before` and `after`, which stay JSON, as \u202e.
class ReceiptText final
{
public:
    ReceiptText(const SetSummary &set, const SetRowFilter &filter, ReceiptFormat format,
                ByteOrderMark mark = ByteOrderMark::Written);

    QByteArray head() const;
    QByteArray row(const SetRow &row);
    QByteArray foot() const;
    qint64 rowCount() const { return m_rows; }

private:
    ReceiptFormat m_format;
    QByteArray m_head;
    QByteArray m_tail; ///< CSV: the end of every line, which says of which set it is
    qint64 m_rows = 0;
};

/// A whole receipt at once, for few rows.
QByteArray receiptJson(const SetSummary &set, const QList<SetRow> &rows, const SetRowFilter &filter = {});
QByteArray receiptCsv(const SetSummary &set, const QList<SetRow> &rows, const SetRowFilter &filter = {},
                      ByteOrderMark mark = ByteOrderMark::Written);

} // namespace gatehouse
