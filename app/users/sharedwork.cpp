// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/sharedwork.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace gatehouse {

unsigned SharedWork::workersOfLongWork()
{
    return std::clamp(std::thread::hardware_concurrency(), 1U, 4U);
}

void SharedWork::add(Job job)
{
    const std::scoped_lock lock(m_mutex);
    m_jobs.push_back(std::move(job));
    m_changed.notify_one();
}

void SharedWork::run(unsigned workers)
{
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < workers; ++i)
        others.emplace_back([this, i] { work(i); });
    work(0);
}

void SharedWork::work(unsigned worker)
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return !m_jobs.empty() || m_atWork == 0; });
        if (m_jobs.empty())
            return;
        const Job job = std::move(m_jobs.back());
        m_jobs.pop_back();
        ++m_atWork;
        lock.unlock();
        job(worker);
        lock.lock();
        if (--m_atWork == 0)
            m_changed.notify_all();
    }
}

} // namespace gatehouse
