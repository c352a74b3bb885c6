// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"

#include "changes/actwords.h"
#include "ui/changes/reviewdialog.h"
#include "ui/changes/runpanel.h"

using namespace gatehouse;
using Column = UserModel::Column;

namespace {

const Instant lastNight = fromMilliseconds(1'700'000'000'000);

QByteArray leaver(int number)
{
    return "user" + QByteArray::number(number).rightJustified(3, '0') + "@x";
}

Outcome endedAs(OutcomeKind kind)
{
    Outcome outcome;
    outcome.kind = kind;
    outcome.at = lastNight;
    return outcome;
}

} // namespace

/// A program died in the middle of a run: the next one offers what is left of it, and finds out what it may have sent.
class TestUnfinished final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        Entries people;
        for (int i = 0; i < 10; ++i)
            people[leaver(i)] = "{\"name\":\"" + leaver(i) + "\"}";
        m_server->setEntries(people);
        m_people = people;
        m_bench = std::make_unique<WindowBench>();
        m_profile = WindowBench::profileFor(m_server->url());
    }

    void cleanup()
    {
        QVERIFY(m_bench->waitIdle());
        QVERIFY(m_bench->session().listing().isConsistent());
        m_bench.reset();
        m_server.reset();
    }

    // 0 was done, 1 failed, 2 had arrived unseen, 3 and the others were not sent.
    void offersItAndSendsNothing()
    {
        leaveTen();
        QVERIFY(m_bench->open(m_profile));
        WAIT_FOR(panelWords().contains(QStringLiteral("7 not sent")));
        QVERIFY2(panelWords().contains(QStringLiteral("Interrupted: Disable 10 users")), qPrintable(panelWords()));
        QVERIFY2(panelWords().contains(QStringLiteral("2 done")), qPrintable(panelWords()));
        QVERIFY2(panelWords().contains(QStringLiteral("1 failed")), qPrintable(panelWords()));
        QVERIFY2(panelWords().contains(QStringLiteral("cut off in the middle")), qPrintable(panelWords()));
        for (const char *name : {"Resume", "Undo what was done", "Leave"})
            QVERIFY2(panelButton(name) && panelButton(name)->isVisible() && panelButton(name)->isEnabled(), name);
        QCOMPARE(m_server->count("POST"), 0);
        WAIT_FOR(!m_bench->window().windowTitle().contains(QLatin1Char('%')));
    }

    void goesOnWithIt()
    {
        const QUuid set = leaveTen();
        QVERIFY(m_bench->open(m_profile));
        WAIT_FOR(panelButton("Resume"));
        WAIT_FOR(panelWords().contains(QStringLiteral("7 not sent")));
        click(panelButton("Resume"));
        WAIT_FOR(panelWords().contains(QStringLiteral("Disabled 9 of 10 users")));
        QVERIFY(m_bench->waitIdle());
        for (int i = 0; i < 10; ++i)
            QCOMPARE(disabledSince(m_server->entries(), leaver(i)), i == 1 ? std::nullopt : std::optional(lastNight));
        QCOMPARE(m_server->count("POST"), 7);
        const auto entry = m_bench->journal().remembered(set);
        QVERIFY(entry->ended);
        QCOMPARE(entry->outcomes.at(2).kind, OutcomeKind::Done);
        QVERIFY(!m_bench->isShownEnabled(leaver(9)));
    }

    void takesBackWhatItDid()
    {
        const QUuid set = leaveTen();
        QVERIFY(m_bench->open(m_profile));
        WAIT_FOR(panelWords().contains(QStringLiteral("7 not sent")));
        click(panelButton("Undo what was done"));
        auto *review = static_cast<ReviewDialog *>(m_bench->waitForDialog("Review changes"));
        QVERIFY(review);
        QCOMPARE(review->plan().count(Verdict::WillChange), 2);
        QVERIFY(m_bench->journal().remembered(set)->ended);
        click(review->findChild<QPushButton *>(QStringLiteral("runButton")));
        QVERIFY(m_bench->waitForNoDialog());
        WAIT_EQUAL(m_server->entries(), m_people);
    }

    void leavesItAsItIs()
    {
        const QUuid set = leaveTen();
        QVERIFY(m_bench->open(m_profile));
        WAIT_FOR(panelWords().contains(QStringLiteral("7 not sent")));
        click(panelButton("Leave"));
        WAIT_FOR(!panel()->isVisible());
        const auto entry = m_bench->journal().remembered(set);
        QVERIFY(entry->ended);
        QCOMPARE(entry->outcomes.at(2).kind, OutcomeKind::Done);
        QCOMPARE(entry->outcomes.at(9).kind, OutcomeKind::NotSent);
        reopen();
        QVERIFY(!panel()->isVisible());
        QCOMPARE(m_server->count("POST"), 0);
        WAIT_FOR(m_bench->session().undoable()); // what it did can still be taken back
    }

    // What a program sent that died a moment ago may still come through: nobody can say that it was not sent.
    void claimsNothingOfWhatDiedAMomentAgo()
    {
        const QUuid set = leave({change(0), change(1)}, {}, computerNow());
        QVERIFY(m_bench->open(m_profile));
        WAIT_FOR(panelWords().contains(QStringLiteral("2 not sent")));
        click(panelButton("Leave"));
        WAIT_FOR(m_bench->journal().remembered(set)->ended);
        const JournalEntry entry = *m_bench->journal().remembered(set);
        QCOMPARE(entry.outcomes.at(0).kind, OutcomeKind::ResultNotKnown);
        QVERIFY(entry.outcomes.at(0).words.contains(QStringLiteral("may still arrive")));
    }

    void isLetGoWithASessionThatIsLeftAtWork()
    {
        leaveTen();
        QVERIFY(m_bench->open(m_profile));
        WAIT_FOR(panelWords().contains(QStringLiteral("7 not sent")));
        m_server->on("POST", 1, Fault::notDone(Delivery::Stall)); // the session lives on when it is left
        m_bench->clickSwitch(leaver(8));
        WAIT_EQUAL(m_server->count("POST"), 1);
        m_profile.readOnly = true;
        QVERIFY(m_bench->open(m_profile));
        WAIT_FOR(panelWords().contains(QStringLiteral("7 not sent")));
        click(panelButton("Resume")); // by the rules of now
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("read-only")));
        QCOMPARE(m_server->count("POST"), 1);
        m_server->dropConnections();
    }

    void offersItAgainWhenNothingWasDecided()
    {
        leaveTen();
        QVERIFY(m_bench->open(m_profile));
        WAIT_FOR(panelWords().contains(QStringLiteral("7 not sent")));
        reopen();
        WAIT_FOR(panelWords().contains(QStringLiteral("7 not sent")));
        click(panelButton("Resume"));
        WAIT_FOR(panelWords().contains(QStringLiteral("Disabled 9 of 10 users")));
    }

    void closesWithoutAQuestion()
    {
        leaveTen();
        QVERIFY(m_bench->open(m_profile));
        WAIT_FOR(panelWords().contains(QStringLiteral("7 not sent")));
        QVERIFY(m_bench->window().close());
    }

    void endsByItselfWhereNothingIsLeftToDecide()
    {
        const QUuid set = leave({change(4)}, {});
        m_server->addEntry(leaver(4), disabledJson(4));
        QVERIFY(m_bench->open(m_profile));
        WAIT_FOR(m_bench->journal().remembered(set)->ended);
        QCOMPARE(m_bench->journal().remembered(set)->outcomes.constFirst().kind, OutcomeKind::Done);
        QVERIFY(!panel()->isVisible());
        WAIT_FOR(m_bench->session().undoable());
    }

    void isOfItsOwnConnectionOnly()
    {
        leaveTen();
        Profile other = WindowBench::profileFor(m_server->url());
        QVERIFY(m_bench->open(other));
        QVERIFY(m_bench->settle());
        QVERIFY(!panel()->isVisible());
        QVERIFY(m_bench->workspace().open(m_profile.id) || m_bench->open(m_profile));
        WAIT_FOR(panelWords().contains(QStringLiteral("7 not sent")));
    }

    void goesFromThePanelWithItsConnection()
    {
        leaveTen();
        QVERIFY(m_bench->open(m_profile));
        WAIT_FOR(panelWords().contains(QStringLiteral("7 not sent")));
        QVERIFY(m_bench->open(WindowBench::profileFor(m_server->url())));
        WAIT_FOR(!panel()->isVisible());
    }

    void isToldOfAnotherConnectionAtTheStart()
    {
        leaveTen();
        const Profile other = WindowBench::profileFor(m_server->url());
        QVERIFY(m_bench->store().save(m_profile));
        QVERIFY(m_bench->store().save(other));
        WindowBench next(WindowBench::Parts{.settingsFile = m_bench->settingsFile(), .journal = &m_bench->journal()});
        QVERIFY(next.workspace().open(other.id));
        QVERIFY(next.show());
        WAIT_FOR(next.bannerText().contains(QStringLiteral("“Disable 10 users” on “Test Pivot” was cut off")));
        QVERIFY(m_bench->open(m_profile)); // what the cleanup looks at
    }

    void asksLaterWhatCannotBeAskedNow()
    {
        const QUuid set = leave({change(0), change(1)}, {});
        m_server->addEntry(leaver(0), disabledJson(0));
        m_server->byName("GET", leaver(0), Fault::answer(FaultReply::json(500, "{}")));
        QVERIFY(m_bench->open(m_profile));
        WAIT_FOR(panelWords().contains(QStringLiteral("not known yet")));
        QVERIFY2(panelWords().contains(QStringLiteral("HTTP status 500")), qPrintable(panelWords()));
        m_server->behave();
        click(panelButton("Resume"));
        WAIT_FOR(m_bench->journal().remembered(set)->ended);
        QCOMPARE(m_server->count("POST"), 1);
        QCOMPARE(disabledSince(m_server->entries(), leaver(1)), std::optional(lastNight));
        const JournalEntry entry = *m_bench->journal().remembered(set);
        QCOMPARE(entry.outcomes.at(0).kind, OutcomeKind::Done);
        QCOMPARE(entry.outcomes.at(1).kind, OutcomeKind::Done);
    }

    void doesNotTouchWhoIsProtectedByNow()
    {
        const QUuid set = leave({change(0), change(1)}, {});
        m_profile.protectedNames = {QString::fromUtf8(leaver(0))};
        QVERIFY(m_bench->open(m_profile));
        WAIT_FOR(panelWords().contains(QStringLiteral("2 not sent")));
        click(panelButton("Resume"));
        WAIT_FOR(m_bench->journal().remembered(set)->ended);
        QCOMPARE(m_bench->journal().remembered(set)->outcomes.at(0).kind, OutcomeKind::Failed);
        QCOMPARE(m_server->entries().at(leaver(0)), m_people.at(leaver(0)));
        QCOMPARE(disabledSince(m_server->entries(), leaver(1)), std::optional(lastNight));
    }

    void isRefusedOnAReadOnlyConnection()
    {
        leaveTen();
        m_profile.readOnly = true;
        QVERIFY(m_bench->open(m_profile));
        WAIT_FOR(panelWords().contains(QStringLiteral("7 not sent")));
        click(panelButton("Resume"));
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("read-only")));
        QVERIFY(panelWords().contains(QStringLiteral("7 not sent")));
        QCOMPARE(m_server->count("POST"), 0);
    }

    void makesRoomForARunAndComesBack()
    {
        leaveTen();
        QVERIFY(m_bench->open(m_profile));
        WAIT_FOR(panelWords().contains(QStringLiteral("7 not sent")));
        m_bench->clickName(leaver(7));
        m_bench->clickName(leaver(8), Qt::ShiftModifier);
        WAIT_FOR(m_bench->button("Disable")->isEnabled());
        click(m_bench->button("Disable"));
        auto *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        click(review->findChild<QPushButton *>(QStringLiteral("runButton")));
        WAIT_FOR(panelWords().contains(QStringLiteral("Disabled 2 users")));
        WAIT_FOR(m_bench->workspace().isSettled());
        click(panelButton("Close"));
        WAIT_FOR(panelWords().contains(QStringLiteral("7 not sent")));
        click(panelButton("Resume")); // 7 and 8 have another date by now: it stays
        WAIT_FOR(panelWords().contains(QStringLiteral("Disabled 7 of 10 users")));
        QVERIFY(*disabledSince(m_server->entries(), leaver(7)) != lastNight);
    }

private:
    static Change change(int number)
    {
        return {UserStatus::enabled(leaver(number)), UserStatus::disabled(leaver(number), lastNight)};
    }
    static QByteArray disabledJson(int number)
    {
        return "{\"name\":\"" + leaver(number) + "\",\"disabled\":\"" + formatInstant(lastNight) + "\"}";
    }
    QUuid leave(const QList<Change> &changes, const QList<Outcome> &outcomes, Instant orderedAt = lastNight)
    {
        ChangeSet set;
        set.id = QUuid::createUuid();
        set.act = Act::Disable;
        set.changes = changes;
        set.title = setTitle(set.act, set.changes);
        set.connection = {m_profile.id, m_profile.url};
        set.connectionName = m_profile.name;
        set.orderedAt = orderedAt;
        m_bench->journal().record(set, [](const auto &) {});
        for (qsizetype i = 0; i < outcomes.size(); ++i)
            m_bench->journal().noteOutcome(set.id, i, outcomes.at(i));
        m_bench->journal().abandon(set.id);
        return set.id;
    }
    QUuid leaveTen()
    {
        QList<Change> changes;
        for (int i = 0; i < 10; ++i)
            changes.append(change(i));
        m_server->addEntry(leaver(0), disabledJson(0));
        m_server->addEntry(leaver(2), disabledJson(2));
        return leave(changes, {endedAs(OutcomeKind::Done), endedAs(OutcomeKind::Failed)});
    }
    void reopen()
    {
        m_bench->workspace().close();
        QVERIFY(m_bench->workspace().open(m_profile.id));
        WAIT_FOR(m_bench->table() && !m_bench->session().isRefreshing());
    }
    RunPanel *panel() const { return m_bench->window().findChild<RunPanel *>(); }
    QString panelWords() const { return panel()->isVisible() ? panel()->accessibleDescription() : QString(); }
    QAbstractButton *panelButton(const char *name) const
    {
        for (auto *button : panel()->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->accessibleName() == QString::fromUtf8(name))
                return button;
        }
        return nullptr;
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
    Profile m_profile;
    Entries m_people;
};

QTEST_MAIN(TestUnfinished)
#include "tst_unfinished.moc"
