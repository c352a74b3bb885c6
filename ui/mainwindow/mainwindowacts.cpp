// SPDX-License-Identifier: GPL-3.0-or-later
// Whom the window's acts are for, and the keys and the menu that lead to them.
#include "ui/look/searchfield.h"
#include "ui/mainwindow/actcontroller.h"
#include "ui/mainwindow/actflow.h"
#include "ui/mainwindow/headerbar.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/users/userpane.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMenu>

namespace gatehouse {

bool MainWindow::isFoundAlone() const
{
    const Session *session = m_workspace.session();
    // While a worker is at it, what can be seen is what was searched for before.
    return session && m_pane && m_header->searchField()->hasFocus() && !session->listing().isWorking() &&
           session->listing().visible().count() == 1;
}

std::optional<Row> MainWindow::target() const
{
    const Session *session = m_workspace.session();
    if (!session || !m_pane)
        return std::nullopt;
    const UserListing &listing = session->listing();
    if (isFoundAlone())
        return listing.visible().row(0);
    if (m_header->searchField()->hasFocus() && listing.isWorking())
        return std::nullopt;
    const SelectionCounts counts = listing.selectionCounts();
    if (counts.visible() == 1)
        return listing.selectedVisibleRows().front();
    return std::nullopt;
}

bool MainWindow::swallowsKey()
{
    const Session *session = m_workspace.session();
    if (!session || !m_pane || !m_header->searchField()->hasFocus())
        return false;
    const UserListing &listing = session->listing();
    if (listing.visible().count() == 1 && !listing.isWorking())
        return false;
    m_pane->view()->setFocus(Qt::ShortcutFocusReason);
    return true;
}

std::vector<Row> MainWindow::targets() const
{
    if (const auto row = target())
        return {*row};
    return m_pane ? m_workspace.session()->listing().selectedVisibleRows() : std::vector<Row>();
}

void MainWindow::actOn(Act act)
{
    m_flow->act(act, targets());
}

void MainWindow::copy()
{
    if (m_pane)
        QApplication::clipboard()->setText(m_pane->view()->copyText());
}

void MainWindow::showRowMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_acts->fillRowMenu(menu);
    menu->popup(m_pane->view()->viewport()->mapToGlobal(at));
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    // An act that cannot be used swallows no key; from the search field it leads to the table all the same.
    for (const QAction *act : {m_acts->disable, m_acts->enable}) {
        if (act->shortcut() == QKeySequence(event->keyCombination()) && swallowsKey()) {
            event->accept();
            return;
        }
    }
    QWidget::keyPressEvent(event);
}

} // namespace gatehouse
