// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/httpdate.h"

#include <array>
#include <charconv>

namespace gatehouse {

namespace {

std::optional<int> digitsAt(std::string_view text, std::size_t at, std::size_t count)
{
    int value = 0;
    const char *const end = text.data() + at + count;
    const auto [stop, error] = std::from_chars(text.data() + at, end, value);
    if (error != std::errc{} || stop != end || value < 0)
        return {};
    return value;
}

std::optional<unsigned> monthAt(std::string_view text, std::size_t at)
{
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (unsigned i = 0; i < months.size(); ++i) {
        if (text.substr(at, 3) == months[i])
            return i + 1;
    }
    return {};
}

} // namespace

std::optional<Instant> parseHttpDate(QByteArrayView header)
{
    const QByteArrayView trimmed = header.trimmed();
    const std::string_view text(trimmed.data(), static_cast<std::size_t>(trimmed.size()));
    // "Sun, 06 Nov 1994 08:49:37 GMT"
    if (text.size() != 29 || text[3] != ',' || text[4] != ' ' || text[7] != ' ' || text[11] != ' ' || text[16] != ' ' ||
        text[19] != ':' || text[22] != ':' || text.substr(25) != " GMT")
        return {};
    const auto day = digitsAt(text, 5, 2);
    const auto month = monthAt(text, 8);
    const auto year = digitsAt(text, 12, 4);
    const auto hour = digitsAt(text, 17, 2);
    const auto minute = digitsAt(text, 20, 2);
    const auto second = digitsAt(text, 23, 2);
    if (!day || !month || !year || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60)
        return {};
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{*month},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok())
        return {};
    return std::chrono::sys_days{date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           std::chrono::seconds{*second};
}

} // namespace gatehouse
