// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/cellreader.h"

#include <QStringList>
#include <QTest>

using namespace gatehouse;

namespace {

/// "1: a|b; 2+2: c|d\ne", each row with its line.
QString printedTable(const CellTable &table)
{
    QStringList rows;
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        QStringList cells;
        for (std::size_t column = 0; column < table.cellCount(row); ++column)
            cells.append(table.text(row, column));
        QString text = QString::number(table.line(row) + 1);
        if (table.lines(row) != 1)
            text += QStringLiteral("+%1").arg(table.lines(row));
        rows.append(text + QLatin1String(": ") + cells.join(QLatin1Char('|')));
    }
    return rows.join(QLatin1String("; "));
}

} // namespace

class TestCellReader final : public QObject
{
    Q_OBJECT
private slots:
    void cutsRows_data();
    void cutsRows();
    void noticesQuotesThatAreNone_data();
    void noticesQuotesThatAreNone();
    void trustsQuotesOfItsOwn_data();
    void trustsQuotesOfItsOwn();
    void endsEarlyWhenStopped();
    void knowsWhereLinesEnd_data();
    void knowsWhereLinesEnd();
};

void TestCellReader::cutsRows_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<CellSeparator>("separator");
    QTest::addColumn<QString>("table");
    using enum CellSeparator;
    QTest::newRow("commas") << QByteArray("a,b\nc,d\n") << Comma << QStringLiteral("1: a|b; 2: c|d");
    QTest::newRow("no end") << QByteArray("a;b\r\nc;d") << Semicolon << QStringLiteral("1: a|b; 2: c|d");
    QTest::newRow("tabs") << QByteArray("a\t\tb\n") << Tab << QStringLiteral("1: a||b");
    QTest::newRow("bars") << QByteArray(" a | b c \n") << Bar << QStringLiteral("1: a|b c");
    QTest::newRow("one cell") << QByteArray("a,b\n\"c, d\"\n") << None << QStringLiteral("1: a,b; 2: c, d");
    QTest::newRow("quotes") << QByteArray("\"a,b\",\"c \"\"d\"\"\"\n") << Comma << QStringLiteral("1: a,b|c \"d\"");
    QTest::newRow("spaces in quotes stay") << QByteArray("\" a \" , b\n") << Comma << QStringLiteral("1:  a |b");
    QTest::newRow("line breaks in quotes")
        << QByteArray("a,\"b\r\nc\"\r\nd,e\r\n") << Comma << QStringLiteral("1+2: a|b\r\nc; 3: d|e");
    QTest::newRow("a blank line in quotes")
        << QByteArray("a,\"b\n\nc\"\n\nd,e") << Comma << QStringLiteral("1+3: a|b\n\nc; 4: ; 5: d|e");
    QTest::newRow("blank lines") << QByteArray("\n \na,b\n\t\n\xC2\xA0\n") << Comma
                                 << QStringLiteral("1: ; 2: ; 3: a|b; 4: ; 5: ");
    QTest::newRow("old ends") << QByteArray("a,b\rc,d\r") << Comma << QStringLiteral("1: a|b; 2: c|d");
    QTest::newRow("empty cells") << QByteArray(",,\n") << Comma << QStringLiteral("1: ||");
}

void TestCellReader::cutsRows()
{
    QFETCH(QByteArray, text);
    QFETCH(CellSeparator, separator);
    QFETCH(QString, table);
    const std::string_view view(text.constData(), static_cast<std::size_t>(text.size()));
    const CellReading reading = readCells(view, splitTextLines(view), separator);
    QCOMPARE(printedTable(reading.table), table);
    QVERIFY(!reading.brokenQuotes);
}

void TestCellReader::noticesQuotesThatAreNone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("brokenAt");
    QTest::addColumn<QString>("table");
    QTest::newRow("never closed") << QByteArray("a,b\n\"c,d\ne,f\n") << 1 << QStringLiteral("1: a|b; 2: \"c|d; 3: e|f");
    QTest::newRow("never closed in the last cell")
        << QByteArray("a,b\nc,\"d\ne\nf\n") << 1 << QStringLiteral("1: a|b; 2: c|\"d; 3: e; 4: f");
    QTest::newRow("within a cell") << QByteArray("a,b\nc \"d\",e\n") << 1 << QStringLiteral("1: a|b; 2: c \"d\"|e");
    QTest::newRow("more behind it") << QByteArray("\"Doe, Jane\" <j@x>,1\n\"a,b\",2\n") << 0
                                    << QStringLiteral("1: \"Doe, Jane\" <j@x>|1; 2: a,b|2");
    QTest::newRow("two that swallow a row") << QByteArray("a,j@x\nb,\"k@x\nc\",l@x\nd,m@x\n") << 1
                                            << QStringLiteral("1: a|j@x; 2: b|\"k@x; 3: c\"|l@x; 4: d|m@x");
    QTest::newRow("two that swallow people") << QByteArray("a,j@x\nb,\"k@x\nc,l@x\nd,m@x\ne\"\n") << 1
                                             << QStringLiteral("1: a|j@x; 2: b|\"k@x; 3: c|l@x; 4: d|m@x; 5: e\"");
    QTest::newRow("longer than anybody writes") << "a,\"b\n" + QByteArray("c\n").repeated(200) + "d\",e\n"
                                                << 0 << QString();
}

void TestCellReader::noticesQuotesThatAreNone()
{
    QFETCH(QByteArray, text);
    QFETCH(int, brokenAt);
    QFETCH(QString, table);
    const std::string_view view(text.constData(), static_cast<std::size_t>(text.size()));
    const std::vector<TextLine> lines = splitTextLines(view);
    const CellReading reading = readCells(view, lines, CellSeparator::Comma);
    QVERIFY(reading.brokenQuotes.has_value());
    QCOMPARE(static_cast<int>(*reading.brokenQuotes), brokenAt);
    QCOMPARE(reading.table.rowCount(), lines.size());
    if (!table.isEmpty())
        QCOMPARE(printedTable(reading.table), table);
}

void TestCellReader::trustsQuotesOfItsOwn_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isTrusted");
    QTest::addColumn<QString>("table");
    QTest::newRow("people in a cell") << QByteArray("a,b\n\"c\nd,e@x\nf\",g\n") << true
                                      << QStringLiteral("1: a|b; 2+3: c\nd,e@x\nf|g");
    const QByteArray longCell = QByteArray("c\n").repeated(200);
    QTest::newRow("longer than anybody writes")
        << "a,b\n\"" + longCell + "\",d\n"
        << true << QStringLiteral("1: a|b; 2+201: ") + QString::fromLatin1(longCell) + QStringLiteral("|d");
    QTest::newRow("never closed") << QByteArray("a,b\n\"c,d\ne,f\n") << false
                                  << QStringLiteral("1: a|b; 2: \"c|d; 3: e|f");
    QTest::newRow("a row of another width")
        << QByteArray("a,b\n\"c\nd\"\ne,f\n") << false << QStringLiteral("1: a|b; 2: \"c; 3: d\"; 4: e|f");
}

void TestCellReader::trustsQuotesOfItsOwn()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isTrusted);
    QFETCH(QString, table);
    const std::string_view view(text.constData(), static_cast<std::size_t>(text.size()));
    const CellReading reading =
        readCells(view, splitTextLines(view), {CellSeparator::Comma, QuoteOrigin::Own, nullptr});
    QCOMPARE(printedTable(reading.table), table);
    QCOMPARE(!reading.brokenQuotes, isTrusted);
}

void TestCellReader::endsEarlyWhenStopped()
{
    const std::atomic_bool stop = true;
    const std::string_view text("a,b\nc,d\n");
    const std::vector<TextLine> lines = splitTextLines(text);
    QCOMPARE(readCells(text, lines, {CellSeparator::Comma, QuoteOrigin::Anybodys, &stop}).table.rowCount(), 0U);
    QCOMPARE(readCellsByLine(text, lines, CellSeparator::Comma, &stop).rowCount(), 0U);
}

void TestCellReader::knowsWhereLinesEnd_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("lines");
    QTest::newRow("nothing") << QByteArray() << 0;
    QTest::newRow("no end") << QByteArray("a") << 1;
    QTest::newRow("an end") << QByteArray("a\n") << 1;
    QTest::newRow("two ends") << QByteArray("a\n\n") << 2;
    QTest::newRow("only ends") << QByteArray("\r\n\n\r\r\n") << 4;
    QTest::newRow("mixed") << QByteArray("a\rb\r\nc\nd") << 4;
    QTest::newRow("other separators") << QByteArray("a\xE2\x80\xA8"
                                                    "b\xC2\x85"
                                                    "c\x0C"
                                                    "d")
                                      << 1;
}

void TestCellReader::knowsWhereLinesEnd()
{
    QFETCH(QByteArray, text);
    QFETCH(int, lines);
    const std::string_view view(text.constData(), static_cast<std::size_t>(text.size()));
    const std::vector<TextLine> found = splitTextLines(view);
    QCOMPARE(static_cast<int>(found.size()), lines);
    std::size_t next = 0;
    for (const TextLine &line : found) {
        QCOMPARE(line.begin, next);
        next += line.whole;
    }
    QCOMPARE(next, view.size());
}

QTEST_GUILESS_MAIN(TestCellReader)
#include "tst_cellreader.moc"
