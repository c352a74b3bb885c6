// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/visiblerows.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace gatehouse;

class TestVisibleRows final : public QObject
{
    Q_OBJECT
private slots:
    void showsTheHitsInOrder();
    void growsAtTheEnd();
    void isEmptyWithoutHits();
    void agreesWithAPlainWalk();
    void growsBehindAnOrderThatIsShownAsAWhole();
};

void TestVisibleRows::showsTheHitsInOrder()
{
    RowSet hits(5);
    for (const Row row : {4U, 0U, 2U})
        hits.insert(row);
    const VisibleRows visible = VisibleRows::of({3, 2, 4, 1, 0}, hits);
    QCOMPARE(visible.rows(), (std::vector<Row>{2, 4, 0}));
    QCOMPARE(visible.position(4), std::optional<qsizetype>(1));
    QCOMPARE(visible.position(3), std::optional<qsizetype>());
    QCOMPARE(visible.position(99), std::optional<qsizetype>());
    QVERIFY(visible.isConsistent());
}

void TestVisibleRows::growsAtTheEnd()
{
    RowSet hits(2);
    hits.insert(1);
    VisibleRows visible = VisibleRows::of({0, 1}, hits);
    visible.append(2);
    visible.append(2);
    QCOMPARE(visible.rows(), (std::vector<Row>{1, 2}));
    QVERIFY(visible.isConsistent());
}

void TestVisibleRows::isEmptyWithoutHits()
{
    const VisibleRows visible = VisibleRows::of({0, 1, 2}, RowSet(3));
    QCOMPARE(visible.count(), qsizetype(0));
    QVERIFY(visible.isConsistent());
    QVERIFY(VisibleRows().isConsistent());
}

void TestVisibleRows::agreesWithAPlainWalk()
{
    QRandomGenerator random(3);
    for (const Row size : {1U, 63U, 64U, 65U, 500U, 1000U}) {
        std::vector<Row> rows(size);
        std::iota(rows.begin(), rows.end(), 0);
        std::shuffle(rows.begin(), rows.end(), random);
        const auto order = std::make_shared<const OrderedRows>(rows);
        // From nobody over few and many to everybody.
        for (const quint32 percent : {0U, 1U, 5U, 15U, 50U, 99U, 100U}) {
            RowSet hits(size);
            for (Row row = 0; row < size; ++row) {
                if (random.bounded(100U) < percent)
                    hits.insert(row);
            }
            std::vector<Row> expected;
            std::copy_if(rows.begin(), rows.end(), std::back_inserter(expected),
                         [&hits](Row row) { return hits.contains(row); });
            VisibleRows visible = VisibleRows::in(order, hits);
            QCOMPARE(visible.rows(), expected);
            QVERIFY(visible.set() == hits);
            for (Row row = 0; row < size; ++row) {
                const auto place = std::find(expected.begin(), expected.end(), row);
                QCOMPARE(visible.position(row), place == expected.end()
                                                    ? std::optional<qsizetype>()
                                                    : std::optional<qsizetype>(place - expected.begin()));
            }
            visible.append(size);
            visible.append(size + 70);
            QCOMPARE(visible.position(size + 70), std::optional<qsizetype>(expected.size() + 1));
            QVERIFY(visible.isConsistent());
        }
    }
}

void TestVisibleRows::growsBehindAnOrderThatIsShownAsAWhole()
{
    RowSet hits(3);
    hits.fill();
    const auto order = std::make_shared<const OrderedRows>(std::vector<Row>{2, 0, 1});
    VisibleRows visible = VisibleRows::in(order, hits);
    QCOMPARE(&visible.rows(), &order->rows()); // nothing was copied
    const VisibleRows before = visible;
    visible.append(3);
    QCOMPARE(visible.rows(), (std::vector<Row>{2, 0, 1, 3}));
    QCOMPARE(order->rows(), (std::vector<Row>{2, 0, 1}));
    QCOMPARE(before.count(), qsizetype(3));
    QVERIFY(visible.isConsistent() && before.isConsistent());
}

QTEST_GUILESS_MAIN(TestVisibleRows)
#include "tst_visiblerows.moc"
