// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/recorddialog.h"

#include "ui/look/widgets.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScreen>
#include <QVBoxLayout>

namespace gatehouse {
namespace {

constexpr int kLongestRecordName = 200;
constexpr QSize kRecordDialogSize(560, 360);

TextLabel *quietLine(const QString &text, QWidget *parent)
{
    return (new TextLabel(text, parent))->scaled(0.92)->toned(TextTone::Secondary)->wrapped();
}

} // namespace

RecordDialog::RecordDialog(const RecordSettings &settings, const QString &systemName, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Record and receipts"));
    setAccessibleName(windowTitle());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 24, 0, 0);
    column->setSpacing(0);
    auto *body = new QVBoxLayout;
    body->setObjectName(QStringLiteral("body"));
    body->setContentsMargins(24, 0, 24, 16);
    body->setSpacing(6);
    column->addLayout(body, 1);
    body->addWidget((new TextLabel(windowTitle(), this))->scaled(1.45)->bold());
    body->addSpacing(10);
    buildName(settings.name, systemName);
    body->addSpacing(10);
    buildFolder(settings.receiptFolder);
    body->addStretch();
    buildFooter();
    resize(kRecordDialogSize.boundedTo(screen()->availableSize() - QSize(16, 48)));
    m_name->setFocus();
}

void RecordDialog::buildName(const QString &name, const QString &systemName)
{
    auto *label = new TextLabel(tr("Your name for the record"), this);
    m_name = new QLineEdit(name, this);
    m_name->setAccessibleName(label->text());
    m_name->setPlaceholderText(systemName);
    m_name->setMaxLength(kLongestRecordName);
    label->setBuddy(m_name);
    auto *hint =
        quietLine(tr("It stands in the history of this computer and on receipts; the server does not learn it."), this);
    m_name->setAccessibleDescription(hint->text());
    auto *body = findChild<QVBoxLayout *>(QStringLiteral("body"));
    body->addWidget(label);
    body->addWidget(m_name);
    body->addWidget(hint);
}

void RecordDialog::buildFolder(const QString &folder)
{
    auto *label = new TextLabel(tr("Save receipts to"), this);
    m_folder = new QLineEdit(this);
    m_folder->setAccessibleName(label->text());
    m_folder->setPlaceholderText(tr("No folder: none are saved by themselves"));
    m_folder->setReadOnly(true);
    label->setBuddy(m_folder);
    QPushButton *choose = makeButton(tr("Choose…"), ButtonRank::Plain, this);
    choose->setAccessibleName(tr("Choose a folder for receipts"));
    m_clear = makeToolButton(QStringLiteral("x"), QString(), tr("Save no receipts"), this);
    m_clear->setToolTip(m_clear->accessibleName());
    auto *hint = quietLine(tr("After each set a receipt is saved there: who did what, when and why, and what became of "
                              "each user. It never holds a token."),
                           this);
    m_folder->setAccessibleDescription(hint->text());
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_folder, 1);
    row->addWidget(m_clear);
    row->addWidget(choose);
    auto *body = findChild<QVBoxLayout *>(QStringLiteral("body"));
    body->addWidget(label);
    body->addLayout(row);
    body->addWidget(hint);
    connect(choose, &QPushButton::clicked, this, &RecordDialog::chooseFolder);
    connect(m_clear, &QAbstractButton::clicked, this, [this] { setFolder({}); });
    setFolder(folder);
}

void RecordDialog::buildFooter()
{
    QPushButton *cancel = makeButton(tr("Cancel"), ButtonRank::Plain, this);
    QPushButton *save = makeButton(tr("Save"), ButtonRank::Primary, this);
    auto *footer = new QHBoxLayout;
    footer->setContentsMargins(24, 12, 24, 12);
    footer->setSpacing(8);
    footer->addStretch();
    footer->addWidget(cancel);
    footer->addWidget(save);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->addWidget(new Hairline(Qt::Horizontal, this));
    column->addLayout(footer);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, &RecordDialog::accepting);
}

void RecordDialog::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Save receipts to"), m_chosen.isEmpty() ? QDir::homePath() : m_chosen);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setLabelText(QFileDialog::Accept, tr("Choose"));
    connect(dialog, &QFileDialog::fileSelected, this, &RecordDialog::setFolder);
    dialog->open();
}

void RecordDialog::setFolder(const QString &folder)
{
    m_chosen = folder;
    m_folder->setText(QDir::toNativeSeparators(folder));
    m_folder->setToolTip(m_folder->text().toHtmlEscaped());
    if (folder.isEmpty() && m_clear->hasFocus())
        m_folder->setFocus();
    m_clear->setEnabled(!folder.isEmpty());
}

void RecordDialog::accepting()
{
    if (m_isDone)
        return;
    m_isDone = true;
    emit saved({m_name->text().simplified(), m_chosen});
    accept();
}

} // namespace gatehouse
