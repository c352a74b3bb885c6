// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/userlistingworker.h"

#include <QtConcurrent/QtConcurrentRun>

#include <utility>

namespace gatehouse {

UserListingWorker::UserListingWorker(QObject *parent) : QObject(parent)
{
    // A watcher rather than then(this, …): in Qt 6.4 a continuation whose context is gone by the time the work ends is
    // an assertion in the pool's thread.
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &UserListingWorker::takeResult);
}

UserListingWorker::~UserListingWorker()
{
    drop();
}

void UserListingWorker::start(Work work)
{
    if (m_stop) {
        *m_stop = true;
        m_waiting = std::move(work);
    } else {
        launch(std::move(work));
    }
}

void UserListingWorker::drop()
{
    m_waiting = {};
    if (m_stop)
        *m_stop = true;
}

void UserListingWorker::launch(Work work)
{
    m_stop = std::make_shared<std::atomic_bool>(false);
    m_watcher.setFuture(QtConcurrent::run(
        [work = std::move(work), stop = m_stop] { return std::make_shared<ListingResult>(work(*stop)); }));
}

void UserListingWorker::takeResult()
{
    const bool wasStopped = *std::exchange(m_stop, nullptr);
    const ResultPtr result = m_watcher.result();
    if (m_waiting)
        launch(std::exchange(m_waiting, {}));
    else if (!wasStopped)
        emit finished(result);
}

} // namespace gatehouse
