// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/lookchanges.h"

#include "sampletable.h"

#include <QHash>
#include <QTest>

#include <algorithm>

using namespace gatehouse;

namespace {

Instant second(int seconds)
{
    return Instant{std::chrono::seconds{seconds}};
}

/// "e" enabled, "d1" disabled at second 1, "o" disabled at an odd time, "-" no status.
UserStatus statusOf(const QByteArray &name, const QByteArray &word)
{
    if (word == "e")
        return UserStatus::enabled(name);
    if (word == "o")
        return {name, StatusState::DisabledOdd, {}, "{\"name\":\"" + name + "\",\"disabled\":true}"};
    if (word.startsWith('d'))
        return UserStatus::disabled(name, second(word.mid(1).toInt()));
    return UserStatus::none(name);
}

StatusTable tableOf(const QList<UserStatus> &statuses)
{
    StatusListBuilder builder;
    for (const UserStatus &status : statuses) {
        if (status.state != StatusState::NoStatus)
            builder.add(status);
    }
    return StatusTable().replacedBy(std::move(builder).build(), 0);
}

TableSnapshot snapshotOf(const StatusTable &table)
{
    return table.snapshot(StatusTable::Dates::Copied);
}

Lookback lookAt(const StatusTable &table, Instant at = {})
{
    return Lookback(std::make_shared<TableSnapshot>(snapshotOf(table)), at);
}

/// The rules of a comparison, name by name, without any of its haste.
LookCounts plainCounts(const StatusTable &before, const StatusTable &now)
{
    QHash<QByteArray, Standing> earlier;
    for (Row row = 0; row < before.count(); ++row)
        earlier.insert(before.nameBytes(row), Standing::of(before.state(row), before.disabledSince(row)));
    LookCounts counts;
    for (Row row = 0; row < now.count(); ++row)
        counts.add(
            changeBetween(earlier.take(now.nameBytes(row)), Standing::of(now.state(row), now.disabledSince(row))), 1);
    for (const Standing &standing : std::as_const(earlier))
        counts.gone += standing.state == StatusState::NoStatus ? 0 : 1;
    return counts;
}

} // namespace

class TestLookback final : public QObject
{
    Q_OBJECT
private slots:
    void saysWhatBecameOfAUser_data();
    void saysWhatBecameOfAUser();
    void tellsNothingOfTheSameList_data();
    void tellsNothingOfTheSameList();
    void agreesWithAPlainComparison_data();
    void agreesWithAPlainComparison();
    void findsUsersWhateverTheirOrder();
    void takesNamesToTheLetter();
    void namesThoseWhoAreGone();
    void staysTheSameOnOtherNames_data();
    void staysTheSameOnOtherNames();
    void marksAPersonWhoseStatusIsGone();
    void leavesOutPersonsWithoutAStatus();
    void doesNotTellOwnChanges_data();
    void doesNotTellOwnChanges();
    void tellsWhatOthersDidAfterAnOwnChange();
    void seesStatusesThatWereCreatedSinceTheList();
    void staysAsItWasWhenTheTableGoesOn();
};

void TestLookback::saysWhatBecameOfAUser_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("now");
    QTest::addColumn<LookChange>("change");
    const auto row = [](const char *before, const char *now, LookChange change) {
        QTest::addRow("%s to %s", before, now) << QByteArray(before) << QByteArray(now) << change;
    };
    row("e", "e", LookChange::None);
    row("d1", "d1", LookChange::None);
    row("o", "o", LookChange::None);
    row("-", "-", LookChange::None);
    row("e", "d1", LookChange::Disabled);
    row("e", "o", LookChange::Disabled);
    row("d1", "e", LookChange::Enabled);
    row("o", "e", LookChange::Enabled);
    row("d1", "d2", LookChange::DateChanged);
    row("d1", "o", LookChange::DateChanged);
    row("o", "d1", LookChange::DateChanged);
    row("d0", "o", LookChange::DateChanged);
    row("-", "e", LookChange::New);
    row("-", "d1", LookChange::New);
    row("-", "o", LookChange::New);
    row("e", "-", LookChange::Gone);
    row("d1", "-", LookChange::Gone);
    row("o", "-", LookChange::Gone);
}

void TestLookback::saysWhatBecameOfAUser()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, now);
    QFETCH(LookChange, change);
    const QList<UserStatus> others{UserStatus::enabled("a"), UserStatus::disabled("z", second(9))};
    const StatusTable earlier = tableOf({others[0], statusOf("u", before), others[1]});
    const StatusTable later = tableOf({others[0], statusOf("u", now), others[1]});
    QCOMPARE(lookAt(earlier).find("u"), Standing::of(statusOf("u", before).state, statusOf("u", before).disabledSince));

    const LookChanges changes = changesSince(lookAt(earlier), snapshotOf(later));
    LookCounts expected;
    expected.add(change, 1);
    QCOMPARE(changes.counts, expected);
    QCOMPARE(changes.counts.all(), change == LookChange::None ? 0 : 1);
    QCOMPARE(changes.counts.of(change), change == LookChange::None ? 0 : 1);
    QCOMPARE(changes.rows.size(), std::size_t(later.count()));
    for (Row row = 0; row < later.count(); ++row)
        QCOMPARE(changes.rows[row], later.name(row) == "u" ? change : LookChange::None);
    QCOMPARE(changes.gone.size(), change == LookChange::Gone ? 1 : 0);
}

void TestLookback::tellsNothingOfTheSameList_data()
{
    QTest::addColumn<int>("users");
    for (const int users : {0, 1, 3, 500})
        QTest::addRow("%d users", users) << users;
}

void TestLookback::tellsNothingOfTheSameList()
{
    QFETCH(int, users);
    const StatusTable table = test::sampleTable(users, 7);
    const StatusTable twin = test::sampleTable(users, 7); // the same, with names of its own
    for (const StatusTable *other : {&table, &twin}) {
        const LookChanges changes = changesSince(lookAt(table), snapshotOf(*other));
        QCOMPARE(changes.counts, LookCounts());
        QVERIFY(changes.gone.isEmpty());
        QCOMPARE(std::count(changes.rows.begin(), changes.rows.end(), LookChange::None), qsizetype(other->count()));
    }
}

void TestLookback::agreesWithAPlainComparison_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestLookback::agreesWithAPlainComparison()
{
    QFETCH(quint32, seed);
    const StatusTable before = test::sampleTable(2'000, seed);
    const StatusTable now = test::sampleTable(1'900, seed + 100); // short names: many are in both
    const Lookback look = lookAt(before);
    const LookChanges changes = changesSince(look, snapshotOf(now));
    QCOMPARE(changes.counts, plainCounts(before, now));
    QVERIFY(changes.counts.disabled > 0 && changes.counts.enabled > 0 && changes.counts.dateChanged > 0);
    QVERIFY(changes.counts.fresh > 0 && changes.counts.gone > 0);
    QCOMPARE(look.countUsers() - changes.counts.gone + changes.counts.fresh, lookAt(now).countUsers());
    QCOMPARE(changes.gone.size(), changes.counts.gone);
    for (const GoneUser &user : changes.gone) {
        QCOMPARE(user.before, look.find({user.name.constData(), std::size_t(user.name.size())}));
        const auto row = now.find(user.name);
        QVERIFY(!row || now.state(*row) == StatusState::NoStatus);
    }
    LookCounts ofRows;
    for (const LookChange change : changes.rows)
        ofRows.add(change, 1);
    QVERIFY(ofRows.gone <= changes.counts.gone);
    ofRows.gone = changes.counts.gone;
    QCOMPARE(ofRows, changes.counts);
}

void TestLookback::findsUsersWhateverTheirOrder()
{
    QList<UserStatus> statuses;
    for (int i = 0; i < 100; ++i)
        statuses.append(statusOf("user" + QByteArray::number(i), i % 2 ? "e" : "d" + QByteArray::number(i)));
    const StatusTable before = tableOf(statuses);
    std::reverse(statuses.begin(), statuses.end());
    QCOMPARE(changesSince(lookAt(before), snapshotOf(tableOf(statuses))).counts, LookCounts());
}

void TestLookback::takesNamesToTheLetter()
{
    const StatusTable before = tableOf({UserStatus::enabled("Ann"), UserStatus::enabled("bob ")});
    const StatusTable now = tableOf({UserStatus::enabled("ann"), UserStatus::enabled("bob")});
    const LookChanges changes = changesSince(lookAt(before), snapshotOf(now));
    QCOMPARE(changes.counts.fresh, 2);
    QCOMPARE(changes.counts.gone, 2);
}

void TestLookback::namesThoseWhoAreGone()
{
    const StatusTable before = tableOf({statusOf("a", "e"), statusOf("b", "d7"), statusOf("c", "o")});
    Lookback look = lookAt(before);
    look.noteOwn(UserStatus::enabled("own"));
    const LookChanges changes = changesSince(look, snapshotOf(tableOf({})));
    const QList<GoneUser> expected{{"a", {StatusState::Enabled, {}}},
                                   {"b", {StatusState::Disabled, second(7)}},
                                   {"c", {StatusState::DisabledOdd, {}}},
                                   {"own", {StatusState::Enabled, {}}}};
    QCOMPARE(changes.gone, expected);
    QVERIFY(changes.rows.empty());
}

void TestLookback::staysTheSameOnOtherNames_data()
{
    agreesWithAPlainComparison_data();
}

void TestLookback::staysTheSameOnOtherNames()
{
    QFETCH(quint32, seed);
    Lookback look = lookAt(test::sampleTable(400, seed), second(60));
    look.noteOwn(UserStatus::enabled("own"));
    look.noteOwn(UserStatus::none(test::sampleTable(400, seed).nameBytes(7)));
    const auto now = std::make_shared<TableSnapshot>(snapshotOf(test::sampleTable(350, seed + 100)));
    const Lookback other = rebased(look, now, changesSince(look, *now));
    QCOMPARE(other.names(), now->names);
    QCOMPARE(other.at(), look.at());
    const auto all = [](const Lookback &whose) {
        QHash<QByteArray, Standing> standings;
        whose.forEach([&standings](std::string_view name, const Standing &standing) {
            standings.insert(QByteArray(name.data(), qsizetype(name.size())), standing);
        });
        return standings;
    };
    QCOMPARE(all(other), all(look));
}

void TestLookback::marksAPersonWhoseStatusIsGone()
{
    Directory::Builder persons;
    persons.add({.name = "ann"});
    persons.add({.name = "bob"});
    StatusListBuilder list;
    list.add(UserStatus::enabled("bob"));
    const StatusTable now = StatusTable().replacedBy(joined(std::move(list).build(), std::move(persons).build()), 0);
    const LookChanges changes =
        changesSince(lookAt(tableOf({statusOf("ann", "d1"), statusOf("bob", "e")})), snapshotOf(now));
    QCOMPARE(changes.rows, (std::vector<LookChange>{LookChange::None, LookChange::Gone}));
    QCOMPARE(changes.counts.gone, 1);
    QCOMPARE(changes.gone, (QList<GoneUser>{{"ann", {StatusState::Disabled, second(1)}}}));
}

// Whether the persons are known by now says nothing about their statuses.
void TestLookback::leavesOutPersonsWithoutAStatus()
{
    Directory::Builder persons;
    persons.add({.name = "ann"});
    persons.add({.name = "bob"});
    StatusListBuilder list;
    list.add(UserStatus::enabled("bob"));
    const StatusTable with = StatusTable().replacedBy(joined(std::move(list).build(), std::move(persons).build()), 0);
    const StatusTable without = tableOf({statusOf("bob", "e")});
    QCOMPARE(with.count(), 2U);
    QCOMPARE(lookAt(with).countUsers(), 1);
    QCOMPARE(changesSince(lookAt(with), snapshotOf(without)).counts, LookCounts());
    QCOMPARE(changesSince(lookAt(without), snapshotOf(with)).counts, LookCounts());
}

void TestLookback::doesNotTellOwnChanges_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("own");
    for (const char *before : {"e", "d1", "o", "-"}) {
        for (const char *own : {"e", "d1", "d2", "o", "-"})
            QTest::addRow("%s to %s", before, own) << QByteArray(before) << QByteArray(own);
    }
}

void TestLookback::doesNotTellOwnChanges()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, own);
    const QList<UserStatus> others{UserStatus::enabled("a"), UserStatus::disabled("z", second(9))};
    Lookback look = lookAt(tableOf({others[0], statusOf("u", before), others[1]}));
    look.noteOwn(statusOf("u", before == "e" ? "d5" : "e"));
    look.noteOwn(statusOf("u", own)); // the latest counts
    const StatusTable now = tableOf({others[0], statusOf("u", own), others[1]});
    const LookChanges changes = changesSince(look, snapshotOf(now));
    QCOMPARE(changes.counts, LookCounts());
    QVERIFY(changes.gone.isEmpty());
    QCOMPARE(look.countUsers(), own == "-" ? 2 : 3);
    QHash<QByteArray, Standing> all;
    look.forEach([&all](std::string_view name, const Standing &standing) {
        all.insert(QByteArray(name.data(), qsizetype(name.size())), standing);
    });
    QCOMPARE(all.size(), look.countUsers());
    QCOMPARE(all.value("u"), Standing::of(statusOf("u", own).state, statusOf("u", own).disabledSince));
}

void TestLookback::tellsWhatOthersDidAfterAnOwnChange()
{
    Lookback look = lookAt(tableOf({statusOf("u", "e")}));
    look.noteOwn(statusOf("u", "d1"));
    QCOMPARE(changesSince(look, snapshotOf(tableOf({statusOf("u", "e")}))).counts.enabled, 1);
    QCOMPARE(changesSince(look, snapshotOf(tableOf({statusOf("u", "d2")}))).counts.dateChanged, 1);
    look.noteOwn(statusOf("u", "-"));
    QCOMPARE(changesSince(look, snapshotOf(tableOf({statusOf("u", "e")}))).counts.fresh, 1);
}

void TestLookback::seesStatusesThatWereCreatedSinceTheList()
{
    StatusTable table = tableOf({statusOf("a", "e")});
    table.noteAnswer(statusOf("created", "d3"), 1);
    const Lookback look = lookAt(table);
    QCOMPARE(look.find("created"), (Standing{StatusState::Disabled, second(3)}));
    QCOMPARE(changesSince(look, snapshotOf(tableOf({statusOf("created", "d3"), statusOf("a", "e")}))).counts,
             LookCounts());
    QCOMPARE(changesSince(lookAt(tableOf({statusOf("a", "e")})), snapshotOf(table)).rows,
             (std::vector<LookChange>{LookChange::None, LookChange::New}));
}

void TestLookback::staysAsItWasWhenTheTableGoesOn()
{
    StatusTable table = tableOf({statusOf("a", "e"), statusOf("b", "e")});
    const Lookback look = lookAt(table, second(60));
    table.noteAnswer(statusOf("a", "d1"), 1);
    QCOMPARE(look.at(), second(60));
    QCOMPARE(look.find("a"), (Standing{StatusState::Enabled, {}}));
    Lookback copy = look;
    copy.noteOwn(statusOf("b", "-"));
    QCOMPARE(look.countUsers(), 2);
    QCOMPARE(copy.countUsers(), 1);
    QCOMPARE(changesSince(look, snapshotOf(table)).rows,
             (std::vector<LookChange>{LookChange::Disabled, LookChange::None}));
    QCOMPARE(Lookback().countUsers(), 0);
    QCOMPARE(changesSince(Lookback(), snapshotOf(table)).counts.fresh, 2);
}

QTEST_GUILESS_MAIN(TestLookback)
#include "tst_lookback.moc"
