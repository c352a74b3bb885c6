// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace gatehouse {

/// F1: what can be done, with its key, and where the files are. For open(), never exec().
class HelpDialog final : public QDialog
{
    Q_OBJECT
public:
    HelpDialog(const QString &settingsFile, QWidget *parent);
};

} // namespace gatehouse
