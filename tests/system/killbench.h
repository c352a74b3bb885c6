// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/faultserver.h"

#include <QProcess>
#include <QTemporaryDir>

#include <chrono>
#include <optional>

namespace gatehouse {

/// What the journal on the disk says of the only set in it, read without the program's own code.
struct SetOnDisk
{
    bool isThere = false; ///< as a whole
    bool hasEnded = false;
    int sendingEnd = 0; ///< changes before this place may have been sent
    int outcomes = 0;
    QList<QByteArray> names; ///< of the changes, in the order of the set
};

/// Keeps everybody else from writing into the journal as long as it lives: a disk that takes its time.
class HeldJournal final
{
public:
    explicit HeldJournal(const QString &file);
    ~HeldJournal();
    HeldJournal(const HeldJournal &) = delete;
    HeldJournal &operator=(const HeldJournal &) = delete;

    bool isHeld() const { return m_isHeld; }

private:
    bool m_isHeld = false;
};

/// Starts the program in a process of its own (see killedprogram.h) against a server in this one, and takes its life or
/// its disk. Settings and journal are in a folder that goes with the bench. What is waited for in vain ends after two
/// minutes.
class KillBench final
{
public:
    static constexpr int kPatience = 120'000; ///< milliseconds

    /// A moment in the life of a program: so long after the server saw so many writes, or after the button was pressed
    /// if 0.
    struct Moment
    {
        int writes = 0;
        std::chrono::microseconds after{0};
        /// What the server gets just before is lost: it is neither carried out nor answered.
        bool isServerDeaf = false;
    };

    KillBench();

    FaultServer &server() { return m_server; }
    QString journalFile() const;
    SetOnDisk setOnDisk() const;

    /// Each does what one of killedprogram's modes says.
    std::unique_ptr<QProcess> start(const char *what) const;
    /// Waits until the program says a line with this in it.
    [[nodiscard]] bool hears(QProcess &program, const QByteArray &words);
    /// Waits until the server saw so many writes; false when the program did not live until then.
    [[nodiscard]] bool waitForWrites(const QProcess &program, int writes) const;
    /// Waits for the moment and kills; false when the program did not live until then. What was on its way is lost.
    [[nodiscard]] bool killAt(QProcess &program, const Moment &moment);
    [[nodiscard]] bool kill(QProcess &program);
    /// From now on what the journal's file has no room for yet cannot be written; or anything can again.
    enum class Disk { Full, Free };
    [[nodiscard]] bool setDisk(const QProcess &program, Disk disk) const;
    /// Waits until it has ended by itself, without a trouble.
    [[nodiscard]] bool endsWell(QProcess &program);
    /// All that programs said.
    const QByteArray &said() const { return m_said; }

private:
    QTemporaryDir m_folder;
    FaultServer m_server;
    QByteArray m_said;
};

} // namespace gatehouse
