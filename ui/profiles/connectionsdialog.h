// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profilestore.h"
#include "profiles/secrets.h"

#include <QDialog>
#include <QPointer>

#include <functional>

class QHBoxLayout;

namespace gatehouse {

class ProfileEditor;
class ProfileExchange;
class ProfileForm;
class ProfileList;
class ProfilePane;
class QuestionDialog;
class SecretKeeper;

/// The connections: a list, and a form for the one that is chosen. Everything that is saved goes through the store,
/// whose failures are shown; nothing unsaved is lost without a question. Shows no strip, as it changes nothing on a
/// server.
///
/// For open(), never exec(); the store must outlive it. With no connection saved it starts with a new one.
class ConnectionsDialog final : public QDialog
{
    Q_OBJECT
public:
    /// Both must outlive it; without a keeper it has one of its own.
    explicit ConnectionsDialog(ProfileStore &store, QWidget *parent = nullptr, SecretKeeper *secrets = nullptr);
    ~ConnectionsDialog() override;

    // Each of these asks first when something unsaved would be lost.
    void selectProfile(const QUuid &id);
    void startNew();
    /// Puts the focus on the token of the chosen connection: "Enter new token…".
    void focusToken();

    /// Asks about what is unsaved, then closes.
    void reject() override;

signals:
    /// A person wants to work with this connection, which is saved. The dialog closes afterwards.
    void connectRequested(const QUuid &id);
    /// Something was saved or deleted.
    void profilesChanged();

private:
    enum class Unsaved { Nothing, Something };
    QWidget *buildList();
    QHBoxLayout *buildFooter();
    bool load();
    void settle(std::function<void()> next);
    void showProfile(const QUuid &id);
    void showDraft(const Profile &draft, Unsaved unsaved);
    void discardEdits();
    bool hasUnsaved() const;
    using Moved = std::function<void(tl::expected<Profile, QString>)>;
    void save(const std::function<void()> &then);
    void moveSecrets(const Profile &before, Profile after, const Moved &moved);
    void keepSecrets(const Profile &after, const Secrets &secrets, const Moved &moved);
    bool write(const Profile &profile, const Profile &before);
    void clearOldPlace(const Profile &before);
    void saveAndConnect();
    void duplicate();
    void askDelete();
    void deleteCurrent();
    void connectExchange();
    void fillList();
    void move(const QUuid &id, const QUuid &before);
    void refreshButtons();
    void say(const QString &failure);
    QString currentName() const;

    ProfileStore &m_store;
    std::unique_ptr<SecretKeeper> m_ownSecrets;
    SecretKeeper *m_secrets;
    bool m_isMoving = false; ///< secrets are on their way to another place
    QList<Profile> m_profiles;
    std::optional<Profile> m_draft;
    Unsaved m_draftHolds = Unsaved::Nothing; ///< whether the draft is worth a question as it was made: a copy is
    QUuid m_current;
    QPointer<QuestionDialog> m_question;
    ProfileExchange *m_exchange = nullptr;
    ProfilePane *m_pane = nullptr;
    ProfileList *m_list = nullptr;
    ProfileEditor *m_editor = nullptr;
    ProfileForm *m_form = nullptr;
};

} // namespace gatehouse
