// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/profiles/profilesection.h"

class QLineEdit;
class QPushButton;

namespace gatehouse {

class FileField;
class TokenField;

/// Whom the connection trusts over https, and as whom it comes.
class SecuritySection final : public ProfileSection
{
    Q_OBJECT
public:
    explicit SecuritySection(QWidget *parent);
    void putInto(Profile &profile) const override;
    /// Accepts the certificate of this SHA-256 from now on; saved with the rest.
    void setPin(const QByteArray &sha256);

protected:
    void fill(const Profile &profile) override;
    QString summary() const override;
    std::optional<Problem> problem() const override;

private:
    void refreshPin();

    QByteArray m_pin;
    QString m_tokenStore;
    FileField *m_authorities;
    TextLabel *m_pinWords;
    QPushButton *m_forget;
    FileField *m_certificate;
    FileField *m_key;
    TokenField *m_passphrase;
};

} // namespace gatehouse
