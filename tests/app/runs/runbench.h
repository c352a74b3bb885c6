// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/serveraddress.h"
#include "changes/planners.h"
#include "runs/changerunner.h"
#include "tests/support/faultserver.h"
#include "tests/support/memoryjournal.h"
#include "users/statusjson.h"

namespace gatehouse::runbench {

/// A runner at work on a server of its own, over a real client, with a journal in memory.
class Bench final
{
public:
    inline static const Instant now = fromMilliseconds(1'700'000'000'000);

    static ClientOptions patient();
    /// For tests in which an answer never comes.
    static ClientOptions impatient();

    /// One change at a time unless the limits say otherwise, so that requests have an order.
    explicit Bench(const ClientOptions &options = patient(), const ChangeRunner::Limits &limits = {{.atOnce = 1}});

    /// The server holds this; of NoStatus nothing.
    void hold(const UserStatus &status);
    UserStatus held(const QByteArray &name) const;
    /// What becomes of the n-th request (from 1) of the method.
    void fault(const QByteArray &method, int nth, Fault fault) { m_server.on(method, nth, std::move(fault)); }
    /// What arrived, in order.
    QByteArrayList methods() const;
    QByteArrayList paths() const;
    QByteArrayList bodies() const;

    /// Records the changes; they run as soon as the journal has them.
    QUuid start(const QList<Change> &changes, qsizetype tryFirst = 0);
    QUuid start(const ChangeSet &set, qsizetype tryFirst = 0);
    bool waitFor(const QUuid &set) const;
    /// Until it was looked at once more, too.
    bool waitForConfirmation(const QUuid &set) const;
    /// Runs to the end; nothing when that does not come.
    std::optional<JournalEntry> run(const QList<Change> &changes);
    std::optional<JournalEntry> run(const ChangeSet &set);

    ChangeRunner &runner() { return *m_runner; }
    MemoryJournal &journal() { return m_journal; }
    const MemoryJournal &journal() const { return m_journal; }
    FaultServer &server() { return m_server; }
    /// What the clock says from now on.
    void setNow(Instant instant) { m_now = instant; }
    /// Records the set as if another program had run it, with these outcomes, and had ended; nothing when that fails.
    std::optional<TakenUp> leftUnfinished(const QList<Change> &changes, const QList<Outcome> &outcomes);
    void destroyRunner() { m_runner.reset(); }
    /// Whether client and server still work, after a turn of everything that was on its way.
    bool answersStill();

private:
    FaultServer m_server;
    PivotClient m_client;
    MemoryJournal m_journal;
    Instant m_now = now;
    std::unique_ptr<ChangeRunner> m_runner;
};

} // namespace gatehouse::runbench
