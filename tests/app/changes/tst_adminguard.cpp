// SPDX-License-Identifier: GPL-3.0-or-later
#include "changes/adminguard.h"
#include "tests/app/changes/randomplan.h"

#include <QTest>

#include <algorithm>

using namespace gatehouse;

namespace {

const Instant since = fromMilliseconds(1000);

UserStatus on(const char *name)
{
    return UserStatus::enabled(name);
}

UserStatus off(const char *name)
{
    return UserStatus::disabled(name, since);
}

UserStatus none(const char *name)
{
    return UserStatus::none(name);
}

/// Some of u0 to u9, who mostly are about to lose their sign-in.
std::vector<UserStatus> someAdmins(QRandomGenerator &random)
{
    std::vector<UserStatus> admins;
    for (int number = 0; number < 10; ++number) {
        if (random.bounded(4) == 0)
            admins.push_back(samples::randomState(random, number));
    }
    return admins;
}

QByteArrayList namesOf(const std::vector<UserStatus> &admins)
{
    QByteArrayList names;
    for (const UserStatus &admin : admins)
        names.append(admin.name);
    return names;
}

ChangeSet setOf(const QList<Change> &changes)
{
    ChangeSet set;
    set.changes = changes;
    return set;
}

} // namespace

class TestAdminGuard final : public QObject
{
    Q_OBJECT
private slots:
    void refusesToLockTheLastAdminOut_data();
    void refusesToLockTheLastAdminOut();
    void saysTheSameOfAPlanByItsOutline_data();
    void saysTheSameOfAPlanByItsOutline();
    void findsTheAdminsOfATable();
};

void TestAdminGuard::refusesToLockTheLastAdminOut_data()
{
    QTest::addColumn<QList<UserStatus>>("admins");
    QTest::addColumn<QList<Change>>("changes");
    QTest::addColumn<bool>("isRefused");
    using Admins = QList<UserStatus>;
    using Changes = QList<Change>;
    QTest::newRow("somebody else") << Admins{on("a")} << Changes{{on("x"), off("x")}} << false;
    QTest::newRow("the only one") << Admins{on("a")} << Changes{{on("a"), off("a")}} << true;
    QTest::newRow("one of two") << Admins{on("a"), on("b")} << Changes{{on("a"), off("a")}} << false;
    QTest::newRow("both at once") << Admins{on("a"), on("b")} << Changes{{on("a"), off("a")}, {on("b"), off("b")}}
                                  << true;
    QTest::newRow("the other is disabled") << Admins{on("a"), off("b")} << Changes{{on("a"), off("a")}} << true;
    QTest::newRow("the other has no status") << Admins{on("a"), none("b")} << Changes{{on("a"), off("a")}} << true;
    QTest::newRow("one goes, one comes") << Admins{on("a"), off("b")}
                                         << Changes{{on("a"), off("a")}, {off("b"), on("b")}} << false;
    QTest::newRow("deleting the last") << Admins{on("a")} << Changes{{on("a"), none("a")}} << true;
    QTest::newRow("the last without a status") << Admins{none("a")} << Changes{{none("a"), off("a")}} << true;
    QTest::newRow("another date for a disabled one")
        << Admins{off("a")} << Changes{{off("a"), UserStatus::disabled("a", fromMilliseconds(2))}} << false;
    QTest::newRow("enabling one") << Admins{off("a")} << Changes{{off("a"), on("a")}} << false;
    QTest::newRow("nobody is known") << Admins{} << Changes{{on("a"), off("a")}} << false;
}

void TestAdminGuard::refusesToLockTheLastAdminOut()
{
    QFETCH(QList<UserStatus>, admins);
    QFETCH(QList<Change>, changes);
    QTEST(leavesNoAdmin({admins.cbegin(), admins.cend()}, setOf(changes)), "isRefused");
}

void TestAdminGuard::saysTheSameOfAPlanByItsOutline_data()
{
    QTest::addColumn<int>("known");
    QTest::newRow("the admins are who they were") << 0;
    QTest::newRow("one was an admin, and is none any more") << 1;
    QTest::newRow("one was none, and is an admin now") << -1;
    QTest::newRow("nobody was known") << -100;
}

// The outline's names are those of the moment in which the plan was made: fewer, more or others by now.
void TestAdminGuard::saysTheSameOfAPlanByItsOutline()
{
    QFETCH(int, known);
    QRandomGenerator random(11);
    int refused = 0;
    int let = 0;
    for (int round = 0; round < 5000; ++round) {
        Plan plan = samples::randomPlan(random, 12);
        if (random.bounded(2) == 0) {
            for (PlannedRow &row : plan.rows)
                row.change.after = UserStatus::disabled(row.change.name(), since);
        }
        const std::vector<UserStatus> admins = someAdmins(random);
        QByteArrayList sought = namesOf(admins);
        for (int i = known; i < 0 && !sought.isEmpty(); ++i)
            sought.removeAt(random.bounded(static_cast<int>(sought.size())));
        for (int i = 0; i < known; ++i)
            sought.append("u11");
        std::shuffle(sought.begin(), sought.end(), random);
        const bool isRefused = leavesNoAdmin(admins, plan);
        ++(isRefused ? refused : let);
        QCOMPARE(leavesNoAdmin(admins, OutlinedPlan(plan, sought)), isRefused);
        QCOMPARE(leavesNoAdmin(admins, plan.confirmed({})), isRefused);
    }
    QVERIFY(refused > 100);
    QVERIFY(let > 100);
}

void TestAdminGuard::findsTheAdminsOfATable()
{
    StatusListBuilder list;
    list.add(on("a"));
    list.add(on("c"));
    Directory::Builder persons;
    persons.add({"a", {}, {}, {}, {QStringLiteral("super-admin")}});
    persons.add({"b", {}, {}, {}, {QStringLiteral("viewer"), QStringLiteral("super-admin")}});
    persons.add({"c", {}, {}, {}, {QStringLiteral("admin")}});
    const StatusTable table = StatusTable().replacedBy(joined(std::move(list).build(), std::move(persons).build()), 0);
    const std::vector<UserStatus> admins = superAdmins(table);
    QCOMPARE(admins, std::vector<UserStatus>({on("a"), none("b")}));
    QVERIFY(superAdmins(StatusTable()).empty());
}

QTEST_GUILESS_MAIN(TestAdminGuard)
#include "tst_adminguard.moc"
