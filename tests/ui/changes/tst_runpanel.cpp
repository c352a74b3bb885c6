// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find.h"

#include "ui/changes/runfacts.h"
#include "ui/changes/runpanel.h"
#include "ui/changes/runwords.h"
#include "ui/look/gatestyle.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QListView>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace gatehouse;
using namespace std::chrono_literals;
using Phase = RunProgress::Phase;

namespace {

const QUuid runId(QStringLiteral("{6b3d1e52-0a3c-4f0c-9f43-5d2e9c0f7a10}"));
const QUuid otherId(QStringLiteral("{6b3d1e52-0a3c-4f0c-9f43-5d2e9c0f7a11}"));

RunProgress at(Phase phase, qint64 done = 0, qint64 failed = 0)
{
    RunProgress progress;
    progress.set = runId;
    progress.act = Act::Disable;
    progress.title = QStringLiteral("Disable 287 users");
    progress.phase = phase;
    progress.total = 287;
    progress.outcomes.add(OutcomeKind::Done, done);
    progress.outcomes.add(OutcomeKind::Failed, failed);
    progress.startedAt = fromMilliseconds(1'781'222'400'000);
    return progress;
}

RunProgress running()
{
    RunProgress progress = at(Phase::Running, 178, 2);
    progress.perSecond = 62.3;
    progress.left = 2s;
    return progress;
}

Instant fourPastFour()
{
    return fromMilliseconds(QDateTime(QDate(2026, 6, 12), QTime(16, 4)).toMSecsSinceEpoch());
}

RunProgress ended(qint64 done = 285, qint64 failed = 2)
{
    RunProgress progress = at(Phase::Ended, done, failed);
    progress.endedAt = progress.startedAt + 17s;
    progress.confirmed = done;
    progress.confirmedAt = fourPastFour();
    return progress;
}

Outcome failure(const char *words, OutcomeKind kind = OutcomeKind::Failed)
{
    Outcome outcome;
    outcome.kind = kind;
    outcome.words = QString::fromUtf8(words);
    return outcome;
}

/// The panel at the foot of a window, as its owner has it.
struct Foot
{
    explicit Foot(int width = 1120)
    {
        auto *column = new QVBoxLayout(&window);
        column->setContentsMargins(0, 0, 0, 0);
        column->addStretch();
        column->addWidget(panel);
        window.resize(width, 320);
        window.show();
    }
    QPushButton *button(const char *name) const { return findNamed<QPushButton>(panel, name); }
    bool shows(const char *name) const
    {
        const QPushButton *found = button(name);
        return found && found->isVisible();
    }
    RunFactsLine *facts() const
    {
        for (RunFactsLine *line : panel->findChildren<RunFactsLine *>()) {
            if (line->isVisible())
                return line;
        }
        return nullptr;
    }
    QString title() const
    {
        const auto *line = facts()->parentWidget()->findChild<ElidedLine *>(QString(), Qt::FindDirectChildrenOnly);
        return line ? line->text() : QString();
    }
    QListView *list() const { return panel->findChild<QListView *>(); }
    QProgressBar *bar() const { return panel->findChild<QProgressBar *>(); }

    QWidget window;
    RunPanel *panel = new RunPanel(&window);
};

} // namespace

class RunPanelTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { GateStyle::apply(Appearance::Light); }

    void offersWhatWasCutOff()
    {
        Foot foot;
        RunProgress progress = running();
        progress.phase = RunProgress::Phase::Interrupted;
        progress.title = QStringLiteral("Disable 287 users");
        progress.inQuestion = progress.inFlight = 6;
        progress.pauseReason = QStringLiteral("It was cut off.");
        foot.panel->setProgress(progress);
        foot.panel->setCanUndo(true);
        QCOMPARE(foot.title(), QStringLiteral("Interrupted: Disable 287 users"));
        QCOMPARE(foot.facts()->text(), QStringLiteral("178 done · 2 failed · 6 being asked for · 101 not sent"));
        QSignalSpy resumed(foot.panel, &RunPanel::resumeRequested);
        QSignalSpy undone(foot.panel, &RunPanel::undoDoneRequested);
        QSignalSpy left(foot.panel, &RunPanel::leaveRequested);
        QSignalSpy stopped(foot.panel, &RunPanel::stopRequested);
        foot.button("Resume")->click();
        foot.button("Undo what was done")->click();
        foot.button("Leave")->click();
        QCOMPARE(resumed.size(), 1);
        QCOMPARE(undone.size(), 1);
        QCOMPARE(left.size(), 1);
        QVERIFY(stopped.isEmpty());
        progress.phase = RunProgress::Phase::Running; // it was resumed
        foot.panel->setProgress(progress);
        QVERIFY(foot.shows("Stop"));
        QVERIFY(!foot.shows("Undo what was done"));
    }

    void asksWhetherToGoOnAfterATrial()
    {
        Foot foot;
        RunProgress progress = running();
        progress.phase = RunProgress::Phase::Paused;
        progress.isTrial = true;
        progress.pauseReason = QStringLiteral("3 of 287 were tried first.");
        foot.panel->setProgress(progress);
        QSignalSpy resumed(foot.panel, &RunPanel::resumeRequested);
        QVERIFY(foot.shows("Go on"));
        foot.button("Go on")->click();
        QCOMPARE(resumed.size(), 1);
    }

    void saysWhatGoesOn_data()
    {
        QTest::addColumn<RunProgress>("progress");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("facts");
        const QString title = QStringLiteral("Disabling 287 users");
        const auto row = [](const char *name, const RunProgress &progress, const QString &said, const QString &facts) {
            QTest::newRow(name) << progress << said << facts;
        };
        row("running", running(), title, QStringLiteral("180 of 287 · 2 failed · 62 per second · about 2 s left"));
        RunProgress held = running();
        held.heldUntil = fourPastFour();
        row("held by the server", held, title,
            QStringLiteral("180 of 287 · 2 failed · The server asks to wait until 16:04:00"));
        row("nothing known yet", at(Phase::Running), title, QStringLiteral("0 of 287"));
        row("waiting", at(Phase::Waiting), title, QStringLiteral("Waits for the run before it"));
        row("comparing", at(Phase::Comparing), title, QStringLiteral("Comparing with the server…"));
        row("comparing again", at(Phase::Comparing, 12), title,
            QStringLiteral("12 of 287 · Comparing with the server…"));
        row("paused", at(Phase::Paused, 12), title, QStringLiteral("12 of 287 · Paused"));
        RunProgress stopping = at(Phase::Stopping, 12);
        stopping.inFlight = 6;
        row("stopping", stopping, title, QStringLiteral("12 of 287 · Stopping; 6 on their way"));
        stopping.inFlight = 1;
        row("stopping the last", stopping, title, QStringLiteral("12 of 287 · Stopping; 1 on its way"));
        RunProgress slow = running();
        slow.perSecond = 0.4;
        slow.left = 200s;
        row("slow", slow, title, QStringLiteral("180 of 287 · 2 failed · less than 1 per second · about 3 min left"));
        RunProgress unknown = running();
        unknown.outcomes.add(OutcomeKind::ResultNotKnown, 1);
        row("unknown", unknown, title,
            QStringLiteral("181 of 287 · 2 failed, 1 needs a look · 62 per second · about 2 s left"));
        RunProgress undo = at(Phase::Running);
        undo.isUndo = true;
        undo.title = QStringLiteral("Undo: Disable 287 users");
        row("undo", undo, QStringLiteral("Undoing: Disable 287 users"), QStringLiteral("0 of 287"));
        RunProgress many = at(Phase::Running, 1'500);
        many.total = 20'000;
        many.act = Act::Delete;
        row("many", many, QStringLiteral("Deleting the status of 20,000 users"), QStringLiteral("1,500 of 20,000"));
    }
    void saysWhatGoesOn()
    {
        QFETCH(RunProgress, progress);
        const Foot foot;
        foot.panel->setProgress(progress);
        QTEST(foot.title(), "title");
        QTEST(foot.facts()->text(), "facts");
        QVERIFY(foot.shows("Stop"));
        QVERIFY(!foot.shows("Undo"));
    }

    void saysWhatBecameOfIt_data()
    {
        QTest::addColumn<RunProgress>("progress");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("facts");
        const auto row = [](const char *name, const RunProgress &progress, const QString &said, const QString &facts) {
            QTest::newRow(name) << progress << said << facts;
        };
        const QString title = QStringLiteral("Disabled 285 of 287 users");
        row("failed", ended(), title, QStringLiteral("285 confirmed 16:04 · 2 failed · in 17 s"));
        row("all", ended(287, 0), QStringLiteral("Disabled 287 users"),
            QStringLiteral("287 confirmed 16:04 · in 17 s"));
        RunProgress confirming = ended();
        confirming.phase = Phase::Confirming;
        row("confirming", confirming, title, QStringLiteral("being confirmed… · 2 failed · in 17 s"));
        RunProgress differing = ended();
        differing.confirmed = 282;
        differing.differing = 3;
        row("differing", differing, title,
            QStringLiteral("282 confirmed 16:04 · 2 failed · 3 are different by now · in 17 s"));
        RunProgress unconfirmed = ended();
        unconfirmed.confirmed = 0;
        unconfirmed.unconfirmed = 285;
        unconfirmed.confirmTrouble = QStringLiteral("The server did not answer.");
        row("unconfirmed", unconfirmed, title,
            QStringLiteral("2 failed · in 17 s · 285 done, not confirmed: The server did not answer"));
        RunProgress mixed = ended(100, 2);
        mixed.outcomes.add(OutcomeKind::ResultNotKnown, 1);
        mixed.outcomes.add(OutcomeKind::ChangedBySomebodyElse, 4);
        mixed.outcomes.add(OutcomeKind::NotSent, 172);
        mixed.outcomes.add(OutcomeKind::AlreadySo, 8);
        row("stopped", mixed, QStringLiteral("Disabled 100 of 287 users"),
            QStringLiteral("100 confirmed 16:04 · 2 failed · 1 result not known · 4 changed by somebody else · 172 not "
                           "sent · 8 already so · in 17 s"));
        RunProgress undo = ended();
        undo.isUndo = true;
        undo.endedAt = undo.startedAt + 65s;
        row("undo", undo, QStringLiteral("Took back 285 of 287 changes"),
            QStringLiteral("285 confirmed 16:04 · 2 failed · in 1 min 5 s"));
        RunProgress nothing = at(Phase::Confirming);
        nothing.outcomes.add(OutcomeKind::NotSent, 287);
        nothing.endedAt = nothing.startedAt + 20ms;
        row("nothing", nothing, QStringLiteral("Disabled 0 of 287 users"),
            QStringLiteral("287 not sent · in less than a second"));
    }
    void saysWhatBecameOfIt()
    {
        QFETCH(RunProgress, progress);
        const Foot foot;
        foot.panel->setProgress(progress);
        QTEST(foot.title(), "title");
        QTEST(foot.facts()->text(), "facts");
        QVERIFY(!foot.shows("Stop"));
        QVERIFY(foot.shows("Undo"));
    }

    void saysWhyItWasPaused()
    {
        const Foot foot;
        foot.panel->setProgress(running());
        QVERIFY(foot.shows("Pause"));
        const int quiet = foot.panel->height();
        RunProgress paused = at(Phase::Paused, 12);
        paused.pauseReason = QStringLiteral("The server refused the token. <b>Look</b> at the connection's settings.");
        foot.panel->setProgress(paused);
        QVERIFY(foot.shows("Resume"));
        QVERIFY(!foot.button("Pause"));
        QVERIFY(foot.panel->accessibleDescription().contains(paused.pauseReason));
        QTRY_VERIFY(foot.panel->height() > quiet);
        QSignalSpy resumed(foot.panel, &RunPanel::resumeRequested);
        QTest::mouseClick(foot.button("Resume"), Qt::LeftButton);
        QCOMPARE(resumed, (QList<QVariantList>{{runId}}));
        foot.panel->setProgress(running());
        QVERIFY(foot.shows("Pause"));
        QTRY_COMPARE(foot.panel->height(), quiet);
    }

    void asksWithTheSetThatIsShown_data()
    {
        QTest::addColumn<QByteArray>("button");
        QTest::addColumn<QByteArray>("signal");
        QTest::addColumn<bool>("isOver");
        QTest::newRow("pause") << QByteArray("Pause") << QByteArray(SIGNAL(pauseRequested(QUuid))) << false;
        QTest::newRow("stop") << QByteArray("Stop") << QByteArray(SIGNAL(stopRequested(QUuid))) << false;
        QTest::newRow("show") << QByteArray("Show") << QByteArray(SIGNAL(showRequested(QUuid))) << true;
        QTest::newRow("retry") << QByteArray("Retry failed") << QByteArray(SIGNAL(retryRequested(QUuid))) << true;
        QTest::newRow("receipt") << QByteArray("Save receipt") << QByteArray(SIGNAL(receiptRequested(QUuid))) << true;
        QTest::newRow("undo") << QByteArray("Undo") << QByteArray(SIGNAL(undoRequested(QUuid))) << true;
    }
    void asksWithTheSetThatIsShown()
    {
        QFETCH(QByteArray, button);
        QFETCH(QByteArray, signal);
        QFETCH(bool, isOver);
        const Foot foot;
        foot.panel->setProgress(isOver ? ended() : running());
        foot.panel->setCanUndo(true);
        QSignalSpy asked(foot.panel, signal.constData());
        QTest::mouseClick(foot.button(button.constData()), Qt::LeftButton);
        QCOMPARE(asked, (QList<QVariantList>{{runId}}));
    }

    void offersOnlyWhatCanBeDone()
    {
        const Foot foot;
        foot.panel->setProgress(at(Phase::Stopping, 12));
        QVERIFY(!foot.button("Pause")->isEnabled());
        QVERIFY(!foot.button("Stop")->isEnabled());

        foot.panel->setProgress(ended());
        QCOMPARE(foot.button("Undo")->text(), QStringLiteral("Undo 285"));
        QVERIFY(!foot.button("Undo")->isEnabled());
        foot.panel->setCanUndo(true);
        QVERIFY(foot.button("Undo")->isEnabled());
        QCOMPARE(foot.button("Retry failed")->text(), QStringLiteral("Retry 2 failed"));
        QVERIFY(foot.button("Retry failed")->isEnabled());
        QVERIFY(foot.button("Show")->isEnabled());

        RunProgress stopped = ended(0, 0);
        stopped.set = otherId;
        stopped.outcomes.add(OutcomeKind::NotSent, 287);
        foot.panel->setProgress(stopped);
        foot.panel->setCanUndo(true);
        QVERIFY(!foot.button("Undo")->isEnabled());
        QCOMPARE(foot.button("Retry failed")->text(), QStringLiteral("Retry 287"));
        QVERIFY(!foot.button("Show")->isEnabled());

        RunProgress all = ended(287, 0);
        foot.panel->setProgress(all);
        QVERIFY(!foot.button("Undo")->isEnabled()); // another set: nobody said yet that it can be taken back
        QVERIFY(!foot.button("Retry failed")->isEnabled());
        QVERIFY(foot.button("Save receipt")->isEnabled());
    }

    void repaintsItsTextsFiveTimesASecondAtMost()
    {
        const Foot foot;
        foot.panel->setProgress(at(Phase::Running));
        QElapsedTimer clock;
        clock.start();
        QSet<QString> said;
        for (int i = 1; clock.elapsed() < 500; i = i % 286 + 1) {
            foot.panel->setProgress(at(Phase::Running, i));
            said.insert(foot.facts()->text());
            QCoreApplication::processEvents();
        }
        QVERIFY2(said.size() <= 1 + int(clock.elapsed() / 200), qPrintable(QString::number(said.size())));
        foot.panel->setProgress(at(Phase::Running, 286));
        QTRY_COMPARE(foot.facts()->text(), QStringLiteral("286 of 287")); // the last one is not lost
        foot.panel->setProgress(at(Phase::Running, 287));
        foot.panel->setProgress(ended(287, 0));
        QCOMPARE(foot.title(), QStringLiteral("Disabled 287 users")); // the end at once
    }

    void isKnownToAssistiveTechnology()
    {
        const Foot foot;
        foot.panel->setProgress(running());
        QAccessibleInterface *panel = QAccessible::queryAccessibleInterface(foot.panel);
        QVERIFY(panel);
        QCOMPARE(panel->role(), QAccessible::Grouping);
        QCOMPARE(panel->text(QAccessible::Name), QStringLiteral("Progress"));
        QCOMPARE(panel->text(QAccessible::Description),
                 QStringLiteral("Disabling 287 users · 180 of 287 · 2 failed · 62 per second · about 2 s left"));
        QAccessibleInterface *bar = QAccessible::queryAccessibleInterface(foot.bar());
        QVERIFY(bar && bar->valueInterface());
        QCOMPARE(bar->role(), QAccessible::ProgressBar);
        QCOMPARE(bar->valueInterface()->currentValue().toInt(), 180);
        QCOMPARE(bar->valueInterface()->maximumValue().toInt(), 287);
        foot.panel->setProgress(ended());
        QCOMPARE(panel->text(QAccessible::Description),
                 QStringLiteral("Disabled 285 of 287 users · 285 confirmed 16:04 · 2 failed · in 17 s"));
    }

    void listsTheFailuresWithTheirWords()
    {
        const Foot foot;
        foot.panel->setProgress(running());
        foot.panel->addFailure("ada@example.com", failure("502 Bad Gateway: <b>no</b>."));
        foot.panel->addFailure("cas@example.com", failure("", OutcomeKind::Done));
        foot.panel->addFailure("bo\xE2\x80\xAE@example.com", failure("", OutcomeKind::ResultNotKnown));
        QVERIFY(!foot.list());
        QTest::mouseClick(foot.facts()->link(), Qt::LeftButton);
        QVERIFY(foot.list() && foot.list()->isVisible());
        const QAbstractItemModel *model = foot.list()->model();
        const auto text = [model](int row) { return model->index(row, 0).data(Qt::AccessibleTextRole).toString(); };
        QCOMPARE(model->rowCount(), 2);
        QCOMPARE(text(0), QStringLiteral("ada@example.com: 502 Bad Gateway: <b>no</b>."));
        QCOMPARE(text(1), QStringLiteral("bo⟨U+202E⟩@example.com: The result is not known."));

        for (int i = 0; i < 1'010; ++i)
            foot.panel->addFailure("user" + QByteArray::number(i), failure("No."));
        QCOMPARE(model->rowCount(), 1'001);
        QCOMPARE(text(1'000), QStringLiteral("and 12 more: see History"));
        const int rowHeight = foot.list()->sizeHintForRow(0);
        QTRY_COMPARE(foot.list()->height(), 6 * rowHeight);

        QSignalSpy stopped(foot.panel, &RunPanel::stopRequested);
        QTest::keyClick(foot.list(), Qt::Key_Escape);
        QVERIFY(!foot.list()->isVisible());
        QTest::keyClick(foot.button("Stop"), Qt::Key_Escape);
        QVERIFY(stopped.isEmpty());

        RunProgress next = running();
        next.set = otherId;
        foot.panel->setProgress(next);
        QCOMPARE(model->rowCount(), 0);
    }

    void staysAwayOnceItIsClosed()
    {
        const Foot foot;
        QVERIFY(foot.panel->isHidden());
        RunProgress progress = ended();
        progress.phase = Phase::Confirming;
        foot.panel->setProgress(progress);
        QSignalSpy closed(foot.panel, &RunPanel::closed);
        QTest::mouseClick(findNamed<QToolButton>(foot.panel, "Close"), Qt::LeftButton);
        QCOMPARE(closed.size(), 1);
        QVERIFY(foot.panel->isHidden());
        QVERIFY(foot.panel->set().isNull());
        foot.panel->setProgress(ended());
        QVERIFY(foot.panel->isHidden());
        progress.set = otherId;
        foot.panel->setProgress(progress);
        QVERIFY(foot.panel->isVisible());
        foot.panel->clear();
        QVERIFY(foot.panel->isHidden());
        QCOMPARE(closed.size(), 1);
    }

    void keepsItsHeightAndItsButtonsWhereItIsNarrow()
    {
        const Foot foot(800);
        foot.panel->setProgress(running());
        QTRY_COMPARE(foot.panel->width(), 800);
        QTRY_COMPARE(foot.panel->height(), 57);
        RunProgress late = ended(100, 2);
        late.confirmed = 80;
        late.differing = 20;
        late.outcomes.add(OutcomeKind::NotSent, 185);
        foot.panel->setProgress(late);
        QTRY_COMPARE(foot.window.width(), 800);
        for (const char *name : {"Show", "Retry failed", "Save receipt", "Undo"}) {
            const QPushButton *button = foot.button(name);
            QTRY_VERIFY2(button->width() >= button->sizeHint().width(), name);
            QVERIFY(foot.panel->rect().contains(button->geometry().translated(button->parentWidget()->pos())));
        }
        QVERIFY(foot.facts()->link()->width() > 0);
    }

    void standsMirroredFromRightToLeft()
    {
        Foot foot;
        foot.window.setLayoutDirection(Qt::RightToLeft);
        foot.panel->setProgress(running());
        const auto left = [&](const QWidget *widget) { return widget->mapTo(foot.panel, QPoint()).x(); };
        QTRY_VERIFY(left(foot.button("Stop")) < left(foot.bar()));
        QTRY_VERIFY(left(foot.facts()->link()) > left(foot.facts()));
    }
};

QTEST_MAIN(RunPanelTest)
#include "tst_runpanel.moc"
