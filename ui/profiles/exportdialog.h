// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profilefile.h"

#include <QDialog>

class QCheckBox;
class QRadioButton;

namespace gatehouse {

class TextLabel;

/// Asks which connections go into a file, and whether their secrets go with them: only by a tick, with a warning. For
/// open(), never exec().
class ExportDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `current` is the name of the one that is shown; without a name only all can be chosen.
    ExportDialog(int connections, const QString &current, QWidget *parent);

signals:
    void chosen(bool isOnlyCurrent, gatehouse::ExportSecrets secrets);

private:
    QRadioButton *m_all;
    QRadioButton *m_current;
    QCheckBox *m_secrets;
    TextLabel *m_warning;
};

} // namespace gatehouse
