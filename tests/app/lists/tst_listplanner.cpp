// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/listplanner.h"
#include "lists/matchwords.h"
#include "lists/namematcher.h"

#include "liststage.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

const Instant now = fromMilliseconds(1'700'000'000'000);

PlanContext contextAt(const QStringList &protectedNames = {})
{
    PlanContext context;
    context.connection = {QUuid(QStringLiteral("{11111111-2222-3333-4444-555555555555}")),
                          QStringLiteral("https://pivot.example.com")};
    context.connectionName = QStringLiteral("Pivot EU");
    context.environment = QStringLiteral("production");
    context.orderedBy = QStringLiteral("ada@workstation");
    context.now = now;
    context.protectedNames = ProtectedNames(protectedNames);
    return context;
}

StatusTable table()
{
    StatusTable table = stagedTable({"ann@x", "!bob@x", "twin@x", "Twin@x", "ghost@x", "root@x", "."},
                                    {{"ann@x", "ann@mail", "Ann", "Smith"},
                                     {"bob@x"},
                                     {"twin@x"},
                                     {"Twin@x"},
                                     {"root@x"},
                                     {"new@x", "", "Neil", "New"},
                                     {"root.new@x"},
                                     {"."},
                                     {"late@x"}});
    table.noteAnswer(UserStatus::none("late@x"), 1);
    return table;
}

QList<NameMatch> matched(const StatusTable &users, const QStringList &names)
{
    const NameMatcher matcher(users.snapshot(StatusTable::Dates::LeftOut));
    return matcher.match(stagedList(names)).matches;
}

UserLookup lookupIn(const StatusTable &users)
{
    return [&users](const QByteArray &name) { return listedUser(users, name); };
}

const QStringList allKinds{QStringLiteral("ann@x"),          QStringLiteral("BOB@x"),
                           QStringLiteral("twin@x"),         QStringLiteral("ghost@x"),
                           QStringLiteral("root@x"),         QStringLiteral("new@x"),
                           QStringLiteral("nobody@nowhere"), QStringLiteral("Neil New"),
                           QStringLiteral("Ann@mail"),       QStringLiteral("."),
                           QStringLiteral("root.new@x"),     QStringLiteral(" first@nowhere")};

QByteArray word(Verdict verdict)
{
    static const char *const words[] = {"will",      "already",         "protected", "else",
                                        "not found", "not addressable", "future",    "ambiguous"};
    return words[static_cast<int>(verdict)];
}

QByteArray word(const UserStatus &status)
{
    static const char *const words[] = {"none", "enabled", "disabled", "odd"};
    return words[static_cast<int>(status.state)];
}

/// "1 ann@x: enabled>disabled will by name".
QByteArrayList printed(const ListPlan &list)
{
    QByteArrayList rows;
    for (qsizetype i = 0; i < list.plan.rows.size(); ++i) {
        const PlannedRow &row = list.plan.rows.at(i);
        rows.append(QByteArray::number(list.lines.at(i)) + ' ' + row.change.name() + ": " + word(row.change.before) +
                    '>' + word(row.change.after) + ' ' + word(row.verdict) + " by " + row.matchedBy.toUtf8());
    }
    for (const qint64 line : list.unticked)
        rows.append(QByteArray::number(line) + " unticked");
    for (const qint64 line : list.again)
        rows.append(QByteArray::number(line) + " again");
    return rows;
}

/// Every line that was matched is in the plan exactly once.
bool isWhole(const ListPlan &list, const QList<NameMatch> &matches)
{
    QList<qint64> lines = list.lines + list.unticked + list.again;
    std::sort(lines.begin(), lines.end());
    QList<qint64> expected;
    for (const NameMatch &match : matches)
        expected.append(match.line);
    return lines == expected && list.lines.size() == list.plan.rows.size();
}

} // namespace

class TestListPlanner final : public QObject
{
    Q_OBJECT
private slots:
    void plansEveryLineOnce_data();
    void plansEveryLineOnce();
    void neverChangesWhoIsAmbiguous();
    void changesWhomAPersonChose();
    void leavesOutWhatIsUnticked();
    void createsNothingForWhoIsNoPerson();
    void takesNoAnswerAboutSomebodyElse();
    void ticksNewNamesForBlockingOnly();
    void blocksTidyNamesOnce();
    void carriesTheFrame();
    void isQuick();
};

void TestListPlanner::plansEveryLineOnce_data()
{
    QTest::addColumn<ListAct>("act");
    QTest::addColumn<QByteArrayList>("rows");
    QTest::addColumn<QString>("title");
    const QByteArrayList doubtful{"3 twin@x: enabled>enabled ambiguous by name",
                                  "4 ghost@x: enabled>enabled ambiguous by name"};
    const QByteArrayList nobody{"7 nobody@nowhere: none>none not found by nothing",
                                "8 Neil New: none>none ambiguous by first and last name"};
    const QByteArrayList unaddressable{"10 .: enabled>enabled not addressable by name"};
    const QByteArray stranger = "12  first@nowhere: none>none not found by nothing";
    QTest::newRow("disable") << ListAct::Disable
                             << QByteArrayList{"1 ann@x: enabled>disabled will by name",
                                               "2 bob@x: disabled>disabled already by name, other case"} +
                                    doubtful +
                                    QByteArrayList{"5 root@x: enabled>disabled protected by name",
                                                   "6 new@x: none>disabled will by name"} +
                                    nobody + unaddressable +
                                    QByteArrayList{"11 root.new@x: none>disabled protected by name", stranger,
                                                   "9 again"}
                             << QStringLiteral("Disable 2 users");
    QTest::newRow("enable") << ListAct::Enable
                            << QByteArrayList{"1 ann@x: enabled>enabled already by name",
                                              "2 bob@x: disabled>enabled will by name, other case"} +
                                   doubtful +
                                   QByteArrayList{"5 root@x: enabled>enabled already by name",
                                                  "6 new@x: none>none not found by name"} +
                                   nobody + unaddressable +
                                   QByteArrayList{"11 root.new@x: none>none not found by name", stranger, "9 again"}
                            << QStringLiteral("Enable bob@x");
    QTest::newRow("delete")
        << ListAct::Delete
        << QByteArrayList{"1 ann@x: enabled>none will by name", "2 bob@x: disabled>none will by name, other case"} +
               doubtful +
               QByteArrayList{"5 root@x: enabled>none protected by name", "6 new@x: none>none already by name"} +
               nobody + unaddressable + QByteArrayList{"11 root.new@x: none>none already by name", stranger, "9 again"}
        << QStringLiteral("Delete the status of 2 users");
    QTest::newRow("block ahead") << ListAct::BlockAhead
                                 << QByteArrayList{"1 ann@x: enabled>disabled else by name",
                                                   "2 bob@x: disabled>disabled already by name, other case"} +
                                        doubtful +
                                        QByteArrayList{"5 root@x: enabled>disabled protected by name",
                                                       "6 new@x: none>disabled will by name",
                                                       "7 nobody@nowhere: none>disabled will by nothing",
                                                       "8 Neil New: none>none ambiguous by first and last name",
                                                       "10 .: enabled>disabled not addressable by name",
                                                       "11 root.new@x: none>disabled protected by name",
                                                       "12 first@nowhere: none>disabled will by nothing",
                                                       "9 again"}
                                 << QStringLiteral("Create a status for 3 users");
}

void TestListPlanner::plansEveryLineOnce()
{
    QFETCH(ListAct, act);
    QFETCH(QByteArrayList, rows);
    QFETCH(QString, title);
    const StatusTable users = table();
    QList<NameMatch> matches = matched(users, allKinds);
    setFirstTicks(matches, act);
    const ListPlan list = planList(matches, act, lookupIn(users), contextAt({QStringLiteral("root*")}));
    QCOMPARE(printed(list), rows);
    QVERIFY(isWhole(list, matches));
    QCOMPARE(list.plan.frame.title, title);
    for (const PlannedRow &row : list.plan.rows) {
        QVERIFY(!row.matchedBy.isEmpty());
        if (row.change.after.state == StatusState::Disabled && row.verdict == Verdict::WillChange)
            QCOMPARE(row.change.after.disabledSince, now);
    }
}

void TestListPlanner::neverChangesWhoIsAmbiguous()
{
    const StatusTable users = table();
    QList<NameMatch> matches = matched(users, {QStringLiteral("twin@x"), QStringLiteral("TWIN@x"),
                                               QStringLiteral("ghost@x"), QStringLiteral("Neil New")});
    for (NameMatch &match : matches)
        match.isTicked = match.verdict != MatchVerdict::Found; // a tick alone is no choice
    for (const ListAct act : {ListAct::Disable, ListAct::Enable, ListAct::Delete, ListAct::BlockAhead}) {
        const ListPlan list = planList(matches, act, lookupIn(users), contextAt());
        QCOMPARE(list.plan.count(Verdict::Ambiguous), 4);
        QCOMPARE(list.plan.rows.size(), 4);
        for (const PlannedRow &row : list.plan.rows)
            QCOMPARE(row.change.before, row.change.after);
        QVERIFY(list.plan.confirmed({}).changes.isEmpty());
    }
}

void TestListPlanner::changesWhomAPersonChose()
{
    const StatusTable users = table();
    QList<NameMatch> matches = matched(users, {QStringLiteral("twin@x"), QStringLiteral("nobody@nowhere")});
    matches[0] = chosen(matches[0], "Twin@x");
    matches[1] = chosen(matches[1], "Twin@x");
    QCOMPARE(printed(planList(matches, ListAct::Disable, lookupIn(users), contextAt())),
             (QByteArrayList{"1 Twin@x: enabled>disabled will by chosen", "2 again"}));
}

void TestListPlanner::leavesOutWhatIsUnticked()
{
    const StatusTable users = table();
    QList<NameMatch> matches = matched(users, {QStringLiteral("Ann Smith"), QStringLiteral("ann@x"),
                                               QStringLiteral("bob@x"), QStringLiteral("Ann@X")});
    matches[1].isTicked = false;
    matches[2].isTicked = false;
    // Who is unticked in one line and ticked in a later one is changed there.
    const ListPlan list = planList(matches, ListAct::Disable, lookupIn(users), contextAt());
    QCOMPARE(printed(list),
             (QByteArrayList{"1 Ann Smith: none>none ambiguous by first and last name",
                             "4 ann@x: enabled>disabled will by name, other case", "2 unticked", "3 unticked"}));
    QVERIFY(isWhole(list, matches));
}

void TestListPlanner::createsNothingForWhoIsNoPerson()
{
    StatusTable users = stagedTable({"ann@x", "bob@x"});
    const QList<NameMatch> matches = matched(users, {QStringLiteral("ann@x"), QStringLiteral("bob@x")});
    users.noteAnswer(UserStatus::none("ann@x"), 1); // deleted after the list was looked up
    QCOMPARE(printed(planList(matches, ListAct::Disable, lookupIn(users), contextAt())),
             (QByteArrayList{"1 ann@x: none>none not found by name", "2 bob@x: enabled>disabled will by name"}));
}

void TestListPlanner::takesNoAnswerAboutSomebodyElse()
{
    const StatusTable users = table();
    const QList<NameMatch> matches = matched(users, {QStringLiteral("ann@x")});
    const auto wrong = [](const QByteArray &) { return ListedUser{UserStatus::enabled("bob@x"), 0}; };
    QCOMPARE(printed(planList(matches, ListAct::Disable, wrong, contextAt())),
             QByteArrayList{"1 ann@x: none>none not found by name"});
}

void TestListPlanner::ticksNewNamesForBlockingOnly()
{
    const StatusTable users = table();
    QList<NameMatch> matches =
        matched(users, {QStringLiteral("ann@x"), QStringLiteral("nobody@nowhere"), QStringLiteral("root.nwe@x"),
                        QStringLiteral("Ann Smith"), QStringLiteral("twin@x"), QStringLiteral("someone@nowhere")});
    matches[5].isNearestKnown = false; // nobody has looked yet
    const auto ticks = [&matches](ListAct act) {
        setFirstTicks(matches, act);
        QByteArray text;
        for (const NameMatch &match : matches)
            text += match.isTicked ? 'x' : '.';
        return text;
    };
    QCOMPARE(ticks(ListAct::BlockAhead), QByteArray("xx...."));
    QCOMPARE(ticks(ListAct::Disable), QByteArray("x....."));
    QCOMPARE(ticks(ListAct::Enable), QByteArray("x....."));
    QCOMPARE(ticks(ListAct::Delete), QByteArray("x....."));
}

void TestListPlanner::blocksTidyNamesOnce()
{
    const StatusTable users = table();
    const QStringList names{QStringLiteral("\u00a0New.One@y"), QStringLiteral("New\u200b.One@y "),
                            QStringLiteral("new.one@y"), QStringLiteral("other.one@z")};
    QList<NameMatch> matches = matched(users, names);
    setFirstTicks(matches, ListAct::BlockAhead);
    const ListPlan list = planList(matches, ListAct::BlockAhead, lookupIn(users), contextAt());
    QCOMPARE(printed(list), (QByteArrayList{"1 New.One@y: none>disabled will by nothing",
                                            "3 new.one@y: none>none ambiguous by nothing",
                                            "4 other.one@z: none>disabled will by nothing", "2 again"}));
    QVERIFY(isWhole(list, matches));
}

void TestListPlanner::carriesTheFrame()
{
    const StatusTable users = table();
    const Plan plan =
        planList(matched(users, {QStringLiteral("ann@x")}), ListAct::Delete, lookupIn(users), contextAt()).plan;
    const ChangeSet expected = planDelete({UserStatus::enabled("ann@x")}, contextAt()).frame;
    QCOMPARE(plan.frame.act, Act::Delete);
    QVERIFY(plan.frame.connection == expected.connection);
    QCOMPARE(plan.frame.connectionName, expected.connectionName);
    QCOMPARE(plan.frame.environment, expected.environment);
    QCOMPARE(plan.frame.orderedBy, expected.orderedBy);
    QCOMPARE(plan.frame.orderedAt, expected.orderedAt);
    QCOMPARE(plan.frame.title, QStringLiteral("Delete the status of ann@x"));
    QCOMPARE(plan.confirmed({}).matchedBy, QStringList{QStringLiteral("name")});
    QVERIFY(planList({}, ListAct::Disable, lookupIn(users), contextAt()).plan.rows.isEmpty());
}

void TestListPlanner::isQuick()
{
    QByteArrayList names;
    QList<NameMatch> matches;
    for (int i = 0; i < 100'000; ++i) {
        names.append("user" + QByteArray::number(i) + "@example.com");
        NameMatch match;
        match.line = i + 1;
        match.name = names.last();
        matches.append(chosen(match, names.last()));
    }
    const StatusTable users = stagedTable(names);
    for (const ListAct act : {ListAct::Disable, ListAct::BlockAhead}) {
        QElapsedTimer timer;
        timer.start();
        const ListPlan list = planList(matches, act, lookupIn(users), contextAt({QStringLiteral("root*")}));
        qInfo("100,000 lines planned in %lld ms", timer.elapsed());
        QVERIFY(timer.elapsed() < 10'000);
        QCOMPARE(list.plan.rows.size(), names.size());
    }
}

QTEST_GUILESS_MAIN(TestListPlanner)
#include "tst_listplanner.moc"
