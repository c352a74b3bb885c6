// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find.h"
#include "tests/support/paintedtext.h"

#include "ui/look/cardbutton.h"
#include "ui/profiles/connectionbox.h"
#include "ui/profiles/profiledelegate.h"
#include "ui/profiles/profilewords.h"
#include "ui/profiles/teststeps.h"
#include "ui/profiles/welcomepage.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <QWheelEvent>
#include <algorithm>

using namespace gatehouse;

namespace {

Profile profile(const char *name, const char *url, std::optional<Environment> environment)
{
    Profile made;
    made.id = QUuid::createUuid();
    made.name = QString::fromUtf8(name);
    made.url = QString::fromUtf8(url);
    made.environment = environment;
    return made;
}

/// "Customer 1" to "Customer 50".
QList<Profile> fiftyProfiles()
{
    QList<Profile> many;
    for (int number = 1; number <= 50; ++number) {
        many.append(profile("", "pivot.example.com", Environment::Staging));
        many.last().name = QStringLiteral("Customer %1").arg(number);
    }
    return many;
}

void turnWheel(QWidget *over)
{
    QWheelEvent wheel(QPointF(5, 5), QPointF(5, 5), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(over, &wheel);
}

int rowOf(const ConnectionBox &box, const QUuid &id)
{
    return box.findData(id, IdRole);
}

/// Opens the list and chooses with the keys, as a person does.
void choose(ConnectionBox &box, int row)
{
    QTest::keyClick(&box, Qt::Key_Down);
    QTRY_VERIFY(box.view()->isVisible());
    box.view()->setCurrentIndex(box.model()->index(row, 0));
    QTest::keyClick(box.view(), Qt::Key_Return);
    QTRY_VERIFY(!box.view()->isVisible());
}

} // namespace

class ConnectionBoxTest final : public QObject
{
    Q_OBJECT

private slots:
    void showsTheCurrentOne();
    void isFoundByItsNameAndSaysWhatIsChosen();
    void aChoiceOnlyAsks();
    void connectionsIsTheLastEntryAndNeverStays();
    void changesByNoWheelLetterOrArrow_data();
    void changesByNoWheelLetterOrArrow();
    void aLongListOpensAtTheCurrentOneAndScrolls();
    void aLongListIsChosenFromByTyping();
    void theWheelOverALongListChoosesNothing();
    void showsTheDemo();
    void keepsTheCurrentOneWhenProfilesChange();
    void elidesLongNames();
    void paintsAddressesInTheirOwnDirection_data();
    void paintsAddressesInTheirOwnDirection();
    void welcomeHasTwoWays();
    void copiesGetNamesOfTheirOwn();
    void readsProtectedPatterns_data();
    void readsProtectedPatterns();
    void warnsOfAListInDoubt();
    void tellsATokenWithoutPermissionFromARefusedOne();
    void everyStepHasANameHoweverItEnded();
};

void ConnectionBoxTest::showsTheCurrentOne()
{
    const Profile eu = profile("Pivot EU", "https://pivot.example.com/", Environment::Production);
    const Profile odd = profile("By hand", "x.example.com", std::nullopt);
    ConnectionBox box;
    QCOMPARE(box.accessibleName(), QStringLiteral("Connection"));
    QCOMPARE(box.currentIndex(), -1);
    box.setProfiles({eu, odd});
    QCOMPARE(box.currentIndex(), -1);
    box.setCurrent(eu.id);
    QCOMPARE(box.currentText(), QStringLiteral("Pivot EU"));
    QCOMPARE(box.accessibleDescription(), QStringLiteral("Production, pivot.example.com"));
    box.setCurrent(odd.id);
    QCOMPARE(box.accessibleDescription(), QStringLiteral("Production, x.example.com"));
    box.setCurrent(QUuid());
    QCOMPARE(box.currentIndex(), -1);
    QCOMPARE(box.accessibleDescription(), QString());
}

void ConnectionBoxTest::isFoundByItsNameAndSaysWhatIsChosen()
{
    const Profile eu = profile("Pivot EU", "https://pivot.example.com/", Environment::Production);
    ConnectionBox box;
    box.setProfiles({eu});
    box.setCurrent(eu.id);
    QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(&box);
    QVERIFY(seen);
    QCOMPARE(seen->role(), QAccessible::ComboBox);
    QCOMPARE(seen->text(QAccessible::Name), QStringLiteral("Connection"));
    QCOMPARE(seen->text(QAccessible::Value), QStringLiteral("Pivot EU"));
    QCOMPARE(seen->text(QAccessible::Description), QStringLiteral("Pivot EU, Production, pivot.example.com"));
    QCOMPARE(seen->childCount(), 1);
    QCOMPARE(seen->child(0)->role(), QAccessible::List);
    QCOMPARE(seen->child(0)->parent(), seen);
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    seen->actionInterface()->doAction(QAccessibleActionInterface::showMenuAction());
    QTRY_VERIFY(box.view()->isVisible());
    QVERIFY(seen->state().expanded);
    seen->actionInterface()->doAction(QAccessibleActionInterface::showMenuAction());
    QTRY_VERIFY(!box.view()->isVisible());
}

void ConnectionBoxTest::aChoiceOnlyAsks()
{
    const Profile eu = profile("Pivot EU", "pivot.example.com", Environment::Production);
    const Profile lab = profile("Lab", "lab.example.com", Environment::Development);
    ConnectionBox box;
    box.setProfiles({eu, lab});
    box.setCurrent(eu.id);
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    QSignalSpy chosen(&box, &ConnectionBox::profileChosen);
    QSignalSpy manage(&box, &ConnectionBox::manageRequested);
    choose(box, rowOf(box, lab.id));
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.constFirst().constFirst().toUuid(), lab.id);
    QCOMPARE(box.currentText(), QStringLiteral("Pivot EU")); // until the owner says so
    box.setCurrent(lab.id);
    choose(box, rowOf(box, lab.id));
    QCOMPARE(chosen.count(), 1); // the same again is no change
    QCOMPARE(manage.count(), 0);
}

void ConnectionBoxTest::connectionsIsTheLastEntryAndNeverStays()
{
    const Profile eu = profile("Pivot EU", "pivot.example.com", Environment::Production);
    ConnectionBox box;
    box.setProfiles({eu});
    box.setCurrent(eu.id);
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    QSignalSpy chosen(&box, &ConnectionBox::profileChosen);
    QSignalSpy manage(&box, &ConnectionBox::manageRequested);
    QCOMPARE(box.itemText(box.count() - 1), QStringLiteral("Connections…"));
    choose(box, box.count() - 1);
    QCOMPARE(manage.count(), 1);
    QCOMPARE(chosen.count(), 0);
    QCOMPARE(box.currentText(), QStringLiteral("Pivot EU"));
}

void ConnectionBoxTest::changesByNoWheelLetterOrArrow_data()
{
    QTest::addColumn<int>("key"); // 0: the wheel
    QTest::addColumn<bool>("opens");
    QTest::newRow("wheel") << 0 << false;
    QTest::newRow("letter") << int(Qt::Key_L) << false;
    QTest::newRow("end") << int(Qt::Key_End) << false;
    QTest::newRow("page down") << int(Qt::Key_PageDown) << false;
    QTest::newRow("return") << int(Qt::Key_Return) << false;
    QTest::newRow("down") << int(Qt::Key_Down) << true;
    QTest::newRow("up") << int(Qt::Key_Up) << true;
    QTest::newRow("space") << int(Qt::Key_Space) << true;
    QTest::newRow("F4") << int(Qt::Key_F4) << true;
}

void ConnectionBoxTest::changesByNoWheelLetterOrArrow()
{
    QFETCH(int, key);
    QFETCH(bool, opens);
    const Profile eu = profile("Pivot EU", "pivot.example.com", Environment::Production);
    const Profile lab = profile("Lab", "lab.example.com", Environment::Development);
    ConnectionBox box;
    box.setProfiles({eu, lab});
    box.setCurrent(eu.id);
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    box.setFocus();
    QSignalSpy chosen(&box, &ConnectionBox::profileChosen);
    QSignalSpy index(&box, &QComboBox::currentIndexChanged);
    if (key == 0) {
        QWheelEvent wheel(QPointF(5, 5), QPointF(5, 5), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(&box, &wheel);
    } else {
        QTest::keyClick(&box, static_cast<Qt::Key>(key));
    }
    QCOMPARE(box.view()->isVisible(), opens);
    QCOMPARE(chosen.count(), 0);
    QCOMPARE(index.count(), 0);
    QCOMPARE(box.currentText(), QStringLiteral("Pivot EU"));
    box.hidePopup();
}

void ConnectionBoxTest::aLongListOpensAtTheCurrentOneAndScrolls()
{
    const QList<Profile> many = fiftyProfiles();
    ConnectionBox box;
    box.setProfiles(many);
    box.setCurrent(many.at(40).id);
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    QTest::keyClick(&box, Qt::Key_Down);
    QTRY_VERIFY(box.view()->isVisible());
    QCOMPARE(box.count(), 52); // the separator and "Connections…" too
    const QRect screen = box.screen()->availableGeometry();
    QVERIFY(screen.contains(box.view()->window()->frameGeometry()));
    const auto isSeen = [&box](int row) {
        return box.view()->viewport()->rect().contains(box.view()->visualRect(box.model()->index(row, 0)));
    };
    QTRY_VERIFY(isSeen(40));
    QVERIFY(!isSeen(0));
    QTest::keyClick(box.view(), Qt::Key_Home);
    QTRY_VERIFY(isSeen(0));
    QTest::keyClick(box.view(), Qt::Key_End);
    QTRY_VERIFY(isSeen(box.count() - 1));
    box.hidePopup();
}

void ConnectionBoxTest::aLongListIsChosenFromByTyping()
{
    const QList<Profile> many = fiftyProfiles();
    ConnectionBox box;
    box.setProfiles(many);
    box.setCurrent(many.constFirst().id);
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    QSignalSpy chosen(&box, &ConnectionBox::profileChosen);
    QTest::keyClick(&box, Qt::Key_Down);
    QTRY_VERIFY(box.view()->isVisible());
    QTest::keyClicks(box.view(), QStringLiteral("customer 37"));
    QCOMPARE(box.view()->currentIndex().data().toString(), QStringLiteral("Customer 37"));
    QVERIFY(box.view()->isVisible()); // the space in the name chooses nothing
    QCOMPARE(chosen.count(), 0);
    QTest::keyClick(box.view(), Qt::Key_Return);
    QTRY_COMPARE(chosen.count(), 1);
    QCOMPARE(chosen.constFirst().constFirst().toUuid(), many.at(36).id);
}

void ConnectionBoxTest::theWheelOverALongListChoosesNothing()
{
    const QList<Profile> many = fiftyProfiles();
    ConnectionBox box;
    box.setProfiles(many);
    box.setCurrent(many.at(20).id);
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    QSignalSpy chosen(&box, &ConnectionBox::profileChosen);
    QSignalSpy index(&box, &QComboBox::currentIndexChanged);
    turnWheel(&box);
    QVERIFY(!box.view()->isVisible());
    QTest::keyClick(&box, Qt::Key_Down);
    QTRY_VERIFY(box.view()->isVisible());
    const int before = box.view()->verticalScrollBar()->value();
    turnWheel(box.view()->viewport());
    QVERIFY(box.view()->verticalScrollBar()->value() != before); // opened, it scrolls
    box.hidePopup();
    QCOMPARE(chosen.count(), 0);
    QCOMPARE(index.count(), 0);
    QCOMPARE(box.current(), many.at(20).id);
}

void ConnectionBoxTest::showsTheDemo()
{
    const Profile demo = profile("whatever", "http://127.0.0.1:4711", Environment::Development);
    ConnectionBox box;
    box.setProfiles({profile("Pivot EU", "pivot.example.com", Environment::Production)});
    box.setDemo(demo);
    box.setCurrent(demo.id);
    QCOMPARE(box.currentText(), QStringLiteral("Demo server"));
    QCOMPARE(box.accessibleDescription(), QStringLiteral("Development, 127.0.0.1:4711"));
    box.setDemo(std::nullopt);
    QCOMPARE(box.currentIndex(), -1);
}

void ConnectionBoxTest::keepsTheCurrentOneWhenProfilesChange()
{
    Profile eu = profile("Pivot EU", "pivot.example.com", Environment::Production);
    const Profile lab = profile("Lab", "lab.example.com", Environment::Development);
    ConnectionBox box;
    box.setProfiles({eu});
    box.setCurrent(eu.id);
    eu.name = QStringLiteral("Europe");
    box.setProfiles({lab, eu});
    QCOMPARE(box.currentText(), QStringLiteral("Europe"));
    box.setProfiles({lab});
    QCOMPARE(box.currentIndex(), -1);
}

void ConnectionBoxTest::elidesLongNames()
{
    const Profile eu = profile("A connection with a name that goes on and on and on and on", "pivot.example.com",
                               Environment::Production);
    ConnectionBox box;
    box.setProfiles({eu});
    box.setCurrent(eu.id);
    QVERIFY(box.sizeHint().width() <= 300);
    QVERIFY(box.minimumSizeHint().width() <= 140);
    box.resize(box.minimumSizeHint());
    box.grab();
}

void ConnectionBoxTest::paintsAddressesInTheirOwnDirection_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<QString>("box");
    const QString words = QStringLiteral("Pivot EU (2)\n");
    QTest::newRow("left to right") << Qt::LeftToRight << words + QStringLiteral("Staging| · |10.0.0.5:9095/pivot");
    QTest::newRow("right to left") << Qt::RightToLeft << words + QStringLiteral("10.0.0.5:9095/pivot| · |Staging");
}

void ConnectionBoxTest::paintsAddressesInTheirOwnDirection()
{
    QFETCH(Qt::LayoutDirection, direction);
    QFETCH(QString, box);
    const Profile odd = profile("Pivot EU (2)", "https://10.0.0.5:9095/pivot/", Environment::Staging);
    ConnectionBox shown;
    shown.setLayoutDirection(direction);
    shown.setProfiles({odd});
    shown.setCurrent(odd.id);
    shown.resize(300, shown.sizeHint().height());
    PaintedText painted;
    shown.render(&painted);
    QCOMPARE(painted.seen(), box);

    PaintedText row;
    {
        QPainter painter(&row);
        painter.setLayoutDirection(direction);
        QStyleOptionViewItem option;
        option.direction = direction;
        option.rect = {0, 0, 300, 52};
        option.palette = shown.palette();
        ProfileDelegate().paint(&painter, option, shown.model()->index(0, 0));
    }
    QCOMPARE(row.seen(), QStringLiteral("Pivot EU (2)\n10.0.0.5:9095/pivot"));
}

void ConnectionBoxTest::welcomeHasTwoWays()
{
    WelcomePage page;
    QSignalSpy add(&page, &WelcomePage::addRequested);
    QSignalSpy demo(&page, &WelcomePage::demoRequested);
    page.show();
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    auto *first = findNamed<CardButton>(&page, "Add a connection");
    auto *second = findNamed<CardButton>(&page, "Try the demo server");
    QVERIFY(first && second);
    QVERIFY(first->hasFocus());
    QTest::keyClick(first, Qt::Key_Return);
    QCOMPARE(add.count(), 1);
    QTest::keyClick(first, Qt::Key_Tab);
    QVERIFY(second->hasFocus());
    QTest::keyClick(second, Qt::Key_Space);
    QCOMPARE(demo.count(), 1);
    QVERIFY(page.minimumSizeHint().width() <= 800);
    QVERIFY(page.minimumSizeHint().height() <= 440);
}

void ConnectionBoxTest::copiesGetNamesOfTheirOwn()
{
    QList<Profile> profiles{profile("A", "a", std::nullopt)};
    QCOMPARE(copyName(QStringLiteral("A"), profiles), QStringLiteral("A (copy)"));
    profiles.append(profile("a (COPY)", "a", std::nullopt));
    QCOMPARE(copyName(QStringLiteral("A"), profiles), QStringLiteral("A (copy 2)"));
    profiles.append(profile("A (copy 2)", "a", std::nullopt));
    QCOMPARE(copyName(QStringLiteral("A"), profiles), QStringLiteral("A (copy 3)"));
    QCOMPARE(copyName(QStringLiteral("100% %1"), {}), QStringLiteral("100% %1 (copy)"));
}

void ConnectionBoxTest::readsProtectedPatterns_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("patterns");
    QTest::newRow("nothing") << "  " << QStringList{};
    QTest::newRow("one") << "admin*" << QStringList{QStringLiteral("admin*")};
    QTest::newRow("several") << " a , b\nc\r\nd,, "
                             << QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"),
                                            QStringLiteral("d")};
    QTest::newRow("twice") << "a,a" << QStringList{QStringLiteral("a")};
}

void ConnectionBoxTest::readsProtectedPatterns()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, patterns);
    QCOMPARE(protectedPatterns(typed), patterns);
    QCOMPARE(protectedPatterns(protectedWords(patterns)), patterns);
}

void ConnectionBoxTest::warnsOfAListInDoubt()
{
    ConnectionReport report;
    report.works = true;
    report.users = 3;
    QCOMPARE(testTitle(report), QStringLiteral("The connection works"));
    report.caution = QStringLiteral("The list may not be whole.");
    QVERIFY(testTitle(report).startsWith(QStringLiteral("The connection works, but")));
}

void ConnectionBoxTest::tellsATokenWithoutPermissionFromARefusedOne()
{
    ConnectionReport report;
    report.steps = untriedSteps();
    report.error = ApiError{};
    report.error->kind = ApiErrorKind::TokenRefused;
    report.steps[int(TestStage::Token)].end = TestStep::End::Failed;
    QCOMPARE(testTitle(report), QStringLiteral("The token was refused"));
    QCOMPARE(stepName(report.steps.at(int(TestStage::Token)), report), QStringLiteral("Token refused"));
    report.error->kind = ApiErrorKind::Forbidden;
    report.steps[int(TestStage::Token)].end = TestStep::End::Note;
    report.steps[int(TestStage::List)].end = TestStep::End::Failed;
    QCOMPARE(testTitle(report), QStringLiteral("The token is not allowed to see the user statuses"));
    QCOMPARE(stepName(report.steps.at(int(TestStage::List)), report), QStringLiteral("User statuses not allowed"));
}

void ConnectionBoxTest::everyStepHasANameHoweverItEnded()
{
    for (const ApiErrorKind kind : {ApiErrorKind::Unreachable, ApiErrorKind::TimedOut, ApiErrorKind::ServerError,
                                    ApiErrorKind::NotTheApi, ApiErrorKind::Forbidden}) {
        for (TestStep step : untriedSteps()) {
            ConnectionReport report;
            report.error = ApiError{};
            report.error->kind = kind;
            for (const auto end : {TestStep::End::NotTried, TestStep::End::UnderWay, TestStep::End::Ok,
                                   TestStep::End::Note, TestStep::End::Warn, TestStep::End::Failed}) {
                step.end = end;
                report.steps = {step};
                QVERIFY(!stepName(step, report).isEmpty());
                QVERIFY(!glyphOf(end).isEmpty());
                QVERIFY(!testTitle(report).isEmpty());
            }
        }
    }
}

QTEST_MAIN(ConnectionBoxTest)
#include "tst_connectionbox.moc"
