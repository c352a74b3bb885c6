// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLockFile>
#include <QString>

#include <memory>

namespace gatehouse {

/// Tells other programs that whoever runs sets under this name is alive: a lock file beside the journal, which the
/// system gives free when the program ends, however it ends.
class RunnerLock final
{
public:
    /// Takes a new name and its lock. Where no lock can be had (a read-only disk), others take our sets for
    /// interrupted while they run.
    explicit RunnerLock(const QString &journal);
    ~RunnerLock();
    RunnerLock(const RunnerLock &) = delete;
    RunnerLock &operator=(const RunnerLock &) = delete;

    const QString &name() const { return m_name; }
    /// Whether the program that took this name still runs. Any thread.
    static bool isAlive(const QString &journal, const QString &name);

private:
    QString m_name;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace gatehouse
