// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/profilepane.h"

#include "ui/look/widgets.h"
#include "ui/profiles/profilelist.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace gatehouse {

ProfilePane::ProfilePane(QWidget *parent) : QWidget(parent)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setFixedWidth(256);
    m_list = new ProfileList(this);
    QToolButton *add = makeToolButton(QStringLiteral("plus"), tr("Add"), tr("Add"), this);
    m_duplicate = makeToolButton(QStringLiteral("copy"), QString(), tr("Duplicate"), this);
    m_delete = makeToolButton(QStringLiteral("trash"), QString(), tr("Delete"), this);
    m_duplicate->setToolTip(tr("Duplicate"));
    m_delete->setToolTip(tr("Delete"));
    connect(add, &QToolButton::clicked, this, &ProfilePane::addRequested);
    connect(m_duplicate, &QToolButton::clicked, this, &ProfilePane::duplicateRequested);
    connect(m_delete, &QToolButton::clicked, this, &ProfilePane::deleteRequested);
    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(8, 4, 8, 8);
    tools->setSpacing(4);
    tools->addWidget(add);
    tools->addWidget(m_duplicate);
    tools->addStretch();
    tools->addWidget(m_delete);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list, 1);
    layout->addLayout(tools);
}

void ProfilePane::setCanDuplicate(bool can)
{
    m_duplicate->setEnabled(can);
}

void ProfilePane::setCanDelete(bool can)
{
    m_delete->setEnabled(can);
}

} // namespace gatehouse
