// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>
#include <optional>
#include <string_view>

namespace gatehouse {

/// A moment in UTC, to the millisecond: the precision of the API's `disabled` member.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// Reads an RFC 3339 date-time of any offset and precision ("2022-09-21T19:01:25.872Z", "…T21:01:25+02:00").
/// Digits after the milliseconds are cut off. Nothing is returned for anything that is no such instant.
std::optional<Instant> parseInstant(std::string_view text);

/// Reads the one spelling that formatInstant() writes, quicker; nothing for any other, of the same instant too.
std::optional<Instant> parseCanonicalInstant(std::string_view text);

/// The one canonical spelling that Gatehouse sends: "2022-09-21T19:01:25.872Z".
QByteArray formatInstant(Instant instant);

/// The instant as milliseconds since 1970 and back, for Qt's date classes.
constexpr qint64 toMilliseconds(Instant instant)
{
    return instant.time_since_epoch().count();
}
constexpr Instant fromMilliseconds(qint64 value)
{
    return Instant{std::chrono::milliseconds{value}};
}

/// This computer's clock, cut to milliseconds.
Instant computerNow();

} // namespace gatehouse
