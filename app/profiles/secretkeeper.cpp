// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/secretkeeper.h"

#include "profiles/tokencommand.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace gatehouse {

namespace {

const QLatin1String tokenKey("token");
const QLatin1String passphraseKey("clientKeyPassphrase");
const QLatin1String proxyKey("proxyPassword");

QString keyOf(const QUuid &profile)
{
    return profile.toString(QUuid::WithoutBraces);
}

/// One text for all three, so that they come and go together.
QByteArray textOf(const Secrets &secrets)
{
    const auto base64 = [](const QByteArray &secret) { return QString::fromLatin1(secret.toBase64()); };
    return QJsonDocument(QJsonObject{{tokenKey, base64(secrets.token)},
                                     {passphraseKey, base64(secrets.passphrase)},
                                     {proxyKey, base64(secrets.proxyPassword)}})
        .toJson(QJsonDocument::Compact);
}

std::optional<Secrets> secretsIn(const QByteArray &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    if (!object.contains(tokenKey))
        return std::nullopt;
    const auto secret = [&object](QLatin1String key) {
        return QByteArray::fromBase64(object.value(key).toString().toLatin1());
    };
    return Secrets{secret(tokenKey), secret(passphraseKey), secret(proxyKey)};
}

} // namespace

SecretKeeper::SecretKeeper(std::unique_ptr<Keychain> keychain, QObject *parent)
    : QObject(parent), m_keychain(std::move(keychain))
{}

SecretKeeper::~SecretKeeper() = default;

void SecretKeeper::fetch(const Profile &profile, const SecretsAnswer &answer)
{
    if (profile.tokenStore == tokenstore::keychain)
        fetchFromKeychain(profile, answer);
    else if (profile.tokenStore == tokenstore::command)
        fetchByCommand(profile, answer);
    else if (profile.tokenStore == tokenstore::ask)
        ask(profile, answer);
    else if (profile.tokenStore == tokenstore::settings)
        answer(secretsOf(profile));
    else
        answer(tl::unexpected(tr("This connection keeps its token in a way that this version does not know (%1). "
                                 "Choose another one in the connection.")
                                  .arg(profile.tokenStore)));
}

void SecretKeeper::fetchFromKeychain(const Profile &profile, const SecretsAnswer &answer)
{
    m_keychain->read(keyOf(profile.id), [answer](const tl::expected<std::optional<QByteArray>, QString> &found) {
        if (!found) {
            answer(tl::unexpected(found.error()));
            return;
        }
        const auto secrets = *found ? secretsIn(**found) : std::nullopt;
        if (secrets)
            answer(*secrets);
        else
            answer(tl::unexpected(tr("The keychain has no token for this connection, or it is locked. Unlock it and "
                                     "try again, or enter the token in the connection.")));
    });
}

void SecretKeeper::fetchByCommand(const Profile &profile, const SecretsAnswer &answer)
{
    auto *command = new TokenCommand(profile.tokenCommand, TokenCommand::kTimeout, this);
    connect(command, &TokenCommand::ended, this,
            [this, command, answer, id = profile.id](const tl::expected<QByteArray, QString> &token) {
                command->deleteLater();
                if (!token) {
                    answer(tl::unexpected(token.error()));
                    return;
                }
                if (const auto problem = tokenProblem(*token)) {
                    answer(tl::unexpected(*problem));
                    return;
                }
                Secrets secrets = m_remembered.value(id);
                secrets.token = *token;
                answer(secrets);
            });
    command->start();
}

void SecretKeeper::ask(const Profile &profile, const SecretsAnswer &answer)
{
    const auto known = m_remembered.constFind(profile.id);
    if (known != m_remembered.cend()) {
        answer(*known);
        return;
    }
    m_waiting[profile.id].append(answer);
    if (m_waiting[profile.id].size() == 1)
        emit wanted(profile);
}

void SecretKeeper::supply(const QUuid &profile, const Secrets &secrets)
{
    m_remembered[profile] = secrets;
    answerAll(profile, secrets);
}

void SecretKeeper::refuse(const QUuid &profile)
{
    answerAll(profile, tl::unexpected(tr("The token was not entered, so nothing was sent.")));
}

void SecretKeeper::answerAll(const QUuid &profile, const tl::expected<Secrets, QString> &secrets)
{
    for (const SecretsAnswer &answer : m_waiting.take(profile))
        answer(secrets);
}

void SecretKeeper::keep(const Profile &profile, const Secrets &secrets, const Done &done)
{
    if (profile.tokenStore == tokenstore::keychain) {
        m_keychain->write(keyOf(profile.id), textOf(secrets), done);
        return;
    }
    const bool isInMemory = profile.tokenStore == tokenstore::ask || profile.tokenStore == tokenstore::command;
    if (isInMemory && secrets != Secrets())
        m_remembered[profile.id] = secrets;
    done({});
}

void SecretKeeper::removeFromKeychain(const QUuid &profile, const Done &done)
{
    m_keychain->remove(keyOf(profile), done);
}

void SecretKeeper::forget(const QUuid &profile)
{
    m_remembered.remove(profile);
}

} // namespace gatehouse
