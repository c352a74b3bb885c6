// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/keychain.h"
#include "profiles/secrets.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace gatehouse {

/// Brings the secrets of a connection from where it keeps them, and puts them there; see tokenstore. What stands in the
/// settings file is the ProfileStore's. Lives on the window's thread; nothing in it waits.
class SecretKeeper final : public QObject
{
    Q_OBJECT
public:
    using Done = Keychain::Done;

    explicit SecretKeeper(std::unique_ptr<Keychain> keychain = systemKeychain(), QObject *parent = nullptr);
    ~SecretKeeper() override;

    /// From where the profile keeps them; `ask` may lead to wanted() first.
    void fetch(const Profile &profile, const SecretsAnswer &answer);
    /// Puts them where the profile keeps them, as far as that is not the settings file. When it did not work, they are
    /// where they were.
    void keep(const Profile &profile, const Secrets &secrets, const Done &done);
    /// Takes them out of the keychain: the profile keeps them elsewhere now.
    void removeFromKeychain(const QUuid &profile, const Done &done);
    /// What is held in memory was refused; it is asked for anew.
    void forget(const QUuid &profile);

    /// A person's answer to wanted().
    void supply(const QUuid &profile, const Secrets &secrets);
    /// A person gave none.
    void refuse(const QUuid &profile);

signals:
    /// Somebody must be asked; supply() or refuse() answers. Once, until it is answered.
    void wanted(const gatehouse::Profile &profile);

private:
    void fetchFromKeychain(const Profile &profile, const SecretsAnswer &answer);
    void fetchByCommand(const Profile &profile, const SecretsAnswer &answer);
    void ask(const Profile &profile, const SecretsAnswer &answer);
    void answerAll(const QUuid &profile, const tl::expected<Secrets, QString> &secrets);

    std::unique_ptr<Keychain> m_keychain;
    QHash<QUuid, Secrets> m_remembered;
    QHash<QUuid, QList<SecretsAnswer>> m_waiting;
};

} // namespace gatehouse
