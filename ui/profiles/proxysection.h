// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/profiles/profilesection.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace gatehouse {

class TokenField;

/// The way to the server: as the system says, straight, or through a proxy of the connection's own.
class ProxySection final : public ProfileSection
{
    Q_OBJECT
public:
    explicit ProxySection(QWidget *parent);
    void putInto(Profile &profile) const override;

protected:
    void fill(const Profile &profile) override;
    QString summary() const override;
    std::optional<Problem> problem() const override;

private:
    ProxySettings::Use use() const;
    bool isOwn() const;
    void refreshFields();

    ProxySettings::Use m_portIsOf = ProxySettings::Use::Http; ///< whose usual port it would be
    QComboBox *m_use;
    QLineEdit *m_host;
    QSpinBox *m_port;
    QLineEdit *m_user;
    TokenField *m_password;
};

} // namespace gatehouse
