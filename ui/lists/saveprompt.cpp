// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/saveprompt.h"

#include <QFileDialog>

namespace gatehouse {

void askForSaveFile(QWidget *parent, const SaveQuestion &question, const std::function<void(const QString &)> &take)
{
    auto *dialog = new QFileDialog(parent, question.title, question.folder, question.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(question.suffix);
    dialog->selectFile(question.fileName);
    QObject::connect(dialog, &QDialog::finished, parent, [dialog, take](int result) {
        const QStringList files = dialog->selectedFiles();
        take(result == QDialog::Accepted && !files.isEmpty() ? files.constFirst() : QString());
    });
    dialog->open();
}

} // namespace gatehouse
