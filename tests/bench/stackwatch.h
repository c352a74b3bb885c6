// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <csignal>
#include <thread>

namespace gatehouse::bench {

/// Finds out where a thread is while it does not come back: when there was no beat for most of a frame, the thread's
/// call stack goes to stderr (mangled; c++filt makes it readable), and again each frame until it beats. It stops the
/// thread for a moment, so what is measured meanwhile is for finding causes only. Watches the thread that makes it.
class StackWatch final
{
public:
    StackWatch();
    ~StackWatch();
    StackWatch(const StackWatch &) = delete;
    StackWatch &operator=(const StackWatch &) = delete;

    void beat() { m_last = std::chrono::steady_clock::now(); }

private:
    void watch(const std::stop_token &stop) const;

    std::atomic<std::chrono::steady_clock::time_point> m_last;
    pthread_t m_watched;
    std::jthread m_thread;
};

} // namespace gatehouse::bench
