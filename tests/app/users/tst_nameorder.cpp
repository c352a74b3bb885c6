// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/nameorder.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace gatehouse;

class TestNameOrder final : public QObject
{
    Q_OBJECT
private slots:
    void agreesWithAPlainSort_data();
    void agreesWithAPlainSort();
    void leavesNamesInOrder();
};

void TestNameOrder::agreesWithAPlainSort_data()
{
    QTest::addColumn<QByteArray>("alphabet");
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<int>("names");
    QTest::newRow("none") << QByteArray("a") << QByteArray() << 0;
    QTest::newRow("one") << QByteArray("a") << QByteArray() << 1;
    QTest::newRow("few") << QByteArray("abAB") << QByteArray() << 30;
    QTest::newRow("many") << QByteArray("abcdefghijklmnopqrstuvwxyz.@ABC") << QByteArray() << 20'000;
    QTest::newRow("for several threads") << QByteArray("abcdefghijAB") << QByteArray() << 150'000;
    QTest::newRow("few letters for several threads") << QByteArray("aA") << QByteArray("user") << 60'000;
    QTest::newRow("many twins") << QByteArray("aA") << QByteArray() << 5'000;
    QTest::newRow("zeros") << QByteArray("\0aA\x01", 4) << QByteArray() << 5'000;
    QTest::newRow("common beginning") << QByteArray("abAB") << QByteArray("firstname.lastname@") << 5'000;
    QTest::newRow("beginning beyond the bound") << QByteArray("abAB") << QByteArray(100, 'x') << 3'000;
    QTest::newRow("many that begin alike") << QByteArray("abAB") << QByteArray("firstname.lastname@") << 40'000;
    QTest::newRow("many twins for several threads") << QByteArray("a") << QByteArray() << 40'000;
    QTest::newRow("as many as one thread sorts") << QByteArray("abcdefgh") << QByteArray() << 9'999;
    QTest::newRow("as few as several do") << QByteArray("abcdefgh") << QByteArray() << 10'000;
    QTest::newRow("beginning of zeros") << QByteArray("\0a", 2) << QByteArray(20, '\0') << 3'000;
}

void TestNameOrder::agreesWithAPlainSort()
{
    QFETCH(const QByteArray, alphabet);
    QFETCH(const QByteArray, prefix);
    QFETCH(const int, names);
    std::mt19937 random(3);
    NameColumn::Builder builder;
    for (int i = 0; i < names; ++i) {
        std::string name = random() % 8 == 0 ? std::string() : prefix.toStdString();
        for (quint32 size = random() % 24; size > 0; --size)
            name += random() % 20 == 0
                        ? "\u00c4"
                        : std::string(
                              1, alphabet[static_cast<qsizetype>(random() % static_cast<quint32>(alphabet.size()))]);
        builder.add(name);
    }
    const auto column = std::move(builder).build();
    std::vector<Row> expected(column->count());
    std::iota(expected.begin(), expected.end(), 0);
    std::sort(expected.begin(), expected.end(), [&](Row a, Row b) {
        if (column->folded(a) != column->folded(b))
            return column->folded(a) < column->folded(b);
        return column->name(a) != column->name(b) ? column->name(a) < column->name(b) : a < b;
    });
    QCOMPARE(sortedByName(*column), expected);
}

void TestNameOrder::leavesNamesInOrder()
{
    const auto sorted = [](const std::vector<const char *> &names) {
        NameColumn::Builder builder;
        for (const char *name : names)
            builder.add(name);
        return sortedByName(*std::move(builder).build());
    };
    QCOMPARE(sorted({"a", "B", "b", "b", "c"}), (std::vector<Row>{0, 1, 2, 3, 4}));
    QCOMPARE(sorted({"a", "b", "B", "c"}), (std::vector<Row>{0, 2, 1, 3}));
    QCOMPARE(sorted({"a", "c", "b"}), (std::vector<Row>{0, 2, 1}));
}

QTEST_GUILESS_MAIN(TestNameOrder)
#include "tst_nameorder.moc"
