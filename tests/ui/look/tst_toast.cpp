// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/gatestyle.h"
#include "ui/look/toast.h"

#include <QAccessible>
#include <QApplication>
#include <QEnterEvent>
#include <QLineEdit>
#include <QProxyStyle>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace gatehouse;
using namespace std::chrono_literals;

namespace {

/// A desktop where nothing moves.
class StillStyle final : public QProxyStyle
{
public:
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        return hint == SH_Widget_Animation_Duration ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

int alertsSeen = 0;

void countAlerts(QAccessibleEvent *event)
{
    if (event->type() == QAccessible::Alert)
        ++alertsSeen;
}

/// A window with a field that has the focus, and a toast over it.
struct Scene
{
    Scene() : field(new QLineEdit(&window)), toast(new Toast(&window))
    {
        window.resize(800, 480);
        window.show();
        window.activateWindow();
        field->setFocus();
    }
    QPushButton *button(const char *name) const
    {
        for (QPushButton *candidate : toast->findChildren<QPushButton *>()) {
            if (candidate->accessibleName() == QLatin1String(name))
                return candidate;
        }
        return nullptr;
    }
    void say(UndoOffer undo = UndoOffer::Yes) const
    {
        toast->showMessage(QStringLiteral("disable"), QStringLiteral("analyst@example.com"), QStringLiteral("disabled"),
                           undo);
    }
    QWidget window;
    QLineEdit *field;
    Toast *toast;
};

} // namespace

class TstToast final : public QObject
{
    Q_OBJECT

private slots:
    void init() { GateStyle::apply(Appearance::Light); }

    void goesByItselfAndSaysSoOnce()
    {
        const Scene scene;
        scene.toast->setDuration(20ms);
        QSignalSpy closed(scene.toast, &Toast::closed);
        scene.say();
        QVERIFY(scene.toast->isVisible());
        QTRY_VERIFY(scene.toast->isHidden());
        QCOMPARE(closed.count(), 1);
    }

    void isAnAlertBeforeItSaysAnything()
    {
        const Scene scene; // who asks before the first message keeps what it was then
        QCOMPARE(QAccessible::queryAccessibleInterface(scene.toast)->role(), QAccessible::AlertMessage);
        scene.toast->showMessage(QStringLiteral("info"), {}, QStringLiteral("Nothing was sent."), UndoOffer::No);
        QCOMPARE(QAccessible::queryAccessibleInterface(scene.toast)->text(QAccessible::Name),
                 QStringLiteral("Nothing was sent."));
    }

    void undoAsksOnceAndCloses()
    {
        const Scene scene;
        QSignalSpy undo(scene.toast, &Toast::undoRequested);
        QSignalSpy closed(scene.toast, &Toast::closed);
        scene.say();
        QTest::mouseClick(scene.button("Undo"), Qt::LeftButton);
        QTest::mouseClick(scene.button("Undo"), Qt::LeftButton);
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(undo.count(), 1);
    }

    void theCrossClosesWithoutUndoing()
    {
        const Scene scene;
        QSignalSpy undo(scene.toast, &Toast::undoRequested);
        QSignalSpy closed(scene.toast, &Toast::closed);
        scene.say();
        QTest::mouseClick(scene.button("Close"), Qt::LeftButton);
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(undo.count(), 0);
    }

    void undoIsThereOnlyWhenOffered()
    {
        const Scene scene;
        scene.say(UndoOffer::No);
        QVERIFY(!scene.button("Undo")->isVisible());
        QVERIFY(scene.button("Close")->isVisible());
        scene.say(UndoOffer::Yes);
        QVERIFY(scene.button("Undo")->isVisible());
    }

    void saysThatUndoIsForTheLastOnly()
    {
        const Scene scene;
        scene.say(UndoOffer::LastOnly);
        QPushButton *undo = scene.button("Undo"); // found by its name all the same
        QVERIFY(undo->isVisible());
        QCOMPARE(undo->text(), QStringLiteral("Undo last"));
        QVERIFY(undo->accessibleDescription().contains(QStringLiteral("only the last")));
        QVERIFY(undo->width() >= undo->sizeHint().width());
        scene.say(UndoOffer::Yes);
        QCOMPARE(undo->text(), QStringLiteral("Undo"));
        QCOMPARE(undo->accessibleDescription(), QString());
    }

    void speaksUntilItIsOnItsWayOut()
    {
        const Scene scene;
        QVERIFY(!scene.toast->isSpeaking());
        scene.say();
        QVERIFY(scene.toast->isSpeaking());
        scene.toast->dismiss();
        QVERIFY(!scene.toast->isSpeaking());
    }

    void neverTakesTheFocus()
    {
        const Scene scene;
        QVERIFY(QTest::qWaitForWindowActive(&const_cast<QWidget &>(scene.window)));
        QTRY_VERIFY(scene.field->hasFocus());
        scene.say();
        QVERIFY(scene.field->hasFocus());
        QTest::mouseClick(scene.button("Close"), Qt::LeftButton);
        QTRY_VERIFY(scene.toast->isHidden());
        QVERIFY(scene.field->hasFocus());
    }

    void standsStillWhileHovered()
    {
        const Scene scene;
        scene.toast->setDuration(30ms);
        QSignalSpy closed(scene.toast, &Toast::closed);
        scene.say();
        QEnterEvent enter(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5));
        QApplication::sendEvent(scene.toast, &enter);
        QVERIFY(!closed.wait(400));
        QVERIFY(scene.toast->isVisible());
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(scene.toast, &leave);
        QTRY_COMPARE(closed.count(), 1);
    }

    void standsStillWhileFocusedAndGivesTheFocusBack()
    {
        const Scene scene;
        QVERIFY(QTest::qWaitForWindowActive(&const_cast<QWidget &>(scene.window)));
        QTRY_VERIFY(scene.field->hasFocus());
        scene.toast->setDuration(30ms);
        QSignalSpy closed(scene.toast, &Toast::closed);
        scene.say();
        scene.button("Undo")->setFocus(Qt::TabFocusReason);
        QVERIFY(!closed.wait(400));
        QVERIFY(scene.toast->isVisible());
        QTest::keyClick(scene.button("Undo"), Qt::Key_Space);
        QTRY_COMPARE(closed.count(), 1);
        QVERIFY(scene.field->hasFocus());
    }

    void aSecondMessageReplacesTheFirst()
    {
        const Scene scene;
        QSignalSpy closed(scene.toast, &Toast::closed);
        scene.say();
        scene.toast->showMessage(QStringLiteral("disable"), QStringLiteral("3 users"), QStringLiteral("disabled"),
                                 UndoOffer::Yes);
        QCOMPARE(scene.toast->accessibleName(), QStringLiteral("3 users disabled"));
        QVERIFY(scene.toast->isVisible());
        QCOMPARE(closed.count(), 0);
    }

    void aMessageDuringTheWayOutComesBack()
    {
        const Scene scene;
        QSignalSpy closed(scene.toast, &Toast::closed);
        scene.say();
        scene.toast->dismiss();
        scene.say();
        QVERIFY(!closed.wait(400));
        QVERIFY(scene.toast->isVisible());
    }

    void doesNotMoveWhereNothingMoves()
    {
        const Scene scene;
        StillStyle still;
        scene.toast->setStyle(&still);
        QSignalSpy closed(scene.toast, &Toast::closed);
        scene.say();
        scene.toast->dismiss();
        QCOMPARE(closed.count(), 1);
        QVERIFY(scene.toast->isHidden());
        scene.toast->setStyle(nullptr);
    }

    void standsAtTheBottomInTheMiddleAndFollows()
    {
        Scene scene;
        scene.toast->setBottomMargin(45);
        scene.say();
        const auto isPlaced = [&scene] {
            const QRect box = scene.toast->geometry();
            return qAbs(box.center().x() - scene.window.width() / 2) <= 1 &&
                   box.bottom() + 1 + 45 == scene.window.height();
        };
        QVERIFY(isPlaced());
        QCOMPARE(scene.toast->height(), 44);
        scene.window.resize(1000, 600);
        QTRY_VERIFY(isPlaced());
        scene.toast->setBottomMargin(100);
        QCOMPARE(scene.toast->geometry().bottom() + 1, 500);
    }

    void aLongNameStaysWithinTheWindow()
    {
        const Scene scene;
        const QString name = QStringLiteral("a").repeated(290) + QStringLiteral("@example.com");
        scene.toast->showMessage(QStringLiteral("disable"), name, QStringLiteral("disabled"), UndoOffer::Yes);
        QVERIFY(scene.toast->width() <= scene.window.width() - 32);
        QVERIFY(scene.toast->rect().contains(scene.button("Undo")->geometry()));
        QVERIFY(scene.toast->toolTip().contains(name));
        QCOMPARE(scene.toast->accessibleName(), name + QStringLiteral(" disabled"));
    }

    void isAnnouncedAsAnAlert()
    {
        const Scene scene;
        alertsSeen = 0;
        const QAccessible::UpdateHandler before = QAccessible::installUpdateHandler(countAlerts);
        scene.say();
        QAccessible::installUpdateHandler(before);
        if (QAccessible::isActive()) // only where assistive technology runs
            QCOMPARE(alertsSeen, 1);
        QCOMPARE(QAccessible::queryAccessibleInterface(scene.toast)->text(QAccessible::Name),
                 QStringLiteral("analyst@example.com disabled"));
        QCOMPARE(QAccessible::queryAccessibleInterface(scene.toast)->role(), QAccessible::AlertMessage);
    }

    void goesWithItsWindowAtAnyMoment()
    {
        auto window = std::make_unique<QWidget>();
        auto *toast = new Toast(window.get());
        window->show();
        toast->setDuration(10ms);
        toast->showMessage({}, QStringLiteral("x"), QStringLiteral("disabled"), UndoOffer::Yes);
        window.reset();
        QCoreApplication::processEvents();
    }
};

QTEST_MAIN(TstToast)
#include "tst_toast.moc"
