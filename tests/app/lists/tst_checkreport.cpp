// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/checkreport.h"
#include "lists/namematcher.h"

#include "liststage.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

StatusTable table()
{
    StatusTable table =
        stagedTable({"ann@x", "!bob@x", "twin@x", "Twin@x", "ghost@x"}, {{"ann@x", "", "Ann", "Smith, Dr."},
                                                                         {"bob@x", "bob@mail", "Bob", "Brown"},
                                                                         {"twin@x"},
                                                                         {"Twin@x"},
                                                                         {"new@x", "", "Neil", "New"},
                                                                         {"jane.doe@x"}});
    table.noteAnswer({"odd@x", StatusState::DisabledOdd, {}, "{\"name\":\"odd@x\",\"disabled\":true}"}, 1);
    return table;
}

NameList list()
{
    NameList list = stagedList({QStringLiteral("user"),
                                QStringLiteral("ann@x"),
                                QStringLiteral("ann@x"),
                                {},
                                QStringLiteral(";;x"),
                                QStringLiteral("Bob@mail"),
                                QStringLiteral("twin@x"),
                                QStringLiteral("jane.deo@x"),
                                QStringLiteral("new@x"),
                                QStringLiteral("bob@x"),
                                QStringLiteral("=cmd()"),
                                QStringLiteral("Neil New")});
    list.lines[0].pile = LinePile::Heading;
    list.lines[2].pile = LinePile::Duplicate;
    list.lines[2].firstLine = 2;
    list.lines[3].pile = LinePile::Blank;
    list.lines[4].pile = LinePile::NoName;
    list.lines[4].lines = 2;
    return list;
}

QList<NameMatch> matchesIn(const StatusTable &users)
{
    return NameMatcher(users.snapshot(StatusTable::Dates::LeftOut)).match(list()).matches;
}

UserLookup lookupIn(const StatusTable &users)
{
    return [&users](const QByteArray &name) { return listedUser(users, name); };
}

const CheckFrame frame{fromMilliseconds(1'700'000'000'000), QStringLiteral("Pivot, EU"),
                       QStringLiteral("https://pivot.example.com")};

} // namespace

class TestCheckReport final : public QObject
{
    Q_OBJECT
private slots:
    void saysHowEveryLineStands();
    void tellsNamesOfOneLineApart();
    void countsForTheScreen();
    void beginsAsExcelWantsIt();
    void looksUsersUpInACopyToo();
};

void TestCheckReport::saysHowEveryLineStands()
{
    const StatusTable users = table();
    const CheckReport report(list(), matchesIn(users), lookupIn(users), users.persons(), frame);
    const QByteArray tail = ",2023-11-14T22:13:20.000Z,\"Pivot, EU\",https://pivot.example.com\r\n";
    const QByteArrayList expected{
        "1,user,heading,,,,,,,,,,",
        "2,ann@x,found,,ann@x,name,enabled,,\"Ann Smith, Dr.\",Analyst,,,",
        "3,ann@x,duplicate,,,,,,,,2,,",
        "4,,blank,,,,,,,,,,",
        "5,;;x,no-name,,,,,,,,,,",
        "6,Bob@mail,found,,bob@x,\"e-mail, other spelling\",disabled,2022-09-21T19:01:25.872Z,Bob Brown,Analyst,,,",
        "7,twin@x,ambiguous,twins,,name,,,,,,twin@x | Twin@x,",
        "8,jane.deo@x,not-found,,,,,,,,,,jane.doe@x",
        "9,new@x,found,,new@x,name,no-status,,Neil New,Analyst,,,",
        "10,bob@x,found,,bob@x,name,disabled,2022-09-21T19:01:25.872Z,Bob Brown,Analyst,6,,",
        "11,'=cmd(),not-found,,,,,,,,,,",
        "12,Neil New,found,,new@x,first and last name,no-status,,Neil New,Analyst,9,,"};
    QCOMPARE(report.count(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i)
        QCOMPARE(report.row(i), expected.at(i) + tail);
    const QByteArray columns = report.head(ByteOrderMark::LeftOut);
    QCOMPARE(columns.count(','), 15);
    QCOMPARE(report.row(3).count(','), 15 + 1); // one in the connection's name
    const QByteArray whole = checkReportCsv(report, ByteOrderMark::LeftOut);
    QCOMPARE(whole.count("\r\n"), expected.size() + 1);
    QVERIFY(whole.startsWith(columns) && whole.endsWith(report.row(11)));
}

// Recipients of a mail, or JSON in one line.
void TestCheckReport::tellsNamesOfOneLineApart()
{
    const StatusTable users = table();
    NameList names = stagedList({QStringLiteral("ann@x"), QStringLiteral("nobody@nowhere")});
    for (ListLine &line : names.lines)
        line.number = 1;
    const auto matches = NameMatcher(users.snapshot(StatusTable::Dates::LeftOut)).match(names).matches;
    const CheckReport report(names, matches, lookupIn(users), users.persons(), frame);
    QVERIFY(report.row(0).startsWith("1,ann@x,found,"));
    QVERIFY(report.row(1).startsWith("1,nobody@nowhere,not-found,"));
}

void TestCheckReport::countsForTheScreen()
{
    const StatusTable users = table();
    const CheckCounts counts = checkCounts(list(), matchesIn(users), lookupIn(users));
    QCOMPARE(counts.lines, 13);
    QCOMPARE(counts.of(LinePile::Name), 8);
    QCOMPARE(counts.of(LinePile::NoName), 2);
    QCOMPARE(counts.of(MatchVerdict::Found), 5);
    QCOMPARE(counts.of(MatchVerdict::Ambiguous), 1);
    QCOMPARE(counts.of(MatchVerdict::NotFound), 2);
    QCOMPARE(counts.of(MatchVerdict::CannotTell), 0);
    QCOMPARE(counts.sameUser, 2);
    QCOMPARE(counts.enabled, 1);
    QCOMPARE(counts.disabled, 1);
    QCOMPARE(counts.noStatus, 1);
}

void TestCheckReport::beginsAsExcelWantsIt()
{
    const CheckReport report({}, {}, {}, {}, frame);
    QCOMPARE(checkReportCsv(report), "\xEF\xBB\xBF" + report.head(ByteOrderMark::LeftOut));
    QVERIFY(report.head(ByteOrderMark::LeftOut).startsWith("line,written,finding,"));
}

void TestCheckReport::looksUsersUpInACopyToo()
{
    const StatusTable users = table();
    const TableSnapshot copy = users.snapshot(StatusTable::Dates::Copied);
    for (const char *name : {"ann@x", "bob@x", "new@x", "ghost@x", "odd@x", "nobody@x", "ANN@x"}) {
        ListedUser expected = listedUser(users, name);
        expected.status.raw.clear();
        const ListedUser user = listedUser(copy, name);
        QCOMPARE(user.status, expected.status);
        QCOMPARE(user.person, expected.person);
        QCOMPARE(user.isPerson(), expected.isPerson());
    }
}

QTEST_GUILESS_MAIN(TestCheckReport)
#include "tst_checkreport.moc"
