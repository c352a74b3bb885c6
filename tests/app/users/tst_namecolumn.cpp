// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampletable.h"

#include <QTest>

using namespace gatehouse;

class TestNameColumn final : public QObject
{
    Q_OBJECT
private slots:
    void findsExactlyTheName();
    void findsTheFirstOfTwins();
    void separatesFoldedNames();
    void countsTwins();
    void keepsTheNamesInOrder();
    void knowsNothingWhenEmpty();
};

void TestNameColumn::findsExactlyTheName()
{
    const StatusTable table = test::sampleTable(3000, 5);
    const NameColumn &names = *table.names();
    for (Row row = 0; row < names.count(); ++row) {
        QCOMPARE(names.find(names.name(row)), std::optional<Row>(row));
        QCOMPARE(QByteArray(names.folded(row).data(), static_cast<qsizetype>(names.folded(row).size())),
                 foldText(names.name(row)));
    }
    for (const char *unknown : {"", "Anna", "anna ", "annab0123", "\xff"})
        QVERIFY(!names.find(unknown));
}

void TestNameColumn::findsTheFirstOfTwins()
{
    NameColumn::Builder builder;
    builder.add("a");
    builder.add("b");
    builder.add("b");
    const auto names = std::move(builder).build();
    QCOMPARE(names->count(), Row(3));
    QCOMPARE(names->find("b"), std::optional<Row>(1));
}

void TestNameColumn::separatesFoldedNames()
{
    NameColumn::Builder builder;
    builder.add("AB");
    builder.add("");
    builder.add("C");
    const auto names = std::move(builder).build();
    QCOMPARE(names->foldedArena(), std::string_view("ab\xff\xff"
                                                    "c\xff"));
    QCOMPARE(names->foldedEnds(), (std::vector<quint32>{2, 3, 5}));
    QCOMPARE(names->folded(2), std::string_view("c"));
}

void TestNameColumn::countsTwins()
{
    const auto twinsOf = [](std::initializer_list<const char *> all) {
        NameColumn::Builder builder;
        for (const char *name : all)
            builder.add(name);
        return std::move(builder).build()->twins();
    };
    QCOMPARE(twinsOf({}), std::size_t(0));
    QCOMPARE(twinsOf({"a", "A", "b"}), std::size_t(0));
    QCOMPARE(twinsOf({"a", "b", "a", "a", "b"}), std::size_t(3));
}

void TestNameColumn::keepsTheNamesInOrder()
{
    NameColumn::Builder builder;
    for (const char *name : {"b", "C", "a"})
        builder.add(name);
    const auto names = std::move(builder).build();
    const std::size_t before = names->memory();
    const std::vector<Row> &order = names->byName();
    QCOMPARE(order, (std::vector<Row>{2, 0, 1}));
    QCOMPARE(&names->byName(), &order); // the same one, not sorted again
    QVERIFY(names->memory() > before);
}

void TestNameColumn::knowsNothingWhenEmpty()
{
    const auto names = NameColumn::Builder().build();
    QCOMPARE(names->count(), Row(0));
    QVERIFY(!names->find("a"));
    QVERIFY(names->byName().empty());
}

QTEST_GUILESS_MAIN(TestNameColumn)
#include "tst_namecolumn.moc"
