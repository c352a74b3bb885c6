// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"
#include "journal/journal.h"

#include <QHash>
#include <QList>
#include <QObject>

#include <memory>
#include <vector>

namespace gatehouse {

/// Carries out recorded sets, one request at a time a set, and says how each change ended.
///
/// Each change is compared first (one GET: what the server holds must still be `before`), then sent once. A write
/// without an answer is never claimed either way: one GET more, compared with before and after, decides; if that
/// fails too, the result is not known and said so. One name, one request: a set that touches a name which an earlier
/// set has still to do waits until that is done; other sets run side by side. When the server refuses the token the
/// rest of the set ends NotSent. Outcomes go to the journal before rowEnded is emitted, the end before setEnded.
///
/// Signals of one set come in the order setStarted, (rowStarted, rowEnded) for each change, setEnded, all through the
/// event loop, never from inside run(). Lives on the client's thread. Destroying the runner, from a slot of its signals
/// too, cancels what is in flight without a signal.
class ChangeRunner final : public QObject
{
    Q_OBJECT
public:
    /// The clock gives the time for Outcome::at. Client and journal must outlive the runner.
    ChangeRunner(PivotClient &client, Journal &journal, std::function<Instant()> now, QObject *parent = nullptr);
    ~ChangeRunner() override;

    /// Starts the set, or queues it behind those that have one of its names still to do.
    void run(RecordedSet set);
    /// No set is at work or waiting; true already when the last setEnded() is emitted.
    bool isIdle() const { return m_runs.empty(); }
    /// Whether a request for this name is on its way or queued; no more when its rowEnded() is emitted.
    bool isBusy(const QByteArray &name) const { return m_holders.contains(name); }

signals:
    void setStarted(const QUuid &set);
    void rowStarted(const QUuid &set, qsizetype change);
    void rowEnded(const QUuid &set, qsizetype change, const gatehouse::Outcome &outcome);
    void setEnded(const QUuid &set);

private:
    class SetRun;
    void holdNames(SetRun &run);
    void releaseName(SetRun &run, const QByteArray &name);
    void schedule(void (ChangeRunner::*step)(SetRun &), SetRun &run);
    void start(SetRun &run);
    void startNextRow(SetRun &run);
    void endRow(SetRun &run, Outcome outcome);
    void endSet(SetRun &run);

    PivotClient &m_client;
    Journal &m_journal;
    std::function<Instant()> m_now;
    std::vector<std::unique_ptr<SetRun>> m_runs; ///< at work or waiting, oldest first
    /// By name, the sets that have still to do it: the first may, the others wait.
    QHash<QByteArray, QList<SetRun *>> m_holders;
};

} // namespace gatehouse
