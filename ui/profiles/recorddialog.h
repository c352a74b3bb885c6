// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/recordsettings.h"

#include <QDialog>

class QAbstractButton;
class QLineEdit;

namespace gatehouse {

/// Asks who stands in the record of what is done from this computer, and whether and where a receipt of each set is
/// saved by itself. It saves nothing: who opened it takes the settings from saved(). Delete or reuse as you like.
class RecordDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `systemName` is who stands in the record when no name is given, "ada@workstation".
    RecordDialog(const RecordSettings &settings, const QString &systemName, QWidget *parent = nullptr);

signals:
    /// At most once, before accepted().
    void saved(const gatehouse::RecordSettings &settings);

private:
    void buildName(const QString &name, const QString &systemName);
    void buildFolder(const QString &folder);
    void buildFooter();
    void chooseFolder();
    void setFolder(const QString &folder);
    void accepting();

    QLineEdit *m_name = nullptr;
    QLineEdit *m_folder = nullptr; ///< only shown, chosen by a dialog: a typo would save receipts nowhere
    QAbstractButton *m_clear = nullptr;
    QString m_chosen;
    bool m_isDone = false;
};

} // namespace gatehouse
