// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/gatestyle.h"
#include "ui/look/searchfield.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace gatehouse;

namespace {

/// A window with the keys of the real one, and the field in it.
struct KeyScene
{
    KeyScene() : field(new SearchField), action(new QAction(&window))
    {
        auto *column = new QVBoxLayout(&window);
        column->addWidget(field);
        window.addAction(action);
        window.resize(400, 100);
        window.show();
        window.activateWindow();
        field->setFocus();
    }
    bool isReady()
    {
        return QTest::qWaitForWindowActive(&window) && QTest::qWaitFor([this] { return field->hasFocus(); });
    }
    QWidget window;
    SearchField *field;
    QAction *action;
};

} // namespace

class TstSearchField final : public QObject
{
    Q_OBJECT

private slots:
    void init() { GateStyle::apply(Appearance::Light); }

    void windowKeysPassThrough_data()
    {
        QTest::addColumn<QKeySequence>("keys");
        for (const char *keys :
             {"Ctrl+Shift+D", "Ctrl+Shift+E", "Ctrl+Shift+H", "Ctrl+Shift+O", "Ctrl+F", "F5", "F1", "Ctrl+Q", "F10"})
            QTest::newRow(keys) << QKeySequence(QString::fromLatin1(keys));
    }

    void windowKeysPassThrough()
    {
        QFETCH(const QKeySequence, keys);
        KeyScene scene;
        QVERIFY(scene.isReady());
        scene.field->setText(QStringLiteral("kowalsky"));
        scene.action->setShortcut(keys);
        QSignalSpy triggered(scene.action, &QAction::triggered);
        QTest::keyClick(scene.field, keys[0].key(), keys[0].keyboardModifiers());
        QCOMPARE(triggered.count(), 1);
        QCOMPARE(scene.field->text(), QStringLiteral("kowalsky"));
    }

    void typingStaysInTheField()
    {
        KeyScene scene;
        QVERIFY(scene.isReady());
        scene.action->setShortcut(QKeySequence(Qt::Key_Delete));
        QSignalSpy triggered(scene.action, &QAction::triggered);
        QTest::keyClicks(scene.field, QStringLiteral("ann"));
        scene.field->setCursorPosition(0);
        QTest::keyClick(scene.field, Qt::Key_Delete);
        QCOMPARE(scene.field->text(), QStringLiteral("nn"));
        QCOMPARE(triggered.count(), 0);
    }

    void undoWithNothingToUndoDoesNothing()
    {
        KeyScene scene;
        QVERIFY(scene.isReady());
        scene.action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
        QSignalSpy triggered(scene.action, &QAction::triggered);
        QTest::keyClick(scene.field, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(triggered.count(), 0);
        QVERIFY(scene.field->text().isEmpty());
        QTest::keyClicks(scene.field, QStringLiteral("an"));
        QTest::keyClick(scene.field, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(scene.field->text().isEmpty());
        QCOMPARE(triggered.count(), 0);
    }

    void escFirstEmptiesThenLeaves()
    {
        KeyScene scene;
        QVERIFY(scene.isReady());
        scene.field->setText(QStringLiteral("kowalsky"));
        QSignalSpy left(scene.field, &SearchField::left);
        QSignalSpy changed(scene.field, &QLineEdit::textChanged);
        QTest::keyClick(scene.field, Qt::Key_Escape);
        QVERIFY(scene.field->text().isEmpty());
        QCOMPARE(changed.count(), 1);
        QCOMPARE(left.count(), 0);
        QTest::keyClick(scene.field, Qt::Key_Escape);
        QCOMPARE(left.count(), 1);
    }

    void enterAndDownGoToTheRows()
    {
        KeyScene scene;
        QVERIFY(scene.isReady());
        QSignalSpy entered(scene.field, &SearchField::entered);
        QTest::keyClick(scene.field, Qt::Key_Return);
        QTest::keyClick(scene.field, Qt::Key_Enter);
        QTest::keyClick(scene.field, Qt::Key_Down);
        QCOMPARE(entered.count(), 3);
    }

    void thePasteOfAListIsAPlainPasteHere()
    {
        KeyScene scene;
        QVERIFY(scene.isReady());
        scene.action->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V));
        QSignalSpy triggered(scene.action, &QAction::triggered);
        QApplication::clipboard()->setText(QStringLiteral("ann@example.com"));
        QTest::keyClick(scene.field, Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(triggered.count(), 0);
        QCOMPARE(scene.field->text(), QStringLiteral("ann@example.com"));
    }

    void theCrossIsThereWhileFilled()
    {
        KeyScene scene;
        QVERIFY(scene.isReady());
        auto *cross = scene.field->findChild<QToolButton *>();
        QVERIFY(!cross->isVisible());
        QTest::keyClicks(scene.field, QStringLiteral("a"));
        QVERIFY(cross->isVisible());
        QTest::mouseClick(cross, Qt::LeftButton);
        QVERIFY(scene.field->text().isEmpty());
        QVERIFY(scene.field->hasFocus());
        QVERIFY(!cross->isVisible());
    }

    void textKeepsClearOfGlassAndCross()
    {
        KeyScene scene;
        QVERIFY(scene.isReady());
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            scene.field->setLayoutDirection(direction);
            const bool mirrored = direction == Qt::RightToLeft;
            const QMargins margins = scene.field->textMargins();
            QVERIFY(margins.left() >= 20 && margins.right() >= 20);
            const QRect cross = scene.field->findChild<QToolButton *>()->geometry();
            QCOMPARE(cross.center().x() < scene.field->width() / 2, mirrored);
        }
    }
};

QTEST_MAIN(TstSearchField)
#include "tst_searchfield.moc"
