// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/profilelist.h"

#include "session/connectiontest.h"
#include "ui/profiles/profiledelegate.h"
#include "ui/profiles/profilewords.h"

#include <QScopedValueRollback>

namespace gatehouse {

ProfileList::ProfileList(QWidget *parent) : QListWidget(parent)
{
    setAccessibleName(tr("Saved connections"));
    setItemDelegate(new ProfileDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(this, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (m_isSettingUp || !item)
            return;
        const QUuid wanted = item->data(IdRole).toUuid();
        if (wanted == m_current)
            return;
        // Through the event loop: the view is still in its own click or key.
        QMetaObject::invokeMethod(
            this,
            [this, wanted] {
                setCurrent(m_current);
                emit requested(wanted);
            },
            Qt::QueuedConnection);
    });
}

void ProfileList::addProfile(const Profile &profile, const QString &fallbackName)
{
    auto *item = new QListWidgetItem(profile.name.isEmpty() ? fallbackName : profile.name, this);
    const QString host = hostWords(profile.url);
    const QString second = host.isEmpty() ? tr("not saved yet") : host;
    item->setData(HostRole, second);
    item->setData(IdRole, profile.id);
    item->setData(Qt::AccessibleDescriptionRole, second);
    if (profile.environment)
        item->setData(EnvironmentRole, static_cast<int>(lookOf(*profile.environment)));
}

void ProfileList::setProfiles(const QList<Profile> &profiles, const std::optional<Profile> &draft)
{
    const QScopedValueRollback guard(m_isSettingUp, true);
    clear();
    for (const Profile &profile : profiles)
        addProfile(profile, tr("Without a name"));
    if (draft)
        addProfile(*draft, tr("New connection"));
}

void ProfileList::setCurrent(const QUuid &id)
{
    const QScopedValueRollback guard(m_isSettingUp, true);
    m_current = id;
    for (int row = 0; row < count(); ++row) {
        if (item(row)->data(IdRole).toUuid() == id) {
            setCurrentRow(row);
            return;
        }
    }
    setCurrentRow(-1);
}

} // namespace gatehouse
