// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace gatehouse {

/// A path that is typed or chosen, with a button that opens the file dialog.
class FileField final : public QWidget
{
    Q_OBJECT
public:
    /// `filters` as in QFileDialog::setNameFilters().
    FileField(const QString &dialogTitle, const QStringList &filters, QWidget *parent = nullptr);

    QString path() const;
    void setPath(const QString &path);
    QLineEdit *edit() const { return m_edit; }

signals:
    void changed();

private:
    void choose();

    QString m_title;
    QStringList m_filters;
    QLineEdit *m_edit;
};

} // namespace gatehouse
