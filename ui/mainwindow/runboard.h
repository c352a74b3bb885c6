// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/workspace.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace gatehouse {

class RunPanel;

/// Shows in the panel the bulk that runs, on the open connection or on one that was left, and passes on what is asked
/// for there. One run at a time: another one takes the panel when the shown one is over. The panel and the workspace
/// must outlive it.
class RunBoard final : public QObject
{
    Q_OBJECT
public:
    RunBoard(RunPanel &panel, Workspace &workspace, QObject *parent);

    /// Follows a session from now on, as long as it lives.
    void follow(Session &session);
    /// What can be undone depends on the connection that is open.
    void update();
    /// How far the shown run is while it is not over.
    std::optional<int> percent() const;

signals:
    /// percent() or what the panel shows has changed.
    void percentChanged();
    /// A set is to be taken back, or done again where it failed.
    void undoWanted(const gatehouse::JournalEntry &entry);
    void runAgainWanted(const gatehouse::JournalEntry &entry);
    /// The connection of a run needs another token.
    void tokenWanted(const QUuid &profile);
    void receiptWanted(const QUuid &set, gatehouse::Journal *journal);
    void showWanted(const QUuid &set, gatehouse::Journal *journal);
    /// One sentence for the person.
    void problem(const QString &sentence);

private:
    struct Run
    {
        QPointer<Session> session;
        Journal *journal = nullptr;
        ConnectionKey connection;
        RunProgress progress;
    };

    void take(Session &session, const QUuid &set);
    void takeUnfinished(Session &session);
    void dropInterrupted();
    void show(const QUuid &set);
    /// What became of a run makes room for another one that is not over.
    void showNext();
    void readEntry(const QUuid &set, void (RunBoard::*wanted)(const JournalEntry &));
    bool isOfOpenConnection(const Run &run) const;

    RunPanel &m_panel;
    Workspace &m_workspace;
    QHash<QUuid, Run> m_runs; ///< those that are not over, and the shown one
    QUuid m_shown;
};

} // namespace gatehouse
