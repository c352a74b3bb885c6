// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/rowfilter.h"

#include "sampletable.h"

#include <QTest>

using namespace gatehouse;

class TestRowFilter final : public QObject
{
    Q_OBJECT
private slots:
    void agreesWithPlainContains_data();
    void agreesWithPlainContains();
    void trimsWhatWasTyped();
    void leavesOutWhoseStatusWasDeleted();
    void asksForTheStateOfEveryRow();
    void findsTheSameAmongWhatPartOfTheTextFound();
};

void TestRowFilter::agreesWithPlainContains_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed : {"", "a", "AN", "anna", "\u00c5k", "ak", "zoe", "1", "12", "\u65e5", "nobody", "tail",
                              "TAIL-B", "n1", "@", "."}) {
        QTest::newRow(typed[0] ? typed : "nothing") << QString::fromUtf8(typed);
    }
}

void TestRowFilter::agreesWithPlainContains()
{
    QFETCH(QString, typed);
    const StatusTable table = test::sampleTable(2000, 3);
    const QByteArray utf8 = typed.toUtf8();
    const QByteArray needle = foldText({utf8.constData(), static_cast<std::size_t>(utf8.size())});
    for (const StatusChip chip : {StatusChip::All, StatusChip::Enabled, StatusChip::Disabled}) {
        const RowSet hits = matchingRows(table.snapshot(StatusTable::Dates::LeftOut), RowFilter::of(typed, chip));
        QCOMPARE(hits.universe(), table.count());
        for (Row row = 0; row < table.count(); ++row) {
            const bool expected =
                foldText(table.name(row)).contains(needle) && belongsTo(table.state(row), table.isPerson(row), chip);
            QCOMPARE(hits.contains(row), expected);
        }
    }
}

void TestRowFilter::trimsWhatWasTyped()
{
    QCOMPARE(RowFilter::of(QStringLiteral("  Ann \t"), StatusChip::All).needle, QByteArray("ann"));
}

void TestRowFilter::leavesOutWhoseStatusWasDeleted()
{
    const StatusTable table = test::sampleTable(10, 1);
    QCOMPARE(table.state(1), StatusState::NoStatus);
    const auto snapshot = table.snapshot(StatusTable::Dates::LeftOut);
    QVERIFY(!matchingRows(snapshot, RowFilter::of({}, StatusChip::All)).contains(1));
}

void TestRowFilter::asksForTheStateOfEveryRow()
{
    const StatusTable table = test::sampleTable(1000, 5);
    const auto snapshot = table.snapshot(StatusTable::Dates::LeftOut);
    RowSet every(table.count());
    every.fill();
    RowSet some(table.count());
    for (Row row = 0; row < table.count(); row += row % 5 + 1)
        some.insert(row);
    auto changes = std::make_shared<LookChanges>();
    changes->rows.resize(900, LookChange::None);
    for (std::size_t row = 0; row < changes->rows.size(); row += 7)
        changes->rows[row] = static_cast<LookChange>(1);
    for (const StatusChip chip : {StatusChip::All, StatusChip::Enabled, StatusChip::Disabled, StatusChip::NoStatus,
                                  StatusChip::NoPerson, StatusChip::Changed}) {
        for (const RowSet &rows : {every, some}) {
            const RowSet under = rowsUnder(rows, snapshot, chip, changes.get());
            Row size = 0;
            for (Row row = 0; row < table.count(); ++row) {
                const bool expected =
                    rows.contains(row) &&
                    (chip == StatusChip::Changed ? isChanged(changes.get(), row)
                                                 : belongsTo(table.state(row), table.isPerson(row), chip));
                QCOMPARE(under.contains(row), expected);
                size += expected ? 1 : 0;
            }
            QCOMPARE(under.size(), size);
        }
    }
}

void TestRowFilter::findsTheSameAmongWhatPartOfTheTextFound()
{
    const auto table = test::sampleTable(3000, 8).snapshot(StatusTable::Dates::LeftOut);
    for (const QByteArray &text :
         {QByteArray("anna1"), QByteArray("tail-b"), QByteArray("ax17"), QByteArray("z\xc3")}) {
        RowSet found = rowsWithText(table, text.left(1));
        for (qsizetype length = 1; length <= text.size(); ++length) {
            const RowSet among = rowsWithText(table, text.left(length), nullptr, &found);
            QVERIFY2(among == rowsWithText(table, text.left(length)), text.left(length).constData());
            found = among;
        }
    }
}

QTEST_GUILESS_MAIN(TestRowFilter)
#include "tst_rowfilter.moc"
