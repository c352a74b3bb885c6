// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faults.h"
#include "tests/system/windowbench.h"

#include "changes/actwords.h"
#include "ui/changes/runpanel.h"
#include "users/statusjson.h"

using namespace gatehouse;

namespace {

const Instant before = fromMilliseconds(1'663'786'885'872);
const Instant wanted = fromMilliseconds(1'700'000'000'123);

constexpr int kMany = 300;
/// Of many, those that a fault meets.
constexpr int kMet[] = {3, 150, kMany - 1};

struct MatrixAct
{
    const char *name;
    Act act;
    QByteArray verb;
};

const QList<MatrixAct> kActs = {{"disable", Act::Disable, "POST"},
                                {"enable", Act::Enable, "POST"},
                                {"delete", Act::Delete, "DELETE"},
                                {"create", Act::Create, "POST"}};

QByteArray nameAt(int number)
{
    return "user" + QByteArray::number(number).rightJustified(3, '0') + "@x";
}

Change changeOf(Act act, int number)
{
    const QByteArray name = nameAt(number);
    switch (act) {
    case Act::Disable:
        return {UserStatus::enabled(name), UserStatus::disabled(name, wanted)};
    case Act::Enable:
        return {UserStatus::disabled(name, before), UserStatus::enabled(name)};
    case Act::Delete:
        return {UserStatus::disabled(name, before), UserStatus::none(name)};
    case Act::Create:
        return {UserStatus::none(name), UserStatus::disabled(name, wanted)};
    case Act::ChangeDate:
        break;
    }
    return {};
}

using Trouble = std::function<void(FaultServer &)>;

} // namespace

Q_DECLARE_METATYPE(gatehouse::NamedFault)
Q_DECLARE_METATYPE(Trouble)

/// Every fault × every act × one user and many: afterwards the journal, the window and the server agree on every row,
/// no request went out twice except where an answer was missing or asked for it, and the window said what happened.
class TestMatrix final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        // Long enough for what is answered; what is not is waited for that long.
        m_bench = std::make_unique<WindowBench>(WindowBench::Parts{.timeout = std::chrono::milliseconds(700)});
    }

    void cleanup()
    {
        m_bench.reset();
        m_server.reset();
    }

    void aFaultThatComesOnce_data() { everything({1, kMany}); }
    void aFaultThatComesOnce()
    {
        QFETCH(NamedFault, fault);
        QFETCH(int, act);
        QFETCH(int, users);
        begin(kActs.at(act), users);
        for (const int number : met(users))
            m_server->byName(m_act.verb, nameAt(number), fault.fault, 1);
        run();
        isAllTrue();
        for (int i = 0; i < users; ++i)
            wasSentAsOftenAsItMust(i, fault, met(users).contains(i));
        const bool isRefused = fault.kind == NamedFault::Kind::Refused && fault.fault.reply->status != 401;
        QCOMPARE(countOf(OutcomeKind::Failed) > 0, endsAsFailed(fault, users) || isRefused);
    }

    // One user alone is asked about until it is known: that is one way for every act.
    void aFaultThatLasts_data() { everything({kMany}); }
    void aFaultThatLasts()
    {
        QFETCH(NamedFault, fault);
        QFETCH(int, act);
        QFETCH(int, users);
        begin(kActs.at(act), users);
        if (fault.fault.reply && fault.fault.reply->headers.size() > 0 && fault.kind == NamedFault::Kind::Busy)
            QSKIP("a server that asks for a second each time is waited for: seen in the runs of one fault");
        m_server->always(m_act.verb, fault.fault);
        run([this] { m_server->behave(); });
        isAllTrue();
        for (int i = 0; i < users; ++i)
            QVERIFY(m_server->carriedOut(nameAt(i)) <= 1);
    }

    void aServerInTrouble_data()
    {
        QTest::addColumn<Trouble>("trouble");
        QTest::addColumn<int>("act");
        const auto rows = [](const char *name, const Trouble &trouble) {
            for (int act = 0; act < kActs.size(); ++act)
                QTest::addRow("%s, %s", name, kActs.at(act).name) << trouble << act;
        };
        rows("sheds what is more than two", [](FaultServer &server) {
            server.setLatency(std::chrono::milliseconds(5));
            server.shedInHand(2);
        });
        rows("sheds what comes too fast",
             [](FaultServer &server) { server.shedRate(40, std::chrono::milliseconds(200)); });
        rows("loses a fifth of its answers",
             [](FaultServer &server) { server.byRate("*", 0.2, 7, Fault::done(Delivery::Close)); });
        rows("loses a fifth of the requests",
             [](FaultServer &server) { server.byRate("*", 0.2, 8, Fault::notDone(Delivery::Reset)); });
        rows("is broken every third time",
             [](FaultServer &server) { server.byRate("*", 0.3, 9, Fault::answer(FaultReply::json(502, "{}"))); });
        rows("has a clock three days ahead", [](FaultServer &server) { server.setClock(std::chrono::hours(72)); });
        rows("has no clock", [](FaultServer &server) { server.setClock({}); });
    }
    void aServerInTrouble()
    {
        QFETCH(Trouble, trouble);
        QFETCH(int, act);
        begin(kActs.at(act), kMany);
        trouble(*m_server);
        run([this] { m_server->behave(); });
        isAllTrue();
        for (int i = 0; i < kMany; ++i)
            QVERIFY(m_server->carriedOut(nameAt(i)) <= 1);
    }

    // Half a list must pass neither for what somebody else did, nor for what the set did.
    void aListThatShrinks_data()
    {
        QTest::addColumn<int>("act");
        for (int act = 0; act < kActs.size(); ++act) {
            if (kActs.at(act).act != Act::Create) // of whom there is no status yet, no list can lack
                QTest::addRow("%s", kActs.at(act).name) << act;
        }
    }
    void aListThatShrinks()
    {
        QFETCH(int, act);
        begin(kActs.at(act), kMany);
        m_server->setListedAtMost(150);
        bool wasDoubted = false;
        run([this, &wasDoubted] {
            wasDoubted = panel()->accessibleDescription().contains(QStringLiteral("may not be the whole list"));
            m_server->behave();
            m_bench->session().pause(m_set);
        });
        QVERIFY(wasDoubted);
    }

private:
    static void everything(const QList<int> &sizes)
    {
        QTest::addColumn<NamedFault>("fault");
        QTest::addColumn<int>("act");
        QTest::addColumn<int>("users");
        for (const NamedFault &fault : everyWriteFault()) {
            for (int act = 0; act < kActs.size(); ++act) {
                // A server that says "no such status" to a delete and keeps the status lies: no client can know.
                const bool isLie = kActs.at(act).act == Act::Delete && QByteArray(fault.name) == "404 of a delete";
                for (const int users : sizes) {
                    if (!isLie)
                        QTest::addRow("%s, %s %d", fault.name, kActs.at(act).name, users) << fault << act << users;
                }
            }
        }
    }

    static QList<int> met(int users)
    {
        return users == 1 ? QList<int>{0} : QList<int>(std::begin(kMet), std::end(kMet));
    }

    /// The connection is open, and the server holds what the act starts from.
    void begin(const MatrixAct &act, int users)
    {
        m_act = act;
        m_changes.clear();
        Entries entries{{"zoe@x", R"({"name":"zoe@x"})"}};
        for (int i = 0; i < users; ++i) {
            m_changes.append(changeOf(act.act, i));
            if (m_changes.constLast().before.state != StatusState::NoStatus)
                entries[nameAt(i)] = writeStatus(m_changes.constLast().before);
        }
        m_server->setEntries(entries);
        QVERIFY(m_bench->open(WindowBench::profileFor(m_server->url())));
    }

    /// Runs the set to its end. Whenever it pauses, the window says why, the cause is lifted, and it goes on.
    void run(const std::function<void()> &lift = {})
    {
        ChangeSet set;
        set.id = m_set = QUuid::createUuid();
        set.act = m_act.act;
        set.changes = m_changes;
        set.title = setTitle(set.act, set.changes);
        set.connection = m_bench->session().key();
        set.orderedAt = wanted;
        QString inQuestion;
        connect(&m_bench->session(), &Session::actInQuestion, this,
                [&](const QString &, const QString &words) { inQuestion = words; });
        m_bench->session().submit(set);
        for (int pauses = 0; pauses < 20; ++pauses) {
            WAIT_FOR(hasEnded() || isPaused() || !inQuestion.isEmpty());
            if (hasEnded())
                break;
            if (isPaused()) {
                QVERIFY2(panel()->accessibleDescription().size() > 20, qPrintable(panel()->accessibleDescription()));
                m_bench->session().pause(m_set); // what is still in flight comes to rest
                WAIT_FOR(m_bench->session().progress(m_set)->inFlight == 0);
            }
            inQuestion.clear();
            if (lift)
                lift();
            if (isPaused())
                click(resumeButton());
            else
                WAIT_FOR(hasEnded() || !lift);
        }
        WAIT_FOR(hasEnded());
        QVERIFY(m_bench->waitIdle());
    }
    bool hasEnded() const
    {
        const auto entry = m_bench->journal().remembered(m_set);
        return entry && entry->ended;
    }
    bool isPaused() const
    {
        const auto progress = m_bench->session().progress(m_set);
        return progress && progress->phase == RunProgress::Phase::Paused && resumeButton();
    }

    void isAllTrue()
    {
        const JournalEntry entry = *m_bench->journal().remembered(m_set);
        const StatusTable &table = m_bench->session().listing().table();
        const Entries server = m_server->entries();
        for (qsizetype i = 0; i < m_changes.size(); ++i) {
            const Change &change = m_changes.at(i);
            const Outcome &outcome = entry.outcomes.at(i);
            const auto words = QStringLiteral("%1: %2 %3").arg(i).arg(int(outcome.kind)).arg(outcome.words);
            const auto found = server.find(change.name());
            const UserStatus held =
                found == server.end() ? UserStatus::none(change.name()) : *readStatus(found->second);
            QVERIFY2(outcome.kind == OutcomeKind::Done || outcome.kind == OutcomeKind::Failed, qPrintable(words));
            QVERIFY2(sameEntry(held, outcome.kind == OutcomeKind::Done ? change.after : change.before),
                     qPrintable(words));
            QVERIFY2(outcome.kind == OutcomeKind::Done || !outcome.words.isEmpty(), qPrintable(words));
            const auto row = table.find(change.name());
            const UserStatus shown = row ? table.status(*row) : UserStatus::none(change.name());
            QVERIFY2(sameEntry(shown, held), qPrintable(words));
        }
        QCOMPARE(server.at("zoe@x"), QByteArray(R"({"name":"zoe@x"})"));
        const QString said = m_changes.size() == 1 ? m_bench->toastText() : panel()->accessibleDescription();
        QVERIFY2(said.size() > 10, qPrintable(said));
        if (m_changes.size() > 1 && countOf(OutcomeKind::Failed) > 0)
            QVERIFY2(said.contains(QStringLiteral("%1 failed").arg(countOf(OutcomeKind::Failed))), qPrintable(said));
    }

    void wasSentAsOftenAsItMust(int number, const NamedFault &fault, bool isMet)
    {
        const QByteArray name = nameAt(number);
        const bool isDone = m_bench->journal().remembered(m_set)->outcomes.at(number).kind == OutcomeKind::Done;
        QCOMPARE(m_server->carriedOut(name), isDone ? 1 : 0);
        const bool mayBeSentAgain = isMet && fault.kind != NamedFault::Kind::Refused && !fault.isCarriedOut();
        const bool isPutBack = isMet && (fault.kind == NamedFault::Kind::Elsewhere ||
                                         (fault.fault.reply && fault.fault.reply->status == 401));
        QVERIFY2(m_server->writes(name) <= (mayBeSentAgain || isPutBack ? 2 : 1), name.constData());
    }

    /// Not done, and not such that it is tried again by itself: what a server means, or what may still arrive.
    bool endsAsFailed(const NamedFault &fault, int users) const
    {
        if (fault.isCarriedOut())
            return false;
        const int status = fault.fault.reply ? fault.fault.reply->status : 0;
        const bool mayArrive = fault.kind == NamedFault::Kind::Silent || status == 504;
        if (fault.kind == NamedFault::Kind::Elsewhere || status == 401)
            return fault.kind == NamedFault::Kind::Elsewhere || users == 1;
        return mayArrive || status == 500;
    }

    qint64 countOf(OutcomeKind kind) const
    {
        const JournalEntry entry = *m_bench->journal().remembered(m_set);
        return std::count_if(entry.outcomes.cbegin(), entry.outcomes.cend(),
                             [kind](const Outcome &outcome) { return outcome.kind == kind; });
    }
    RunPanel *panel() const { return m_bench->window().findChild<RunPanel *>(); }
    QAbstractButton *resumeButton() const { return byText(panel(), "Resume"); }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
    MatrixAct m_act{};
    QList<Change> m_changes;
    QUuid m_set;
};

QTEST_MAIN(TestMatrix)
#include "tst_matrix.moc"
