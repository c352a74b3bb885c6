// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace gatehouse {

/// Work that is found while other work is done, shared by several threads. A job says what it is made of when it runs,
/// and may add others; which worker has which is left open.
class SharedWork final
{
public:
    /// As many workers as long work is shared by: one for each core, four at most.
    static unsigned workersOfLongWork();

    /// Is told which of the workers runs it, counted from 0: what each may have of its own.
    using Job = std::function<void(unsigned worker)>;

    void add(Job job);
    /// Ends when all is done, jobs that were added meanwhile too; then more can be added and run. The calling thread is
    /// worker 0, and the only one of 1.
    void run(unsigned workers);

private:
    void work(unsigned worker);

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Job> m_jobs;
    int m_atWork = 0;
};

} // namespace gatehouse
