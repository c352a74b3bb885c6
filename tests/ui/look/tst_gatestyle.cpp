// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include "ui/look/gatestyle.h"
#include "ui/look/tones.h"
#include "ui/look/widgets.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QStyleOptionViewItem>
#include <QTest>

#include <memory>

using namespace gatehouse;

namespace {

/// The gallery as painted now, in the application's present appearance.
QImage pictureOf(Gallery &gallery)
{
    gallery.resize(1120, 1010);
    return gallery.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

QImage freshPicture()
{
    Gallery gallery;
    gallery.setAttribute(Qt::WA_DontShowOnScreen);
    gallery.show();
    return pictureOf(gallery);
}

int differentPixels(const QImage &one, const QImage &other)
{
    if (one.size() != other.size())
        return -1;
    int count = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x)
            count += one.pixel(x, y) != other.pixel(x, y) ? 1 : 0;
    }
    return count;
}

QStyleOptionViewItem checkableCell(Qt::LayoutDirection direction)
{
    QStyleOptionViewItem option;
    option.rect = QRect(310, 64, 144, 32);
    option.direction = direction;
    option.features = QStyleOptionViewItem::HasCheckIndicator | QStyleOptionViewItem::HasDisplay;
    option.text = QStringLiteral("Enabled");
    option.fontMetrics = QFontMetrics(QApplication::font());
    return option;
}

} // namespace

class TstGateStyle final : public QObject
{
    Q_OBJECT

private slots:
    void init() { GateStyle::apply(Appearance::Light); }
    void cleanup() { QApplication::setLayoutDirection(Qt::LeftToRight); }

    void appearanceDecidesThePalette()
    {
        QVERIFY(!isDark(QApplication::palette()));
        GateStyle::apply(Appearance::Dark);
        QVERIFY(isDark(QApplication::palette()));
        QCOMPARE(QApplication::palette().color(QPalette::Link), gatePalette(true).color(QPalette::Link));
        GateStyle::apply(Appearance::Light);
        QVERIFY(!isDark(QApplication::palette()));
    }

    void asTheDesktopFollowsTheDesktopsPalette()
    {
        GateStyle style(Appearance::AsDesktop);
        QPalette desktop(QColor(0x20, 0x20, 0x20));
        style.polish(desktop);
        QCOMPARE(desktop.color(QPalette::Window), gatePalette(true).color(QPalette::Window));
        desktop = QPalette(QColor(0xee, 0xee, 0xee));
        style.polish(desktop);
        QCOMPARE(desktop.color(QPalette::Window), gatePalette(false).color(QPalette::Window));
    }

    void aLiveChangeEqualsAFreshStart_data()
    {
        QTest::addColumn<bool>("toDark");
        QTest::addColumn<bool>("mirrored");
        for (const bool mirrored : {false, true}) {
            QTest::addRow("to dark%s", mirrored ? ", mirrored" : "") << true << mirrored;
            QTest::addRow("to light%s", mirrored ? ", mirrored" : "") << false << mirrored;
        }
    }

    void aLiveChangeEqualsAFreshStart()
    {
        QFETCH(const bool, toDark);
        QFETCH(const bool, mirrored);
        const Appearance from = toDark ? Appearance::Light : Appearance::Dark;
        const Appearance to = toDark ? Appearance::Dark : Appearance::Light;
        QApplication::setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
        GateStyle::apply(from);
        Gallery gallery;
        gallery.setAttribute(Qt::WA_DontShowOnScreen);
        gallery.show();
        const QImage before = pictureOf(gallery);
        GateStyle::apply(to);
        QCoreApplication::processEvents(); // the change reaches the widgets as an event
        const QImage flipped = pictureOf(gallery);
        const QImage fresh = freshPicture();
        QVERIFY(differentPixels(before, fresh) > 100000); // the two modes do differ
        QCOMPARE(differentPixels(flipped, fresh), 0);
    }

    void mirroringTurnsThePictureRound()
    {
        const QImage leftToRight = freshPicture();
        QApplication::setLayoutDirection(Qt::RightToLeft);
        QVERIFY(differentPixels(leftToRight, freshPicture()) > 10000);
    }

    void theCheckOfACellIsItsLeading44Pixels()
    {
        const QStyleOptionViewItem plain = checkableCell(Qt::LeftToRight);
        const QStyle *style = QApplication::style();
        QCOMPARE(style->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &plain), QRect(310, 64, 44, 32));
        const QStyleOptionViewItem mirrored = checkableCell(Qt::RightToLeft);
        QCOMPARE(style->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &mirrored), QRect(410, 64, 44, 32));
    }

    void theWordOfACheckableCellIsNoPartOfTheCheck()
    {
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            const QStyleOptionViewItem option = checkableCell(direction);
            const QStyle *style = QApplication::style();
            const QRect check = style->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &option);
            const QRect words = style->subElementRect(QStyle::SE_ItemViewItemText, &option);
            QVERIFY(!words.isEmpty());
            QVERIFY(!check.intersects(words));
        }
    }

    void controlsAre32High()
    {
        QWidget window;
        auto *field = new QLineEdit(&window);
        auto *box = new QComboBox(&window);
        QPushButton *button = makeButton(QStringLiteral("Cancel"), ButtonRank::Plain, &window);
        QToolButton *tool = makeToolButton(QStringLiteral("refresh"), {}, QStringLiteral("Refresh"), &window);
        for (const QWidget *control : std::initializer_list<const QWidget *>{field, box, button, tool})
            QCOMPARE(control->sizeHint().height(), qMax(32, control->fontMetrics().height() + 14));
        QCOMPARE(tool->sizeHint().width(), tool->sizeHint().height());
    }

    void aScrollBarsThumbIsNeverShorterThan36()
    {
        QScrollBar bar(Qt::Vertical);
        bar.resize(12, 300);
        bar.setRange(0, 1000000);
        bar.setPageStep(10);
        QStyleOptionSlider option;
        option.initFrom(&bar);
        option.orientation = Qt::Vertical;
        option.maximum = bar.maximum();
        option.pageStep = bar.pageStep();
        const auto part = [&](QStyle::SubControl which) {
            return bar.style()->subControlRect(QStyle::CC_ScrollBar, &option, which, &bar);
        };
        QCOMPARE(part(QStyle::SC_ScrollBarSlider).height(), 36);
        QVERIFY(part(QStyle::SC_ScrollBarAddLine).isEmpty());
        option.sliderPosition = option.maximum;
        QCOMPARE(part(QStyle::SC_ScrollBarSlider).bottom(), part(QStyle::SC_ScrollBarGroove).bottom());
    }

    void passwordsAreSmallDots()
    {
        QCOMPARE(QApplication::style()->styleHint(QStyle::SH_LineEdit_PasswordCharacter), 0x2022);
    }

    void dialogButtonsHaveNoIcons()
    {
        QDialogButtonBox box(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
        box.ensurePolished();
        QVERIFY(box.button(QDialogButtonBox::Ok)->icon().isNull());
    }

    void aMenuRowIs30HighAndTakesItsKeyIn()
    {
        QMenu menu;
        QAction *action = menu.addAction(icon(QStringLiteral("refresh")), QStringLiteral("Refresh"));
        const QSize bare = menu.actionGeometry(action).size();
        QCOMPARE(bare.height(), qMax(30, menu.fontMetrics().height() + 12));
        action->setShortcut(QKeySequence(Qt::Key_F5));
        const int key = menu.fontMetrics().horizontalAdvance(QStringLiteral("F5"));
        QVERIFY(menu.sizeHint().width() >= bare.width() + key);
    }

    void theRingShowsForKeysAndNotAfterAClick()
    {
        QWidget window;
        QPushButton *button = makeButton(QStringLiteral("Retry"), ButtonRank::Plain, &window);
        auto *other = new QLineEdit(&window);
        button->setGeometry(10, 10, 100, 32);
        other->setGeometry(10, 60, 100, 32);
        window.resize(200, 100);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const QColor link = QApplication::palette().color(QPalette::Link);
        const auto ringed = [&] { return button->grab().toImage().pixelColor(50, 1) == link; };
        other->setFocus();
        QVERIFY(!ringed());
        button->setFocus(Qt::TabFocusReason);
        QVERIFY(ringed());
        other->setFocus();
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(button->hasFocus());
        QVERIFY(!ringed());
        QTest::keyClick(button, Qt::Key_Shift);
        QVERIFY(ringed());
    }
};

QTEST_MAIN(TstGateStyle)
#include "tst_gatestyle.moc"
