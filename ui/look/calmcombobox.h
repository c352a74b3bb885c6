// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace gatehouse {

/// A combo box that changes only by a choice from its opened list. Closed, the wheel goes to what is around it, the
/// keys that elsewhere move on (arrows, Space, F4) open the list, and letters do nothing.
class CalmComboBox : public QComboBox
{
    Q_OBJECT
public:
    explicit CalmComboBox(QWidget *parent = nullptr);

protected:
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace gatehouse
