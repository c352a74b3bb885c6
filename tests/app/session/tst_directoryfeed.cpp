// SPDX-License-Identifier: GPL-3.0-or-later
// The persons of a connection, as a session works with them.
#include "session/session.h"
#include "tests/support/faultserver.h"
#include "tests/support/memoryjournal.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace std::chrono_literals;
using State = DirectoryFeed::State;

namespace {

QByteArray person(const QByteArray &name, const QByteArray &role = "viewer")
{
    return R"({"name":")" + name + R"(","email":")" + name + R"(@mail","firstName":"F","lastName":")" + name +
           R"(","roles":[")" + role + R"("]})";
}

FaultReply persons(const QByteArrayList &all)
{
    return FaultReply::json(200, R"({"users":[)" + all.join(',') + "]}");
}

/// root and ada are super-admins, root is disabled; bo has no status; gus is nobody.
struct Bench
{
    Bench()
    {
        server.setEntries({{"ada", R"({"name":"ada"})"},
                           {"root", R"({"name":"root","disabled":"2022-09-21T19:01:25.872Z"})"},
                           {"gus", R"({"name":"gus"})"}});
        server.setPersons(persons({person("ada", "super-admin"), person("root", "super-admin"), person("bo")}));
        profile.id = QUuid::createUuid();
        profile.name = QStringLiteral("Test");
        profile.environment = Environment::Development;
        begin();
    }

    void begin()
    {
        ClientOptions options;
        options.timeout = 5s;
        session = std::make_unique<Session>(profile, server.url(),
                                            Session::Parts{journal, computerNow, QStringLiteral("ada@here"), options,
                                                           RetryPolicy{.tries = 2, .first = 1ms}});
    }

    /// Loads the list, and waits until the persons were answered.
    bool load()
    {
        const int asked = server.personsAsked();
        session->refresh();
        return QTest::qWaitFor([&] { return session->loadState() == Session::LoadState::Loaded; }, 20000) &&
               QTest::qWaitFor([&] { return server.personsAsked() > asked && !session->isAskingPersons(); }, 20000);
    }
    StatusCounts counts() const { return session->listing().table().counts(); }
    /// Disables others, who are nobody, and ada in their middle.
    ChangeSet setOf(int others, bool hasAdmin) const
    {
        ChangeSet set = planFor(Act::Disable, {"ada"}).confirmed({});
        const Change ofAdmin = set.changes.takeFirst();
        for (int i = 0; i < others; ++i) {
            const QByteArray name = "other" + QByteArray::number(i);
            set.changes.append({UserStatus::enabled(name), UserStatus::disabled(name, ofAdmin.after.disabledSince)});
        }
        if (hasAdmin)
            set.changes.insert(set.changes.size() / 2, ofAdmin);
        return set;
    }
    Plan planFor(Act act, const QByteArrayList &names) const
    {
        std::vector<Row> rows;
        for (const QByteArray &name : names)
            rows.push_back(*session->listing().table().find(name));
        Plan made;
        session->planFor(act, std::move(rows), [&made](const Plan &plan) { made = plan; });
        return made;
    }
    bool run(const Plan &plan)
    {
        QSignalSpy ended(session.get(), &Session::actEnded);
        session->submit(plan.confirmed({}));
        return !ended.isEmpty() || ended.wait(20000);
    }

    FaultServer server;
    MemoryJournal journal;
    Profile profile;
    std::unique_ptr<Session> session;
};

} // namespace

class TestDirectoryFeed final : public QObject
{
    Q_OBJECT
private slots:
    void joinsThePersonsToTheList();
    void doesWithoutThem_data();
    void doesWithoutThem();
    void believesAShorterOneWhenItComesTwice();
    void leavesTheTableAloneWhenNothingChanged();
    void disablesAPersonWithoutAStatusAndTakesItBack();
    void neverTakesTheLastAdmin();
    void looksForTheAdminsWhereAPlanIsMade_data();
    void looksForTheAdminsWhereAPlanIsMade();
    void letsAnAdminGoWhileAnotherIsEnabled();
    void countsAnAdminOnTheWayAsGone();
    void guardsSetsOfAnySize_data();
    void guardsSetsOfAnySize();
    void guardsWhatWasLeftUnfinished_data();
    void guardsWhatWasLeftUnfinished();
    void asksBehindTheList();
    void keepsTheGuardWhenThePersonsCannotBeHadAnyMore();
    void asksAgainWithANewToken();
};

void TestDirectoryFeed::joinsThePersonsToTheList()
{
    Bench bench;
    QVERIFY(bench.load());
    QCOMPARE(bench.session->directoryState(), State::Loaded);
    QCOMPARE(bench.session->directoryReason(), QString());
    QCOMPARE(bench.counts(), (StatusCounts{.enabled = 2, .disabled = 1, .noStatus = 1, .noPerson = 1}));
    const StatusTable &table = bench.session->listing().table();
    QVERIFY(table.isPerson(*table.find("bo")));
    QVERIFY(!table.isPerson(*table.find("gus")));
    // What doubts a list that shrank counts statuses alone.
    QCOMPARE(bench.session->believedUsers(), 3);
}

void TestDirectoryFeed::doesWithoutThem_data()
{
    QTest::addColumn<FaultReply>("reply");
    QTest::addColumn<State>("state");
    QTest::newRow("no such page") << FaultReply::page(404, "<p>Cannot GET</p>") << State::NotOffered;
    QTest::newRow("not to this token") << FaultReply::json(403, R"({"error":"Forbidden"})") << State::NotOffered;
    QTest::newRow("breaks") << FaultReply::json(500, R"({"error":"oops"})") << State::Failed;
    QTest::newRow("garbage") << FaultReply::json(200, R"({"users":[{"name":)") << State::Failed;
    QTest::newRow("nobody") << persons({}) << State::Doubtful;
}

void TestDirectoryFeed::doesWithoutThem()
{
    QFETCH(FaultReply, reply);
    Bench bench;
    bench.server.setPersons(reply);
    QVERIFY(bench.load());
    QTEST(bench.session->directoryState(), "state");
    QVERIFY(!bench.session->directoryReason().isEmpty());
    QCOMPARE(bench.counts(), (StatusCounts{.enabled = 2, .disabled = 1}));
    QVERIFY(bench.session->writingRefusal().isEmpty());
    QVERIFY(bench.run(bench.planFor(Act::Disable, {"ada", "gus"}))); // nobody can tell that ada is the last one
    QCOMPARE(bench.server.count("POST"), 2);
}

void TestDirectoryFeed::believesAShorterOneWhenItComesTwice()
{
    Bench bench;
    QByteArrayList many;
    for (int i = 0; i < 50; ++i)
        many << person("p" + QByteArray::number(i));
    bench.server.setPersons(persons(many));
    QVERIFY(bench.load());
    QCOMPARE(bench.counts().noStatus, 50);
    bench.server.setPersons(persons(many.mid(0, 20)));
    QVERIFY(bench.load());
    QCOMPARE(bench.session->directoryState(), State::Doubtful);
    QCOMPARE(bench.counts().noStatus, 0);
    QVERIFY(bench.load());
    QCOMPARE(bench.session->directoryState(), State::Loaded);
    QCOMPARE(bench.counts().noStatus, 20);
}

void TestDirectoryFeed::leavesTheTableAloneWhenNothingChanged()
{
    Bench bench;
    QVERIFY(bench.load());
    QSignalSpy replaced(&bench.session->listing(), &UserListing::replaced);
    QVERIFY(bench.load());
    QCOMPARE(replaced.size(), 1); // by the list; the same persons are no reason
}

void TestDirectoryFeed::disablesAPersonWithoutAStatusAndTakesItBack()
{
    Bench bench;
    QVERIFY(bench.load());
    QVERIFY(bench.run(bench.planFor(Act::Disable, {"bo"})));
    QVERIFY(bench.server.entries().contains("bo"));
    QCOMPARE(bench.counts().noStatus, 0);
    QCOMPARE(bench.counts().disabled, 2);
    Plan back;
    bench.session->planUndo(bench.session->undoable()->entry, {}, [&back](const Plan &plan) { back = plan; });
    QVERIFY(bench.run(back));
    QVERIFY(!bench.server.entries().contains("bo"));
    QCOMPARE(bench.counts().noStatus, 1);
}

void TestDirectoryFeed::neverTakesTheLastAdmin()
{
    Bench bench;
    QVERIFY(bench.load());
    for (const Act act : {Act::Disable, Act::Delete}) {
        const Plan plan = bench.planFor(act, {"ada", "gus"});
        QVERIFY(!bench.session->refusalOf(plan).isEmpty());
        QSignalSpy refused(bench.session.get(), &Session::notRecorded);
        bench.session->submit(plan.confirmed({}));
        QCOMPARE(refused.size(), 1);
    }
    QCOMPARE(bench.server.count("POST") + bench.server.count("DELETE"), 0);
    QCOMPARE(bench.journal.size(), 0);
}

void TestDirectoryFeed::looksForTheAdminsWhereAPlanIsMade_data()
{
    QTest::addColumn<qsizetype>("asked");
    QTest::newRow("at once") << qsizetype{1};
    QTest::newRow("by a worker") << Session::kPlannedAtOnce + 1;
}

void TestDirectoryFeed::looksForTheAdminsWhereAPlanIsMade()
{
    QFETCH(qsizetype, asked);
    Bench bench;
    QVERIFY(bench.load());
    std::vector<Row> rows(static_cast<std::size_t>(asked), *bench.session->listing().table().find("ada"));
    rows.push_back(*bench.session->listing().table().find("gus"));
    std::optional<OutlinedPlan> made;
    const auto take = [&made](const OutlinedPlan &plan) { made = plan; };
    bench.session->planFor(Act::Disable, rows, take);
    QTRY_VERIFY(made);
    QCOMPARE(made->size(), 2); // each is asked for once
    const QByteArrayList &sought = made->outline().sought;
    QCOMPARE(QSet<QByteArray>(sought.cbegin(), sought.cend()), QSet<QByteArray>({"ada", "root"}));
    QCOMPARE(made->outline().found, std::vector<int>{0});
    QVERIFY(!bench.session->refusalOf(*made).isEmpty());
    // Compared with the table, it is made anew.
    const OutlinedPlan before = *std::exchange(made, std::nullopt);
    bench.session->compare(before, take);
    QTRY_VERIFY(made);
    QCOMPARE(made->outline().found, std::vector<int>{0});
}

void TestDirectoryFeed::letsAnAdminGoWhileAnotherIsEnabled()
{
    Bench bench;
    QVERIFY(bench.load());
    QVERIFY(bench.run(bench.planFor(Act::Enable, {"root"})));
    const Plan plan = bench.planFor(Act::Disable, {"ada"});
    QCOMPARE(bench.session->refusalOf(plan), QString());
    QVERIFY(bench.run(plan));
    // Undo is no way round it: root alone is left, and was disabled before.
    Plan back;
    bench.session->planUndo(bench.session->undoable()->entry, {}, [&back](const Plan &made) { back = made; });
    QVERIFY(bench.run(back)); // ada is enabled again
    QVERIFY(bench.run(bench.planFor(Act::Disable, {"ada"})));
    QVERIFY(!bench.session->refusalOf(bench.planFor(Act::Disable, {"root"})).isEmpty());
}

// Two acts within one round trip must not take one admin each.
void TestDirectoryFeed::countsAnAdminOnTheWayAsGone()
{
    Bench bench;
    QVERIFY(bench.load());
    QVERIFY(bench.run(bench.planFor(Act::Enable, {"root"})));
    QSignalSpy ended(bench.session.get(), &Session::actEnded);
    const Plan first = bench.planFor(Act::Disable, {"root"});
    const Plan second = bench.planFor(Act::Disable, {"ada"});
    QSignalSpy refused(bench.session.get(), &Session::notRecorded);
    bench.session->submit(first.confirmed({}));
    bench.session->submit(second.confirmed({}));
    QCOMPARE(refused.size(), 1);
    QVERIFY(!ended.isEmpty() || ended.wait(20000));
    QTRY_VERIFY(bench.session->isIdle());
    QVERIFY(!bench.server.entries().at("ada").contains("disabled"));
}

void TestDirectoryFeed::guardsSetsOfAnySize_data()
{
    QTest::addColumn<int>("others");
    QTest::addColumn<bool>("hasAdmin");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("the last admin alone") << 0 << true << true;
    QTest::newRow("the last admin among many") << 30'000 << true << true;
    QTest::newRow("many others") << 30'000 << false << false;
}

void TestDirectoryFeed::guardsSetsOfAnySize()
{
    QFETCH(int, others);
    QFETCH(bool, hasAdmin);
    QFETCH(bool, isRefused);
    Bench bench;
    QVERIFY(bench.load());
    const ChangeSet set = bench.setOf(others, hasAdmin);
    QSignalSpy refused(bench.session.get(), &Session::notRecorded);
    bench.session->submit(set);
    QTRY_COMPARE(refused.size() > 0, isRefused);
    QTRY_COMPARE(bench.journal.remembered(set.id).has_value(), !isRefused);
    QVERIFY(!isRefused || bench.session->isIdle());
    QCOMPARE(bench.server.count("POST"), 0);
}

void TestDirectoryFeed::guardsWhatWasLeftUnfinished_data()
{
    guardsSetsOfAnySize_data();
}

void TestDirectoryFeed::guardsWhatWasLeftUnfinished()
{
    QFETCH(int, others);
    QFETCH(bool, hasAdmin);
    QFETCH(bool, isRefused);
    Bench bench;
    QVERIFY(bench.load());
    const ChangeSet set = bench.setOf(others, hasAdmin);
    bench.journal.record(set, [](const tl::expected<RecordedSet, Journal::Failure> &) {});
    bench.journal.abandon(set.id);
    bench.begin(); // another program
    QVERIFY(bench.load());
    QTRY_VERIFY(bench.session->unfinished());
    QSignalSpy refused(bench.session.get(), &Session::notRecorded);
    bench.session->resumeUnfinished(set.id);
    QTRY_COMPARE(refused.size() > 0, isRefused);
    QTRY_COMPARE(bench.session->unfinished().has_value(), isRefused);
    if (isRefused)
        QCOMPARE(bench.server.count("POST"), 0);
}

void TestDirectoryFeed::asksBehindTheList()
{
    Bench bench;
    std::optional<int> askedBefore;
    connect(&bench.session->listing(), &UserListing::replaced, this, [&] {
        if (askedBefore)
            return;
        askedBefore = bench.server.personsAsked();
        QVERIFY(bench.session->isAskingPersons());
    });
    QVERIFY(bench.load());
    QCOMPARE(askedBefore, 0);
    QCOMPARE(bench.server.personsAsked(), 1);
    QVERIFY(!bench.session->isAskingPersons());
}

void TestDirectoryFeed::keepsTheGuardWhenThePersonsCannotBeHadAnyMore()
{
    Bench bench;
    QVERIFY(bench.load());
    bench.server.setPersons(FaultReply::json(500, R"({"error":"oops"})"));
    QVERIFY(bench.load());
    QCOMPARE(bench.session->directoryState(), State::Failed);
    QVERIFY(!bench.session->refusalOf(bench.planFor(Act::Disable, {"ada"})).isEmpty());
}

void TestDirectoryFeed::asksAgainWithANewToken()
{
    Bench bench;
    bench.server.setPersons(FaultReply::json(403, R"({"error":"Forbidden"})"));
    QVERIFY(bench.load());
    QCOMPARE(bench.session->directoryState(), State::NotOffered);
    bench.server.setPersons(persons({person("ada", "super-admin")}));
    bench.session->setToken("another");
    QVERIFY(bench.load());
    QCOMPARE(bench.session->directoryState(), State::Loaded);
}

QTEST_GUILESS_MAIN(TestDirectoryFeed)
#include "tst_directoryfeed.moc"
