// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gatehouse {

// What stands in a cell of a list. Nothing here changes a letter of a name: a full-width ＠ stays one.

/// Without the white space around it, of any script, and without the two characters of no width that mail programs and
/// web pages leave around a text.
QStringView trimmedCell(QStringView cell);

/// Whether the whole text could be a mail address, with @ or its full-width twin: something on either side of one, no
/// white space, nothing that separates addresses.
bool isMailAddress(QStringView text);

/// The name that a cell says: the address of `Jane Doe <jane@x>`, of `"Doe, Jane" <jane@x>` and of `mailto:jane@x`,
/// else the cell without the white space around it.
QString nameInCell(QStringView cell);

} // namespace gatehouse
