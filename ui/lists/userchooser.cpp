// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/userchooser.h"

#include "ui/look/widgets.h"
#include "users/userstatus.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse {

UserChooser::UserChooser(const QString &written, Find find, QWidget *parent)
    : QDialog(parent), m_find(std::move(find)), m_text(new QLineEdit(this)), m_users(new QListWidget(this))
{
    setWindowTitle(tr("Choose a user"));
    setAccessibleName(windowTitle());
    m_text->setAccessibleName(tr("Search users"));
    m_text->setPlaceholderText(tr("Letters of the name"));
    m_users->setAccessibleName(tr("Users that match"));
    auto *cancel = makeButton(tr("Cancel"), ButtonRank::Plain, this);
    m_choose = makeButton(tr("Choose"), ButtonRank::Primary, this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_choose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget((new TextLabel(tr("Who is meant by “%1”?").arg(displayName(written.toUtf8())), this))->wrapped());
    column->addWidget(m_text);
    column->addWidget(m_users, 1);
    column->addLayout(buttons);
    m_text->installEventFilter(this);
    connect(m_text, &QLineEdit::textChanged, this, &UserChooser::look);
    connect(m_users, &QListWidget::itemActivated, this, &UserChooser::take);
    connect(m_users, &QListWidget::currentRowChanged, this, [this](int row) { m_choose->setEnabled(row >= 0); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_choose, &QPushButton::clicked, this, &UserChooser::take);
    m_choose->setEnabled(false);
    resize(440, 380);
    m_text->setFocus();
    look();
}

void UserChooser::look()
{
    m_find(m_text->text(), [self = QPointer(this), asked = ++m_asked](const QList<QByteArray> &users) {
        if (self && asked == self->m_asked)
            self->show(users);
    });
}

void UserChooser::show(const QList<QByteArray> &users)
{
    m_users->clear();
    for (const QByteArray &name : users) {
        auto *item = new QListWidgetItem(displayName(name), m_users);
        item->setData(Qt::UserRole, name);
    }
    m_users->setCurrentRow(users.isEmpty() ? -1 : 0);
}

void UserChooser::take()
{
    const QListWidgetItem *item = m_users->currentItem();
    if (!item)
        return;
    emit chosen(item->data(Qt::UserRole).toByteArray());
    accept();
}

// The arrows walk through the users while letters are typed.
bool UserChooser::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up) {
            const int step = key->key() == Qt::Key_Down ? 1 : -1;
            m_users->setCurrentRow(qBound(0, m_users->currentRow() + step, m_users->count() - 1));
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            take();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace gatehouse
