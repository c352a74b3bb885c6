// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/writtendate.h"

#include <QTest>

using namespace gatehouse;

namespace {

QString shortForm(const std::optional<Instant> &instant)
{
    return instant ? QString::fromLatin1(formatInstant(*instant).first(16)) : QString();
}

} // namespace

class TestWrittenDate final : public QObject
{
    Q_OBJECT
private slots:
    void readsBothOrders_data();
    void readsBothOrders();
    void knowsWhatIsNoDate_data();
    void knowsWhatIsNoDate();
    void provesAnOrder();
};

void TestWrittenDate::readsBothOrders_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("dayFirst");
    QTest::addColumn<QString>("monthFirst");
    const QString last = QStringLiteral("2026-12-31T00:00");
    const QString none;
    const auto row = [](const char *text, const QString &dayFirst, const QString &monthFirst) {
        QTest::newRow(text) << QString::fromUtf8(text) << dayFirst << monthFirst;
    };
    row("2026-12-31", last, last);
    row("2026/12/31", last, last);
    row("2026-03-04", QStringLiteral("2026-03-04T00:00"), QStringLiteral("2026-03-04T00:00"));
    row("2026年12月31日", last, last);
    row("31.12.2026", last, none);
    row(" 31.12.26 ", last, none);
    row("31-12-2026", last, none);
    row("12/31/2026", none, last);
    row("12/31/26", none, last);
    row("3/4/2026", QStringLiteral("2026-04-03T00:00"), QStringLiteral("2026-03-04T00:00"));
    row("03.04.2026", QStringLiteral("2026-04-03T00:00"), QStringLiteral("2026-03-04T00:00"));
    row("5/5/2026", QStringLiteral("2026-05-05T00:00"), QStringLiteral("2026-05-05T00:00"));
    row("31 Dec 2026", last, last);
    row("31-Dec-26", last, last);
    row("31. Dezember 2026", last, last);
    row("31 décembre 2026", last, last);
    row("31 de diciembre de 2026", last, last);
    row("31st December 2026", last, last);
    row("Dec 31, 2026", last, last);
    row("Thu, 31 Dec 2026", last, last);
    row("Donnerstag, 31. Dezember 2026", last, last);
    row("1. März 2026", QStringLiteral("2026-03-01T00:00"), QStringLiteral("2026-03-01T00:00"));
    row("31.12.2026 17:30", QStringLiteral("2026-12-31T17:30"), none);
    row("12/31/2026 5:30:00 PM", none, QStringLiteral("2026-12-31T17:30"));
    row("12/31/2026 12:05 AM", none, QStringLiteral("2026-12-31T00:05"));
    row("2026-12-31 17:30:59.123", QStringLiteral("2026-12-31T17:30"), QStringLiteral("2026-12-31T17:30"));
    row("2026-12-31T17:30", QStringLiteral("2026-12-31T17:30"), QStringLiteral("2026-12-31T17:30"));
    row("2026-12-31T17:30:00Z", QStringLiteral("2026-12-31T17:30"), QStringLiteral("2026-12-31T17:30"));
    row("2026-12-31T17:30:00+02:00", QStringLiteral("2026-12-31T15:30"), QStringLiteral("2026-12-31T15:30"));
    row("2026-12-31 17:30 +0200", QStringLiteral("2026-12-31T15:30"), QStringLiteral("2026-12-31T15:30"));
    row("31.12.2026 17:30 UTC", QStringLiteral("2026-12-31T17:30"), none);
}

void TestWrittenDate::readsBothOrders()
{
    QFETCH(QString, text);
    QFETCH(QString, dayFirst);
    QFETCH(QString, monthFirst);
    const WrittenDate date = readWrittenDate(text);
    QCOMPARE(shortForm(date.dayFirst), dayFirst);
    QCOMPARE(shortForm(date.monthFirst), monthFirst);
}

void TestWrittenDate::knowsWhatIsNoDate_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             "31",
                             "2026",
                             "46022",
                             "20261231",
                             "31.12",
                             "31.02.2026",
                             "13/13/2026",
                             "32.1.2026",
                             "0/0/2026",
                             "1/2/3",
                             "31.12/2026",
                             "31.12.2026.1",
                             "10.0.0.1",
                             "31.12.1026",
                             "31.12.2026 x",
                             "31.12.2026 25:00",
                             "31.12.2026 10:61",
                             "13:00 PM",
                             "12/31/2026 13:00 PM",
                             "31 Foo 2026",
                             "until 31.12.2026",
                             "31.12.2026, 1.1.2027",
                             "ann@example.com",
                             "+49 30 123456",
                             "99999999999-12-31",
                             "2026-12-31T17:30+99:00"}) {
        QTest::newRow(text[0] ? text : "nothing") << QString::fromUtf8(text);
    }
}

void TestWrittenDate::knowsWhatIsNoDate()
{
    QFETCH(QString, text);
    QVERIFY(!readWrittenDate(text).isDate());
}

void TestWrittenDate::provesAnOrder()
{
    QVERIFY(readWrittenDate(QStringLiteral("31.12.2026")).proves(DateOrder::DayFirst));
    QVERIFY(!readWrittenDate(QStringLiteral("31.12.2026")).proves(DateOrder::MonthFirst));
    QVERIFY(readWrittenDate(QStringLiteral("12/31/2026")).proves(DateOrder::MonthFirst));
    for (const char *either : {"3/4/2026", "5/5/2026", "2026-12-31", "31 Dec 2026", "x"}) {
        QVERIFY(!readWrittenDate(QString::fromLatin1(either)).proves(DateOrder::DayFirst));
        QVERIFY(!readWrittenDate(QString::fromLatin1(either)).proves(DateOrder::MonthFirst));
    }
    QVERIFY(readWrittenDate(QStringLiteral("3/4/2026")).isAmbiguous());
    QVERIFY(!readWrittenDate(QStringLiteral("5/5/2026")).isAmbiguous());
}

QTEST_GUILESS_MAIN(TestWrittenDate)
#include "tst_writtendate.moc"
