// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/helpdialog.h"

#include "ui/look/widgets.h"

#include <QGridLayout>
#include <QKeySequence>
#include <QScrollArea>
#include <QVBoxLayout>

namespace gatehouse {

namespace {

constexpr int kWidth = 560;

struct KeyHelp
{
    QKeySequence key;
    QString what;
};

QList<KeyHelp> keyHelp()
{
    return {
        {QKeySequence::Find, HelpDialog::tr("Search users; Enter goes to the table, Esc empties the field")},
        {Qt::Key_Space, HelpDialog::tr("Switch the sign-in of the current user, in the column Sign-in")},
        {Qt::CTRL | Qt::SHIFT | Qt::Key_D, HelpDialog::tr("Disable the selected user")},
        {Qt::CTRL | Qt::SHIFT | Qt::Key_E, HelpDialog::tr("Enable the selected user")},
        {QKeySequence::Delete, HelpDialog::tr("Delete the status of the selected user, in the table")},
        {QKeySequence::New, HelpDialog::tr("New status: block somebody ahead of time")},
        {QKeySequence::Undo, HelpDialog::tr("Take the last act back, in the table")},
        {QKeySequence::Copy, HelpDialog::tr("Copy the selected rows, in the table")},
        {QKeySequence(Qt::Key_F5), HelpDialog::tr("Refresh the list")},
        {Qt::CTRL | Qt::SHIFT | Qt::Key_O, HelpDialog::tr("Connections")},
        {Qt::CTRL | Qt::SHIFT | Qt::Key_M, HelpDialog::tr("What was said: the messages of this session")},
        {QKeySequence::HelpContents, HelpDialog::tr("This help")},
        {QKeySequence(Qt::Key_F10), HelpDialog::tr("Open the menu")},
        {QKeySequence::Quit, HelpDialog::tr("Quit")},
    };
}

} // namespace

HelpDialog::HelpDialog(const QString &settingsFile, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Help"));
    setAccessibleName(tr("Help"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(16);
    auto *title = new TextLabel(tr("Gatehouse %1").arg(QStringLiteral(GATEHOUSE_VERSION)));
    title->scaled(1.45)->bold();
    column->addWidget(title);

    auto *keys = new QGridLayout;
    keys->setHorizontalSpacing(24);
    keys->setVerticalSpacing(8);
    int row = 0;
    for (const KeyHelp &help : keyHelp()) {
        auto *key = new TextLabel(help.key.toString(QKeySequence::NativeText));
        key->bold();
        auto *what = new TextLabel(help.what);
        what->wrapped();
        keys->addWidget(key, row, 0, Qt::AlignTop);
        keys->addWidget(what, row, 1);
        ++row;
    }
    keys->setColumnStretch(1, 1);
    column->addLayout(keys);

    auto *files = new TextLabel(tr("Settings: %1").arg(settingsFile));
    files->toned(TextTone::Secondary)->wrapped();
    files->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(files);
    column->addStretch(1);
    QPushButton *close = makeButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    column->addWidget(close, 0, Qt::AlignTrailing);
    close->setFocus();
    resize(kWidth, column->totalHeightForWidth(kWidth));
}

} // namespace gatehouse
