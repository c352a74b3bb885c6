// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/filefield.h"

#include "ui/look/widgets.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>

namespace gatehouse {

FileField::FileField(const QString &dialogTitle, const QStringList &filters, QWidget *parent)
    : QWidget(parent), m_title(dialogTitle), m_filters(filters), m_edit(new QLineEdit(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto *button = makeButton(tr("Choose…"), ButtonRank::Plain, this);
    button->setAccessibleName(dialogTitle);
    row->addWidget(m_edit, 1);
    row->addWidget(button);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, &FileField::changed);
    connect(button, &QPushButton::clicked, this, &FileField::choose);
}

QString FileField::path() const
{
    return m_edit->text();
}

void FileField::setPath(const QString &path)
{
    m_edit->setText(path);
    m_edit->setCursorPosition(0);
}

void FileField::choose()
{
    auto *dialog = new QFileDialog(this, m_title, QFileInfo(path()).absolutePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(m_filters);
    connect(dialog, &QFileDialog::fileSelected, this, &FileField::setPath);
    dialog->open();
}

} // namespace gatehouse
