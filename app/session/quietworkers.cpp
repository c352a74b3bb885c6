// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/quietworkers.h"

#include <QThreadPool>

#ifdef Q_OS_LINUX
#include <sys/resource.h>

#include <cerrno>
#include <latch>
#include <memory>
#include <thread>
#endif

namespace gatehouse {

#ifdef Q_OS_LINUX

namespace {

/// Steps down from the usual: a quarter of the processor time that another thread gets beside it, and it is interrupted
/// at once when such a one wakes.
constexpr int kNicer = 5;

} // namespace

// Qt's priorities change nothing under the usual policy of Linux, where niceness belongs to each thread; a new thread
// has that of the thread that made it.
void quietWorkers(QThreadPool &pool)
{
    pool.setExpiryTimeout(-1);
    std::thread maker([&pool] {
        errno = 0;
        const int usual = getpriority(PRIO_PROCESS, 0);
        if (errno != 0 || setpriority(PRIO_PROCESS, 0, usual + kNicer) != 0)
            return;
        // No job ends before all have begun, so that each has a thread of its own. (The pool's waitForDone() would end
        // the threads.)
        const auto together = std::make_shared<std::latch>(pool.maxThreadCount());
        for (int i = 0; i < pool.maxThreadCount(); ++i)
            pool.start([together] { together->arrive_and_wait(); });
        together->wait();
    });
    maker.join();
}

#else

void quietWorkers(QThreadPool &pool)
{
    pool.setThreadPriority(QThread::LowPriority);
}

#endif

} // namespace gatehouse
