// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/quietworkers.h"

#include <QTest>
#include <QThreadPool>

#include <functional>
#include <future>
#include <latch>
#include <memory>
#include <set>
#include <vector>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

using namespace gatehouse;

namespace {

/// A worker's answer, and never the caller's: who waits for a QFuture may do its work himself.
template<typename T>
std::future<T> onWorker(QThreadPool &pool, std::function<T()> work)
{
    const auto promise = std::make_shared<std::promise<T>>();
    pool.start([promise, work = std::move(work)] { promise->set_value(work()); });
    return promise->get_future();
}

} // namespace

class TestQuietWorkers final : public QObject
{
    Q_OBJECT

private slots:
    void givesEveryWorkerAThreadThatStays()
    {
        QThreadPool pool;
        pool.setMaxThreadCount(4);
        quietWorkers(pool);
        // As many at once as there are threads, twice.
        const auto threads = [&pool] {
            std::latch together(4);
            std::vector<std::future<Qt::HANDLE>> work;
            for (int i = 0; i < 4; ++i)
                work.push_back(onWorker<Qt::HANDLE>(pool, [&together] {
                    together.arrive_and_wait();
                    return QThread::currentThreadId();
                }));
            std::set<Qt::HANDLE> found;
            for (std::future<Qt::HANDLE> &each : work)
                found.insert(each.get());
            return found;
        };
        const std::set<Qt::HANDLE> first = threads();
        QCOMPARE(first.size(), std::size_t{4});
        QVERIFY(threads() == first);
    }

#ifdef Q_OS_LINUX
    void makesThemGiveWayToTheCallersThread()
    {
        const auto niceness = [] { return getpriority(PRIO_PROCESS, 0); };
        const int own = niceness();
        if (own > 14)
            QSKIP("There is no room below.");
        QThreadPool pool;
        pool.setMaxThreadCount(2);
        quietWorkers(pool);
        QCOMPARE(niceness(), own);
        QCOMPARE(onWorker<int>(pool, niceness).get(), own + 5);
    }
#endif
};

QTEST_GUILESS_MAIN(TestQuietWorkers)
#include "tst_quietworkers.moc"
