// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoserver.h"
#include "journal/sqlitejournal.h"
#include "session/workspace.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/tour/hand.h"

#include <QTemporaryDir>

#include <optional>

namespace gatehouse {

/// Everything a tour walks through, made anew: the real window over a workspace whose settings live in a folder that
/// goes with the stage, and a second server beside the window's own demo, which can be connected to and taken away.
class Stage final
{
public:
    Stage(Appearance appearance, const DemoServer::Options &demo, const QString &orderedBy);
    ~Stage();
    Stage(const Stage &) = delete;
    Stage &operator=(const Stage &) = delete;

    Appearance appearance() const { return m_appearance; }
    MainWindow &window() { return m_window; }
    Hand &hand() { return m_hand; }

    QString serverAddress() const { return m_address; }
    QString serverToken() const { return m_token; }
    /// Saves more connections, as if somebody had; false when they cannot be saved.
    bool save(const QList<Profile> &profiles);
    void stopServer() { m_server.reset(); }
    /// Writes a run down of which a part was done, as if a program had died in it, and opens the demo again. False
    /// while the list is not there.
    bool leaveUnfinished();
    /// Why the second server could not be started; empty when it runs.
    QString problem() const { return m_problem; }

    /// Leaves the session. The stage may go once isIdle(), and after the event loop has come round.
    void leave();
    bool isIdle() const { return m_workspace.isIdle(); }

private:
    QTemporaryDir m_folder;
    ProfileStore m_store;
    Appearance m_appearance;
    SqliteJournal m_journal;
    std::optional<DemoServer> m_server;
    QString m_address;
    QString m_token;
    QString m_problem;
    Workspace m_workspace;
    MainWindow m_window;
    Hand m_hand;
};

} // namespace gatehouse
