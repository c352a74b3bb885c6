// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/instant.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

using namespace gatehouse;

class TestInstant final : public QObject
{
    Q_OBJECT
private slots:
    void readsRfc3339_data();
    void readsRfc3339();
    void refusesWhatIsNoInstant_data();
    void refusesWhatIsNoInstant();
    void agreesWithQDateTime();
    void readsTheCanonicalSpellingAlone();
};

void TestInstant::readsRfc3339_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("canonical");
    const QByteArray canonical("2022-09-21T19:01:25.872Z");
    QTest::newRow("canonical") << canonical << canonical;
    QTest::newRow("offset") << QByteArray("2022-09-21T21:01:25.872+02:00") << canonical;
    QTest::newRow("negative offset") << QByteArray("2022-09-21T13:31:25.872-05:30") << canonical;
    QTest::newRow("microseconds are cut") << QByteArray("2022-09-21T19:01:25.872999Z") << canonical;
    QTest::newRow("tenths") << QByteArray("2022-09-21T19:01:25.8Z") << QByteArray("2022-09-21T19:01:25.800Z");
    QTest::newRow("no fraction") << QByteArray("2022-09-21T19:01:25Z") << QByteArray("2022-09-21T19:01:25.000Z");
    QTest::newRow("lower case") << QByteArray("2022-09-21t19:01:25.872z") << canonical;
    QTest::newRow("leap day") << QByteArray("2024-02-29T00:00:00Z") << QByteArray("2024-02-29T00:00:00.000Z");
    QTest::newRow("leap second") << QByteArray("2016-12-31T23:59:60Z") << QByteArray("2017-01-01T00:00:00.000Z");
    QTest::newRow("before 1970") << QByteArray("1969-12-31T23:59:59.999Z") << QByteArray("1969-12-31T23:59:59.999Z");
    QTest::newRow("offset over new year")
        << QByteArray("2023-01-01T00:30:00+01:00") << QByteArray("2022-12-31T23:30:00.000Z");
}

void TestInstant::readsRfc3339()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, canonical);
    const auto instant = parseInstant({text.constData(), static_cast<std::size_t>(text.size())});
    QVERIFY(instant);
    QCOMPARE(formatInstant(*instant), canonical);
}

void TestInstant::refusesWhatIsNoInstant_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"", "yesterday", "2022-09-21", "2022-09-21T19:01:25", "2022-02-30T00:00:00Z", "2022-13-01T00:00:00Z",
          "2022-09-21T24:00:00Z", "2022-09-21T19:60:00Z", "2022-09-21T19:01:61Z", "2022-09-21T19:01:25.Z",
          "2022-09-21T19:01:25.872Z ", " 2022-09-21T19:01:25.872Z", "2022-09-21 19:01:25Z", "2022-09-21T19:01:25+0200",
          "2022-09-21T19:01:25+24:00", "2022-9-21T19:01:25Z", "+2022-09-21T19:01:25Z", "1663786885"})
        QTest::newRow(text) << QByteArray(text);
}

void TestInstant::refusesWhatIsNoInstant()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parseInstant({text.constData(), static_cast<std::size_t>(text.size())}));
}

void TestInstant::agreesWithQDateTime()
{
    QRandomGenerator random(11);
    for (int i = 0; i < 2000; ++i) {
        const qint64 ms = static_cast<qint64>(random.bounded(4'000'000'000.0)) * 1000 + random.bounded(1000);
        const QByteArray text = formatInstant(fromMilliseconds(ms));
        const QDateTime reference = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
        QCOMPARE(text, reference.toString(Qt::ISODateWithMs).toLatin1());
        QCOMPARE(toMilliseconds(*parseInstant({text.constData(), static_cast<std::size_t>(text.size())})), ms);
    }
}

void TestInstant::readsTheCanonicalSpellingAlone()
{
    const QByteArray canonical = "2024-02-29T23:59:58.907Z";
    QCOMPARE(parseCanonicalInstant("2024-02-29T23:59:58.907Z"), parseInstant("2024-02-29T23:59:58.907Z"));
    // Whatever character stands anywhere: what is read is what would be written.
    for (qsizetype at = 0; at < canonical.size(); ++at) {
        for (int c = 0; c < 256; ++c) {
            QByteArray text = canonical;
            text[at] = static_cast<char>(c);
            const std::string_view view(text.constData(), static_cast<std::size_t>(text.size()));
            const auto any = parseInstant(view);
            const bool isCanonical = any && formatInstant(*any) == text;
            QCOMPARE(parseCanonicalInstant(view), isCanonical ? any : std::nullopt);
        }
    }
    for (const char *other : {"", "2024-02-29T23:59:58Z", "2024-02-29T23:59:58.907Z ", "2023-02-29T23:59:58.907Z",
                              "2024-02-29T23:59:60.000Z", "2024-02-29T24:00:00.000Z", "2024-00-10T00:00:00.000Z"})
        QVERIFY2(!parseCanonicalInstant(other), other);
}

QTEST_GUILESS_MAIN(TestInstant)
#include "tst_instant.moc"
