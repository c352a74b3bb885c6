// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"

#include "ui/changes/reviewdialog.h"
#include "ui/look/widgets.h"

#include <QItemSelectionModel>

#include <numeric>

using namespace gatehouse;
using Column = UserModel::Column;

namespace {

QByteArray nameOf(int number)
{
    return "user" + QByteArray::number(number).rightJustified(3, '0') + "@x";
}

/// 500 people: every third is disabled, every fiftieth has members that nobody knows, one is odd and one protected.
Entries people()
{
    Entries entries;
    for (int i = 0; i < 500; ++i) {
        const QByteArray name = nameOf(i);
        QByteArray entry = R"({"name":")" + name + '"';
        if (i == 7)
            entry += R"(,"disabled":"yesterday")";
        else if (i % 3 == 0)
            entry += R"(,"disabled":"2022-09-21T19:01:25.872Z")";
        if (i % 50 == 0)
            entry += R"(,"badge":12345678901234567890123)";
        entries[name] = entry + '}';
    }
    return entries;
}

bool isDisabledThere(const Entries &entries, const QByteArray &name)
{
    const auto found = entries.find(name);
    return found != entries.end() && found->second.contains("\"disabled\"");
}

} // namespace

/// Many users at once, in the real window, with the server's state compared.
class TestBulk final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        m_server->setEntries(people());
        m_before = m_server->entries();
        m_bench = std::make_unique<WindowBench>();
    }

    void cleanup()
    {
        QVERIFY(m_bench->waitIdle());
        QVERIFY(m_bench->session().listing().isConsistent());
        m_bench.reset();
        m_server.reset();
    }

    void theButtonsSayWhatWouldReallyChange()
    {
        openWith({QStringLiteral("user004@x")});
        select(0, 9); // disabled: 0 3 6 9 and the odd 7; protected: 4
        WAIT_EQUAL(m_bench->button("Disable")->text(), QStringLiteral("Disable 4"));
        QCOMPARE(m_bench->button("Enable")->text(), QStringLiteral("Enable 5"));
        QCOMPARE(m_bench->button("Delete")->text(), QStringLiteral("Delete 9"));
    }

    void disablesWhoIsSelectedAndVisible()
    {
        openWith({QStringLiteral("user004@x")});
        select(0, 99);
        QDialog *review = ask("Disable");
        QVERIFY(review);
        const int expected = enabledBetween(0, 99) - 1;
        QAbstractButton *run = byText(review, qPrintable(QStringLiteral("Disable %1 users").arg(expected)));
        QVERIFY(run);
        click(run);
        QVERIFY(m_bench->waitForNoDialog());
        WAIT_EQUAL(m_server->count("POST"), expected);
        QVERIFY(m_bench->waitIdle());
        const Entries after = m_server->entries();
        std::optional<Instant> since;
        for (int i = 0; i < 500; ++i) {
            const bool wasDisabled = isDisabledThere(m_before, nameOf(i));
            const bool isWanted = i < 100 && i != 4;
            QCOMPARE(isDisabledThere(after, nameOf(i)), wasDisabled || isWanted);
            if (wasDisabled || !isWanted) {
                QCOMPARE(after.at(nameOf(i)), m_before.at(nameOf(i)));
                continue;
            }
            if (!since)
                since = disabledSince(after, nameOf(i));
            QCOMPARE(disabledSince(after, nameOf(i)), since); // one instant for the whole set
        }
        QVERIFY(after.at(nameOf(50)).contains("12345678901234567890123"));
        QVERIFY(!m_bench->isShownEnabled(nameOf(1)));
    }

    void leavesAloneWhatAFilterHides()
    {
        openWith({});
        select(0, 499);
        m_bench->search()->setFocus();
        m_bench->type(QStringLiteral("user01"));
        WAIT_EQUAL(m_bench->listedNames().size(), 10);
        m_bench->table()->setFocus();
        QDialog *review = ask("Enable");
        QVERIFY(review);
        click(byText(review, "Enable 3 users")); // 12, 15 and 18
        QVERIFY(m_bench->waitForNoDialog());
        WAIT_EQUAL(m_server->count("POST"), 3);
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(differences(m_before, m_server->entries()), (QByteArrayList{nameOf(12), nameOf(15), nameOf(18)}));
    }

    void deletesOnlyAfterTheNumberIsTyped()
    {
        openWith({});
        select(0, 4);
        QDialog *review = ask("Delete");
        QVERIFY(review);
        QAbstractButton *run = byText(review, "Delete 5 statuses");
        QVERIFY(run);
        QVERIFY(!run->isEnabled());
        auto *number = byName<QLineEdit>(review, "Type the number to confirm");
        QVERIFY(number);
        number->setFocus();
        QTest::keyClicks(number, QStringLiteral("5"));
        WAIT_FOR(run->isEnabled());
        click(run);
        QVERIFY(m_bench->waitForNoDialog());
        WAIT_EQUAL(m_server->count("DELETE"), 5);
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(m_server->entries().size(), std::size_t{495});
    }

    void takesBackToTheByte_data()
    {
        QTest::addColumn<QByteArray>("act");
        QTest::addColumn<int>("last");
        QTest::newRow("disable, few") << QByteArray("Disable") << 29;
        QTest::newRow("disable, many") << QByteArray("Disable") << 199;
        QTest::newRow("enable") << QByteArray("Enable") << 199;
        QTest::newRow("delete") << QByteArray("Delete") << 99;
    }
    void takesBackToTheByte()
    {
        QFETCH(QByteArray, act);
        QFETCH(int, last);
        openWith({});
        select(0, last);
        QVERIFY(confirm(ask(act.constData())));
        WAIT_FOR(m_server->entries() != m_before);
        QVERIFY(m_bench->waitIdle());
        QVERIFY(differences(m_before, m_server->entries()).size() > 1);

        // Larger than one: the review comes first, and says what it takes back.
        m_bench->table()->setFocus();
        m_bench->key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(confirm(m_bench->waitForDialog("Review changes")));
        WAIT_EQUAL(m_server->entries(), m_before);
        QVERIFY(m_bench->waitIdle());
    }

    void takesBackAfterARestart()
    {
        openWith({});
        select(0, 20);
        QVERIFY(confirm(ask("Disable")));
        WAIT_FOR(m_server->entries() != m_before);
        QVERIFY(m_bench->waitIdle());
        m_bench->workspace().reopen(); // all that a session remembers is gone
        WAIT_EQUAL(m_bench->session().loadState(), Session::LoadState::Loaded);
        WAIT_FOR(m_bench->session().undoable());
        QVERIFY(!m_bench->session().undoable()->isOfThisSession);
        m_bench->table()->setFocus();
        m_bench->key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(confirm(m_bench->waitForDialog("Review changes")));
        WAIT_EQUAL(m_server->entries(), m_before);
        QVERIFY(m_bench->waitIdle());
    }

    void leavesAloneWhatSomebodyElseChangedMeanwhile()
    {
        openWith({});
        select(0, 99);
        QDialog *review = ask("Enable");
        QVERIFY(review);
        QVERIFY(m_bench->settle());
        // After the compare of the review: found by the one after it was confirmed.
        m_server->addEntry(nameOf(3), R"({"name":"user003@x","disabled":"2020-01-01T00:00:00.000Z"})");
        QVERIFY(confirm(review));
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(disabledSince(m_server->entries(), nameOf(3)), parseInstant("2020-01-01T00:00:00.000Z"));
        QVERIFY(!isDisabledThere(m_server->entries(), nameOf(6)));
    }

    void pausesAndResumes()
    {
        openWith({});
        select(0, 199);
        QDialog *review = ask("Disable");
        atFirstRow([this] { click(m_bench->button("Pause")); });
        QVERIFY(confirm(review));
        WAIT_FOR(m_bench->button("Resume"));
        const auto run = m_bench->session().progress(m_bench->session().bulk());
        QVERIFY(run);
        WAIT_FOR(m_bench->session().progress(run->set)->inFlight == 0);
        const int sent = m_server->count("POST");
        QVERIFY(sent < enabledBetween(0, 199));
        WAIT_FOR(m_bench->window().windowTitle().contains(QStringLiteral(" % · Test Pivot")));
        WAIT_FOR(panelWords().contains(QLatin1String("paused"), Qt::CaseInsensitive));
        QVERIFY(m_bench->table()->isEnabled());
        QCOMPARE(m_server->count("POST"), sent);
        click(m_bench->button("Resume"));
        QVERIFY(m_bench->waitIdle());
        for (int i = 0; i < 200; ++i)
            QVERIFY(isDisabledThere(m_server->entries(), nameOf(i)));
        WAIT_FOR(!m_bench->window().windowTitle().contains(QLatin1Char('%')));
    }

    void sendsNothingMoreAfterStopAndTheRestWhenAskedTo()
    {
        openWith({});
        select(0, 199);
        QDialog *review = ask("Disable");
        atFirstRow([this] { click(m_bench->button("Stop")); });
        QVERIFY(confirm(review));
        WAIT_FOR(m_bench->button("Retry failed"));
        const int sent = m_server->count("POST");
        QVERIFY(sent < enabledBetween(0, 199));
        QVERIFY(panelWords().contains(QLatin1String("not sent")));
        const QUuid stopped = m_bench->session().undoable()->entry.set.id;
        QCOMPARE(m_bench->journal().remembered(stopped)->outcomes.constLast().kind, OutcomeKind::NotSent);
        click(m_bench->button("Retry failed"));
        QVERIFY(confirm(m_bench->waitForDialog("Review changes")));
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(m_server->count("POST"), enabledBetween(0, 199));
        for (int i = 0; i < 200; ++i)
            QVERIFY(isDisabledThere(m_server->entries(), nameOf(i)));
    }

    void saysWhichOnesFailedAndUndoesTheRest()
    {
        openWith({});
        select(0, 99);
        m_server->on("POST", 3, Fault::answer(FaultReply::json(403, R"({"error":"not this one"})")));
        QVERIFY(confirm(ask("Disable")));
        const int asked = enabledBetween(0, 99);
        WAIT_FOR(panelWords().contains(QStringLiteral("Disabled %1 of %2 users").arg(asked - 1).arg(asked)));
        QVERIFY(panelWords().contains(QLatin1String("1 failed")));
        WAIT_FOR(panelWords().contains(QLatin1String("confirmed")));
        click(panelButton("Undo"));
        QVERIFY(confirm(m_bench->waitForDialog("Review changes")));
        WAIT_EQUAL(m_server->entries(), m_before);
        QVERIFY(m_bench->waitIdle());
    }

    void takesBackFromTheHistory()
    {
        openWith({});
        select(0, 29);
        QVERIFY(confirm(ask("Disable")));
        QVERIFY(m_bench->waitIdle());
        m_bench->table()->setFocus();
        m_bench->key(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
        QDialog *history = m_bench->waitForDialog("History");
        QVERIFY(history);
        WAIT_FOR(byName<QAbstractButton>(history, "Undo"));
        WAIT_FOR(byName<QAbstractButton>(history, "Undo")->isEnabled());
        click(byName<QAbstractButton>(history, "Undo"));
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(confirmOnly(review));
        WAIT_EQUAL(m_server->entries(), m_before);
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(m_bench->journal().size(), 2); // an undo is written down like everything else
        history->close();
    }

    void asksBeforeItClosesInMidRun()
    {
        openWith({});
        select(0, 199);
        QDialog *review = ask("Disable");
        atFirstRow([this] { m_bench->window().close(); });
        QVERIFY(confirmOnly(review));
        QDialog *question = m_bench->waitForDialog("Stop the run and close?");
        QVERIFY(question);
        QVERIFY(m_bench->window().isVisible());
        click(byText(question, "Stop and close"));
        WAIT_FOR(!m_bench->window().isVisible());
        QVERIFY(m_bench->workspace().isIdle());
        const auto undoable = m_bench->session().undoable();
        QVERIFY(undoable && undoable->entry.ended);
    }

    // "Stop and close" is a word about all of them.
    void stopsWhatIsStillBeingWrittenDownWhenItCloses()
    {
        openWith({});
        select(0, 99);
        QDialog *review = ask("Disable");
        atFirstRow([this] { m_bench->window().close(); });
        QVERIFY(confirmOnly(review));
        QDialog *question = m_bench->waitForDialog("Stop the run and close?");
        QVERIFY(question);
        Session &session = m_bench->session();
        std::vector<Row> others(100);
        std::iota(others.begin(), others.end(), Row{100});
        QUuid second;
        session.planFor(Act::Disable, others, [&](const Plan &plan) {
            const ChangeSet set = plan.confirmed({});
            second = set.id;
            session.submit(set);
        });
        click(byText(question, "Stop and close"));
        WAIT_FOR(!m_bench->window().isVisible());
        const auto entry = m_bench->journal().remembered(second);
        QVERIFY(entry && entry->ended);
        for (const Outcome &outcome : entry->outcomes)
            QCOMPARE(outcome.kind, OutcomeKind::NotSent);
    }

private:
    /// Does something once when the first change of a bulk has ended, outside the signal.
    void atFirstRow(const std::function<void()> &act)
    {
        connect(
            &m_bench->session(), &Session::runRowEnded, this,
            [this, act] { QMetaObject::invokeMethod(this, act, Qt::QueuedConnection); }, Qt::SingleShotConnection);
    }
    QWidget *panel() const { return byName<QWidget>(&m_bench->window(), "Progress"); }
    QString panelWords() const { return panel() ? panel()->accessibleDescription() : QString(); }
    QAbstractButton *panelButton(const char *name) const { return byName<QAbstractButton>(panel(), name); }
    void openWith(const QStringList &protectedNames)
    {
        Profile profile = WindowBench::profileFor(m_server->url());
        profile.protectedNames = protectedNames;
        QVERIFY(m_bench->open(profile));
    }
    void select(int first, int last)
    {
        m_bench->clickName(nameOf(first));
        if (last < 40) {
            m_bench->clickName(nameOf(last), Qt::ShiftModifier);
        } else {
            std::vector<Row> rows;
            for (int i = first; i <= last; ++i)
                rows.push_back(*m_bench->session().listing().table().find(nameOf(i)));
            m_bench->session().listing().selectOnly(rows);
        }
        QCOMPARE(m_bench->session().listing().selection().size(), static_cast<Row>(last - first + 1));
    }
    /// Clicks the act's button and waits for the review.
    QDialog *ask(const char *act)
    {
        QAbstractButton *button = m_bench->button(act);
        if (!button || !QTest::qWaitFor([button] { return button->isEnabled(); }, 10'000))
            return nullptr;
        click(button);
        return m_bench->waitForDialog("Review changes");
    }
    /// Types the number where it is asked for, and runs.
    bool confirm(QDialog *review) { return confirmOnly(review) && m_bench->waitForNoDialog(); }
    bool confirmOnly(QDialog *review)
    {
        if (!review || !m_bench->settle())
            return false;
        auto *dialog = static_cast<ReviewDialog *>(review);
        const int count = dialog->plan().count(Verdict::WillChange);
        if (auto *number = byName<QLineEdit>(review, "Type the number to confirm")) {
            number->setFocus();
            QTest::keyClicks(number, QString::number(count));
        }
        QAbstractButton *run = nullptr;
        for (QAbstractButton *each : review->findChildren<QAbstractButton *>()) {
            if (each->isVisible() && each->text() == runWords(dialog->plan().frame.act, count))
                run = each;
        }
        if (!run || !run->isEnabled())
            return false;
        click(run);
        return true;
    }
    int enabledBetween(int first, int last) const
    {
        int count = 0;
        for (int i = first; i <= last; ++i)
            count += isDisabledThere(m_before, nameOf(i)) ? 0 : 1;
        return count;
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
    Entries m_before;
};

QTEST_MAIN(TestBulk)
#include "tst_bulk.moc"
