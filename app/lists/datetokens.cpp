// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/datetokens.h"

#include <QHash>
#include <QLocale>
#include <QStringList>

namespace gatehouse {

namespace {

QString foldedDateWord(const QString &name)
{
    QString folded = name.toCaseFolded();
    return folded.remove(QLatin1Char('.'));
}

constexpr QLocale::Language kDateLanguages[] = {QLocale::English, QLocale::German,  QLocale::French,
                                                QLocale::Spanish, QLocale::Italian, QLocale::Portuguese,
                                                QLocale::Dutch,   QLocale::Swedish};

QHash<QString, int> monthsByName()
{
    QHash<QString, int> months;
    for (const QLocale::Language language : kDateLanguages) {
        const QLocale locale(language);
        for (int month = 1; month <= 12; ++month) {
            for (const auto format : {QLocale::LongFormat, QLocale::ShortFormat}) {
                months.insert(foldedDateWord(locale.monthName(month, format)), month);
                months.insert(foldedDateWord(locale.standaloneMonthName(month, format)), month);
            }
        }
    }
    months.insert(QStringLiteral("sept"), 9);
    return months;
}

bool isAsciiDigit(QChar c)
{
    return c >= QLatin1Char('0') && c <= QLatin1Char('9');
}

} // namespace

DateTokens dateTokens(QStringView text)
{
    constexpr qsizetype kMostDigits = 9;
    DateTokens tokens;
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype begin = i;
        if (isAsciiDigit(text[i])) {
            while (i < text.size() && isAsciiDigit(text[i]))
                ++i;
            const QStringView number = text.mid(begin, i - begin);
            if (number.size() > kMostDigits)
                return {};
            tokens.append({DateToken::Kind::Number, {}, number.toInt(), number.size()});
        } else if (text[i] == QChar(0x5E74) || text[i] == QChar(0x6708) || text[i] == QChar(0x65E5)) { // 年月日
            tokens.append({DateToken::Kind::Sign, text.mid(i++, 1).toString()});
        } else if (text[i].isLetter()) {
            while (i < text.size() && text[i].isLetter())
                ++i;
            tokens.append({DateToken::Kind::Word, text.mid(begin, i - begin).toString().toCaseFolded()});
        } else {
            if (!text[i].isSpace())
                tokens.append({DateToken::Kind::Sign, text.mid(i, 1).toString()});
            ++i;
        }
    }
    return tokens;
}

bool isWeekday(const QString &word)
{
    static const QStringList kWeekdays = [] {
        QStringList names;
        for (const QLocale::Language language : kDateLanguages) {
            for (int day = 1; day <= 7; ++day) {
                for (const auto format : {QLocale::LongFormat, QLocale::ShortFormat})
                    names.append(foldedDateWord(QLocale(language).dayName(day, format)));
            }
        }
        return names;
    }();
    return kWeekdays.contains(word);
}

int monthOf(const QString &word)
{
    static const QHash<QString, int> kMonths = monthsByName();
    return kMonths.value(word, 0);
}

} // namespace gatehouse
