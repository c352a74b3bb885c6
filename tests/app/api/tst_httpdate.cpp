// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/httpdate.h"

#include <QTest>

using namespace gatehouse;

class TestHttpDate : public QObject
{
    Q_OBJECT

private slots:
    void readsTheDateOfAHeader();
    void refusesAnythingElse_data();
    void refusesAnythingElse();
};

void TestHttpDate::readsTheDateOfAHeader()
{
    QCOMPARE(formatInstant(*parseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT")), QByteArray("1994-11-06T08:49:37.000Z"));
    QCOMPARE(formatInstant(*parseHttpDate(" Tue, 29 Feb 2028 23:59:59 GMT\r")), QByteArray("2028-02-29T23:59:59.000Z"));
}

void TestHttpDate::refusesAnythingElse_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"", "now", "1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Nov 1994 08:49:37",
          "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nox 1994 08:49:37 GMT",
          "Sun, -6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:4x:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"})
        QTest::newRow(text) << QByteArray(text);
}

void TestHttpDate::refusesAnythingElse()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!parseHttpDate(text));
}

QTEST_GUILESS_MAIN(TestHttpDate)
#include "tst_httpdate.moc"
