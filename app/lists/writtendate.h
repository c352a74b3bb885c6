// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/instant.h"

#include <QString>

namespace gatehouse {

/// Which number comes first in a date such as 03/04/2026.
enum class DateOrder { DayFirst, MonthFirst };

/// A date as it stands in a cell, read in both orders; a value. Where one of the orders is empty the date can be read
/// in the other alone, which proves it; where both are the same the order does not matter.
struct WrittenDate
{
    std::optional<Instant> dayFirst;
    std::optional<Instant> monthFirst;

    std::optional<Instant> in(DateOrder order) const { return order == DateOrder::DayFirst ? dayFirst : monthFirst; }
    bool isDate() const { return dayFirst || monthFirst; }
    bool isAmbiguous() const { return dayFirst && monthFirst && *dayFirst != *monthFirst; }
    bool proves(DateOrder order) const
    {
        return isDate() && dayFirst.has_value() != monthFirst.has_value() && in(order);
    }
};

/// Reads a date of the years 1900 to 2199, with or without a time: 2026-12-31, 31.12.2026, 12/31/2026, 31.12.26,
/// 31 Dec 2026, Dec 31, 2026, 2026年12月31日, an instant of RFC 3339; months in words in English, German, French,
/// Spanish, Italian, Portuguese, Dutch and Swedish. A year of two digits is in this century. Midnight UTC where no time
/// stands; a time without a zone (Z, UTC, +02:00) is UTC. Neither order is set where the text is no date.
WrittenDate readWrittenDate(QStringView text);

} // namespace gatehouse
