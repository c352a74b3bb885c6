// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"
#include "journal/journal.h"

#include <QObject>

#include <deque>
#include <memory>

namespace gatehouse {

/// Carries out recorded sets, one request at a time a set, and says how each change ended.
///
/// Each change is compared first (one GET: what the server holds must still be `before`), then sent once. A write
/// without an answer is never claimed either way: one GET more, compared with before and after, decides; if that
/// fails too, the result is not known and said so. One name, one request: sets that touch a name which another set is at
/// work on wait for it. Outcomes go to the journal before rowEnded is emitted.
///
/// Signals of one set come in the order setStarted, (rowStarted, rowEnded) for each change, setEnded.
/// Destroying the runner cancels what is in flight without a signal.
class ChangeRunner final : public QObject
{
    Q_OBJECT
public:
    /// The clock gives the time for Outcome::at. Client and journal must outlive the runner.
    ChangeRunner(PivotClient &client, Journal &journal, std::function<Instant()> now, QObject *parent = nullptr);
    ~ChangeRunner() override;

    /// Starts the set, or queues it behind the one that holds one of its names.
    void run(RecordedSet set);
    bool isIdle() const;
    /// Whether a request for this name is on its way or queued.
    bool isBusy(const QByteArray &name) const;

signals:
    void setStarted(const QUuid &set);
    void rowStarted(const QUuid &set, qsizetype change);
    void rowEnded(const QUuid &set, qsizetype change, const gatehouse::Outcome &outcome);
    void setEnded(const QUuid &set);

private:
    class SetRun;
    void startWaiting();
    void retire(SetRun *run);

    PivotClient &m_client;
    Journal &m_journal;
    std::function<Instant()> m_now;
    std::vector<std::unique_ptr<SetRun>> m_running;
    std::deque<RecordedSet> m_waiting;
};

} // namespace gatehouse
