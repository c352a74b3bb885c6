// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/flowlayout.h"

#include <QTest>
#include <QWidget>

using namespace gatehouse;

namespace {

/// A thing of a size of its own, which it gives up only down to its least width.
class Brick final : public QWidget
{
public:
    Brick(QSize size, int least, QWidget *parent) : QWidget(parent), m_size(size), m_least(least) {}
    QSize sizeHint() const override { return m_size; }
    QSize minimumSizeHint() const override { return {m_least, m_size.height()}; }

private:
    QSize m_size;
    int m_least;
};

struct Wall
{
    explicit Wall(const QList<int> &widths)
    {
        for (const int width : widths) {
            auto *brick = new Brick({width, 20}, 10, &widget);
            layout->addWidget(brick);
            bricks.append(brick);
        }
    }
    /// Each brick as "left,top width", the hidden ones left out.
    QString places() const
    {
        QStringList places;
        for (const QWidget *brick : bricks) {
            if (!brick->isHidden())
                places.append(QStringLiteral("%1,%2 %3").arg(brick->x()).arg(brick->y()).arg(brick->width()));
        }
        return places.join(QStringLiteral("; "));
    }
    void layOut(int width)
    {
        widget.resize(width, layout->heightForWidth(width));
        layout->setGeometry(widget.rect());
    }

    QWidget widget;
    FlowLayout *layout = new FlowLayout(5, &widget);
    QList<QWidget *> bricks;
};

} // namespace

class TestFlowLayout final : public QObject
{
    Q_OBJECT
private slots:
    void goesOnInANextLine_data();
    void goesOnInANextLine();
    void isMirrored();
    void leavesNoRoomForWhatIsHidden();
    void letsGoOfWhatIsTaken();
};

void TestFlowLayout::goesOnInANextLine_data()
{
    QTest::addColumn<QList<int>>("widths");
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("places");
    QTest::addColumn<int>("height");
    const auto row = [](const char *name, const QList<int> &widths, int width, const char *places, int height) {
        QTest::newRow(name) << widths << width << QString::fromLatin1(places) << height;
    };
    row("nothing", {}, 100, "", 0);
    row("to the pixel", {30, 30, 30}, 100, "0,0 30; 35,0 30; 70,0 30", 20);
    row("a pixel too little", {30, 30, 30}, 99, "0,0 30; 35,0 30; 0,25 30", 45);
    row("one a line", {60, 60}, 100, "0,0 60; 0,25 60", 45);
    row("wider than the line", {30, 300, 30}, 100, "0,0 30; 0,25 100; 0,50 30", 70);
    row("narrower than it can be", {30}, 4, "0,0 10", 20);
}

void TestFlowLayout::goesOnInANextLine()
{
    QFETCH(QList<int>, widths);
    QFETCH(int, width);
    Wall wall(widths);
    wall.layOut(width);
    QTEST(wall.places(), "places");
    QTEST(wall.layout->heightForWidth(width), "height");
}

void TestFlowLayout::isMirrored()
{
    Wall wall({30, 20, 60});
    wall.widget.setLayoutDirection(Qt::RightToLeft);
    wall.layOut(100);
    QCOMPARE(wall.places(), QStringLiteral("70,0 30; 45,0 20; 40,25 60"));
}

void TestFlowLayout::leavesNoRoomForWhatIsHidden()
{
    Wall wall({30, 20, 60});
    wall.bricks.at(0)->hide();
    wall.layOut(100);
    QCOMPARE(wall.places(), QStringLiteral("0,0 20; 25,0 60"));
    for (QWidget *brick : std::as_const(wall.bricks))
        brick->hide();
    QCOMPARE(wall.layout->heightForWidth(100), 0);
    QCOMPARE(wall.layout->minimumSize(), QSize(0, 0));
}

void TestFlowLayout::letsGoOfWhatIsTaken()
{
    Wall wall({30, 20});
    const std::unique_ptr<QLayoutItem> taken(wall.layout->takeAt(0));
    QCOMPARE(taken->widget(), wall.bricks.at(0));
    QCOMPARE(wall.layout->count(), 1);
    QVERIFY(!wall.layout->takeAt(7));
    QVERIFY(!wall.layout->itemAt(-1));
    wall.layOut(100);
    QCOMPARE(wall.bricks.at(1)->pos(), QPoint(0, 0));
}

QTEST_MAIN(TestFlowLayout)
#include "tst_flowlayout.moc"
