// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/roworder.h"

#include "sampletable.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace gatehouse;

class TestRowOrder final : public QObject
{
    Q_OBJECT
private slots:
    void agreesWithAPlainSort_data();
    void agreesWithAPlainSort();
    void putsTheUndatedLast();
    void ordersNamesByTheirWholeLength();
    void endsWhenStopped();
    void sharesTheOrderOfTheNames();
};

namespace {

int rank(StatusState state)
{
    switch (state) {
    case StatusState::Enabled:
        return 0;
    case StatusState::Disabled:
        return 1;
    case StatusState::DisabledOdd:
        return 2;
    case StatusState::NoStatus:
        return 3;
    }
    return 4;
}

/// Less than, written down without thinking of speed.
bool plainLess(const StatusTable &table, RowOrder order, Row a, Row b)
{
    const bool up = order.direction == SortDirection::Ascending;
    const auto byName = [&](Row left, Row right) {
        const QByteArray l = foldText(table.name(left));
        const QByteArray r = foldText(table.name(right));
        return l != r ? l < r : table.nameBytes(left) < table.nameBytes(right);
    };
    if (order.key == SortKey::Name)
        return up ? byName(a, b) : byName(b, a);
    if (order.key == SortKey::State) {
        const int l = rank(table.state(a));
        const int r = rank(table.state(b));
        return l != r ? (up ? l < r : l > r) : byName(a, b);
    }
    const bool aDated = table.state(a) == StatusState::Disabled;
    const bool bDated = table.state(b) == StatusState::Disabled;
    if (aDated != bDated)
        return aDated;
    if (aDated && table.disabledSince(a) != table.disabledSince(b))
        return up ? table.disabledSince(a) < table.disabledSince(b) : table.disabledSince(a) > table.disabledSince(b);
    return byName(a, b);
}

} // namespace

void TestRowOrder::agreesWithAPlainSort_data()
{
    QTest::addColumn<SortKey>("key");
    QTest::addColumn<SortDirection>("direction");
    QTest::newRow("name") << SortKey::Name << SortDirection::Ascending;
    QTest::newRow("name down") << SortKey::Name << SortDirection::Descending;
    QTest::newRow("state") << SortKey::State << SortDirection::Ascending;
    QTest::newRow("state down") << SortKey::State << SortDirection::Descending;
    QTest::newRow("date") << SortKey::DisabledSince << SortDirection::Ascending;
    QTest::newRow("date down") << SortKey::DisabledSince << SortDirection::Descending;
}

void TestRowOrder::agreesWithAPlainSort()
{
    QFETCH(SortKey, key);
    QFETCH(SortDirection, direction);
    for (const int users : {0, 1, 700, 5000}) {
        StatusTable table = test::sampleTable(users, 17);
        // Dates that are far apart, before 1970, the same, and of users who stand behind the list.
        quint64 sequence = 100;
        for (const qint64 ms : {-62'135'596'800'000LL, -1LL, 0LL, 1'700'000'000'000LL, 253'402'300'799'999LL}) {
            table.noteAnswer(UserStatus::disabled("ann" + QByteArray::number(ms), fromMilliseconds(ms)), sequence++);
            table.noteAnswer(UserStatus::disabled("\u00c5NN" + QByteArray::number(ms), fromMilliseconds(ms)),
                             sequence++);
        }
        const RowOrder order{key, direction};
        std::vector<Row> expected(table.count());
        std::iota(expected.begin(), expected.end(), 0);
        std::sort(expected.begin(), expected.end(), [&](Row a, Row b) { return plainLess(table, order, a, b); });
        const TableSnapshot snapshot = table.snapshot(StatusTable::Dates::Copied);
        QCOMPARE(orderedRows(snapshot, order), expected);
        QCOMPARE(*sharedOrder(snapshot, order), expected);
    }
}

void TestRowOrder::putsTheUndatedLast()
{
    for (const SortDirection direction : {SortDirection::Ascending, SortDirection::Descending}) {
        const StatusTable table = test::sampleTable(300, 4);
        const auto rows = orderedRows(table.snapshot(StatusTable::Dates::Copied), {SortKey::DisabledSince, direction});
        const auto firstUndated =
            std::find_if(rows.begin(), rows.end(), [&](Row row) { return table.state(row) != StatusState::Disabled; });
        QVERIFY(
            std::none_of(firstUndated, rows.end(), [&](Row row) { return table.state(row) == StatusState::Disabled; }));
    }
}

void TestRowOrder::ordersNamesByTheirWholeLength()
{
    StatusListBuilder builder;
    for (const char *name : {"abcdefghijklmnopqrs", "abcdefghijklmnopq", "abcdefghijklmnop", "abcdefghijklmnopqr"})
        builder.add(name, StatusState::Enabled, {});
    const StatusTable table = StatusTable().replacedBy(std::move(builder).build(), 1);
    const std::vector<Row> expected{2, 1, 3, 0};
    QCOMPARE(orderedRows(table.snapshot(StatusTable::Dates::Copied), {}), expected);
}

void TestRowOrder::endsWhenStopped()
{
    // What comes back is worth nothing, but it comes back, and the next order is not spoiled by it.
    const StatusTable table = test::sampleTable(3000, 9);
    const TableSnapshot snapshot = table.snapshot(StatusTable::Dates::Copied);
    const RowOrder order{SortKey::DisabledSince, SortDirection::Ascending};
    const std::atomic_bool stop = true;
    const std::vector<Row> given = orderedRows(snapshot, order, &stop);
    const std::vector<Row> whole = orderedRows(snapshot, order);
    QVERIFY(given != whole);
    QCOMPARE(whole, orderedRows(test::sampleTable(3000, 9).snapshot(StatusTable::Dates::Copied), order));
}

void TestRowOrder::sharesTheOrderOfTheNames()
{
    StatusListBuilder builder;
    for (const char *name : {"c", "a", "b"})
        builder.add(UserStatus::enabled(name));
    StatusTable table = StatusTable().replacedBy(std::move(builder).build(), 1);
    const TableSnapshot snapshot = table.snapshot(StatusTable::Dates::LeftOut);
    QCOMPARE(sharedOrder(snapshot, {}).get(), &snapshot.names->byName());
    table.noteAnswer(UserStatus::enabled("behind the list"), 1'000);
    const TableSnapshot grown = table.snapshot(StatusTable::Dates::LeftOut);
    QCOMPARE(*sharedOrder(grown, {}), (std::vector<Row>{1, 2, 3, 0}));
}

QTEST_GUILESS_MAIN(TestRowOrder)
#include "tst_roworder.moc"
