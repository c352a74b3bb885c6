// SPDX-License-Identifier: GPL-3.0-or-later
// The keys and the mouse of the users' table.
#include "ui/users/userview.h"

#include "ui/users/switchpainter.h"

#include <QApplication>
#include <QClipboard>
#include <QHoverEvent>
#include <QKeyEvent>
#include <QScrollBar>

namespace gatehouse {

void UserView::keyPressEvent(QKeyEvent *event)
{
    setRing(true);
    const bool inSignIn = currentIndex().column() == static_cast<int>(UserModel::Column::SignIn);
    if (event->key() == Qt::Key_Space && !(event->modifiers() & ~Qt::KeypadModifier)) {
        if (m_typeAhead.isActive()) {
            // "ann b…": a name that is being typed must not switch anybody.
            keyboardSearch(event->text());
            event->accept();
            return;
        }
        if (inSignIn) {
            // A key that is held down asks once.
            if (!event->isAutoRepeat())
                toggle(currentIndex());
            event->accept();
            return;
        }
    }
    if (event->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(copyText());
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

QModelIndex UserView::switchAt(const QPoint &point) const
{
    const QModelIndex index = indexAt(point);
    if (!index.isValid() || index.column() != static_cast<int>(UserModel::Column::SignIn))
        return {};
    return switchHitRect(visualRect(index), layoutDirection()).contains(point) ? index : QModelIndex();
}

bool UserView::isWithinDoubleClick(const QMouseEvent *event, const QByteArray &name) const
{
    return !m_press.lastName.isEmpty() && name == m_press.lastName && event->timestamp() >= m_press.lastAt &&
           event->timestamp() - m_press.lastAt < static_cast<quint64>(QApplication::doubleClickInterval());
}

void UserView::mousePressEvent(QMouseEvent *event)
{
    setRing(false);
    const QModelIndex index = switchAt(event->position().toPoint());
    m_pressedSwitch = event->button() == Qt::LeftButton && index.isValid();
    if (!m_pressedSwitch) {
        QTableView::mousePressEvent(event);
        return;
    }
    // Neither selection nor current row: the base never hears of it.
    const QByteArray name = m_listing.table().nameBytes(m_model->rowAt(index.row()));
    m_press.index = isWithinDoubleClick(event, name) ? QPersistentModelIndex() : QPersistentModelIndex(index);
    event->accept();
}

void UserView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && switchAt(event->position().toPoint()).isValid()) {
        // The second half of one act.
        m_pressedSwitch = true;
        m_press.index = QPersistentModelIndex();
        event->accept();
        return;
    }
    QTableView::mouseDoubleClickEvent(event);
}

void UserView::mouseMoveEvent(QMouseEvent *event)
{
    setHover(hoverAt(event->position().toPoint()));
    if (m_pressedSwitch) {
        event->accept();
        return;
    }
    QTableView::mouseMoveEvent(event);
}

void UserView::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_pressedSwitch || event->button() != Qt::LeftButton) {
        QTableView::mouseReleaseEvent(event);
        return;
    }
    m_pressedSwitch = false;
    event->accept();
    const QModelIndex index = switchAt(event->position().toPoint());
    if (!index.isValid())
        return;
    m_press.lastName = m_listing.table().nameBytes(m_model->rowAt(index.row()));
    m_press.lastAt = event->timestamp();
    // A reset while the button was down leaves no index: another user may be under the mouse now.
    const bool acts = m_press.index.isValid() && m_press.index == index;
    m_press.index = QPersistentModelIndex();
    if (acts)
        toggle(index);
}

bool UserView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave || event->type() == QEvent::HoverLeave)
        setHover({});
    return QTableView::viewportEvent(event);
}

UserDelegate::Hover UserView::hoverAt(const QPoint &point) const
{
    if (!viewport()->rect().contains(point))
        return {};
    return {rowAt(point.y()), switchAt(point).isValid()};
}

void UserView::setHover(UserDelegate::Hover hover)
{
    const UserDelegate::Hover before = m_delegate->hover();
    if (hover == before)
        return;
    m_delegate->setHover(hover);
    updateRow(before.position);
    updateRow(hover.position);
    const bool usable = hover.onSwitch && m_model->canToggle(m_model->rowAt(hover.position));
    viewport()->setCursor(usable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void UserView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    // Only where a key led here: a page that is shown hands its focus on as OtherFocusReason.
    const Qt::FocusReason reason = event->reason();
    if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason)
        setRing(true);
    updateRow(currentIndex().row());
}

void UserView::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    updateRow(currentIndex().row());
}

} // namespace gatehouse
