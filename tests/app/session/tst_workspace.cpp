// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/workspace.h"
#include "tests/support/faultserver.h"
#include "tests/support/memoryjournal.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLockFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;

class TestWorkspace final : public QObject
{
    Q_OBJECT
private slots:
    void opensASavedConnectionByName();
    void opensTheLastConnection();
    void doesNotWaitForTheSettingsWhenItOpens();
    void saysOnceThatTheLastConnectionIsNotKept();
    void opensTheOnlyConnection();
    void opensNothingOfSeveralUnknown();
    void opensNeitherOfTwoWithOneName();
    void saysWhatCannotBeOpened();
    void runsTheDemoWithoutSavingIt();
    void leavesASessionAliveUntilItsChangeHasEnded();
    void sendsNothingForANameThatALeftSessionChanges_data();
    void sendsNothingForANameThatALeftSessionChanges();
    void letsALeftSessionsNamesAloneOnOtherServers();
    void leavesARunItsSecretThatStandsInNoProfile();
    void doubtsAListThatShrankBetweenTwoOpenings();
    void comparesOnlyListsOfOneConnectionAndAddress();

private:
    struct Bench
    {
        QTemporaryDir folder;
        ProfileStore store{folder.filePath(QStringLiteral("gatehouse.ini"))};
        MemoryJournal journal;
        DemoServer::Options demo{40, 7, std::nullopt};
        Workspace workspace{{store, journal, computerNow, QStringLiteral("ada@here"), demo, {}}};

        Profile add(const QString &name, const QUrl &url)
        {
            Profile profile;
            profile.id = QUuid::createUuid();
            profile.name = name;
            profile.url = url.toString();
            profile.token = "secret";
            profile.environment = Environment::Development;
            (void)store.save(profile);
            workspace.reload();
            return profile;
        }
    };
};

void TestWorkspace::opensASavedConnectionByName()
{
    FaultServer server;
    server.addEntry("a", R"({"name":"a"})");
    Bench bench;
    const Profile profile = bench.add(QStringLiteral("Pivot EU"), server.url());
    QSignalSpy changed(&bench.workspace, &Workspace::sessionChanged);
    QVERIFY(bench.workspace.openNamed(QStringLiteral("pivot eu")));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(bench.workspace.session()->profile().id, profile.id);
    QTRY_COMPARE(bench.workspace.session()->listing().visible().count(), 1);
    QCOMPARE(bench.store.lastConnection(), profile.id);
}

void TestWorkspace::opensTheLastConnection()
{
    Bench bench;
    const QUrl nowhere(QStringLiteral("http://127.0.0.1:1"));
    bench.add(QStringLiteral("one"), nowhere);
    const Profile two = bench.add(QStringLiteral("two"), nowhere);
    QVERIFY(bench.workspace.open(two.id));
    bench.workspace.close();
    QVERIFY(!bench.workspace.session());
    QVERIFY(bench.workspace.openLast());
    QCOMPARE(bench.workspace.session()->profile().id, two.id);
}

void TestWorkspace::doesNotWaitForTheSettingsWhenItOpens()
{
    Bench bench;
    const Profile one = bench.add(QStringLiteral("one"), QUrl(QStringLiteral("http://127.0.0.1:1")));
    QLockFile elsewhere(bench.store.file() + QStringLiteral(".lock"));
    QVERIFY(elsewhere.lock());
    QElapsedTimer time;
    time.start();
    QVERIFY(bench.workspace.open(one.id));
    const qint64 took = time.elapsed();
    elsewhere.unlock();
    QVERIFY2(took < 1000, qPrintable(QString::number(took))); // the lock is waited for for two seconds
    QCOMPARE(bench.store.lastConnection(), one.id);
}

void TestWorkspace::saysOnceThatTheLastConnectionIsNotKept()
{
    Bench bench;
    const QUrl nowhere(QStringLiteral("http://127.0.0.1:1"));
    const Profile one = bench.add(QStringLiteral("one"), nowhere);
    const Profile two = bench.add(QStringLiteral("two"), nowhere);
    QVERIFY(QDir(bench.folder.path()).removeRecursively());
    QFile inTheWay(bench.folder.path()); // root may write wherever a folder is
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    QSignalSpy problem(&bench.workspace, &Workspace::problem);
    QVERIFY(bench.workspace.open(one.id));
    QTRY_COMPARE(problem.count(), 1);
    QVERIFY(bench.workspace.open(two.id));
    (void)bench.store.lastConnection(); // waits for the worker
    QCoreApplication::processEvents();
    QCOMPARE(problem.count(), 1);
    QVERIFY(inTheWay.remove());
}

void TestWorkspace::opensTheOnlyConnection()
{
    Bench bench;
    QVERIFY(!bench.workspace.openLast());
    bench.add(QStringLiteral("one"), QUrl(QStringLiteral("http://127.0.0.1:1")));
    QVERIFY(bench.workspace.openLast());
}

void TestWorkspace::opensNothingOfSeveralUnknown()
{
    Bench bench;
    bench.add(QStringLiteral("one"), QUrl(QStringLiteral("http://127.0.0.1:1")));
    bench.add(QStringLiteral("two"), QUrl(QStringLiteral("http://127.0.0.1:1")));
    QVERIFY(!bench.workspace.openLast());
}

void TestWorkspace::opensNeitherOfTwoWithOneName()
{
    Bench bench;
    const QUrl nowhere(QStringLiteral("http://127.0.0.1:1"));
    bench.add(QStringLiteral("EU"), nowhere);
    const Profile lower = bench.add(QStringLiteral("eu"), nowhere);
    QSignalSpy problem(&bench.workspace, &Workspace::problem);
    QVERIFY(!bench.workspace.openNamed(QStringLiteral("Eu")));
    QCOMPARE(problem.count(), 1);
    QVERIFY(!bench.workspace.session());
    QVERIFY(bench.workspace.openNamed(QStringLiteral("eu")));
    QCOMPARE(bench.workspace.session()->profile().id, lower.id);
}

void TestWorkspace::saysWhatCannotBeOpened()
{
    Bench bench;
    QSignalSpy problem(&bench.workspace, &Workspace::problem);
    QVERIFY(!bench.workspace.openNamed(QStringLiteral("nobody")));
    QCOMPARE(problem.count(), 1);
    const Profile bad = bench.add(QStringLiteral("bad"), QUrl(QStringLiteral("ftp://x")));
    QVERIFY(!bench.workspace.open(bad.id));
    QCOMPARE(problem.count(), 2);
    Profile broken = bad;
    broken.url = QStringLiteral("http://127.0.0.1:1");
    broken.token = "line\nbreak";
    QVERIFY(bench.store.save(broken));
    bench.workspace.reload();
    QVERIFY(!bench.workspace.open(broken.id));
    QCOMPARE(problem.count(), 3);
    QVERIFY(!bench.workspace.session());
}

void TestWorkspace::runsTheDemoWithoutSavingIt()
{
    Bench bench;
    QVERIFY(bench.workspace.openDemo());
    QTRY_COMPARE(bench.workspace.session()->loadState(), Session::LoadState::Loaded);
    const StatusCounts &counts = bench.workspace.session()->listing().table().counts();
    QCOMPARE(counts.enabled + counts.disabled, 40);
    QVERIFY(bench.workspace.profile(Workspace::demoId()));
    QVERIFY(bench.store.load()->isEmpty());
    QVERIFY(bench.store.lastConnection().isNull());
    bench.workspace.reload();
    QVERIFY(bench.workspace.profile(Workspace::demoId()));
}

void TestWorkspace::leavesASessionAliveUntilItsChangeHasEnded()
{
    FaultServer server;
    server.addEntry("a", R"({"name":"a"})");
    Bench bench;
    const Profile profile = bench.add(QStringLiteral("one"), server.url());
    QVERIFY(bench.workspace.open(profile.id));
    Session *session = bench.workspace.session();
    QTRY_COMPARE(session->loadState(), Session::LoadState::Loaded);
    const ChangeSet set = session->planToggle(0).confirmed({});
    session->submit(set);
    QSignalSpy idle(&bench.workspace, &Workspace::idle);
    QSignalSpy told(&bench.workspace, &Workspace::leftActEnded);
    bench.workspace.close();
    QVERIFY(!bench.workspace.isIdle());
    QVERIFY(idle.wait());
    QVERIFY(bench.workspace.isIdle());
    QCOMPARE(told.count(), 1);
    QCOMPARE(told.first().first().toString(), QStringLiteral("one"));
    QCOMPARE(told.first().at(1).value<ActReport>().outcome.kind, OutcomeKind::Done);
    QCOMPARE(bench.journal.remembered(set.id)->outcomes.first().kind, OutcomeKind::Done);
    QVERIFY(server.entries().at("a").contains("disabled"));
}

void TestWorkspace::sendsNothingForANameThatALeftSessionChanges_data()
{
    QTest::addColumn<bool>("another"); // another connection to the same server
    QTest::newRow("opened again") << false;
    QTest::newRow("another connection") << true;
}

void TestWorkspace::sendsNothingForANameThatALeftSessionChanges()
{
    QFETCH(const bool, another);
    FaultServer server;
    server.addEntry("a", R"({"name":"a"})");
    server.addEntry("b", R"({"name":"b"})");
    server.on("POST", 1, Fault{.delivery = Delivery::Drip, .pause = std::chrono::milliseconds{8}});
    Bench bench;
    const Profile first = bench.add(QStringLiteral("one"), server.url());
    const Profile second = another ? bench.add(QStringLiteral("two"), server.url()) : first;
    QVERIFY(bench.workspace.open(first.id));
    QTRY_COMPARE(bench.workspace.session()->listing().visible().count(), 2);
    const auto row = [&bench](const QByteArray &name) {
        return *bench.workspace.session()->listing().table().find(name);
    };
    QSignalSpy told(&bench.workspace, &Workspace::leftActEnded);
    bench.workspace.session()->submit(bench.workspace.session()->planToggle(row("a")).confirmed({}));
    QVERIFY(bench.workspace.open(second.id)); // still with the journal: not sent yet, but as good as sent
    Session *session = bench.workspace.session();
    QTRY_COMPARE(server.count("POST"), 1); // on its way: the answer comes byte by byte
    QTRY_COMPARE(session->listing().visible().count(), 2);
    QVERIFY(told.isEmpty());

    QSignalSpy refused(session, &Session::notRecorded);
    session->submit(session->planToggle(row("a")).confirmed({}));
    QCOMPARE(refused.count(), 1);
    QVERIFY(refused.first().first().toString().contains(QStringLiteral("“a”")));
    QCOMPARE(bench.journal.size(), 1);
    QVERIFY(!session->isBusy(row("a")));

    // Others are not held up, and it is over when the left act has ended.
    QSignalSpy ended(session, &Session::actEnded);
    session->submit(session->planToggle(row("b")).confirmed({}));
    QTRY_COMPARE(ended.count(), 1);
    QVERIFY(told.isEmpty());
    QTRY_COMPARE(told.count(), 1);
    QCOMPARE(told.first().at(1).value<ActReport>().outcome.kind, OutcomeKind::Done);
    QTRY_COMPARE(session->listing().table().state(row("a")), StatusState::Disabled); // the list was asked for anew
    session->submit(session->planToggle(row("a")).confirmed({}));
    QTRY_COMPARE(ended.count(), 2);
    QCOMPARE(refused.count(), 1);
    QCOMPARE(server.entries().at("a"), QByteArray(R"({"name":"a"})"));
}

void TestWorkspace::letsALeftSessionsNamesAloneOnOtherServers()
{
    FaultServer silent;
    FaultServer server;
    silent.addEntry("a", R"({"name":"a"})");
    silent.always("POST", Fault::notDone(Delivery::Stall));
    server.addEntry("a", R"({"name":"a"})");
    Bench bench;
    const Profile first = bench.add(QStringLiteral("one"), silent.url());
    const Profile second = bench.add(QStringLiteral("two"), server.url());
    QVERIFY(bench.workspace.open(first.id));
    QTRY_COMPARE(bench.workspace.session()->listing().visible().count(), 1);
    bench.workspace.session()->submit(bench.workspace.session()->planToggle(0).confirmed({}));
    QVERIFY(bench.workspace.open(second.id));
    QTRY_COMPARE(bench.workspace.session()->listing().visible().count(), 1);
    QSignalSpy ended(bench.workspace.session(), &Session::actEnded);
    bench.workspace.session()->submit(bench.workspace.session()->planToggle(0).confirmed({}));
    QTRY_COMPARE(ended.count(), 1);
    QVERIFY(server.entries().at("a").contains("disabled"));
}

// The connection is opened again while its run goes on; its token was asked for, so the profile has none.
void TestWorkspace::leavesARunItsSecretThatStandsInNoProfile()
{
    FaultServer server;
    server.setToken("secret");
    server.setEntries({{"a", R"({"name":"a"})"}, {"b", R"({"name":"b"})"}, {"c", R"({"name":"c"})"}});
    server.on("POST", 1, Fault{.delivery = Delivery::Drip, .pause = std::chrono::milliseconds{8}});
    Bench bench;
    Profile profile = bench.add(QStringLiteral("one"), server.url());
    profile.tokenStore = tokenstore::ask;
    profile.token.clear();
    profile.atOnce = 1;
    QVERIFY(bench.store.save(profile));
    const Profile other = bench.add(QStringLiteral("two"), QUrl(QStringLiteral("http://127.0.0.1:1")));
    SecretKeeper &secrets = bench.workspace.secrets();
    connect(&secrets, &SecretKeeper::wanted, this, [&secrets](const Profile &wanting) {
        secrets.supply(wanting.id, {"secret", {}, {}});
    });
    QVERIFY(bench.workspace.open(profile.id));
    QTRY_COMPARE(bench.workspace.session()->listing().visible().count(), 3);
    bench.workspace.session()->planFor(
        Act::Disable, {0, 1, 2}, [&bench](const Plan &plan) { bench.workspace.session()->submit(plan.confirmed({})); });
    QTRY_COMPARE(server.count("POST"), 1);
    QVERIFY(bench.workspace.open(other.id));
    QVERIFY(bench.workspace.open(profile.id));
    QTRY_VERIFY(bench.workspace.isIdle());
    for (const char *name : {"a", "b", "c"})
        QVERIFY(server.entries().at(name).contains("disabled"));
}

void TestWorkspace::doubtsAListThatShrankBetweenTwoOpenings()
{
    FaultServer server;
    const auto hold = [&server](int users) {
        std::map<QByteArray, QByteArray> entries;
        for (int i = 0; i < users; ++i) {
            const QByteArray name = "user" + QByteArray::number(i);
            entries.emplace(name, "{\"name\":\"" + name + "\"}");
        }
        server.setEntries(entries);
    };
    Bench bench;
    const Profile profile = bench.add(QStringLiteral("one"), server.url());
    const auto openAgain = [&](qint64 users) {
        bench.workspace.close();
        bench.workspace.open(profile.id);
        return QTest::qWaitFor([&] {
            const Session *session = bench.workspace.session();
            return session->loadState() == Session::LoadState::Loaded && session->listing().visible().count() == users;
        });
    };
    hold(50);
    QVERIFY(openAgain(50));
    QVERIFY(!bench.workspace.session()->doubt());

    hold(10);
    for (int i = 0; i < 2; ++i) { // leaving it undecided does not make it true
        QVERIFY(openAgain(10));
        QVERIFY(bench.workspace.session()->doubt());
        QCOMPARE(bench.workspace.session()->doubt()->before, 50);
        QVERIFY(!bench.workspace.session()->writingRefusal().isEmpty());
    }
    bench.workspace.session()->acceptDoubtfulList();
    QVERIFY(bench.workspace.session()->writingRefusal().isEmpty());
    QVERIFY(openAgain(10));
    QVERIFY(!bench.workspace.session()->doubt());
}

void TestWorkspace::comparesOnlyListsOfOneConnectionAndAddress()
{
    FaultServer large;
    FaultServer small;
    for (int i = 0; i < 20; ++i)
        large.addEntry("user" + QByteArray::number(i), "{\"name\":\"user" + QByteArray::number(i) + "\"}");
    small.addEntry("a", R"({"name":"a"})");
    Bench bench;
    Profile moved = bench.add(QStringLiteral("one"), large.url());
    const Profile other = bench.add(QStringLiteral("two"), small.url());
    const auto isLoaded = [&bench](int users) {
        return bench.workspace.session()->listing().visible().count() == users && !bench.workspace.session()->doubt();
    };
    QVERIFY(bench.workspace.open(moved.id));
    QTRY_VERIFY(isLoaded(20));
    QVERIFY(bench.workspace.open(other.id));
    QTRY_VERIFY(isLoaded(1));
    moved.url = small.url().toString();
    QVERIFY(bench.store.save(moved));
    bench.workspace.reload();
    QVERIFY(bench.workspace.open(moved.id));
    QTRY_VERIFY(isLoaded(1));
}

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
