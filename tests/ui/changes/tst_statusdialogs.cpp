// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find.h"

#include "ui/changes/changedatedialog.h"
#include "ui/changes/newstatusdialog.h"
#include "ui/look/widgets.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace gatehouse;

namespace {

const WriteTarget production{QStringLiteral("Pivot EU"), QStringLiteral("pivot.example.com"),
                             EnvironmentLook::Production};
const Instant since = fromMilliseconds(1663786885872); // 2022-09-21T19:01:25.872Z
const Instant now = fromMilliseconds(1781222400000);   // 2026-06-12T00:00:00.000Z

QString shownText(const QDialog &dialog, const char *objectName)
{
    const auto *label = dialog.findChild<QLabel *>(QString::fromUtf8(objectName));
    return label && label->isVisibleTo(&dialog) ? label->text() : QString();
}

/// Who is there: ann@example.com.
NameCheck annOnly(const QByteArray &name)
{
    if (name == "ann@example.com")
        return {NameCheck::Kind::Exists, name};
    if (likeness(name, "ann@example.com"))
        return {NameCheck::Kind::Similar, "ann@example.com"};
    return {};
}

} // namespace

/// The two dialogs that ask for a value before there is a plan.
class StatusDialogsTest final : public QObject
{
    Q_OBJECT

private slots:
    void newStatusStartsCalm();
    void newStatusSaysWhatItKnows_data();
    void newStatusSaysWhatItKnows();
    void newStatusWantsExactlyTheTypedName();
    void newStatusAsksAgainBeforeItEnds();
    void newStatusIsNotFiredByEnter();
    void dateShowsTheExactInstant();
    void dateThatStandsIsNoChange();
    void dateInTheFutureNeedsATick();
    void dateKeepsItsOrderRightToLeft();
    void dateIsChangedByNoWheel();
    void dateOfAnUnknownTimeStartsNow();
};

void StatusDialogsTest::newStatusStartsCalm()
{
    NewStatusDialog dialog(production, annOnly, NewStatusKind::DisabledFromNow);
    QCOMPARE(dialog.accessibleName(), QStringLiteral("New status"));
    QVERIFY(dialog.findChild<EnvironmentStrip *>());
    QVERIFY(findNamed<QLineEdit>(&dialog, "Name"));
    QVERIFY(!findButton(&dialog, "Create status")->isEnabled());
    QCOMPARE(shownText(dialog, "nameProblem"), QString());
    QCOMPARE(shownText(dialog, "nameWarning"), QString());
    QVERIFY(findButton(&dialog, "Disabled from now on (block somebody ahead of time)")->isChecked());
    bool saysIt = false;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        saysIt |= label->text().contains(QStringLiteral("does not check that such a person exists"));
    QVERIFY(saysIt);
}

void StatusDialogsTest::newStatusSaysWhatItKnows_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<QString>("warning");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("new") << "zoe@example.com"
                         << ""
                         << "" << true;
    QTest::newRow("exists") << "ann@example.com"
                            << "has a status already"
                            << "" << false;
    QTest::newRow("case") << "Ann@example.com"
                          << ""
                          << "upper and lower case" << true;
    QTest::newRow("padded") << " ann@example.com"
                            << ""
                            << "only in the white space" << true;
    QTest::newRow("typo") << "anm@example.com"
                          << ""
                          << "“ann@example.com” already. Is that who you mean?" << true;
    QTest::newRow("dots") << ".."
                          << "No web address can carry"
                          << "" << false;
    QTest::newRow("white space only") << "  "
                                      << ""
                                      << "white space around" << false;
}

void StatusDialogsTest::newStatusSaysWhatItKnows()
{
    QFETCH(QString, typed);
    QFETCH(QString, problem);
    QFETCH(QString, warning);
    QFETCH(bool, allowed);
    NewStatusDialog dialog(production, annOnly, NewStatusKind::Enabled);
    auto *name = findNamed<QLineEdit>(&dialog, "Name");
    name->setText(typed);
    const QString shownProblem = shownText(dialog, "nameProblem");
    const QString shownWarning = shownText(dialog, "nameWarning");
    QCOMPARE(shownProblem.isEmpty(), problem.isEmpty());
    QVERIFY2(shownProblem.contains(problem), qPrintable(shownProblem));
    QCOMPARE(shownWarning.isEmpty(), warning.isEmpty());
    QVERIFY2(shownWarning.contains(warning), qPrintable(shownWarning));
    QCOMPARE(findButton(&dialog, "Create status")->isEnabled(), allowed);
    QCOMPARE(name->accessibleDescription(), problem.isEmpty() ? shownWarning : shownProblem);
}

void StatusDialogsTest::newStatusWantsExactlyTheTypedName()
{
    NewStatusDialog dialog(production, annOnly, NewStatusKind::DisabledFromNow);
    QSignalSpy wanted(&dialog, &NewStatusDialog::wanted);
    findNamed<QLineEdit>(&dialog, "Name")->setText(QString::fromUtf8(" Zoë@x "));
    findButton(&dialog, "Enabled")->click();
    findButton(&dialog, "Create status")->click();
    findButton(&dialog, "Create status")->click();
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.constFirst().at(0).toByteArray(), QByteArray(" Zo\xC3\xAB@x "));
    QCOMPARE(wanted.constFirst().at(1).value<NewStatusKind>(), NewStatusKind::Enabled);
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
}

void StatusDialogsTest::newStatusAsksAgainBeforeItEnds()
{
    bool exists = false;
    NewStatusDialog dialog(
        production,
        [&exists](const QByteArray &name) {
            return exists ? NameCheck{NameCheck::Kind::Exists, name} : NameCheck{};
        },
        NewStatusKind::Enabled);
    QSignalSpy wanted(&dialog, &NewStatusDialog::wanted);
    findNamed<QLineEdit>(&dialog, "Name")->setText(QStringLiteral("zoe@x"));
    exists = true; // somebody else was faster, and the list was refreshed
    findButton(&dialog, "Create status")->click();
    QCOMPARE(wanted.count(), 0);
    QVERIFY(!shownText(dialog, "nameProblem").isEmpty());
}

void StatusDialogsTest::newStatusIsNotFiredByEnter()
{
    NewStatusDialog dialog(production, annOnly, NewStatusKind::Enabled);
    QSignalSpy finished(&dialog, &QDialog::finished);
    dialog.open();
    auto *name = findNamed<QLineEdit>(&dialog, "Name");
    name->setText(QStringLiteral("zoe@x"));
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(finished.count(), 0);
    QTest::keyClick(name, Qt::Key_Escape);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(dialog.result(), int(QDialog::Rejected));
}

void StatusDialogsTest::dateShowsTheExactInstant()
{
    ChangeDateDialog dialog(production, UserStatus::disabled("ann@x", since), [] { return now; });
    QSignalSpy wanted(&dialog, &ChangeDateDialog::wanted);
    auto *date = findNamed<QDateTimeEdit>(&dialog, "Disabled since");
    QCOMPARE(date->dateTime().timeSpec(), Qt::LocalTime);
    QVERIFY(shownText(dialog, "utcInstant").startsWith(QStringLiteral("2022-09-21 19:01:25.872 UTC")));
    const Instant other = since - std::chrono::hours{48};
    date->setDateTime(QDateTime::fromMSecsSinceEpoch(toMilliseconds(other)));
    QCOMPARE(shownText(dialog, "utcInstant"), QStringLiteral("2022-09-19 19:01:25.872 UTC"));
    findButton(&dialog, "Change date")->click();
    findButton(&dialog, "Change date")->click();
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.constFirst().at(0).value<Instant>(), other);
    QCOMPARE(wanted.constFirst().at(1).value<FutureDates>(), FutureDates::Refused);
}

void StatusDialogsTest::dateThatStandsIsNoChange()
{
    ChangeDateDialog dialog(production, UserStatus::disabled("ann@x", since), [] { return now; });
    QVERIFY(!findButton(&dialog, "Change date")->isEnabled());
    QVERIFY(shownText(dialog, "utcInstant").contains(QStringLiteral("the date that stands")));
}

void StatusDialogsTest::dateInTheFutureNeedsATick()
{
    ChangeDateDialog dialog(production, UserStatus::disabled("ann@x", since), [] { return now; });
    QSignalSpy wanted(&dialog, &ChangeDateDialog::wanted);
    auto *date = findNamed<QDateTimeEdit>(&dialog, "Disabled since");
    auto *warning = dialog.findChild<QWidget *>(QStringLiteral("futureWarning"));
    auto *allow = dialog.findChild<QCheckBox *>();
    QAbstractButton *change = findButton(&dialog, "Change date");
    QVERIFY(!warning->isVisibleTo(&dialog));
    const Instant later = now + std::chrono::seconds{1};
    date->setDateTime(QDateTime::fromMSecsSinceEpoch(toMilliseconds(later)));
    QVERIFY(warning->isVisibleTo(&dialog));
    QVERIFY(!change->isEnabled());
    allow->setChecked(true);
    QVERIFY(change->isEnabled());
    // Going back to the past and into the future again needs a new tick.
    date->setDateTime(QDateTime::fromMSecsSinceEpoch(toMilliseconds(now)));
    QVERIFY(!warning->isVisibleTo(&dialog));
    date->setDateTime(QDateTime::fromMSecsSinceEpoch(toMilliseconds(later)));
    QVERIFY(!change->isEnabled());
    allow->setChecked(true);
    change->click();
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.constFirst().at(0).value<Instant>(), later);
    QCOMPARE(wanted.constFirst().at(1).value<FutureDates>(), FutureDates::Wanted);
}

void StatusDialogsTest::dateKeepsItsOrderRightToLeft()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    const auto back = qScopeGuard([] { QApplication::setLayoutDirection(Qt::LeftToRight); });
    ChangeDateDialog dialog(production, UserStatus::disabled("ann@x", since), [] { return now; });
    QCOMPARE(findNamed<QDateTimeEdit>(&dialog, "Disabled since")->text(), QStringLiteral("2022-09-21 19:01:25"));
}

void StatusDialogsTest::dateIsChangedByNoWheel()
{
    ChangeDateDialog dialog(production, UserStatus::disabled("ann@x", since), [] { return now; });
    auto *date = findNamed<QDateTimeEdit>(&dialog, "Disabled since");
    const QDateTime before = date->dateTime();
    QWheelEvent wheel(QPointF(5, 5), QPointF(5, 5), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(date, &wheel);
    QCOMPARE(date->dateTime(), before);
}

void StatusDialogsTest::dateOfAnUnknownTimeStartsNow()
{
    const UserStatus odd{"ann@x", StatusState::DisabledOdd, {}, R"({"name":"ann@x","disabled":true})"};
    ChangeDateDialog dialog(production, odd, [] { return now; });
    QSignalSpy wanted(&dialog, &ChangeDateDialog::wanted);
    findButton(&dialog, "Change date")->click();
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.constFirst().at(0).value<Instant>(), now);
}

QTEST_MAIN(StatusDialogsTest)
#include "tst_statusdialogs.moc"
