// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/profilepane.h"

#include "ui/look/widgets.h"
#include "ui/profiles/profilelist.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QVBoxLayout>

namespace gatehouse {

namespace {

/// As many are seen at once, and need no search.
constexpr int kCalmCount = 7;

} // namespace

ProfilePane::ProfilePane(QWidget *parent) : QWidget(parent)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setFixedWidth(256);
    m_search = new QLineEdit(this);
    m_search->setAccessibleName(tr("Search connections"));
    m_search->setPlaceholderText(tr("Search connections"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_search->hide();
    connect(m_search, &QLineEdit::textChanged, this, &ProfilePane::search);
    m_nothing = (new TextLabel(tr("No connection matches."), this))->toned(TextTone::Secondary)->wrapped();
    m_nothing->setContentsMargins(16, 8, 16, 8);
    m_nothing->hide();
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
    tools->addWidget(makeMore());
    tools->addStretch();
    tools->addWidget(m_delete);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(0);
    auto *searching = new QHBoxLayout;
    searching->setContentsMargins(8, 0, 8, 4);
    searching->addWidget(m_search);
    layout->addLayout(searching);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list, 1);
    layout->addLayout(tools);
}

void ProfilePane::refreshSearch()
{
    const bool isLong = m_list->profiles() > kCalmCount;
    if (!isLong)
        m_search->clear();
    m_search->setVisible(isLong);
    search();
}

void ProfilePane::search()
{
    m_nothing->setVisible(m_list->setFilter(m_search->text()) == 0 && m_list->profiles() > 0);
}

// Esc takes back the search before it closes the dialog; Down goes on to what was found.
bool ProfilePane::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_search || !isKey)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool isOurs = key == Qt::Key_Down || (key == Qt::Key_Escape && !m_search->text().isEmpty());
    if (!isOurs)
        return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress) {
        if (key == Qt::Key_Down)
            m_list->setFocus(Qt::TabFocusReason);
        else
            m_search->clear();
    }
    return true;
}

QToolButton *ProfilePane::makeMore()
{
    QToolButton *more = makeToolButton(QStringLiteral("menu"), QString(), tr("More"), this);
    more->setToolTip(tr("Import and export"));
    auto *menu = new QMenu(this);
    menu->addAction(tr("Import…"), this, &ProfilePane::importRequested);
    m_export = menu->addAction(tr("Export…"), this, &ProfilePane::exportRequested);
    // popup(), since a button's own menu runs a loop of its own.
    connect(more, &QToolButton::clicked, menu, [more, menu] {
        const QPoint above(0, -menu->sizeHint().height());
        menu->popup(more->mapToGlobal(above));
    });
    return more;
}

void ProfilePane::setCanExport(bool can)
{
    m_export->setEnabled(can);
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
