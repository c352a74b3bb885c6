// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/fontstock.h"

#include <QTest>

using namespace gatehouse;

class TestFontStock final : public QObject
{
    Q_OBJECT
private slots:
    void loadsNothingBeforeItIsToldTo();
    void loadsOneFontATurn();
    void fillsUpOnce();
};

void TestFontStock::loadsNothingBeforeItIsToldTo()
{
    const FontStock stock;
    QCoreApplication::processEvents();
    QVERIFY(!stock.isFull());
}

void TestFontStock::loadsOneFontATurn()
{
    FontStock stock;
    stock.fill(2);
    QVERIFY(!stock.isFull());
    int turns = 0;
    QTimer turn;
    connect(&turn, &QTimer::timeout, this, [&turns] { ++turns; });
    turn.start(0);
    QTRY_VERIFY(stock.isFull());
    QVERIFY2(turns >= 3, qPrintable(QString::number(turns))); // others had theirs between the fonts
}

void TestFontStock::fillsUpOnce()
{
    FontStock stock;
    stock.fill(1);
    stock.fill(1);
    QTRY_VERIFY(stock.isFull());
    stock.fill(1);
    QVERIFY(stock.isFull());
}

QTEST_MAIN(TestFontStock)
#include "tst_fontstock.moc"
