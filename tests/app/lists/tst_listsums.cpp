// SPDX-License-Identifier: GPL-3.0-or-later
#include "printedlist.h"

#include <QRandomGenerator>
#include <QTest>

using namespace gatehouse;

namespace {

/// Texts of pieces that lists are made of, so that quotes, separators and ends meet in every way.
QString randomText(QRandomGenerator &random)
{
    static const QStringList pieces = {QStringLiteral("a@x"),
                                       QStringLiteral("Jane Doe"),
                                       QStringLiteral("\""),
                                       QStringLiteral("\"\""),
                                       QStringLiteral(","),
                                       QStringLiteral(";"),
                                       QStringLiteral("\t"),
                                       QStringLiteral("|"),
                                       QStringLiteral("\n"),
                                       QStringLiteral("\r\n"),
                                       QStringLiteral("\r"),
                                       QStringLiteral(" "),
                                       QStringLiteral("\u00a0"),
                                       QStringLiteral("<b@x>"),
                                       QStringLiteral("1/2/26"),
                                       QStringLiteral("31.12.2026"),
                                       QStringLiteral("["),
                                       QStringLiteral("]"),
                                       QStringLiteral("{\"name\":\"c\"}"),
                                       QStringLiteral("name"),
                                       QStringLiteral("sep=;"),
                                       QStringLiteral("\u2028"),
                                       QStringLiteral("\u0085"),
                                       QStringLiteral("ü"),
                                       QStringLiteral("'=d"),
                                       QString(QChar(QChar::Null))};
    QString text;
    for (int count = random.bounded(30); count > 0; --count)
        text += pieces[random.bounded(static_cast<int>(pieces.size()))];
    return text;
}

ReadChoices randomChoices(QRandomGenerator &random)
{
    ReadChoices choices;
    if (random.bounded(3) == 0)
        choices.form = static_cast<ListForm>(random.bounded(4));
    if (random.bounded(3) == 0)
        choices.separator = static_cast<CellSeparator>(random.bounded(static_cast<int>(CellSeparator::Count)));
    if (random.bounded(3) == 0)
        choices.heading = static_cast<ListHeading>(random.bounded(2));
    if (random.bounded(3) == 0)
        choices.nameColumn = random.bounded(-1, 5);
    if (random.bounded(3) == 0)
        choices.dateColumn = random.bounded(-1, 5);
    return choices;
}

qint64 linesIn(QString text)
{
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    text.replace(QLatin1Char('\r'), QLatin1Char('\n'));
    const qint64 ends = text.count(QLatin1Char('\n'));
    return text.isEmpty() || text.endsWith(QLatin1Char('\n')) ? ends : ends + 1;
}

} // namespace

class TestListSums final : public QObject
{
    Q_OBJECT
private slots:
    void everyLineIsInOnePile();
};

void TestListSums::everyLineIsInOnePile()
{
    QRandomGenerator random(20221);
    int read = 0;
    for (int round = 0; round < 20'000; ++round) {
        const QString text = randomText(random);
        const auto reading = readNames(text, randomChoices(random));
        if (!reading)
            continue; // JSON that is none
        ++read;
        qint64 next = 1;
        for (const ListLine &line : reading->names.lines) {
            QVERIFY2(line.lines > 0 ? line.number <= next : line.number < next, qPrintable(text));
            next += line.lines;
        }
        QVERIFY2(next - 1 == linesIn(text), qPrintable(text));
        QCOMPARE(reading->lineCount, linesIn(text));
        QCOMPARE(test::sumOf(reading->names), linesIn(text));
    }
    QVERIFY(read > 15'000);
}

QTEST_GUILESS_MAIN(TestListSums)
#include "tst_listsums.moc"
