// SPDX-License-Identifier: GPL-3.0-or-later
// A list of statuses and a directory of persons, put together.
#include "users/rowfilter.h"
#include "users/roworder.h"

#include <QTest>

#include <algorithm>

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
    void findsTheSameAmongWhatPartOfTheTextFound();
    void asksEveryChipForThePersons();
    void ordersByPersonEmailAndRoles();
    void ordersManyAsAPlainSortDoes();
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

void TestPersons::findsTheSameAmongWhatPartOfTheTextFound()
{
    // Two rows have the name of one person, who is found by another name than the user's.
    StatusListBuilder list;
    Directory::Builder persons;
    for (int i = 0; i < 600; ++i) {
        const QByteArray name = "user" + QByteArray::number(i);
        list.add(UserStatus::enabled(name));
        persons.add({name.toStdString(), "mail" + name.toStdString(), i % 50 == 0 ? "Ursula" : "Bo", "Young", {}});
    }
    list.add(UserStatus::enabled("user100"));
    const StatusTable table = StatusTable().replacedBy(joined(std::move(list).build(), std::move(persons).build()), 0);
    const auto snapshot = table.snapshot(StatusTable::Dates::LeftOut);
    for (const QByteArray &text : {QByteArray("ursula y"), QByteArray("mailuser55"), QByteArray("user100")}) {
        for (qsizetype part = 1; part <= text.size(); ++part) {
            const RowSet found = rowsWithText(snapshot, text.left(part));
            QVERIFY(rowsWithText(snapshot, text, nullptr, &found) == rowsWithText(snapshot, text));
        }
    }
}

void TestPersons::asksEveryChipForThePersons()
{
    StatusListBuilder list;
    Directory::Builder persons;
    for (int i = 0; i < 500; ++i) {
        const QByteArray name = "user" + QByteArray::number(i);
        if (i % 3 != 0)
            list.add(i % 2 == 0 ? UserStatus::enabled(name) : UserStatus::disabled(name, fromMilliseconds(i)));
        if (i % 5 != 0)
            persons.add({name.toStdString()});
    }
    StatusTable table = StatusTable().replacedBy(joined(std::move(list).build(), std::move(persons).build()), 0);
    for (int i = 0; i < 100; i += 4)
        table.noteAnswer(UserStatus::none("user" + QByteArray::number(i)), static_cast<quint64>(i + 1));
    RowSet every(table.count());
    every.fill();
    const auto snapshot = table.snapshot(StatusTable::Dates::LeftOut);
    for (const StatusChip chip :
         {StatusChip::All, StatusChip::Enabled, StatusChip::Disabled, StatusChip::NoStatus, StatusChip::NoPerson}) {
        const RowSet under = rowsUnder(every, snapshot, chip);
        for (Row row = 0; row < table.count(); ++row)
            QCOMPARE(under.contains(row), belongsTo(table.state(row), table.isPerson(row), chip));
    }
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

void TestPersons::ordersManyAsAPlainSortDoes()
{
    StatusListBuilder list;
    Directory::Builder persons;
    for (int i = 0; i < 1000; ++i) {
        const QByteArray name = "user" + QByteArray::number(i * 7919 % 1000);
        if (i % 3 != 0)
            list.add(UserStatus::enabled(name));
        // A mark alone is a name, though nothing is left of it when it is folded.
        const std::string last = i % 11 == 0 ? "" : i % 13 == 0 ? "\u0301" : "Young" + std::to_string(i % 17);
        const QStringList roles = i % 4 == 0 ? QStringList() : QStringList{QString::number(i % 5)};
        if (i % 7 != 0)
            persons.add({name.toStdString(), i % 9 == 0 ? "" : std::to_string(i % 100) + "@mail", "", last, roles});
    }
    StatusTable table = StatusTable().replacedBy(joined(std::move(list).build(), std::move(persons).build()), 0);
    table.noteAnswer(UserStatus::enabled("user5b"), 1);
    const auto textOf = [&table](SortKey key, Row row) {
        const PersonIndex person = table.person(row);
        if (person == PersonColumn::kNobody)
            return std::optional<QByteArray>();
        const Directory &all = *table.directory();
        const std::string_view text = key == SortKey::Person ? all.fullName(person) : all.email(person);
        if (key == SortKey::Roles)
            return all.roles(person).isEmpty() ? std::nullopt : std::optional(all.roles(person).join(u',').toUtf8());
        return text.empty() ? std::nullopt : std::optional(foldText(text));
    };
    const auto snapshot = table.snapshot(StatusTable::Dates::Copied);
    for (const SortKey key : {SortKey::Person, SortKey::Email, SortKey::Roles}) {
        for (const SortDirection direction : {SortDirection::Ascending, SortDirection::Descending}) {
            std::vector<Row> expected = orderedRows(snapshot, {});
            std::stable_sort(expected.begin(), expected.end(), [&](Row a, Row b) {
                const auto textA = textOf(key, a);
                const auto textB = textOf(key, b);
                if (!textA || !textB)
                    return textA && !textB;
                return direction == SortDirection::Ascending ? *textA < *textB : *textB < *textA;
            });
            QCOMPARE(orderedRows(snapshot, {key, direction}), expected);
        }
    }
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
