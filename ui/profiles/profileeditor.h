// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/secrets.h"
#include "ui/profiles/profileform.h"

#include <QPointer>
#include <QWidget>

class QScrollArea;

namespace gatehouse {

class Banner;
class ConnectionCard;
class TrustDialog;
struct TlsTrouble;

/// The right side of the Connections dialog: the form of one connection, beneath it the card that tests what stands in
/// the form, above both a banner for what went wrong. Saves nothing.
class ProfileEditor final : public QWidget
{
    Q_OBJECT
public:
    explicit ProfileEditor(QWidget *parent = nullptr);

    ProfileForm *form() const { return m_form; }
    Banner *banner() const { return m_banner; }

    /// Shows another connection; what a test found of the last one is forgotten.
    void showProfile(const Profile &profile, const QList<Profile> &others);

    /// Where a test has the secrets from that stand in no field.
    void setFetchSecrets(FetchSecrets fetch);

private:
    void test();
    void askForTrust(const TlsTrouble &trouble);
    void follow(int stillFor, const QRect &before);
    void revealCard();

    Banner *m_banner = nullptr;
    QScrollArea *m_scroll = nullptr;
    ProfileForm *m_form = nullptr;
    ConnectionCard *m_card = nullptr;
    QPointer<TrustDialog> m_trust;
};

} // namespace gatehouse
