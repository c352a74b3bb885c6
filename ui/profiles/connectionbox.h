// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"
#include "ui/look/calmcombobox.h"

namespace gatehouse {

/// The connection in the window's header: tile, name, environment and host; its opened list has all of them and
/// "Connections…". A choice only asks: what is shown changes when the owner calls setCurrent().
class ConnectionBox final : public CalmComboBox
{
    Q_OBJECT
public:
    explicit ConnectionBox(QWidget *parent = nullptr);

    void setProfiles(const QList<Profile> &profiles);
    /// The built-in server, first in the list as "Demo server"; nothing takes it out.
    void setDemo(const std::optional<Profile> &demo);
    /// The connection that is shown; a null or unknown id: none.
    void setCurrent(const QUuid &id);
    QUuid current() const { return m_current; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    void showPopup() override;

signals:
    /// A person chose another connection than the current one.
    void profileChosen(const QUuid &id);
    /// "Connections…" was chosen.
    void manageRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void rebuild();
    void addProfile(const Profile &profile, const QString &name);
    void choose(int index);
    void showCurrent();
    QString hostText() const;
    std::optional<int> environmentLook() const;

    QList<Profile> m_profiles;
    std::optional<Profile> m_demo;
    QUuid m_current;
};

} // namespace gatehouse
