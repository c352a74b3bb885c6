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

QTEST_GUILESS_MAIN(TestRowFilter)
#include "tst_rowfilter.moc"
