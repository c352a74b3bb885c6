// SPDX-License-Identifier: GPL-3.0-or-later
// Whom the window's acts are for, the keys and the menu that lead to them, and lists on their way in and out.
#include "ui/look/searchfield.h"
#include "ui/mainwindow/actcontroller.h"
#include "ui/mainwindow/actflow.h"
#include "ui/mainwindow/announcer.h"
#include "ui/mainwindow/closeguard.h"
#include "ui/mainwindow/headerbar.h"
#include "ui/mainwindow/listdesk.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/users/userpane.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
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
    if (listing.selection().sizeOfIntersection(listing.visible().set()) == 1)
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

void MainWindow::connectLists()
{
    connect(m_acts->pasteList, &QAction::triggered, m_lists, &ListDesk::paste);
    connect(m_acts->exportUsers, &QAction::triggered, m_lists, &ListDesk::exportUsers);
    connect(m_lists, &ListDesk::planned, m_flow, &ActFlow::proposeReviewed);
    connect(m_lists, &ListDesk::selectionWanted, this, &MainWindow::selectRows);
    connect(m_lists, &ListDesk::said, m_announcer, &Announcer::say);
    connect(m_lists, &ListDesk::dialogClosed, this, &MainWindow::focusAfterDialog);
    connect(m_lists, &ListDesk::idle, m_closing, &CloseGuard::goOn);
}

// Not on a button: when the act that was just done has nothing more to do, its button goes off, and the focus would be
// on the next one, which does something else.
void MainWindow::focusAfterDialog()
{
    if (m_pane && qobject_cast<QAbstractButton *>(focusWidget()))
        m_pane->focusTable();
}

// Only what can be seen is acted on, so whatever hides them goes.
void MainWindow::selectRows(const std::vector<Row> &rows)
{
    if (!m_workspace.session())
        return;
    UserListing &listing = m_workspace.session()->listing();
    {
        const QSignalBlocker quiet(m_header->searchField());
        m_header->searchField()->clear();
    }
    listing.setSearchAndChip({}, StatusChip::All);
    listing.selectOnly(rows);
    m_pane->focusTable();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_workspace.session() && ListDesk::canDrop(event->mimeData()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    if (m_lists->drop(event->mimeData()))
        event->acceptProposedAction();
}

// A list that comes by itself must not pull anything from under a person's hands.
bool MainWindow::isBadTimeToRefresh() const
{
    const Session *session = m_workspace.session();
    return !session || session->isRefreshing() || session->doubt() || !m_workspace.isIdle() ||
           !m_workspace.runs().isEmpty() || QApplication::activeModalWidget() || QApplication::activePopupWidget() ||
           QApplication::mouseButtons() != Qt::NoButton;
}

} // namespace gatehouse
