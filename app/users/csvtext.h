// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace gatehouse {

// Cells of a CSV for other programs and for spreadsheets: RFC 4180 in UTF-8.

/// Whether a CSV begins with the three bytes by which Excel knows UTF-8.
enum class ByteOrderMark { Written, LeftOut };

inline constexpr char kCsvByteOrderMark[] = "\xEF\xBB\xBF";

/// A text as one cell: guarded (what a spreadsheet would take for a formula has an apostrophe before it), made visible
/// (line breaks and tabs become spaces, other unseen characters are spelled out), and quoted where it must be.
QByteArray csvCell(const QString &text);

/// A cell to the letter, quoted where RFC 4180 wants it and nothing more: for what is known to be harmless.
QByteArray csvQuoted(const QByteArray &cell);

} // namespace gatehouse
