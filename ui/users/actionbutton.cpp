// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/actionbutton.h"

#include "ui/look/widgets.h"

#include <QAction>

namespace gatehouse {

ActionButton::ActionButton(QAction *action, const QString &accessibleName, QWidget *parent)
    : QPushButton(parent), m_action(action)
{
    setAccessibleName(accessibleName);
    setAutoDefault(false);
    setRank(this, ButtonRank::Plain);
    connect(action, &QAction::changed, this, &ActionButton::follow);
    connect(this, &QPushButton::clicked, action, &QAction::trigger);
    follow();
}

void ActionButton::follow()
{
    if (!m_action)
        return;
    // A menu's dots and mnemonic are not for the button: it stands beside others that have none.
    setText(m_action->iconText());
    setIcon(m_action->icon());
    setEnabled(m_action->isEnabled());
    setVisible(m_action->isVisible());
    setToolTip(m_action->toolTip());
    updateGeometry();
}

} // namespace gatehouse
