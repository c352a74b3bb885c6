// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/helpdialog.h"

#include "ui/look/widgets.h"

#include <QGridLayout>
#include <QKeySequence>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

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
        {Qt::CTRL | Qt::SHIFT | Qt::Key_D, HelpDialog::tr("Disable the selected users")},
        {Qt::CTRL | Qt::SHIFT | Qt::Key_E, HelpDialog::tr("Enable the selected users")},
        {QKeySequence::Delete, HelpDialog::tr("Delete the status of the selected users, in the table")},
        {QKeySequence::New, HelpDialog::tr("New status: block somebody ahead of time")},
        {Qt::CTRL | Qt::SHIFT | Qt::Key_V, HelpDialog::tr("Paste a list of names; in a text field it pastes the text")},
        {Qt::CTRL | Qt::SHIFT | Qt::Key_S, HelpDialog::tr("Export users to a file")},
        {QKeySequence::Undo, HelpDialog::tr("Take the last act back, in the table")},
        {QKeySequence::Copy, HelpDialog::tr("Copy the selected rows, in the table")},
        {QKeySequence(Qt::Key_F5), HelpDialog::tr("Refresh the list")},
        {Qt::CTRL | Qt::SHIFT | Qt::Key_H, HelpDialog::tr("History: what was done, and taking it back")},
        {Qt::CTRL | Qt::Key_I, HelpDialog::tr("What happened to the current user, beside the table")},
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

    auto *content = new QWidget;
    auto *keys = new QGridLayout(content);
    keys->setContentsMargins(0, 0, 0, 0);
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
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    column->addWidget(scroll, 1);

    auto *files = new TextLabel(tr("Settings: %1").arg(settingsFile));
    files->toned(TextTone::Secondary)->wrapped();
    files->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(files);
    QPushButton *close = makeButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    column->addWidget(close, 0, Qt::AlignTrailing);
    close->setFocus();
    // As tall as its lines, unless the screen is lower: then they scroll.
    const QMargins margins = column->contentsMargins();
    const int inside = kWidth - margins.left() - margins.right();
    const int others = column->totalHeightForWidth(kWidth) - scroll->sizeHint().height();
    resize(kWidth, std::min(others + keys->totalHeightForWidth(inside), screen()->availableSize().height() - 48));
}

} // namespace gatehouse
