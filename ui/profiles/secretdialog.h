// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/secrets.h"

#include <QDialog>

class QPushButton;
class QVBoxLayout;

namespace gatehouse {

class TokenField;

/// Asks for the token of a connection that keeps it nowhere, and for the other secrets that it needs. For open(), never
/// exec(). Exactly one signal.
class SecretDialog final : public QDialog
{
    Q_OBJECT
public:
    SecretDialog(const Profile &profile, QWidget *parent);

    void reject() override;

signals:
    void given(const gatehouse::Secrets &secrets);
    void refused();

private:
    TokenField *addField(QVBoxLayout *column, const QString &label);
    void give();

    TokenField *m_token = nullptr;
    TokenField *m_passphrase = nullptr; ///< where there is a client certificate
    TokenField *m_password = nullptr;   ///< where the proxy wants a login
    QPushButton *m_continue = nullptr;
};

} // namespace gatehouse
