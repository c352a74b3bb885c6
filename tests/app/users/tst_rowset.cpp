// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/rowset.h"

#include <QRandomGenerator>
#include <QTest>

#include <set>

using namespace gatehouse;

class TestRowSet final : public QObject
{
    Q_OBJECT
private slots:
    void agreesWithAStandardSet();
    void ignoresRowsBeyondItsEnd();
    void dropsRowsWhenItShrinks();
    void countsAnIntersection();
    void combinesWholeSets();
    void isMadeOfWords();

private:
    static std::set<Row> rowsOf(const RowSet &set)
    {
        std::set<Row> rows;
        set.forEach([&](Row row) { rows.insert(row); });
        return rows;
    }
};

void TestRowSet::agreesWithAStandardSet()
{
    QRandomGenerator random(1);
    for (const Row size : {0U, 1U, 63U, 64U, 65U, 200U}) {
        RowSet set(size);
        std::set<Row> reference;
        for (int step = 0; step < 400 && size > 0; ++step) {
            const Row row = random.bounded(size);
            switch (random.bounded(8)) {
            case 0:
                set.invert();
                for (Row r = 0; r < size; ++r) {
                    if (reference.erase(r) == 0)
                        reference.insert(r);
                }
                break;
            case 1:
            case 2:
            case 3:
                QCOMPARE(set.remove(row), reference.erase(row) == 1);
                break;
            default:
                QCOMPARE(set.insert(row), reference.insert(row).second);
            }
            QCOMPARE(set.size(), static_cast<Row>(reference.size()));
        }
        QCOMPARE(rowsOf(set), reference);
        set.fill();
        QCOMPARE(set.size(), size);
        set.invert();
        QVERIFY(set.isEmpty());
    }
}

void TestRowSet::ignoresRowsBeyondItsEnd()
{
    RowSet set(10);
    QVERIFY(!set.insert(10));
    QVERIFY(!set.contains(10));
    QVERIFY(!set.remove(70));
    QVERIFY(set.isEmpty());
}

void TestRowSet::dropsRowsWhenItShrinks()
{
    RowSet set(130);
    set.fill();
    set.resize(65);
    QCOMPARE(set.size(), Row(65));
    set.resize(130);
    QCOMPARE(set.size(), Row(65));
    QVERIFY(!set.contains(100));
}

void TestRowSet::countsAnIntersection()
{
    RowSet a(100);
    RowSet b(200);
    for (Row row = 0; row < 100; row += 2)
        a.insert(row);
    for (Row row = 0; row < 200; row += 3)
        b.insert(row);
    QCOMPARE(a.sizeOfIntersection(b), Row(17));
    QCOMPARE(b.sizeOfIntersection(a), Row(17));
}

void TestRowSet::combinesWholeSets()
{
    QRandomGenerator random(2);
    const auto randomSet = [&random](Row rows) {
        RowSet set(rows);
        for (Row row = 0; row < rows; ++row) {
            if (random.bounded(3) == 0)
                set.insert(row);
        }
        return set;
    };
    for (const Row size : {0U, 1U, 64U, 100U, 300U}) {
        for (const Row otherSize : {0U, 63U, 100U, 400U}) {
            const RowSet set = randomSet(size);
            const RowSet other = randomSet(otherSize);
            RowSet all = set;
            RowSet less = set;
            RowSet both = set;
            const bool grew = all.insertAll(other);
            const bool shrank = less.removeAll(other);
            const bool isOther = both.keepOnly(other);
            QCOMPARE(grew, all != set);
            QCOMPARE(shrank, less != set);
            QCOMPARE(isOther, both != set);
            for (Row row = 0; row < size; ++row) {
                QCOMPARE(all.contains(row), set.contains(row) || other.contains(row));
                QCOMPARE(less.contains(row), set.contains(row) && !other.contains(row));
                QCOMPARE(both.contains(row), set.contains(row) && other.contains(row));
            }
            for (const RowSet &combined : {all, less, both}) {
                QCOMPARE(combined.universe(), size);
                QCOMPARE(combined.size(), static_cast<Row>(rowsOf(combined).size()));
            }
        }
    }
}

void TestRowSet::isMadeOfWords()
{
    const RowSet set(70, {quint64{5}, ~quint64{0}, ~quint64{0}});
    QCOMPARE(rowsOf(set), (std::set<Row>{0, 2, 64, 65, 66, 67, 68, 69}));
    QCOMPARE(set.size(), Row(8));
    QCOMPARE(set.wordCount(), std::size_t(2));
    QCOMPARE(set.word(1), quint64{63});
    QCOMPARE(RowSet(200, {quint64{1}}).size(), Row(1));
}

QTEST_GUILESS_MAIN(TestRowSet)
#include "tst_rowset.moc"
