// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/twins.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;

namespace {

using Persons = std::shared_ptr<const Directory>;

Persons persons(const QByteArrayList &names)
{
    Directory::Builder builder;
    for (const QByteArray &name : names)
        builder.add({{name.constData(), static_cast<std::size_t>(name.size())}, "", "", "", {}});
    return std::move(builder).build();
}

StatusTable table(const QByteArrayList &statuses, const Persons &directory)
{
    StatusListBuilder list;
    for (const QByteArray &name : statuses)
        list.add(UserStatus::enabled(name));
    StatusList built = std::move(list).build();
    return StatusTable().replacedBy(directory ? joined(std::move(built), directory) : std::move(built), 0);
}

/// A search and its end.
void search(Twins &twins, const StatusTable &users)
{
    QSignalSpy searched(&twins, &Twins::searched);
    twins.find(users);
    QVERIFY(!searched.isEmpty() || searched.wait());
}

} // namespace

class TestTwins final : public QObject
{
    Q_OBJECT
private slots:
    void findsThePersonOfAMistypedName();
    void hasNoneForANameThatIsLikeNobodys();
    void looksForANameOnceAmongTheSamePersons();
    void looksAgainAmongOtherPersons();
    void forgetsNamesThatAreSomebodysNow();
    void hasNoneWithoutADirectory();
    void saysThatThereAreOthersOnlyWhenThereAre();
    void takesTheNewestOfTwoSearches();
};

void TestTwins::findsThePersonOfAMistypedName()
{
    Twins twins;
    search(twins, table({"jane.do@x", "Ben.Ray@x"}, persons({"jane.doe@x", "ben.ray@x"})));
    QCOMPARE(twins.of("jane.do@x"), QByteArray("jane.doe@x"));
    QCOMPARE(twins.of("Ben.Ray@x"), QByteArray("ben.ray@x"));
}

void TestTwins::hasNoneForANameThatIsLikeNobodys()
{
    Twins twins;
    search(twins, table({"jane.doe@x", "robot"}, persons({"jane.doe@x"})));
    QCOMPARE(twins.of("robot"), QByteArray());
    QCOMPARE(twins.of("jane.doe@x"), QByteArray());
}

void TestTwins::looksForANameOnceAmongTheSamePersons()
{
    Twins twins;
    const Persons directory = persons({"jane.doe@x", "ben.ray@x"});
    search(twins, table({"jane.do@x", "robot"}, directory));
    QCOMPARE(twins.lookedFor(), 2);
    search(twins, table({"jane.do@x", "robot"}, directory));
    QCOMPARE(twins.lookedFor(), 0);
    QCOMPARE(twins.of("jane.do@x"), QByteArray("jane.doe@x"));
    search(twins, table({"bem.ray@x", "jane.do@x", "robot"}, directory));
    QCOMPARE(twins.lookedFor(), 1);
    QCOMPARE(twins.of("bem.ray@x"), QByteArray("ben.ray@x"));
    QCOMPARE(twins.of("jane.do@x"), QByteArray("jane.doe@x"));
}

void TestTwins::looksAgainAmongOtherPersons()
{
    Twins twins;
    search(twins, table({"jane.do@x", "robot"}, persons({"jane.doe@x"})));
    search(twins, table({"jane.do@x", "robot"}, persons({"robots", "jane.roe@x"})));
    QCOMPARE(twins.lookedFor(), 2);
    QCOMPARE(twins.of("jane.do@x"), QByteArray());
    QCOMPARE(twins.of("robot"), QByteArray("robots"));
}

void TestTwins::forgetsNamesThatAreSomebodysNow()
{
    Twins twins;
    const Persons directory = persons({"jane.doe@x"});
    search(twins, table({"jane.do@x", "robot"}, directory));
    search(twins, table({"robot"}, directory));
    QCOMPARE(twins.of("jane.do@x"), QByteArray());
}

void TestTwins::hasNoneWithoutADirectory()
{
    Twins twins;
    const Persons directory = persons({"jane.doe@x"});
    search(twins, table({"jane.do@x"}, directory));
    search(twins, table({"jane.do@x"}, {}));
    QCOMPARE(twins.of("jane.do@x"), QByteArray());
    search(twins, table({"jane.do@x"}, directory));
    QCOMPARE(twins.of("jane.do@x"), QByteArray("jane.doe@x"));
}

void TestTwins::saysThatThereAreOthersOnlyWhenThereAre()
{
    Twins twins;
    QSignalSpy found(&twins, &Twins::found);
    const Persons directory = persons({"jane.doe@x"});
    search(twins, table({"jane.do@x"}, directory));
    QCOMPARE(found.size(), 1);
    search(twins, table({"jane.do@x"}, directory));
    QCOMPARE(found.size(), 1);
    search(twins, table({"jane.doe@x"}, directory));
    QCOMPARE(found.size(), 2);
}

void TestTwins::takesTheNewestOfTwoSearches()
{
    Twins twins;
    twins.find(table({"jane.do@x"}, persons({"jane.doe@x"})));
    search(twins, table({"ben.rai@x"}, persons({"ben.ray@x"})));
    QCOMPARE(twins.of("jane.do@x"), QByteArray());
    QCOMPARE(twins.of("ben.rai@x"), QByteArray("ben.ray@x"));
}

QTEST_GUILESS_MAIN(TestTwins)
#include "tst_twins.moc"
