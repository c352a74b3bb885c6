// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVarLengthArray>

namespace gatehouse {

/// A piece of a written date; a value.
struct DateToken
{
    enum class Kind { Number, Word, Sign };
    Kind kind;
    QString text; ///< of a word folded; none of a number
    int value = 0;
    qsizetype digits = 0;
};
using DateTokens = QVarLengthArray<DateToken, 16>;

/// Numbers, words and signs; white space only parts them, and 年, 月 and 日 are signs. Empty where a number is longer
/// than a date has one.
DateTokens dateTokens(QStringView text);

/// The month that a folded word means, from 1, in English, German, French, Spanish, Italian, Portuguese, Dutch or
/// Swedish, short or long; 0 for a word that is no month.
int monthOf(const QString &word);

/// Whether a folded word is a day of the week in one of these languages.
bool isWeekday(const QString &word);

} // namespace gatehouse
