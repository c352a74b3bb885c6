// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/keyedname.h"

#include <QTest>

#include <string>

using namespace gatehouse;
using namespace std::string_literals;

class TestKeyedName final : public QObject
{
    Q_OBJECT
private slots:
    void holdsTheNameAndNothingBehindIt_data();
    void holdsTheNameAndNothingBehindIt();
};

void TestKeyedName::holdsTheNameAndNothingBehindIt_data()
{
    QTest::addColumn<std::string>("arena");
    QTest::addColumn<int>("at");
    QTest::addColumn<quint64>("key");
    const auto row = [](const char *what, const std::string &arena, int at, quint64 key) {
        QTest::newRow(what) << arena << at << key;
    };
    row("long", "abcdefghijk\xFFz\xFF"s, 0, 0x6162'6364'6566'6768);
    row("further on", "abcdefghijk\xFFzzzzzz\xFF"s, 8, 0x696A'6B00'0000'0000);
    row("short, with another behind it", "ab\xFFzzzzzzzz\xFF"s, 0, 0x6162'0000'0000'0000);
    row("of seven", "abcdefg\xFFz\xFF"s, 0, 0x6162'6364'6566'6700);
    row("of eight", "abcdefgh\xFFz\xFF"s, 0, 0x6162'6364'6566'6768);
    row("its end", "abcdefgh\xFFzzzzzzzz\xFF"s, 8, 0);
    row("empty", "\xFFzzzzzzzz\xFF"s, 0, 0);
    row("last of the arena",
        "zzzz\xFF"
        "abc\xFF"s,
        5, 0x6162'6300'0000'0000);
    row("end of the last",
        "zzzz\xFF"
        "abc\xFF"s,
        8, 0);
    row("with a zero in it", "a\0b\xFFzzzzzz\xFF"s, 0, 0x6100'6200'0000'0000);
    // The largest bytes that UTF-8 has are no end.
    row("not of ASCII", "\xF4\x8F\xBF\xBF\xEF\xBF\xBF\xFFz\xFF"s, 0, 0xF48F'BFBF'EFBF'BF00);
}

void TestKeyedName::holdsTheNameAndNothingBehindIt()
{
    QFETCH(const std::string, arena);
    QFETCH(const int, at);
    QFETCH(const quint64, key);
    QCOMPARE(keyAt(arena, static_cast<std::size_t>(at)), key);
}

QTEST_GUILESS_MAIN(TestKeyedName)
#include "tst_keyedname.moc"
