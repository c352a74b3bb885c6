// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/windowdialogs.h"

#include "session/workspace.h"
#include "ui/mainwindow/helpdialog.h"
#include "ui/profiles/connectionsdialog.h"

namespace gatehouse {

WindowDialogs::WindowDialogs(Workspace &workspace, QWidget *window)
    : QObject(window), m_workspace(workspace), m_window(window)
{}

ConnectionsDialog *WindowDialogs::connections()
{
    if (!m_connections) {
        m_connections = new ConnectionsDialog(m_workspace.store(), m_window);
        m_connections->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_connections, &ConnectionsDialog::profilesChanged, &m_workspace, &Workspace::reload);
        connect(m_connections, &ConnectionsDialog::connectRequested, this, [this](const QUuid &id) {
            m_workspace.reload();
            m_workspace.open(id);
        });
        connect(m_connections, &QDialog::finished, this, &WindowDialogs::takeEditedProfile);
        m_connections->open();
    }
    return m_connections;
}

void WindowDialogs::takeEditedProfile()
{
    // What was saved holds from now on: a new token, and read-only or protected names most of all.
    const Session *session = m_workspace.session();
    if (session && m_workspace.profile(session->profile().id) != session->profile())
        m_workspace.reopen();
}

void WindowDialogs::openConnections()
{
    ConnectionsDialog *dialog = connections();
    if (const Session *session = m_workspace.session(); session && !m_workspace.isDemo(session->profile().id))
        dialog->selectProfile(session->profile().id);
}

void WindowDialogs::openConnectionsForToken()
{
    openConnections();
    m_connections->focusToken();
}

void WindowDialogs::addConnection()
{
    connections()->startNew();
}

void WindowDialogs::showHelp()
{
    auto *dialog = new HelpDialog(m_workspace.store().file(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace gatehouse
