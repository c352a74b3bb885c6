// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/changes/namecheck.h"
#include "ui/look/writedialog.h"

class QLineEdit;
class QPushButton;
class QRadioButton;

namespace gatehouse {

class TextLabel;

/// What a new status says from the start.
enum class NewStatusKind { Enabled, DisabledFromNow };

/// Asks for the name of a status that does not exist yet. The server takes any name, so everything that can be known
/// about it is said here while it is typed.
///
/// For open(), never exec(). It only says what is wanted; the owner plans, reviews and sends.
class NewStatusDialog final : public WriteDialog
{
    Q_OBJECT
public:
    NewStatusDialog(const WriteTarget &target, NameChecker check, NewStatusKind kind, QWidget *parent = nullptr);

signals:
    /// Once; the dialog closes afterwards. The name is exactly what was typed.
    void wanted(const QByteArray &name, gatehouse::NewStatusKind kind);

private:
    void buildFields(NewStatusKind kind);
    QByteArray typedName() const;
    void refresh();
    void accepting();

    NameChecker m_check;
    QLineEdit *m_name = nullptr;
    TextLabel *m_problem = nullptr;
    TextLabel *m_warning = nullptr;
    QRadioButton *m_enabled = nullptr;
    QRadioButton *m_disabled = nullptr;
    QPushButton *m_create = nullptr;
    bool m_isDone = false;
};

} // namespace gatehouse
