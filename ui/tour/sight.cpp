// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tour/sight.h"

#include "ui/users/switchpainter.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QMenu>
#include <QRadioButton>
#include <QScrollArea>
#include <QStyle>
#include <QWindow>

namespace gatehouse {

namespace {

QString withoutMnemonic(QString text)
{
    return text.remove(QLatin1Char('&'));
}

bool isCalled(const QWidget *widget, const QString &name)
{
    if (!widget->accessibleName().isEmpty())
        return widget->accessibleName() == name;
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return button && withoutMnemonic(button->text()) == name;
}

bool isOnScreen(const QWidget *widget)
{
    const QWindow *window = widget->window()->windowHandle();
    return widget->isVisible() && window && window->isExposed();
}

/// As somebody would, who misses a field that was scrolled away.
void scrollTo(QWidget *widget)
{
    for (QWidget *each = widget->parentWidget(); each; each = each->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(each))
            area->ensureWidgetVisible(widget);
    }
}

bool canBeUsed(QWidget *widget)
{
    if (!isOnScreen(widget) || !widget->isEnabled())
        return false;
    if (!widget->visibleRegion().contains(Sight::handleOf(widget)))
        scrollTo(widget);
    return widget->visibleRegion().contains(Sight::handleOf(widget));
}

QModelIndex indexOf(const UserView &view, int position, UserModel::Column column)
{
    return view.model()->index(position, static_cast<int>(column));
}

} // namespace

QWidget *Sight::front() const
{
    if (QWidget *popup = QApplication::activePopupWidget())
        return popup;
    QWidget *dialog = frontDialog();
    return dialog ? dialog : &m_window;
}

// Not every dialog is modal: the history stands beside the window.
QWidget *Sight::frontDialog()
{
    if (QWidget *modal = QApplication::activeModalWidget())
        return modal;
    return qobject_cast<QDialog *>(QApplication::activeWindow());
}

QWidget *Sight::find(const QString &name, const QWidget *inside)
{
    if (!inside)
        return nullptr;
    for (QWidget *each : inside->findChildren<QWidget *>()) {
        if (each->window() == inside->window() && isCalled(each, name) && canBeUsed(each))
            return each;
    }
    return nullptr;
}

QPoint Sight::handleOf(const QWidget *widget)
{
    // Of these only the box and its words can be clicked, and they may stand in a wide row.
    if (qobject_cast<const QCheckBox *>(widget) || qobject_cast<const QRadioButton *>(widget)) {
        const QRect box(0, 0, widget->height(), widget->height());
        return QStyle::visualRect(widget->layoutDirection(), widget->rect(), box).center();
    }
    return widget->rect().center();
}

QMenu *Sight::menu()
{
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    return menu && isOnScreen(menu) ? menu : nullptr;
}

QAction *Sight::entry(const QMenu *menu, const QString &words)
{
    if (!menu)
        return nullptr;
    for (QAction *each : menu->actions()) {
        QString text = withoutMnemonic(each->text());
        if (each->isEnabled() && (text == words || text == words + QChar(0x2026)))
            return each;
    }
    return nullptr;
}

QWidget *Sight::dialog(const QString &name) const
{
    QWidget *dialog = frontDialog();
    return dialog && dialog->accessibleName() == name && isOnScreen(dialog) ? dialog : nullptr;
}

bool Sight::isAlone() const
{
    return isOnScreen(&m_window) && !QApplication::activePopupWidget() && !frontDialog();
}

QString Sight::words(const QString &objectName) const
{
    for (const QLabel *each : front()->findChildren<QLabel *>(objectName)) {
        if (each->isVisible())
            return each->text();
    }
    return {};
}

int TableSight::rows() const
{
    return m_view && m_view->isVisible() ? m_view->model()->rowCount() : 0;
}

int TableSight::selectedRows() const
{
    return m_view ? static_cast<int>(m_view->selectionModel()->selectedRows().size()) : 0;
}

int TableSight::position(const QString &word, int nth) const
{
    for (int each = 0; each < rows(); ++each) {
        const QRect cell = m_view->visualRect(indexOf(*m_view, each, UserModel::Column::SignIn));
        if (m_view->viewport()->rect().contains(cell.center()) && signIn(each) == word && nth-- == 0)
            return each;
    }
    return -1;
}

QString TableSight::name(int position) const
{
    return indexOf(*m_view, position, UserModel::Column::User).data().toString();
}

QString TableSight::signIn(int position) const
{
    return indexOf(*m_view, position, UserModel::Column::SignIn).data().toString();
}

QPoint TableSight::nameAt(int position) const
{
    return m_view->visualRect(indexOf(*m_view, position, UserModel::Column::User)).center();
}

QPoint TableSight::switchAt(int position) const
{
    const QRect cell = m_view->visualRect(indexOf(*m_view, position, UserModel::Column::SignIn));
    return switchHitRect(cell, m_view->layoutDirection()).center();
}

QWidget *TableSight::ground() const
{
    return m_view ? m_view->viewport() : nullptr;
}

} // namespace gatehouse
