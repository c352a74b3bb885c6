// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <vector>

namespace gatehouse {

/// What this process takes at one moment.
struct Reading
{
    std::chrono::seconds elapsed{0};
    quint64 acts = 0;
    qint64 memory = 0; ///< resident, in bytes
    qint64 handles = 0;
    qint64 fewestHandles = 0; ///< since the reading before
    qint64 threads = 0;
    qint64 rows = 0; ///< in the journal
    std::chrono::milliseconds longestGap{0};

    QString line() const;
};

/// Reads off what the process takes, and how long its event loop was away, and says in the end whether it is level.
class Gauges final : public QObject
{
public:
    Gauges();

    /// Reads everything; the gap is the longest since the last reading.
    Reading read(quint64 acts, qint64 rows);
    /// What was read so far.
    const std::vector<Reading> &readings() const { return m_readings; }
    /// What grew from the second third to the last one; the first is for warming up. Of memory the medians count, of
    /// handles the fewest. Sentences.
    QStringList growth() const;

private:
    QElapsedTimer m_since;
    QElapsedTimer m_gap;
    QTimer m_pulse;
    qint64 m_longestGap = 0; ///< milliseconds
    QTimer m_handleLooks;
    qint64 m_fewestHandles;
    std::vector<Reading> m_readings;
};

} // namespace gatehouse
