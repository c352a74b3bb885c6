// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/writtendate.h"

#include "lists/datetokens.h"
#include "lists/mailaddress.h"

namespace gatehouse {

namespace {

constexpr qsizetype kLongestDate = 48;

/// Reads tokens from left to right.
class DateTokenReader final
{
public:
    explicit DateTokenReader(const DateTokens &tokens) : m_tokens(tokens) {}

    WrittenDate read()
    {
        skipWeekday();
        if (!yearFirst() && !dayThenWord() && !wordThenDay() && !threeNumbers())
            return {};
        std::chrono::milliseconds time{0};
        if (!readTime(time) || m_at != m_tokens.size())
            return {};
        return {instant(m_second, m_first, time), instant(m_first, m_second, time)};
    }

private:
    const DateToken *token(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_tokens.size() ? &m_tokens[m_at + ahead] : nullptr;
    }
    bool isNumber(qsizetype ahead, qsizetype fewest, qsizetype most) const
    {
        const DateToken *const t = token(ahead);
        return t && t->kind == DateToken::Kind::Number && t->digits >= fewest && t->digits <= most;
    }
    bool isSign(qsizetype ahead, QStringView signs) const
    {
        const DateToken *const t = token(ahead);
        return t && t->kind == DateToken::Kind::Sign && signs.contains(t->text);
    }
    bool isWord(qsizetype ahead) const
    {
        const DateToken *const t = token(ahead);
        return t && t->kind == DateToken::Kind::Word;
    }
    bool takeSign(QStringView signs)
    {
        if (!isSign(0, signs))
            return false;
        ++m_at;
        return true;
    }
    int value(qsizetype ahead) const { return m_tokens[m_at + ahead].value; }

    void skipWeekday()
    {
        if (!isWord(0) || !isWeekday(token()->text))
            return;
        ++m_at;
        takeSign(u".");
        takeSign(u",");
    }

    bool take(int month, int day, int year)
    {
        m_first = month;
        m_second = day;
        m_year = year < 100 ? 2000 + year : year;
        return true;
    }

    // The order does not matter where the month is known: it is put first and last alike by m_isKnown.
    bool yearFirst()
    {
        if (!isNumber(0, 4, 4) || !isSign(1, u"-/.年") || !isNumber(2, 1, 2) || !isSign(3, u"-/.月") ||
            !isNumber(4, 1, 2))
            return false;
        take(value(2), value(4), value(0));
        m_isKnown = true;
        m_at += 5;
        takeSign(u"日");
        return true;
    }

    bool dayThenWord() // 31 Dec 2026, 31. Dezember 2026, 31-Dec-26, 31st December 2026
    {
        if (!isNumber(0, 1, 2))
            return false;
        qsizetype at = 1;
        if (isSign(at, u".-") || (isWord(at) && isWord(at + 1)))
            ++at;
        const int month = isWord(at) ? monthOf(token(at)->text) : 0;
        if (month == 0)
            return false;
        ++at;
        while (isSign(at, u".,-") || (isWord(at) && token(at)->text == u"de"))
            ++at;
        if (!isNumber(at, 4, 4) && !isNumber(at, 2, 2))
            return false;
        take(month, value(0), value(at));
        m_isKnown = true;
        m_at += at + 1;
        return true;
    }

    bool wordThenDay() // Dec 31, 2026
    {
        const int month = isWord(0) ? monthOf(token()->text) : 0;
        if (month == 0)
            return false;
        qsizetype at = isSign(1, u".") ? 2 : 1;
        if (!isNumber(at, 1, 2))
            return false;
        const int day = value(at++);
        if (isWord(at))
            ++at;
        if (isSign(at, u","))
            ++at;
        if (!isNumber(at, 4, 4))
            return false;
        take(month, day, value(at));
        m_isKnown = true;
        m_at += at + 1;
        return true;
    }

    bool threeNumbers() // 31.12.2026, 12/31/26, 31-12-2026
    {
        if (!isNumber(0, 1, 2) || !isNumber(2, 1, 2) || !isSign(1, u"./-") || !isSign(3, u"./-") ||
            token(1)->text != token(3)->text || !(isNumber(4, 4, 4) || isNumber(4, 2, 2)))
            return false;
        take(value(0), value(2), value(4));
        m_at += 5;
        return true;
    }

    bool readTime(std::chrono::milliseconds &time)
    {
        takeSign(u",");
        if (isWord(0) && (token()->text == u"t" || token()->text == u"at" || token()->text == u"um"))
            ++m_at;
        if (m_at == m_tokens.size())
            return true;
        if (!isNumber(0, 1, 2) || !isSign(1, u":") || !isNumber(2, 2, 2))
            return false;
        int hours = value(0);
        const int minutes = value(2);
        m_at += 3;
        int seconds = 0;
        if (isSign(0, u":") && isNumber(1, 2, 2)) {
            seconds = value(1);
            m_at += 2;
            if (isSign(0, u".,") && isNumber(1, 1, 9))
                m_at += 2; // parts of a second: nobody leaves by them
        }
        if (isWord(0) && (token()->text == u"am" || token()->text == u"pm")) {
            if (hours < 1 || hours > 12)
                return false;
            hours = hours % 12 + (token()->text == u"pm" ? 12 : 0);
            ++m_at;
        }
        if (hours > 23 || minutes > 59 || seconds > 59)
            return false;
        time = std::chrono::hours{hours} + std::chrono::minutes{minutes} + std::chrono::seconds{seconds};
        return readZone(time);
    }

    bool readZone(std::chrono::milliseconds &time)
    {
        if (isWord(0) && (token()->text == u"z" || token()->text == u"utc" || token()->text == u"gmt"))
            ++m_at;
        if (!isSign(0, u"+-"))
            return true;
        const int sign = isSign(0, u"-") ? -1 : 1;
        int hours = 0;
        int minutes = 0;
        if (isNumber(1, 2, 2) && isSign(2, u":") && isNumber(3, 2, 2)) {
            hours = value(1);
            minutes = value(3);
            m_at += 4;
        } else if (isNumber(1, 4, 4)) {
            hours = value(1) / 100;
            minutes = value(1) % 100;
            m_at += 2;
        } else {
            return false;
        }
        time -= sign * (std::chrono::hours{hours} + std::chrono::minutes{minutes});
        return hours <= 23 && minutes <= 59;
    }

    std::optional<Instant> instant(int month, int day, std::chrono::milliseconds time) const
    {
        if (m_isKnown) {
            month = m_first;
            day = m_second;
        }
        const std::chrono::year_month_day date{std::chrono::year{m_year},
                                               std::chrono::month{static_cast<unsigned>(month)},
                                               std::chrono::day{static_cast<unsigned>(day)}};
        if (!date.ok() || m_year < 1900 || m_year > 2199)
            return {};
        return Instant{std::chrono::sys_days{date}} + time;
    }

    const DateTokens &m_tokens;
    qsizetype m_at = 0;
    int m_first = 0;  ///< of three numbers the first; else the month
    int m_second = 0; ///< of three numbers the second; else the day
    int m_year = 0;
    bool m_isKnown = false; ///< which of them is the month
};

} // namespace

WrittenDate readWrittenDate(QStringView text)
{
    const QStringView date = trimmedCell(text);
    if (date.size() < 6 || date.size() > kLongestDate)
        return {};
    const QByteArray utf8 = date.toUtf8();
    if (const auto instant = parseInstant({utf8.constData(), static_cast<std::size_t>(utf8.size())}))
        return {instant, instant};
    const DateTokens tokens = dateTokens(date);
    return DateTokenReader(tokens).read();
}

} // namespace gatehouse
