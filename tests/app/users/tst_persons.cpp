// SPDX-License-Identifier: GPL-3.0-or-later
// A list of statuses and a directory of persons, put together.
#include "users/rowfilter.h"
#include "users/roworder.h"

#include <QTest>

using namespace gatehouse;

namespace {

/// bo and cas have a status and are persons, gus has a status and is nobody, ann and dan are persons without one.
StatusTable together()
{
    StatusListBuilder list;
    list.add(UserStatus::enabled("cas"));
    list.add(UserStatus::disabled("gus", fromMilliseconds(1000)));
    list.add(UserStatus::disabled("bo", fromMilliseconds(2000)));
    Directory::Builder persons;
    persons.add({"ann", "ann@mail", "Ann", "Zorn", {QStringLiteral("viewer")}});
    persons.add({"bo", "bo", "Bo", "Young", {}});
    persons.add({"cas", "", "", "", {QStringLiteral("analyst")}});
    persons.add({"dan", "", "\u00C5ke", "Berg", {}});
    return StatusTable().replacedBy(joined(std::move(list).build(), std::move(persons).build()), 0);
}

QByteArrayList namesOf(const StatusTable &table, const std::vector<Row> &rows)
{
    QByteArrayList names;
    for (const Row row : rows)
        names.append(table.nameBytes(row));
    return names;
}

QByteArrayList found(const StatusTable &table, const QString &typed, StatusChip chip)
{
    const RowSet hits = matchingRows(table.snapshot(StatusTable::Dates::LeftOut), RowFilter::of(typed, chip));
    std::vector<Row> rows;
    hits.forEach([&rows](Row row) { rows.push_back(row); });
    return namesOf(table, rows);
}

QByteArrayList ordered(const StatusTable &table, SortKey key, SortDirection direction = SortDirection::Ascending)
{
    return namesOf(table, orderedRows(table.snapshot(StatusTable::Dates::Copied), {key, direction}));
}

} // namespace

class TestPersons final : public QObject
{
    Q_OBJECT
private slots:
    void givesEveryPersonARow();
    void countsSoThatAllIsTheSum();
    void putsEverybodyUnderTheirChips_data();
    void putsEverybodyUnderTheirChips();
    void findsByPersonAndByEmail_data();
    void findsByPersonAndByEmail();
    void ordersByPersonEmailAndRoles();
    void knowsWhoGetsAStatusMeanwhile();
    void keepsAPersonWhoseStatusIsDeleted();
    void changesNothingWithoutADirectory();
};

void TestPersons::givesEveryPersonARow()
{
    const StatusTable table = together();
    QVERIFY(table.isConsistent());
    QCOMPARE(table.count(), Row(5));
    for (const char *name : {"ann", "bo", "cas", "dan"}) {
        const auto row = table.find(name);
        QVERIFY(row && table.isPerson(*row));
        QVERIFY(table.directory()->name(table.person(*row)) == name);
        QCOMPARE(table.persons()->row(table.person(*row)), *row);
    }
    QVERIFY(!table.isPerson(*table.find("gus")));
    QCOMPARE(table.state(*table.find("ann")), StatusState::NoStatus);
    QCOMPARE(table.persons()->nobodies(), 1);
}

void TestPersons::countsSoThatAllIsTheSum()
{
    const StatusCounts counts = together().counts();
    QCOMPARE(counts.enabled, 1);
    QCOMPARE(counts.disabled, 2);
    QCOMPARE(counts.noStatus, 2);
    QCOMPARE(counts.noPerson, 1);
    QCOMPARE(counts.gone, 0);
    QCOMPARE(counts.all(), 5);
}

void TestPersons::putsEverybodyUnderTheirChips_data()
{
    QTest::addColumn<int>("chip");
    QTest::addColumn<QByteArrayList>("names");
    const auto row = [](const char *name, StatusChip chip, const QByteArrayList &names) {
        QTest::newRow(name) << static_cast<int>(chip) << names;
    };
    row("all", StatusChip::All, {"cas", "gus", "bo", "ann", "dan"});
    row("enabled", StatusChip::Enabled, {"cas"});
    row("disabled", StatusChip::Disabled, {"gus", "bo"});
    row("no status yet", StatusChip::NoStatus, {"ann", "dan"});
    row("no such person", StatusChip::NoPerson, {"gus"});
}

void TestPersons::putsEverybodyUnderTheirChips()
{
    QFETCH(int, chip);
    QTEST(found(together(), {}, static_cast<StatusChip>(chip)), "names");
}

void TestPersons::findsByPersonAndByEmail_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArrayList>("names");
    QTest::newRow("user") << QStringLiteral("gus") << QByteArrayList{"gus"};
    QTest::newRow("last name") << QStringLiteral("zor") << QByteArrayList{"ann"};
    QTest::newRow("first and last") << QStringLiteral("bo yo") << QByteArrayList{"bo"};
    QTest::newRow("accents") << QStringLiteral("ake") << QByteArrayList{"dan"};
    QTest::newRow("e-mail") << QStringLiteral("@mail") << QByteArrayList{"ann"};
    QTest::newRow("not across two texts") << QStringLiteral("zornann") << QByteArrayList{};
}

void TestPersons::findsByPersonAndByEmail()
{
    QFETCH(QString, typed);
    QTEST(found(together(), typed, StatusChip::All), "names");
}

void TestPersons::ordersByPersonEmailAndRoles()
{
    const StatusTable table = together();
    // Who has none comes last, by name, in both directions.
    QCOMPARE(ordered(table, SortKey::Person), QByteArrayList({"dan", "ann", "bo", "cas", "gus"}));
    QCOMPARE(ordered(table, SortKey::Person, SortDirection::Descending),
             QByteArrayList({"bo", "ann", "dan", "cas", "gus"}));
    QCOMPARE(ordered(table, SortKey::Email), QByteArrayList({"ann", "bo", "cas", "dan", "gus"}));
    QCOMPARE(ordered(table, SortKey::Roles), QByteArrayList({"cas", "ann", "bo", "dan", "gus"}));
    QCOMPARE(ordered(table, SortKey::Name), QByteArrayList({"ann", "bo", "cas", "dan", "gus"}));
}

void TestPersons::knowsWhoGetsAStatusMeanwhile()
{
    StatusTable table = together();
    const Row nobody = table.noteAnswer(UserStatus::enabled("new"), 1);
    QVERIFY(!table.isPerson(nobody));
    QCOMPARE(table.counts().noPerson, 2);
    const Row ann = table.noteAnswer(UserStatus::disabled("ann", fromMilliseconds(1)), 2);
    QVERIFY(table.isPerson(ann));
    QCOMPARE(table.counts().noStatus, 1);
    QCOMPARE(table.counts().noPerson, 2);
    QVERIFY(table.isConsistent());
}

void TestPersons::keepsAPersonWhoseStatusIsDeleted()
{
    StatusTable table = together();
    table.noteAnswer(UserStatus::none("bo"), 1);
    table.noteAnswer(UserStatus::none("gus"), 2);
    QCOMPARE(found(table, {}, StatusChip::NoStatus), QByteArrayList({"bo", "ann", "dan"}));
    QCOMPARE(found(table, {}, StatusChip::All), QByteArrayList({"cas", "bo", "ann", "dan"}));
    QCOMPARE(table.counts().gone, 1);
    QVERIFY(table.isConsistent());
}

void TestPersons::changesNothingWithoutADirectory()
{
    StatusListBuilder list;
    list.add(UserStatus::enabled("cas"));
    StatusTable table = StatusTable().replacedBy(std::move(list).build(), 0);
    QVERIFY(!table.directory());
    QCOMPARE(table.counts().noPerson, 0); // nobody can be called unknown
    table.noteAnswer(UserStatus::none("cas"), 1);
    QCOMPARE(table.counts().all(), 0);
    QCOMPARE(ordered(table, SortKey::Person), QByteArrayList{"cas"});
}

QTEST_GUILESS_MAIN(TestPersons)
#include "tst_persons.moc"
