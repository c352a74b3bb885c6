// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/windowdialogs.h"

#include "session/connectiontest.h" // hostWords
#include "session/workspace.h"
#include "ui/mainwindow/helpdialog.h"
#include "ui/profiles/connectionsdialog.h"
#include "ui/profiles/secretdialog.h"
#include "ui/profiles/trustdialog.h"

namespace gatehouse {

WindowDialogs::WindowDialogs(Workspace &workspace, QWidget *window)
    : QObject(window), m_workspace(workspace), m_window(window)
{
    connect(&workspace.secrets(), &SecretKeeper::wanted, this, &WindowDialogs::askForSecrets);
}

ConnectionsDialog *WindowDialogs::connections()
{
    if (!m_connections) {
        m_connections = new ConnectionsDialog(m_workspace.store(), m_window, &m_workspace.secrets());
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
    if (m_workspace.isOpenEdited())
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
    // What is asked for, or printed by a command, is asked for again.
    Session *session = m_workspace.session();
    if (session &&
        (session->profile().tokenStore == tokenstore::ask || session->profile().tokenStore == tokenstore::command)) {
        session->refresh();
        return;
    }
    openConnections();
    m_connections->focusToken();
}

void WindowDialogs::openConnectionForToken(const QUuid &profile)
{
    if (m_workspace.session() && m_workspace.session()->profile().id == profile) {
        openConnectionsForToken();
        return;
    }
    if (m_workspace.isDemo(profile)) // its token is its own business
        return;
    connections()->selectProfile(profile);
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

void WindowDialogs::askForSecrets(const Profile &profile)
{
    const QUuid id = profile.id;
    // Over the Connections dialog where a test asks.
    QWidget *over = m_connections ? static_cast<QWidget *>(m_connections) : m_window;
    m_secret = new SecretDialog(profile, over);
    m_secret->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_secret, &SecretDialog::given, this,
            [this, id](const Secrets &secrets) { m_workspace.secrets().supply(id, secrets); });
    connect(m_secret, &SecretDialog::refused, this, [this, id] { m_workspace.secrets().refuse(id); });
    m_secret->open();
}

void WindowDialogs::askForTrust()
{
    const Session *session = m_workspace.session();
    if (m_trust || !session || !session->error() || !session->error()->tls.canBeTrusted())
        return;
    m_trust = new TrustDialog(session->error()->tls, hostWords(session->profile().url), m_window);
    m_trust->setAttribute(Qt::WA_DeleteOnClose);
    // The connection may be another one by the time of the answer.
    const auto trust = [this, key = session->key()](const QByteArray &sha256, Workspace::Trust how) {
        if (m_workspace.session() && m_workspace.session()->key() == key)
            m_workspace.trust(sha256, how);
    };
    connect(m_trust, &TrustDialog::trustedForNow, this,
            [trust](const QByteArray &sha256) { trust(sha256, Workspace::Trust::ForNow); });
    connect(m_trust, &TrustDialog::trustedAlways, this,
            [trust](const QByteArray &sha256) { trust(sha256, Workspace::Trust::Always); });
    m_trust->open();
}

} // namespace gatehouse
