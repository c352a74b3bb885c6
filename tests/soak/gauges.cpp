// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/gauges.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <utility>

namespace gatehouse {

namespace {

using namespace std::chrono_literals;

constexpr auto kPulse = 2ms;
constexpr auto kBetweenHandleLooks = 500ms;
constexpr std::size_t kFewest = 6; ///< readings of which something can be said
constexpr double kMegabyte = 1024.0 * 1024.0;
// Both must be passed: memory breathes.
constexpr double kMemoryShare = 0.10;
constexpr qint64 kMemory = qint64{8} << 20;
constexpr qint64 kHandles = 5;

/// A number from /proc/self/status.
qint64 statusNumber(const QByteArray &key)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(key + ':'))
            return line.mid(key.size() + 1).simplified().split(' ').constFirst().toLongLong();
    }
    return 0;
}

qint64 openHandles()
{
    const QDir folder(QStringLiteral("/proc/self/fd"));
    return folder.entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size();
}

/// The values of the readings from `begin` to before `end`, the smallest first.
std::vector<qint64> sorted(const std::vector<Reading> &readings, std::size_t begin, std::size_t end,
                           qint64 Reading::*what)
{
    std::vector<qint64> values;
    for (std::size_t i = begin; i < end; ++i)
        values.push_back(readings[i].*what);
    std::sort(values.begin(), values.end());
    return values;
}

} // namespace

QString Reading::line() const
{
    return QStringLiteral("%1 s  %2 acts  %3 MB  %4 handles  %5 threads  %6 rows  longest gap %7 ms")
        .arg(elapsed.count(), 5)
        .arg(acts, 7)
        .arg(static_cast<double>(memory) / kMegabyte, 6, 'f', 1)
        .arg(handles, 3)
        .arg(threads, 2)
        .arg(rows, 8)
        .arg(longestGap.count(), 4);
}

Gauges::Gauges() : m_fewestHandles(openHandles())
{
    m_since.start();
    m_gap.start();
    m_pulse.setTimerType(Qt::PreciseTimer);
    connect(&m_pulse, &QTimer::timeout, this, [this] { m_longestGap = std::max(m_longestGap, m_gap.restart()); });
    m_pulse.start(kPulse);
    connect(&m_handleLooks, &QTimer::timeout, this,
            [this] { m_fewestHandles = std::min(m_fewestHandles, openHandles()); });
    m_handleLooks.start(kBetweenHandleLooks);
}

Reading Gauges::read(quint64 acts, qint64 rows)
{
    Reading reading;
    reading.elapsed = std::chrono::seconds(m_since.elapsed() / 1000);
    reading.acts = acts;
    reading.memory = statusNumber("VmRSS") * 1024;
    reading.threads = statusNumber("Threads");
    reading.handles = openHandles();
    reading.fewestHandles = std::min(std::exchange(m_fewestHandles, reading.handles), reading.handles);
    reading.rows = rows;
    reading.longestGap = std::chrono::milliseconds(m_longestGap);
    m_longestGap = 0;
    m_readings.push_back(reading);
    m_gap.restart(); // reading takes its time too
    return reading;
}

QStringList Gauges::growth() const
{
    const std::size_t third = m_readings.size() / 3;
    if (m_readings.size() < kFewest)
        return {QStringLiteral("There are too few readings to say anything.")};
    const auto second = [&](qint64 Reading::*what) { return sorted(m_readings, third, 2 * third, what); };
    const auto last = [&](qint64 Reading::*what) { return sorted(m_readings, 2 * third, m_readings.size(), what); };
    const auto median = [](const std::vector<qint64> &values) { return values[values.size() / 2]; };
    QStringList grown;
    const qint64 memoryBefore = median(second(&Reading::memory));
    const qint64 memory = median(last(&Reading::memory)) - memoryBefore;
    if (memory > kMemory && static_cast<double>(memory) > kMemoryShare * static_cast<double>(memoryBefore))
        grown << QStringLiteral("Memory grew by %1 MB in the last third.")
                     .arg(static_cast<double>(memory) / kMegabyte, 0, 'f', 1);
    // Connections come and go, with both of their ends in this process: what is lost for good lifts the least of all.
    const qint64 handles = last(&Reading::fewestHandles).front() - second(&Reading::fewestHandles).front();
    if (handles > kHandles)
        grown << QStringLiteral("There are at least %1 open handles more in the last third.").arg(handles);
    return grown;
}

} // namespace gatehouse
