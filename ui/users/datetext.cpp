// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/datetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>

namespace gatehouse {

namespace {

enum class AgeUnit { Minutes, Hours, Days, Months, Years };

/// The English texts hold without a translation file: one is written out, more are plural.
struct AgeTexts
{
    Q_DECLARE_TR_FUNCTIONS(DateText)
public:
    static QString past(AgeUnit unit, int n);
    static QString future(AgeUnit unit, int n);
    static QString now() { return tr("just now"); }
};

QString AgeTexts::past(AgeUnit unit, int n)
{
    switch (unit) {
    case AgeUnit::Minutes:
        return n == 1 ? tr("1 minute ago") : tr("%Ln minutes ago", nullptr, n);
    case AgeUnit::Hours:
        return n == 1 ? tr("1 hour ago") : tr("%Ln hours ago", nullptr, n);
    case AgeUnit::Days:
        return n == 1 ? tr("yesterday") : tr("%Ln days ago", nullptr, n);
    case AgeUnit::Months:
        return n == 1 ? tr("1 month ago") : tr("%Ln months ago", nullptr, n);
    case AgeUnit::Years:
        return n == 1 ? tr("1 year ago") : tr("%Ln years ago", nullptr, n);
    }
    return {};
}

QString AgeTexts::future(AgeUnit unit, int n)
{
    switch (unit) {
    case AgeUnit::Minutes:
        return n == 1 ? tr("in 1 minute") : tr("in %Ln minutes", nullptr, n);
    case AgeUnit::Hours:
        return n == 1 ? tr("in 1 hour") : tr("in %Ln hours", nullptr, n);
    case AgeUnit::Days:
        return n == 1 ? tr("tomorrow") : tr("in %Ln days", nullptr, n);
    case AgeUnit::Months:
        return n == 1 ? tr("in 1 month") : tr("in %Ln months", nullptr, n);
    case AgeUnit::Years:
        return n == 1 ? tr("in 1 year") : tr("in %Ln years", nullptr, n);
    }
    return {};
}

/// Whole months from one day to a later one.
int monthsBetween(QDate from, QDate to)
{
    int months = (to.year() - from.year()) * 12 + to.month() - from.month();
    if (from.addMonths(months) > to)
        --months;
    return months;
}

} // namespace

DateText::DateText(const QLocale &locale, const QTimeZone &zone)
    : m_locale(locale), m_zone(zone.isValid() ? zone : QTimeZone::utc()), m_format(mediumFormat(locale))
{}

QString DateText::mediumFormat(const QLocale &locale)
{
    QString format = locale.dateFormat(QLocale::LongFormat);
    // The weekday goes with the punctuation that ties it to the rest; quoted words of the format stay.
    static const QRegularExpression first(QStringLiteral("^\\s*d{3,4}[\\s.,\u060C\u3001]*"));
    static const QRegularExpression last(QStringLiteral("[\\s,\u060C\u3001]*(?<!d)d{3,4}\\s*$"));
    static const QRegularExpression between(QStringLiteral("[\\s,\u060C\u3001]*(?<!d)d{3,4}(?!d)[\\s,\u060C\u3001]*"));
    format.remove(first);
    format.remove(last);
    format.replace(between, QStringLiteral(" "));
    format.replace(QStringLiteral("MMMM"), QStringLiteral("MMM"));
    return format.trimmed();
}

QDateTime DateText::local(Instant instant) const
{
    return QDateTime::fromMSecsSinceEpoch(toMilliseconds(instant), m_zone);
}

QString DateText::date(Instant instant) const
{
    return m_locale.toString(local(instant).date(), m_format);
}

QString DateText::age(Instant instant, Instant now) const
{
    const bool past = instant <= now;
    const auto apart = past ? now - instant : instant - now;
    const auto text = [past](AgeUnit unit, qint64 n) {
        return past ? AgeTexts::past(unit, static_cast<int>(n)) : AgeTexts::future(unit, static_cast<int>(n));
    };
    if (apart < std::chrono::minutes(1))
        return AgeTexts::now();
    if (apart < std::chrono::hours(1))
        return text(AgeUnit::Minutes, std::chrono::floor<std::chrono::minutes>(apart).count());
    const QDate earlier = local(past ? instant : now).date();
    const QDate later = local(past ? now : instant).date();
    const qint64 days = earlier.daysTo(later);
    if (days == 0)
        return text(AgeUnit::Hours, std::chrono::floor<std::chrono::hours>(apart).count());
    const int months = monthsBetween(earlier, later);
    if (months == 0)
        return text(AgeUnit::Days, days);
    return months < 12 ? text(AgeUnit::Months, months) : text(AgeUnit::Years, months / 12);
}

QString DateText::exact(Instant instant) const
{
    return m_locale.toString(local(instant), m_format + QStringLiteral(", HH:mm:ss t")) + QLatin1Char('\n') +
           QString::fromLatin1(formatInstant(instant));
}

} // namespace gatehouse
