// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/userlistingworker.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using namespace gatehouse;

class TestUserListingWorker final : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_received.clear(); }
    void cleanup() { QThreadPool::globalInstance()->waitForDone(); }
    void reportsWhatItDid();
    void runsOnlyTheNewest();
    void reportsNothingThatWasDropped();
    void startsAnewAfterADrop();
    void lettingGoStopsTheWork();

private:
    /// A piece of work that can be told apart by the number of its result.
    static UserListingWorker::Work numbered(quint64 number)
    {
        return [number](const std::atomic_bool &) {
            ListingResult result;
            result.orderChanges = number;
            return result;
        };
    }
    /// One that says when it began, and ends when it is told to stop.
    UserListingWorker::Work endless()
    {
        return [this](const std::atomic_bool &stop) {
            m_begun.release();
            while (!stop)
                QThread::yieldCurrentThread();
            m_ended.release();
            return ListingResult();
        };
    }
    void listenTo(UserListingWorker &worker)
    {
        connect(&worker, &UserListingWorker::finished, this,
                [this](const auto &result) { m_received.append(result->orderChanges); });
    }

    QSemaphore m_begun;
    QSemaphore m_ended;
    QList<quint64> m_received;
};

void TestUserListingWorker::reportsWhatItDid()
{
    UserListingWorker worker;
    listenTo(worker);
    worker.start(numbered(1));
    QTRY_COMPARE(m_received, QList<quint64>{1});
    worker.start(numbered(2));
    QTRY_COMPARE(m_received, (QList<quint64>{1, 2}));
}

void TestUserListingWorker::runsOnlyTheNewest()
{
    UserListingWorker worker;
    listenTo(worker);
    worker.start(endless());
    m_begun.acquire(); // it is at work: what comes now is newer
    std::atomic_int runs = 0;
    for (quint64 number = 1; number <= 20; ++number) {
        worker.start([number, &runs](const std::atomic_bool &stop) {
            ++runs;
            return numbered(number)(stop);
        });
    }
    QTRY_COMPARE(m_received, QList<quint64>{20});
    QCOMPARE(runs.load(), 1);
    QVERIFY(m_ended.tryAcquire()); // the first was stopped, and was not waited for in vain
}

void TestUserListingWorker::reportsNothingThatWasDropped()
{
    UserListingWorker worker;
    listenTo(worker);
    worker.start(endless());
    m_begun.acquire();
    worker.start(numbered(1));
    worker.drop();
    m_ended.acquire();
    worker.start(numbered(2));
    QTRY_COMPARE(m_received, QList<quint64>{2});
}

void TestUserListingWorker::startsAnewAfterADrop()
{
    UserListingWorker worker;
    listenTo(worker);
    worker.drop();
    worker.start(numbered(1));
    QTRY_COMPARE(m_received, QList<quint64>{1});
    // Done already, but its end was not heard of yet.
    worker.start(numbered(2));
    QThreadPool::globalInstance()->waitForDone();
    worker.drop();
    worker.start(numbered(3));
    QTRY_COMPARE(m_received, (QList<quint64>{1, 3}));
}

void TestUserListingWorker::lettingGoStopsTheWork()
{
    auto worker = std::make_unique<UserListingWorker>();
    listenTo(*worker);
    worker->start(endless());
    m_begun.acquire();
    worker->start(numbered(1));
    worker.reset();
    m_ended.acquire();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QVERIFY(m_received.isEmpty());
}

QTEST_GUILESS_MAIN(TestUserListingWorker)
#include "tst_userlistingworker.moc"
