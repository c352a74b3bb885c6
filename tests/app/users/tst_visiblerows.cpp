// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/visiblerows.h"

#include <QTest>

using namespace gatehouse;

class TestVisibleRows final : public QObject
{
    Q_OBJECT
private slots:
    void showsTheHitsInOrder();
    void growsAtTheEnd();
    void isEmptyWithoutHits();
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

QTEST_GUILESS_MAIN(TestVisibleRows)
#include "tst_visiblerows.moc"
