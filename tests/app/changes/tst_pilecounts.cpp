// SPDX-License-Identifier: GPL-3.0-or-later
// The piles of a review against a count by hand, on random states.
#include "changes/planners.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace gatehouse;

namespace {

const Instant now = fromMilliseconds(1'700'000'000'000);

UserStatus randomStatus(QRandomGenerator &random, int number)
{
    QByteArray name = "u" + QByteArray::number(number);
    if (random.bounded(20) == 0)
        name = number % 2 == 0 ? "." : "..";
    if (random.bounded(5) == 0)
        name.prepend("admin");
    switch (random.bounded(5)) {
    case 0:
        return UserStatus::none(name);
    case 1:
        return UserStatus::enabled(name);
    case 2:
        return UserStatus::disabled(name, fromMilliseconds(random.bounded(1'000)));
    case 3:
        return {name, StatusState::DisabledOdd, {}, "{\"name\":\"" + name + "\",\"disabled\":true}"};
    default:
        return {name, StatusState::Enabled, {}, "{\"name\":\"" + name + "\",\"x\":1}"};
    }
}

/// What must become of one row, said as plainly as the promises say it.
Verdict expected(Act act, const UserStatus &status)
{
    if (status.name == "." || status.name == "..")
        return Verdict::NotAddressable;
    const bool isDisabledNow = status.state == StatusState::Disabled || status.state == StatusState::DisabledOdd;
    const bool isThere = status.state != StatusState::NoStatus;
    const bool isProtected = status.name.startsWith("admin");
    if (act == Act::Disable)
        return isDisabledNow ? Verdict::AlreadySo
               : !isThere    ? Verdict::NotFound
               : isProtected ? Verdict::Protected
                             : Verdict::WillChange;
    if (act == Act::Enable)
        return !isThere ? Verdict::NotFound : isDisabledNow ? Verdict::WillChange : Verdict::AlreadySo;
    return !isThere ? Verdict::AlreadySo : isProtected ? Verdict::Protected : Verdict::WillChange;
}

} // namespace

class TestPileCounts final : public QObject
{
    Q_OBJECT
private slots:
    void sumUpToWhatWasAskedFor_data();
    void sumUpToWhatWasAskedFor();
};

void TestPileCounts::sumUpToWhatWasAskedFor_data()
{
    QTest::addColumn<Act>("act");
    QTest::newRow("disable") << Act::Disable;
    QTest::newRow("enable") << Act::Enable;
    QTest::newRow("delete") << Act::Delete;
}

void TestPileCounts::sumUpToWhatWasAskedFor()
{
    QFETCH(Act, act);
    QRandomGenerator random(7);
    PlanContext context;
    context.now = now;
    context.protectedNames = ProtectedNames({QStringLiteral("admin*")});
    for (int round = 0; round < 300; ++round) {
        QList<UserStatus> wanted;
        std::array<int, static_cast<std::size_t>(Verdict::Count)> counts{};
        QSet<QByteArray> names;
        for (int i = random.bounded(60); i > 0; --i) {
            const UserStatus status = randomStatus(random, random.bounded(100));
            wanted.append(status);
            if (names.contains(status.name)) // asked for twice is asked for once
                continue;
            names.insert(status.name);
            ++counts[static_cast<std::size_t>(expected(act, status))];
        }
        const Plan plan = act == Act::Disable  ? planDisable(wanted, context)
                          : act == Act::Enable ? planEnable(wanted, context)
                                               : planDelete(wanted, context);
        int total = 0;
        for (std::size_t verdict = 0; verdict < counts.size(); ++verdict) {
            QCOMPARE(plan.count(static_cast<Verdict>(verdict)), counts[verdict]);
            total += counts[verdict];
        }
        QCOMPARE(total, names.size());
        const ChangeSet set = plan.confirmed(QStringLiteral("why"));
        QCOMPARE(set.changes.size(), counts[static_cast<std::size_t>(Verdict::WillChange)]);
        QCOMPARE(set.changes.size() + set.leftAlone.size(), names.size());
    }
}

QTEST_GUILESS_MAIN(TestPileCounts)
#include "tst_pilecounts.moc"
