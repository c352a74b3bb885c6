// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/tones.h"

#include <QDialog>

class QHBoxLayout;
class QVBoxLayout;

namespace gatehouse {

class TextLabel;

/// Where a change goes, for a person's eyes.
struct WriteTarget
{
    QString connectionName;
    QString host;
    EnvironmentLook environment = EnvironmentLook::Production;
    bool isReasonRequired = false;
    QString colour = {}; ///< "#rrggbb" of the connection's own; the environment's if empty
};

/// What all dialogs that change something on a server have in common: the environment's strip on top, a heading with
/// the connection beside it, a body, and a footer below a hairline. Enter in a field never presses a button; Esc
/// closes.
class WriteDialog : public QDialog
{
    Q_OBJECT
public:
    WriteDialog(const QString &title, const WriteTarget &target, QWidget *parent);

protected:
    void setHeading(const QString &heading);
    const WriteTarget &target() const { return m_target; }
    /// The line beneath the heading and whatever else belongs to it, margins 24.
    QVBoxLayout *head() const { return m_head; }
    /// Full width, no margins.
    QVBoxLayout *body() const { return m_body; }
    /// Trailing buttons go in at the end.
    QHBoxLayout *footer() const { return m_footer; }
    /// No larger than the screen.
    void resizeWithin(QSize wanted);

private:
    WriteTarget m_target;
    TextLabel *m_heading = nullptr;
    QVBoxLayout *m_head = nullptr;
    QVBoxLayout *m_body = nullptr;
    QHBoxLayout *m_footer = nullptr;
};

} // namespace gatehouse
