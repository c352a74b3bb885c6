// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/textscan.h"

#include <QRandomGenerator>
#include <QTest>

using namespace gatehouse;

class TestTextScan final : public QObject
{
    Q_OBJECT
private slots:
    void agreesWithTheStandardLibrary_data();
    void agreesWithTheStandardLibrary();
    void findsAtEveryPlaceOfATextOfAnyLength();
    void findsTheSameInAColumnThatIsShared();
    void endsEarlyWhenItIsStopped();
    void endsEarlyWhenItIsStoppedInAColumnThatIsShared();

private:
    /// More than one thread looks through so many, and the last piece of them is not a whole one.
    static constexpr int kShared = 300'007;
    using Column = std::shared_ptr<const NameColumn>;
    static std::string randomText(QRandomGenerator &random, int longest)
    {
        std::string text;
        for (int left = random.bounded(longest + 1); left > 0; --left)
            text += "aab"[random.bounded(3)];
        return text;
    }
};

void TestTextScan::agreesWithTheStandardLibrary_data()
{
    QTest::addColumn<int>("longest");
    QTest::addColumn<int>("texts");
    for (const int longest : {0, 3, 20, 300}) {
        for (const int texts : {0, 1, 63, 64, 65, 127, 128, 1000})
            QTest::addRow("%d texts of up to %d bytes", texts, longest) << longest << texts;
    }
}

void TestTextScan::agreesWithTheStandardLibrary()
{
    QFETCH(int, longest);
    QFETCH(int, texts);
    QRandomGenerator random(static_cast<quint32>(longest * 10'000 + texts));
    NameColumn::Builder builder;
    for (int i = 0; i < texts; ++i)
        builder.add(randomText(random, longest));
    const Column column = std::move(builder).build();
    for (const std::string needle : {"a", "b", "c", "ab", "ba", "bb", "bab", "bbb", "aabb", "bbbbb", "bbaabbaab",
                                     "aaaaaaaaaaaaaaaaaaaaaaaaaaaa"}) {
        const RowSet found = rowsContaining(*column, needle);
        QCOMPARE(found.universe(), column->count());
        QVERIFY2(found == rowsContainingOneByOne(*column, needle), needle.c_str());
        for (Row row = 0; row < column->count(); ++row)
            QCOMPARE(found.contains(row), column->folded(row).find(needle) != std::string_view::npos);
    }
}

void TestTextScan::findsAtEveryPlaceOfATextOfAnyLength()
{
    // So many texts that those in question are not the last ones, which are looked at one by one.
    for (std::size_t length = 1; length < 140; ++length) {
        NameColumn::Builder builder;
        for (std::size_t place = 0; place < length; ++place) {
            std::string text(length, '-');
            text[place] = '+';
            builder.add(text);
            builder.add(std::string(length, '-'));
        }
        for (int i = 0; i < 200; ++i)
            builder.add("-");
        const Column column = std::move(builder).build();
        const RowSet found = rowsContaining(*column, "+");
        QCOMPARE(found.size(), static_cast<Row>(length));
        for (Row row = 0; row < 2 * length; row += 2)
            QVERIFY(found.contains(row));
    }
}

void TestTextScan::findsTheSameInAColumnThatIsShared()
{
    QRandomGenerator random(7);
    NameColumn::Builder builder;
    for (int i = 0; i < kShared; ++i)
        builder.add(randomText(random, 12));
    const Column column = std::move(builder).build();
    for (const std::string needle : {"b", "ab", "bbb", "bababa", "c"}) {
        const RowSet found = rowsContaining(*column, needle);
        QCOMPARE(found.universe(), column->count());
        QVERIFY2(found == rowsContainingOneByOne(*column, needle), needle.c_str());
    }
}

void TestTextScan::endsEarlyWhenItIsStoppedInAColumnThatIsShared()
{
    NameColumn::Builder builder;
    for (int i = 0; i < kShared; ++i)
        builder.add("a");
    const Column column = std::move(builder).build();
    const std::atomic_bool stop = true;
    QVERIFY(rowsContaining(*column, "a", &stop).isEmpty());
}

void TestTextScan::endsEarlyWhenItIsStopped()
{
    NameColumn::Builder builder;
    for (int i = 0; i < 1000; ++i)
        builder.add("a");
    const Column column = std::move(builder).build();
    const std::atomic_bool stop = true;
    QVERIFY(rowsContaining(*column, "a", &stop).isEmpty());
    QVERIFY(rowsContainingOneByOne(*column, "a", &stop).isEmpty());
}

QTEST_GUILESS_MAIN(TestTextScan)
#include "tst_textscan.moc"
