// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/planners.h"
#include "ui/look/writedialog.h"

#include <functional>

class QCheckBox;
class QDateTimeEdit;
class QPushButton;

namespace gatehouse {

class TextLabel;

/// Asks since when somebody is disabled, in this computer's time zone with the exact UTC instant beneath. A date in
/// the future must be allowed by a tick, since nobody documented what a server does with it.
///
/// For open(), never exec(). It only says what is wanted; the owner plans, reviews and sends.
class ChangeDateDialog final : public WriteDialog
{
    Q_OBJECT
public:
    /// `now` is the server's time; asked whenever something is typed.
    ChangeDateDialog(const WriteTarget &target, const UserStatus &status, std::function<Instant()> now,
                     QWidget *parent = nullptr);

    /// The same for several users who are disabled; starts at now.
    ChangeDateDialog(const WriteTarget &target, qsizetype users, std::function<Instant()> now,
                     QWidget *parent = nullptr);

signals:
    /// Once; the dialog closes afterwards.
    void wanted(gatehouse::Instant since, gatehouse::FutureDates future);

private:
    void build(const QString &who, Instant start);
    void buildFields(Instant start);
    Instant chosen() const;
    void refresh();
    void accepting();

    UserStatus m_status; ///< of the one user; NoStatus for several
    std::function<Instant()> m_now;
    QDateTimeEdit *m_date = nullptr;
    TextLabel *m_utc = nullptr;
    QWidget *m_future = nullptr;
    QCheckBox *m_allow = nullptr;
    QPushButton *m_change = nullptr;
    bool m_isDone = false;
};

} // namespace gatehouse
