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
    QString text = m_action->iconText();
    if (text.endsWith(QChar(0x2026)))
        text.chop(1);
    setText(text);
    setIcon(m_action->icon());
    setEnabled(m_action->isEnabled());
    setVisible(m_action->isVisible());
    // Without one of its own an action's tip is its text.
    setToolTip(m_action->toolTip() == m_action->iconText() ? QString() : m_action->toolTip());
    updateGeometry();
}

} // namespace gatehouse
