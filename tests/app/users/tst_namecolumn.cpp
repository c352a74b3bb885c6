// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampletable.h"

#include <QTest>

using namespace gatehouse;

class TestNameColumn final : public QObject
{
    Q_OBJECT
private slots:
    void foldsCaseAndAccents_data();
    void foldsCaseAndAccents();
    void findsExactlyTheName();
    void findsTheFirstOfTwins();
    void separatesFoldedNames();
    void knowsNothingWhenEmpty();
};

void TestNameColumn::foldsCaseAndAccents_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("folded");
    QTest::newRow("ASCII") << QByteArray("Ada@Example.COM") << QByteArray("ada@example.com");
    QTest::newRow("accents") << QByteArray("\u00c5kerstr\u00f6m.Zo\u00eb") << QByteArray("akerstrom.zoe");
    QTest::newRow("decomposed") << QByteArray("A\u030akerstro\u0308m") << QByteArray("akerstrom");
    QTest::newRow("Greek") << QByteArray("\u0391\u03bd\u03b1\u03c3\u03c4\u03b1\u03c3\u03af\u03b1")
                           << QByteArray("\u03b1\u03bd\u03b1\u03c3\u03c4\u03b1\u03c3\u03b9\u03b1");
    QTest::newRow("kana keep their marks") << QByteArray("\u304c") << QByteArray("\u304c");
    QTest::newRow("Hangul") << QByteArray("\ubbfc\uc900") << QByteArray("\ubbfc\uc900");
}

void TestNameColumn::foldsCaseAndAccents()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, folded);
    QCOMPARE(foldText({text.constData(), static_cast<std::size_t>(text.size())}), folded);
}

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

void TestNameColumn::knowsNothingWhenEmpty()
{
    const auto names = NameColumn::Builder().build();
    QCOMPARE(names->count(), Row(0));
    QVERIFY(!names->find("a"));
}

QTEST_GUILESS_MAIN(TestNameColumn)
#include "tst_namecolumn.moc"
