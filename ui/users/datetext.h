// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/instant.h"

#include <QLocale>
#include <QString>
#include <QTimeZone>

namespace gatehouse {

/// Dates as the admin reads them: in a locale and a time zone, with how long ago that was beside it. A value; what it
/// takes long to find out (the locale's medium format) is found once.
class DateText final
{
public:
    explicit DateText(const QLocale &locale = QLocale(), const QTimeZone &zone = QTimeZone::systemTimeZone());

    /// "21 Sep 2022".
    QString date(Instant instant) const;
    /// "just now", "6 minutes ago", "yesterday", "4 years ago"; "in 3 days" for what is yet to come. Whole units that
    /// have passed, days and longer by the calendar of the time zone.
    QString age(Instant instant, Instant now) const;
    /// For a tool tip: the local time to the second and the exact instant in UTC, one a line.
    QString exact(Instant instant) const;

    /// The locale's long date format without the weekday and with the month cut short: Qt has no medium one.
    static QString mediumFormat(const QLocale &locale);

private:
    QDateTime local(Instant instant) const;

    QLocale m_locale;
    QTimeZone m_zone;
    QString m_format;
};

} // namespace gatehouse
