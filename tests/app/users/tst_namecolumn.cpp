// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampletable.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <numeric>
#include <vector>

using namespace gatehouse;

class TestNameColumn final : public QObject
{
    Q_OBJECT
private slots:
    void findsExactlyTheName();
    void findsTheFirstOfTwins();
    void separatesFoldedNames();
    void countsTwins();
    void ordersManyNames();
    void keepsTheNamesInOrder();
    void knowsNothingWhenEmpty();
    void keepsAllLetters();
    void goesOnFromAnother();
    void findsWhatWasIndexedAhead();
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
    QCOMPARE(names->foldedEnds(), (ColumnOf<quint32>{2, 3, 5}));
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

/// Enough for every way of dealing them out: in place, beside, by comparing; with beginnings in common, names that end
/// early, some that stand twice, and a NUL.
void TestNameColumn::ordersManyNames()
{
    QRandomGenerator random(3);
    std::vector<QByteArray> all;
    for (int i = 0; i < 60'000; ++i) {
        QByteArray name = i % 3 == 0 ? QByteArray("a.department.of.many@") : QByteArray();
        const quint32 length = random.bounded(i % 7 == 0 ? 3U : 12U);
        for (quint32 letter = 0; letter < length; ++letter)
            name += static_cast<char>(i % 11 == 0 ? random.bounded(128U) : 'a' + random.bounded(4U));
        all.push_back(name);
    }
    NameColumn::Builder builder;
    for (const QByteArray &name : all)
        builder.add({name.constData(), static_cast<std::size_t>(name.size())});
    const auto names = std::move(builder).build();
    std::vector<Row> expected(all.size());
    std::iota(expected.begin(), expected.end(), Row{0});
    std::stable_sort(expected.begin(), expected.end(), [&](Row a, Row b) {
        const int order = names->folded(a).compare(names->folded(b));
        return order != 0 ? order < 0 : names->name(a) < names->name(b);
    });
    QCOMPARE(names->byName(), expected);
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

namespace {

/// Some of them are their own folded form, some are not, in runs that pass the words of a bitset.
QByteArray letteredName(int i)
{
    const QByteArray number = QByteArray::number(i);
    return i % 100 < 70 ? "user" + number : i % 3 == 0 ? "User" + number : "\u00fcser" + number;
}

std::string_view sliceOf(const QByteArray &name)
{
    return {name.constData(), static_cast<std::size_t>(name.size())};
}

} // namespace

void TestNameColumn::keepsAllLetters()
{
    NameColumn::Builder builder;
    for (int i = 0; i < 1000; ++i)
        builder.add(sliceOf(letteredName(i)));
    const auto names = std::move(builder).build();
    for (Row row = 0; row < names->count(); ++row) {
        const QByteArray name = letteredName(static_cast<int>(row));
        QCOMPARE(names->name(row), sliceOf(name));
        QCOMPARE(names->folded(row), sliceOf(foldText(sliceOf(name))));
        QCOMPARE(names->find(sliceOf(name)), std::optional<Row>(row));
    }
    QVERIFY(!names->find("user80"));
}

void TestNameColumn::goesOnFromAnother()
{
    for (const int first : {0, 1, 63, 64, 200}) {
        NameColumn::Builder builder;
        NameColumn::Builder whole;
        for (int i = 0; i < 300; ++i)
            (i < first ? builder : whole).add(sliceOf(letteredName(i)));
        const auto beginning = std::move(builder).build();
        NameColumn::Builder goesOn(*beginning);
        NameColumn::Builder anew;
        for (int i = 0; i < 301; ++i) {
            const QByteArray name = letteredName(i == 300 ? 0 : i); // the last stands twice
            anew.add(sliceOf(name));
            if (i >= first)
                goesOn.add(sliceOf(name));
        }
        const auto names = std::move(goesOn).build();
        const auto expected = std::move(anew).build();
        QVERIFY(names->sameAs(*expected));
        QCOMPARE(names->twins(), std::size_t{1});
        for (Row row = 0; row < 300; ++row)
            QCOMPARE(names->find(expected->name(row)), std::optional<Row>(row));
    }
}

void TestNameColumn::findsWhatWasIndexedAhead()
{
    for (const std::size_t expected : {std::size_t{0}, std::size_t{10}, std::size_t{500}, std::size_t{100'000}}) {
        NameColumn::Builder builder;
        if (expected > 0)
            builder.reserve(expected, expected * 8);
        for (int i = 0; i < 500; ++i) {
            builder.add(sliceOf(letteredName(i % 400)));
            if (i % 37 == 0)
                builder.indexAhead();
        }
        const auto names = std::move(builder).build();
        QCOMPARE(names->twins(), std::size_t{100});
        for (Row row = 0; row < 400; ++row)
            QCOMPARE(names->find(names->name(row)), std::optional<Row>(row));
    }
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
