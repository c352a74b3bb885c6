// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/userlistingjob.h"

#include <QFutureWatcher>
#include <QObject>

#include <functional>

namespace gatehouse {

/// Runs the newest work on a thread of the pool, and no other: keystrokes may come quicker than a million users are
/// sorted, and what was asked for before the last one is of no use to anybody.
///
/// Lives on the window's thread. At most one piece of work is with the pool. A newer one tells it to stop and waits for
/// its end; of those that wait only the newest is kept, and results of stopped work are dropped. When the worker goes
/// away, work still under way is told to stop and ends by itself, on its own data.
class UserListingWorker final : public QObject
{
    Q_OBJECT
public:
    /// Called on a thread of the pool; returns soon, with anything, once the flag is true.
    using Work = std::function<ListingResult(const std::atomic_bool &stop)>;
    using ResultPtr = std::shared_ptr<ListingResult>;

    explicit UserListingWorker(QObject *parent = nullptr);
    ~UserListingWorker() override;

    void start(Work work);
    /// Nothing that was started before is reported any more.
    void drop();

signals:
    /// The newest work is done; the result is the receiver's. Not emitted for work that was dropped or overtaken.
    void finished(const std::shared_ptr<gatehouse::ListingResult> &result);

private:
    void launch(Work work);
    void takeResult();

    Work m_waiting;
    std::shared_ptr<std::atomic_bool> m_stop; ///< of the work that the pool has; null when it has none
    QFutureWatcher<ResultPtr> m_watcher;
};

} // namespace gatehouse
