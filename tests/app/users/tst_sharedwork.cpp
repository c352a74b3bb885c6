// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/sharedwork.h"

#include <QTest>

#include <array>
#include <atomic>
#include <functional>

using namespace gatehouse;

class TestSharedWork final : public QObject
{
    Q_OBJECT
private slots:
    void endsWhenAllIsDone_data();
    void endsWhenAllIsDone();
    void givesEachWorkerANumberOfItsOwn();
    void runsAgain();
    void endsAtOnceWithoutWork();
};

void TestSharedWork::endsWhenAllIsDone_data()
{
    QTest::addColumn<unsigned>("workers");
    for (const unsigned workers : {1U, 2U, 5U})
        QTest::addRow("%u workers", workers) << workers;
}

/// A job adds two, down to a depth: who runs them knows of none at the beginning.
void TestSharedWork::endsWhenAllIsDone()
{
    QFETCH(const unsigned, workers);
    constexpr int depth = 10;
    SharedWork work;
    std::atomic_int done = 0;
    const std::function<void(int)> split = [&](int left) {
        ++done;
        for (int i = 0; left > 0 && i < 2; ++i)
            work.add([&split, left](unsigned) { split(left - 1); });
    };
    work.add([&split](unsigned) { split(depth); });
    work.run(workers);
    QCOMPARE(done.load(), (1 << (depth + 1)) - 1);
}

/// What a worker has of its own is used by nobody else meanwhile.
void TestSharedWork::givesEachWorkerANumberOfItsOwn()
{
    constexpr unsigned workers = 4;
    SharedWork work;
    std::array<std::atomic_bool, workers> isAtWork{};
    std::atomic_int wrong = 0;
    for (int i = 0; i < 2'000; ++i) {
        work.add([&](unsigned worker) {
            if (worker >= workers || isAtWork[worker].exchange(true))
                ++wrong;
            else
                isAtWork[worker] = false;
        });
    }
    work.run(workers);
    QCOMPARE(wrong.load(), 0);
}

void TestSharedWork::runsAgain()
{
    SharedWork work;
    std::atomic_int done = 0;
    for (int round = 1; round <= 3; ++round) {
        work.add([&done](unsigned) { ++done; });
        work.run(2);
        QCOMPARE(done.load(), round);
    }
}

void TestSharedWork::endsAtOnceWithoutWork()
{
    SharedWork work;
    work.run(3);
    work.run(1);
}

QTEST_GUILESS_MAIN(TestSharedWork)
#include "tst_sharedwork.moc"
