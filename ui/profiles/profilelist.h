// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"

#include <QListWidget>

namespace gatehouse {

/// The saved connections, and one that is not saved yet perhaps. A person's choice only asks: the owner answers with
/// setCurrent(), after what is unsaved was dealt with.
class ProfileList final : public QListWidget
{
    Q_OBJECT
public:
    explicit ProfileList(QWidget *parent = nullptr);

    /// Shows these; `draft` stands last. Nothing is current until setCurrent().
    void setProfiles(const QList<Profile> &profiles, const std::optional<Profile> &draft);
    void setCurrent(const QUuid &id);

signals:
    void requested(const QUuid &id);

private:
    void addProfile(const Profile &profile, const QString &fallbackName);

    QUuid m_current;
    bool m_isSettingUp = false;
};

} // namespace gatehouse
