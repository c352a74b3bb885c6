// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/messagesdialog.h"

#include "ui/look/widgets.h"

#include <QListWidget>
#include <QLocale>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace gatehouse {

namespace {

/// Air above and below each message, since one can take several lines.
class RoomyDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(0, 10);
    }
};

} // namespace

MessagesDialog::MessagesDialog(const QList<Message> &newestFirst, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Messages"));
    setAccessibleName(tr("Messages"));
    auto *list = new QListWidget;
    list->setAccessibleName(tr("Messages"));
    list->setWordWrap(true);
    list->setItemDelegate(new RoomyDelegate(list));
    list->setFrameShape(QFrame::NoFrame);
    list->setSelectionMode(QAbstractItemView::SingleSelection);
    for (const Message &message : newestFirst)
        list->addItem(
            QStringLiteral("%1  %2").arg(QLocale().toString(message.at.time(), QLocale::ShortFormat), message.text));
    if (newestFirst.isEmpty())
        list->addItem(tr("Nothing has happened yet."));
    list->setCurrentRow(0);
    QPushButton *close = makeButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::accept);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(16);
    auto *title = new TextLabel(tr("Messages"));
    title->scaled(1.45)->bold();
    column->addWidget(title);
    column->addWidget(list, 1);
    column->addWidget(close, 0, Qt::AlignTrailing);
    resize(560, 400);
}

} // namespace gatehouse
