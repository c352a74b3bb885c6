// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/instant.h"

#include <QtEndian>

namespace gatehouse {

namespace {

/// Reads RFC 3339 from left to right. The standard library of g++ 12 has no chrono::parse, and QDateTime takes 25 times
/// as long, which counts with a million dates in a list.
class InstantReader final
{
public:
    explicit InstantReader(std::string_view text) : m_rest(text) {}

    std::optional<int> digits(std::size_t count)
    {
        if (m_rest.size() < count)
            return std::nullopt;
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const char c = m_rest[i];
            if (c < '0' || c > '9')
                return std::nullopt;
            value = value * 10 + (c - '0');
        }
        m_rest.remove_prefix(count);
        return value;
    }

    bool oneOf(std::string_view allowed)
    {
        if (m_rest.empty() || allowed.find(m_rest.front()) == std::string_view::npos)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    char next() const { return m_rest.empty() ? '\0' : m_rest.front(); }
    bool atEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
};

std::optional<std::chrono::sys_days> readDate(InstantReader &reader)
{
    const auto year = reader.digits(4);
    if (!year || !reader.oneOf("-"))
        return std::nullopt;
    const auto month = reader.digits(2);
    if (!month || !reader.oneOf("-"))
        return std::nullopt;
    const auto day = reader.digits(2);
    if (!day)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok())
        return std::nullopt;
    return std::chrono::sys_days{date};
}

std::optional<std::chrono::milliseconds> readTime(InstantReader &reader)
{
    const auto hours = reader.digits(2);
    if (!hours || *hours > 23 || !reader.oneOf(":"))
        return std::nullopt;
    const auto minutes = reader.digits(2);
    if (!minutes || *minutes > 59 || !reader.oneOf(":"))
        return std::nullopt;
    const auto seconds = reader.digits(2);
    if (!seconds || *seconds > 60) // 60 is a leap second
        return std::nullopt;
    int milliseconds = 0;
    if (reader.oneOf(".")) {
        int weight = 100;
        auto digit = reader.digits(1);
        if (!digit)
            return std::nullopt;
        for (; digit; digit = reader.digits(1)) {
            milliseconds += *digit * weight;
            weight /= 10;
        }
    }
    return std::chrono::hours{*hours} + std::chrono::minutes{*minutes} + std::chrono::seconds{*seconds} +
           std::chrono::milliseconds{milliseconds};
}

std::optional<std::chrono::minutes> readOffset(InstantReader &reader)
{
    if (reader.oneOf("Zz"))
        return std::chrono::minutes{0};
    const int sign = reader.next() == '-' ? -1 : 1;
    if (!reader.oneOf("+-"))
        return std::nullopt;
    const auto hours = reader.digits(2);
    if (!hours || *hours > 23 || !reader.oneOf(":"))
        return std::nullopt;
    const auto minutes = reader.digits(2);
    if (!minutes || *minutes > 59)
        return std::nullopt;
    return std::chrono::minutes{sign * (*hours * 60 + *minutes)};
}

/// Eight characters of a text, held against a form of the same length in which 0 stands for any digit: all at once.
class EightCharacters final
{
public:
    EightCharacters(const char *text, const char (&form)[9]) : m_bytes(qFromLittleEndian<quint64>(text))
    {
        const auto wanted = qFromLittleEndian<quint64>(static_cast<const char *>(form));
        m_bytes ^= wanted; // a digit is left of digits, nothing of the others
        const quint64 isDigit = kEach * 0xFF & ~spread(wanted ^ (kEach * '0'));
        const quint64 low = m_bytes & (kEach * 0x7F);
        m_areOfForm =
            ((low + kEach * 0x76) & kEach * 0x80 & isDigit) == 0 && (m_bytes & ~(isDigit & kEach * 0x7F)) == 0;
    }

    bool areOfForm() const { return m_areOfForm; }
    int digit(int at) const { return static_cast<int>((m_bytes >> (8 * at)) & 0xFF); }
    int pair(int at) const { return digit(at) * 10 + digit(at + 1); }

private:
    static constexpr quint64 kEach = 0x0101'0101'0101'0101;
    /// 0xFF for each byte that is not zero; of bytes below 0x80.
    static constexpr quint64 spread(quint64 bytes) { return (((bytes + kEach * 0x7F) & (kEach * 0x80)) >> 7) * 0xFF; }

    quint64 m_bytes;
    bool m_areOfForm = false;
};

void writeDigits(char *to, int count, int value)
{
    for (int i = count - 1; i >= 0; --i) {
        to[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
}

} // namespace

std::optional<Instant> parseInstant(std::string_view text)
{
    InstantReader reader(text);
    const auto date = readDate(reader);
    if (!date || !reader.oneOf("Tt"))
        return std::nullopt;
    const auto time = readTime(reader);
    if (!time)
        return std::nullopt;
    const auto offset = readOffset(reader);
    if (!offset || !reader.atEnd())
        return std::nullopt;
    return Instant{*date} + *time - *offset;
}

std::optional<Instant> parseCanonicalInstant(std::string_view text)
{
    if (text.size() != 24)
        return std::nullopt;
    const EightCharacters first(text.data(), "0000-00-");
    const EightCharacters second(text.data() + 8, "00T00:00");
    const EightCharacters third(text.data() + 16, ":00.000Z");
    if (!first.areOfForm() || !second.areOfForm() || !third.areOfForm())
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{first.pair(0) * 100 + first.pair(2)},
                                           std::chrono::month{static_cast<unsigned>(first.pair(5))},
                                           std::chrono::day{static_cast<unsigned>(second.pair(0))}};
    const int hours = second.pair(3);
    const int minutes = second.pair(6);
    const int seconds = third.pair(1);
    if (!date.ok() || hours > 23 || minutes > 59 || seconds > 59)
        return std::nullopt;
    return Instant{std::chrono::sys_days{date}} + std::chrono::hours{hours} + std::chrono::minutes{minutes} +
           std::chrono::seconds{seconds} + std::chrono::milliseconds{third.pair(4) * 10 + third.digit(6)};
}

QByteArray formatInstant(Instant instant)
{
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day date{day};
    const auto time = static_cast<int>((instant - day).count());
    QByteArray text("0000-00-00T00:00:00.000Z");
    char *to = text.data();
    writeDigits(to, 4, static_cast<int>(date.year()));
    writeDigits(to + 5, 2, static_cast<int>(static_cast<unsigned>(date.month())));
    writeDigits(to + 8, 2, static_cast<int>(static_cast<unsigned>(date.day())));
    writeDigits(to + 11, 2, time / 3'600'000);
    writeDigits(to + 14, 2, time / 60'000 % 60);
    writeDigits(to + 17, 2, time / 1000 % 60);
    writeDigits(to + 20, 3, time % 1000);
    return text;
}

Instant computerNow()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

} // namespace gatehouse
