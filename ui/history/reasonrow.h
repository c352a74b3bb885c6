// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace gatehouse {

/// The line in which a reason is added later; hidden until begin(). Enter adds, Esc gives up.
class ReasonRow final : public QWidget
{
    Q_OBJECT
public:
    explicit ReasonRow(QWidget *parent = nullptr);
    void begin();
    void end();

signals:
    /// A reason that says something.
    void given(const QString &reason);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void give();
    QLineEdit *m_edit;
    QPushButton *m_add;
};

} // namespace gatehouse
