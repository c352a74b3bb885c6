// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

namespace gatehouse {

class ConnectionsDialog;
class SecretDialog;
class TrustDialog;
struct Profile;
class Workspace;

/// The window's own dialogs, beside those of the acts: the connections, and the help. What is saved in the first holds
/// for the open connection as soon as the dialog closes. The workspace must outlive it.
class WindowDialogs final : public QObject
{
    Q_OBJECT
public:
    /// Dialogs open over this window.
    WindowDialogs(Workspace &workspace, QWidget *window);

    /// With the open connection chosen.
    void openConnections();
    /// The same, with the focus on its token.
    void openConnectionsForToken();
    /// With this connection chosen, and the focus on its token.
    void openConnectionForToken(const QUuid &profile);
    /// With an empty form.
    void addConnection();
    void showHelp();
    /// For the secrets of a connection that keeps them nowhere.
    void askForSecrets(const Profile &profile);
    /// What is wrong with the open connection's certificate, and whether to trust it.
    void askForTrust();

private:
    ConnectionsDialog *connections();
    void takeEditedProfile();

    Workspace &m_workspace;
    QWidget *m_window;
    QPointer<ConnectionsDialog> m_connections;
    QPointer<TrustDialog> m_trust;
    QPointer<SecretDialog> m_secret;
};

} // namespace gatehouse
