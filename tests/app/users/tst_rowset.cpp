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

QTEST_GUILESS_MAIN(TestRowSet)
#include "tst_rowset.moc"
