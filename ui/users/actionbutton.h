// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QPushButton>

class QAction;

namespace gatehouse {

/// A framed button for an action: text, icon, tip and whether it can be pressed follow the action, while the accessible
/// name stays ("Disable" also when the button says "Disable 9"). The action may go first.
class ActionButton final : public QPushButton
{
    Q_OBJECT
public:
    ActionButton(QAction *action, const QString &accessibleName, QWidget *parent = nullptr);

private:
    void follow();

    QPointer<QAction> m_action;
};

} // namespace gatehouse
