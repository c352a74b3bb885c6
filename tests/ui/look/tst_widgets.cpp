// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/banner.h"
#include "ui/look/cardbutton.h"
#include "ui/look/emptystate.h"
#include "ui/look/gatestyle.h"
#include "ui/look/tokenfield.h"
#include "ui/look/widgets.h"

#include <QAccessible>
#include <QApplication>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;

namespace {

QString accessibleText(QWidget *widget, QAccessible::Text kind)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
    return interface ? interface->text(kind) : QString();
}

QToolButton *eyeOf(const TokenField &field)
{
    return field.findChild<QToolButton *>();
}

} // namespace

class TstWidgets final : public QObject
{
    Q_OBJECT

private slots:
    void init() { GateStyle::apply(Appearance::Light); }

    void aChipSaysItsWordAndItsCount()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Chip chip(QStringLiteral("Enabled"));
        chip.setCount(3598);
        QCOMPARE(accessibleText(&chip, QAccessible::Name), QStringLiteral("Enabled"));
        QCOMPARE(accessibleText(&chip, QAccessible::Description), QStringLiteral("3,598"));
        QVERIFY(chip.isCheckable());
        chip.setText(QStringLiteral("Disabled"));
        QCOMPARE(accessibleText(&chip, QAccessible::Name), QStringLiteral("Disabled"));
    }

    void aChipKeepsItsWidthWhileItCounts()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Chip chip(QStringLiteral("Enabled"));
        chip.setCount(111);
        const int three = chip.sizeHint().width();
        for (const int count : {999, 888, 410}) {
            chip.setCount(count);
            QCOMPARE(chip.sizeHint().width(), three);
            QVERIFY(three >= chip.widthFor(Chip::CountRoom::Without) +
                                 QFontMetrics(scaledFont(0.92)).horizontalAdvance(QString::number(count)));
        }
        chip.setCount(1000);
        QVERIFY(chip.sizeHint().width() > three);
        chip.setCount(5);
        QVERIFY(chip.sizeHint().width() < three);
    }

    void aChipMeasuresAnewWhatChanges()
    {
        Chip chip(QStringLiteral("Enabled"));
        chip.setCount(111);
        const int before = chip.sizeHint().width();
        chip.setText(QStringLiteral("Enabled and much longer"));
        const int longer = chip.sizeHint().width();
        QVERIFY(longer > before);
        QFont large = chip.font();
        large.setPixelSize(2 * QFontInfo(large).pixelSize());
        chip.setFont(large);
        QVERIFY(chip.sizeHint().width() > longer);
    }

    void aChipWithoutItsCountIsNarrowerAndStillSaysIt()
    {
        Chip chip(QStringLiteral("Enabled"));
        chip.setCount(12);
        const int full = chip.minimumSizeHint().width();
        chip.setCountShown(false);
        QVERIFY(chip.minimumSizeHint().width() < full);
        QCOMPARE(chip.accessibleDescription(), QStringLiteral("12"));
        chip.setCount(std::nullopt);
        QVERIFY(chip.accessibleDescription().isEmpty());
    }

    void ranksAreKept()
    {
        QPushButton *button = makeButton(QStringLiteral("Delete"), ButtonRank::Danger);
        QCOMPARE(rankOf(button), ButtonRank::Danger);
        QVERIFY(!button->autoDefault());
        setRank(button, ButtonRank::Primary);
        QCOMPARE(rankOf(button), ButtonRank::Primary);
        QCOMPARE(rankOf(nullptr), ButtonRank::Plain);
        delete button;
    }

    void aRankIsSeen()
    {
        QPushButton *button = makeButton(QStringLiteral("Save"), ButtonRank::Primary);
        button->resize(button->sizeHint());
        const QPoint spot(6, button->height() / 2);
        QCOMPARE(button->grab().toImage().pixelColor(spot), QApplication::palette().color(QPalette::Highlight));
        setRank(button, ButtonRank::Danger);
        QCOMPARE(button->grab().toImage().pixelColor(spot), tonesOf(QApplication::palette()).dangerFill);
        delete button;
    }

    void aLabelShowsMarkupAsText()
    {
        TextLabel label(QStringLiteral("<b>evil</b>"));
        QCOMPARE(label.textFormat(), Qt::PlainText);
        QVERIFY(label.sizeHint().width() > label.fontMetrics().horizontalAdvance(QStringLiteral("<b>evil")));
    }

    void aLabelsSizeIsAFactorOfTheProgramsFont()
    {
        TextLabel label(QStringLiteral("Title"));
        label.scaled(1.5)->bold();
        QCOMPARE(label.font().pointSizeF(), QApplication::font().pointSizeF() * 1.5);
        QCOMPARE(label.font().weight(), QFont::DemiBold);
        const QFont normal = QApplication::font();
        QFont larger = normal;
        larger.setPointSizeF(normal.pointSizeF() + 4);
        QApplication::setFont(larger);
        QTRY_COMPARE(label.font().pointSizeF(), larger.pointSizeF() * 1.5);
        QApplication::setFont(normal);
    }

    void onlyProductionHasAHighStripWithItsWord()
    {
        EnvironmentStrip strip;
        QCOMPARE(strip.sizeHint().height(), 0);
        strip.setEnvironment(EnvironmentLook::Staging);
        QCOMPARE(strip.sizeHint().height(), 4);
        strip.setEnvironment(EnvironmentLook::Production);
        QVERIFY(strip.sizeHint().height() >= 20);
        QCOMPARE(strip.accessibleName(), environmentWord(EnvironmentLook::Production));
        strip.setEnvironment(std::nullopt);
        QCOMPARE(strip.height(), 0);
    }

    void anOwnColourTakesOnlyTheColourOfTheStrip()
    {
        EnvironmentStrip strip;
        strip.setEnvironment(EnvironmentLook::Production);
        const int height = strip.sizeHint().height();
        strip.setEnvironment(EnvironmentLook::Production, QStringLiteral("#246ddb"));
        QCOMPARE(strip.sizeHint().height(), height);
        QCOMPARE(strip.accessibleName(), environmentWord(EnvironmentLook::Production));
        strip.resize(400, height);
        QCOMPARE(strip.grab().toImage().pixelColor(390, 1), QColor(0x24, 0x6d, 0xdb));
        // What is no colour is nobody's.
        strip.setEnvironment(EnvironmentLook::Production, QStringLiteral("blue"));
        QCOMPARE(strip.grab().toImage().pixelColor(390, 1), tonesOf(strip.palette()).production.strip);
    }

    void aBannerShowsItsWordsPlainAndItsButtons()
    {
        QWidget window;
        Banner banner(&window);
        QVERIFY(banner.isHidden());
        const QString words = QStringLiteral("<i>The server</i> does not answer.");
        banner.setMessage(BannerKind::Error, words);
        QVERIFY(!banner.isHidden());
        QCOMPARE(accessibleText(&banner, QAccessible::Name), words);
        QCOMPARE(banner.findChild<TextLabel *>()->textFormat(), Qt::PlainText);
        QVERIFY(banner.findChild<TextLabel *>()->textInteractionFlags() & Qt::TextSelectableByMouse);
        QPushButton *again = banner.addAction(QStringLiteral("Try again"));
        QSignalSpy clicked(again, &QPushButton::clicked);
        QTest::mouseClick(again, Qt::LeftButton);
        QCOMPARE(clicked.count(), 1);
        banner.clearActions();
        QVERIFY(banner.findChild<QPushButton *>() == nullptr);
        banner.clear();
        QVERIFY(banner.isHidden());
    }

    void aBannerIsAnAlert()
    {
        Banner banner;
        banner.setMessage(BannerKind::Warning, QStringLiteral("The clock is behind."));
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&banner);
        QVERIFY(interface);
        QCOMPARE(interface->role(), QAccessible::AlertMessage);
        banner.hide();
    }

    void theCrossOfABannerDismissesIt()
    {
        QWidget window;
        Banner banner(&window);
        banner.setMessage(BannerKind::Info, QStringLiteral("Read-only."));
        auto *cross = banner.findChild<QToolButton *>();
        QVERIFY(cross->isHidden());
        banner.setClosable(true);
        QVERIFY(!cross->isHidden());
        QSignalSpy dismissed(&banner, &Banner::dismissed);
        cross->click();
        QCOMPARE(dismissed.count(), 1);
        QVERIFY(banner.isHidden());
    }

    void aBannerGrowsWithItsWords()
    {
        QWidget window;
        Banner banner(&window);
        banner.setMessage(BannerKind::Error, QStringLiteral("One sentence that goes on. ").repeated(12));
        QVERIFY(banner.heightForWidth(500) > banner.heightForWidth(1800));
    }

    void anEmptyStateHasAButtonOnlyWhenNamed()
    {
        EmptyState state;
        state.setMessage(QStringLiteral("search"), QStringLiteral("Nobody matches"), {});
        QVERIFY(state.button()->isHidden());
        state.setAction(QStringLiteral("Clear search"));
        QVERIFY(!state.button()->isHidden());
        QSignalSpy acted(&state, &EmptyState::actionTriggered);
        state.button()->click();
        QCOMPARE(acted.count(), 1);
    }

    void aCardIsPressedByEnterAndSpaceAndClick()
    {
        CardButton card(QStringLiteral("plug"), QStringLiteral("Add a connection"),
                        QStringLiteral("You need a token."));
        card.resize(card.sizeHint());
        card.show();
        QSignalSpy clicked(&card, &QAbstractButton::clicked);
        QTest::keyClick(&card, Qt::Key_Return);
        QTest::keyClick(&card, Qt::Key_Space);
        QTest::mouseClick(&card, Qt::LeftButton);
        QCOMPARE(clicked.count(), 3);
        QCOMPARE(accessibleText(&card, QAccessible::Name), QStringLiteral("Add a connection"));
        QCOMPARE(accessibleText(&card, QAccessible::Description), QStringLiteral("You need a token."));
        QCOMPARE(card.sizeHint(), QSize(296, 112));
    }

    void aTokenIsHiddenUntilTheEyeIsPressed()
    {
        TokenField field;
        field.setText(QStringLiteral("secret"));
        QCOMPARE(field.echoMode(), QLineEdit::Password);
        QCOMPARE(accessibleText(eyeOf(field), QAccessible::Name), QStringLiteral("Show the token"));
        eyeOf(field)->click();
        QCOMPARE(field.echoMode(), QLineEdit::Normal);
        QVERIFY(field.isRevealed());
        QCOMPARE(accessibleText(eyeOf(field), QAccessible::Name), QStringLiteral("Hide the token"));
        field.setRevealed(false);
        QCOMPARE(field.echoMode(), QLineEdit::Password);
        QVERIFY(!eyeOf(field)->isChecked());
    }

    void aHiddenTokenIsNotToldToAssistiveTechnology()
    {
        TokenField field;
        field.setText(QStringLiteral("secret"));
        QVERIFY(!accessibleText(&field, QAccessible::Value).contains(QStringLiteral("secret")));
    }
};

QTEST_MAIN(TstWidgets)
#include "tst_widgets.moc"
