// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/instant.h"

#include <QDateTime>
#include <QString>

namespace gatehouse {

// Texts as the history shows them, in plain letters, and instants in words.

/// One line of plain text, whatever stands in it.
QString plainLine(const QString &text);
/// The same with places (zero-width spaces) where a word of more than `longest` characters may go on in the next line,
/// for labels that wrap: QLabel itself breaks lines at spaces only, and is as wide as its longest word.
QString breakable(const QString &line, int longest = 32);
/// The text for a tool tip, which guesses rich text.
QString plainTip(const QString &text);

/// "12 Jun 2026"
QString dayWords(Instant instant);
/// "14:03"
QString clockWords(Instant instant);
/// "Today, 14:03", "Yesterday, 16:41", "9 Jun 2026, 17:30"
QString momentWords(Instant instant, Instant now);
/// In the admin's time zone.
QDateTime localMoment(Instant instant);

} // namespace gatehouse
