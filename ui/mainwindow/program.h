// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/sqlitejournal.h"
#include "profiles/profilestore.h"
#include "session/workspace.h"
#include "ui/mainwindow/mainwindow.h"

#include <QTemporaryDir>

#include <optional>

namespace gatehouse {

/// Everything that works in Gatehouse, put together: settings, journal, workspace and window. Needs a QApplication, and
/// lives on the window's thread. What was noted for the journal is on the disk when it is gone.
class Program final
{
public:
    struct Start
    {
        enum class With { SavedConnections, Demo };

        With with = With::SavedConnections;  ///< the demo never touches a person's settings and journal
        std::optional<QString> connection{}; ///< its name; the one that was open last if there is none
        QString orderedBy;                   ///< for the record
        DemoServer::Options demo{};
    };

    /// The window is as the person chose it; it is not shown yet, and nothing is asked of any server.
    explicit Program(Start start);
    ~Program();
    Program(const Program &) = delete;
    Program &operator=(const Program &) = delete;

    /// Shows the window; then, from the event loop, opens the first connection.
    void show();
    MainWindow &window() { return m_window; }
    Workspace &workspace() { return m_workspace; }

private:
    QString fileFor(const QString &name, const QString &standard) const;
    Workspace::Parts parts();
    void openFirst();

    Start m_start;
    std::optional<QTemporaryDir> m_demoFolder; ///< of a program that is for the demo alone; goes with it
    ProfileStore m_store;
    SqliteJournal m_journal;
    QTemporaryDir m_demoJournalFolder; ///< of the demo that is opened from the welcome page
    Workspace m_workspace;
    MainWindow m_window;
};

} // namespace gatehouse
