// SPDX-License-Identifier: GPL-3.0-or-later
#include "stackwatch.h"

#include <array>
#include <execinfo.h>
#include <unistd.h>

namespace gatehouse::bench {

namespace {

using namespace std::chrono_literals;

constexpr auto kLate = 12ms;

void showStack(int)
{
    std::array<void *, 60> frames{};
    const int count = backtrace(frames.data(), static_cast<int>(frames.size()));
    const char head[] = "-- late:\n";
    [[maybe_unused]] const auto written = write(STDERR_FILENO, head, sizeof head - 1);
    backtrace_symbols_fd(frames.data(), count, STDERR_FILENO);
}

} // namespace

StackWatch::StackWatch()
    : m_last(std::chrono::steady_clock::now()),
      m_watched(pthread_self()),
      m_thread([this](const std::stop_token &stop) { watch(stop); })
{
    std::array<void *, 1> first{};
    backtrace(first.data(), 1); // loads what it needs, which must not happen inside a signal
    std::signal(SIGUSR2, showStack);
}

StackWatch::~StackWatch() = default;

void StackWatch::watch(const std::stop_token &stop) const
{
    auto next = std::chrono::steady_clock::time_point::min();
    while (!stop.stop_requested()) {
        std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1ms);
        const auto now = std::chrono::steady_clock::now();
        if (now - m_last.load() < kLate || now < next)
            continue;
        pthread_kill(m_watched, SIGUSR2);
        next = now + 16ms;
    }
}

} // namespace gatehouse::bench
