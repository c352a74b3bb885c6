// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/reasonrow.h"

#include "ui/look/widgets.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace gatehouse {

ReasonRow::ReasonRow(QWidget *parent)
    : QWidget(parent), m_edit(new QLineEdit(this)), m_add(makeButton(tr("Add"), ButtonRank::Plain, this))
{
    m_edit->setAccessibleName(tr("Reason to add"));
    m_edit->setPlaceholderText(tr("Added to the set; what was said before stays"));
    QPushButton *cancel = makeButton(tr("Cancel"), ButtonRank::Plain, this);
    m_add->setEnabled(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_edit, 1);
    row->addWidget(m_add);
    row->addWidget(cancel);
    connect(m_edit, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_add->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_edit, &QLineEdit::returnPressed, this, &ReasonRow::give);
    connect(m_add, &QPushButton::clicked, this, &ReasonRow::give);
    connect(cancel, &QPushButton::clicked, this, &ReasonRow::end);
    hide();
}

void ReasonRow::begin()
{
    show();
    m_edit->setFocus(Qt::OtherFocusReason);
}

void ReasonRow::end()
{
    hide();
    m_edit->clear();
}

void ReasonRow::give()
{
    const QString reason = m_edit->text().trimmed();
    if (reason.isEmpty())
        return;
    emit given(reason);
}

void ReasonRow::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        end();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return; // the field has taken it; nothing behind it may
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace gatehouse
