// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplelisting.h"
#include "ui/users/datetext.h"

#include <QRegularExpression>

using namespace gatehouse;
using samples::at;

class TestDateText final : public QObject
{
    Q_OBJECT

private slots:
    void writesTheMediumDateOfALocale_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *locale, const QString &expected) {
            QTest::newRow(locale) << QString::fromLatin1(locale) << expected;
        };
        row("C", QStringLiteral("6 Jun 2026"));
        row("en_US", QStringLiteral("Jun 6, 2026"));
        row("en_GB", QStringLiteral("6 Jun 2026"));
        row("de_DE", QStringLiteral("6. Juni 2026"));
        row("fr_FR", QStringLiteral("6 juin 2026"));
        row("es_ES", QStringLiteral("6 de jun de 2026"));
        row("da_DK", QStringLiteral("den 6. jun. 2026"));
        row("hu_HU", QStringLiteral("2026. j\u00FAn. 6."));
        row("lt_LT", QStringLiteral("2026 m. bir\u017E. 6 d."));
        row("ja_JP", QStringLiteral("2026\u5E746\u67086\u65E5"));
        row("zh_CN", QStringLiteral("2026\u5E746\u67086\u65E5"));
    }

    void writesTheMediumDateOfALocale()
    {
        QFETCH(QString, locale);
        QFETCH(QString, expected);
        const DateText dates{QLocale(locale), QTimeZone::utc()};
        QCOMPARE(dates.date(at("2026-06-06T19:01:25.872Z")), expected);
    }

    void leavesNoWeekdayInAnyLocale()
    {
        for (const QLocale &locale :
             QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyTerritory)) {
            const QString format = DateText::mediumFormat(locale);
            // Outside quotes.
            const QString bare = QString(format).remove(QRegularExpression(QStringLiteral("'[^']*'")));
            QVERIFY2(!bare.contains(QStringLiteral("ddd")) && !bare.contains(QStringLiteral("MMMM")),
                     qPrintable(locale.name() + QLatin1Char(' ') + format));
            QVERIFY2(bare.contains(QLatin1Char('d')) && bare.contains(QLatin1Char('y')),
                     qPrintable(locale.name() + QLatin1Char(' ') + format));
            QVERIFY2(!format.startsWith(QLatin1Char(',')) && !format.endsWith(QLatin1Char(',')), qPrintable(format));
        }
    }

    void takesTheDayOfTheTimeZone()
    {
        const Instant instant = at("2022-09-21T23:30:00Z");
        QCOMPARE(DateText(QLocale::c(), QTimeZone::utc()).date(instant), QStringLiteral("21 Sep 2022"));
        QCOMPARE(DateText(QLocale::c(), QTimeZone(7200)).date(instant), QStringLiteral("22 Sep 2022"));
    }

    void saysHowLongAgo_data()
    {
        QTest::addColumn<QByteArray>("then");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *then, const char *expected) {
            QTest::newRow(then) << QByteArray(then) << QString::fromLatin1(expected);
        };
        // Now is 2026-06-12T12:00:00Z.
        row("2026-06-12T12:00:00Z", "just now");
        row("2026-06-12T11:59:00.001Z", "just now");
        row("2026-06-12T11:59:00Z", "1 minute ago");
        row("2026-06-12T11:54:00Z", "6 minutes ago");
        row("2026-06-12T11:00:00Z", "1 hour ago");
        row("2026-06-12T00:00:00Z", "12 hours ago");
        row("2026-06-11T23:59:59Z", "yesterday");
        row("2026-06-10T23:59:59Z", "2 days ago");
        row("2026-06-06T08:00:00Z", "6 days ago");
        row("2026-05-13T12:00:00Z", "30 days ago");
        row("2026-05-12T23:00:00Z", "1 month ago");
        row("2026-04-02T12:00:00Z", "2 months ago");
        row("2025-06-13T12:00:00Z", "11 months ago");
        row("2025-06-12T12:00:00Z", "1 year ago");
        row("2025-01-17T12:00:00Z", "1 year ago");
        row("2024-03-04T12:00:00Z", "2 years ago");
        row("2022-09-21T19:01:25.872Z", "3 years ago");
        row("1970-01-01T00:00:00Z", "56 years ago");
        row("2026-06-12T12:00:59Z", "just now");
        row("2026-06-12T12:05:00Z", "in 5 minutes");
        row("2026-06-12T15:00:00Z", "in 3 hours");
        row("2026-06-13T13:00:00Z", "tomorrow");
        row("2026-06-15T12:00:00Z", "in 3 days");
        row("2026-07-12T12:00:00Z", "in 1 month");
        row("2027-06-12T12:00:00Z", "in 1 year");
        row("2030-06-12T12:00:00Z", "in 4 years");
    }

    void saysHowLongAgo()
    {
        QFETCH(QByteArray, then);
        QFETCH(QString, expected);
        const DateText dates(QLocale::c(), QTimeZone::utc());
        QCOMPARE(dates.age(at(then.constData()), at("2026-06-12T12:00:00Z")), expected);
    }

    void countsMinutesAcrossMidnight()
    {
        const DateText dates(QLocale::c(), QTimeZone::utc());
        QCOMPARE(dates.age(at("2026-06-11T23:58:00Z"), at("2026-06-12T00:02:00Z")), QStringLiteral("4 minutes ago"));
    }

    void givesTheExactInstant()
    {
        const DateText dates(QLocale::c(), QTimeZone(7200));
        const QString text = dates.exact(at("2022-09-21T19:01:25.872Z"));
        QVERIFY2(text.contains(QStringLiteral("2022-09-21T19:01:25.872Z")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("21:01:25")), qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(TestDateText)
#include "tst_datetext.moc"
