// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/summary.h"

#include <QLocale>
#include <QTest>

using namespace gatehouse;

class TestSummary final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void addsUpTheBottomLine_data()
    {
        QTest::addColumn<qint64>("enabled");
        QTest::addColumn<qint64>("disabled");
        QTest::addColumn<qint64>("selected");
        QTest::addColumn<qint64>("hidden");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *expected, qint64 enabled, qint64 disabled, qint64 selected, qint64 hidden) {
            QTest::newRow(expected) << enabled << disabled << selected << hidden << QString::fromUtf8(expected);
        };
        row("4,245 users \u00B7 612 disabled", 3633, 612, 0, 0);
        row("4,245 users \u00B7 612 disabled \u00B7 12 selected", 3633, 612, 12, 0);
        row("4,245 users \u00B7 612 disabled \u00B7 12 selected, 3 more hidden by the filter", 3633, 612, 15, 3);
        row("4,245 users \u00B7 612 disabled \u00B7 3 selected, all hidden by the filter", 3633, 612, 3, 3);
        row("1 user \u00B7 0 disabled", 1, 0, 0, 0);
        row("0 users \u00B7 0 disabled", 0, 0, 0, 0);
        row("1,000,000 users \u00B7 1,234 disabled \u00B7 2,000 selected, 1,000 more hidden by the filter", 998766,
            1234, 3000, 1000);
    }

    void addsUpTheBottomLine()
    {
        QFETCH(qint64, enabled);
        QFETCH(qint64, disabled);
        QFETCH(qint64, selected);
        QFETCH(qint64, hidden);
        QFETCH(QString, expected);
        StatusCounts counts;
        counts.enabled = enabled;
        counts.disabled = disabled;
        counts.gone = 7; // not a user of the list any more
        SelectionCounts selection;
        selection.selected = selected;
        selection.hidden = hidden;
        QCOMPARE(summaryText(counts, selection), expected);
    }

    void beginsWithHowManyASearchFinds_data()
    {
        QTest::addColumn<qint64>("found");
        QTest::addColumn<QString>("expected");
        QTest::newRow("many") << qint64(1200) << QStringLiteral("1,200 found \u00B7 1,300 users \u00B7 300 disabled");
        QTest::newRow("one") << qint64(1) << QStringLiteral("1 found \u00B7 1,300 users \u00B7 300 disabled");
        QTest::newRow("nobody") << qint64(0) << QStringLiteral("0 found \u00B7 1,300 users \u00B7 300 disabled");
    }
    void beginsWithHowManyASearchFinds()
    {
        QFETCH(qint64, found);
        QFETCH(QString, expected);
        StatusCounts counts;
        counts.enabled = 1000;
        counts.disabled = 300;
        QCOMPARE(summaryText(counts, {}, found), expected);
    }

    void countsUsers()
    {
        QCOMPARE(userCountText(1), QStringLiteral("1 user"));
        QCOMPARE(userCountText(4245), QStringLiteral("4,245 users"));
        QCOMPARE(hiddenSelectionText(0), QString());
        QCOMPARE(hiddenSelectionText(1), QStringLiteral("1 selected user is hidden."));
        QCOMPARE(hiddenSelectionText(1200), QStringLiteral("1,200 selected users are hidden."));
    }
};

QTEST_GUILESS_MAIN(TestSummary)
#include "tst_summary.moc"
