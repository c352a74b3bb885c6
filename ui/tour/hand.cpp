// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tour/hand.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWidget>

#include <chrono>

namespace gatehouse {

namespace {

/// The clock of the events: a double click is told by their times.
quint64 eventTime()
{
    using namespace std::chrono;
    return static_cast<quint64>(duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count());
}

void sendMouse(QWidget *widget, const QPoint &at, QEvent::Type type, Qt::MouseButton button, Qt::MouseButtons down)
{
    QWidget *window = widget->window();
    const QPointF local = widget->mapTo(window, at);
    QMouseEvent event(type, local, local, widget->mapToGlobal(at), button, down, Qt::NoModifier);
    event.setTimestamp(eventTime());
    QCoreApplication::sendEvent(window->windowHandle(), &event);
}

QWindow *windowWithFocus()
{
    if (const QWidget *popup = QApplication::activePopupWidget())
        return popup->window()->windowHandle();
    const QWidget *focus = QApplication::focusWidget();
    return focus ? focus->window()->windowHandle() : nullptr;
}

void sendKey(QEvent::Type type, int key, Qt::KeyboardModifiers modifiers, const QString &text)
{
    // Asked anew for each event: a key that is pressed may have closed the window in which it was.
    if (QWindow *window = windowWithFocus()) {
        QKeyEvent event(type, key, modifiers, text);
        event.setTimestamp(eventTime());
        QCoreApplication::sendEvent(window, &event);
    }
}

} // namespace

void Hand::click(QWidget *widget, const QPoint &at, Qt::MouseButton button)
{
    const QPointer<QWidget> still = widget;
    move(widget, at);
    sendMouse(widget, at, QEvent::MouseButtonPress, button, button);
    if (still && still->window()->windowHandle())
        sendMouse(widget, at, QEvent::MouseButtonRelease, button, Qt::NoButton);
}

void Hand::move(QWidget *widget, const QPoint &at)
{
    QWindow *window = widget->window()->windowHandle();
    if (m_over != window) {
        leave();
        m_over = window;
        const QPointF local = widget->mapTo(widget->window(), at);
        QEnterEvent event(local, local, widget->mapToGlobal(at));
        QCoreApplication::sendEvent(window, &event);
    }
    sendMouse(widget, at, QEvent::MouseMove, Qt::NoButton, Qt::NoButton);
}

void Hand::leave()
{
    if (!m_over)
        return;
    QEvent event(QEvent::Leave);
    QCoreApplication::sendEvent(m_over, &event);
    m_over.clear();
}

void Hand::leaveCovered()
{
    QWidget *front = QApplication::activePopupWidget();
    if (!front)
        front = QApplication::activeModalWidget();
    if (!front || front->windowHandle() == m_over)
        return;
    // Each widget is told: when a menu closes, Qt itself takes what is beneath for being under the mouse, and forgets
    // it.
    for (QWidget *each : QApplication::allWidgets()) {
        if (each->window() != front && (each->underMouse() || each->hasMouseTracking())) {
            QEvent event(QEvent::Leave);
            QCoreApplication::sendEvent(each, &event);
        }
    }
    m_over.clear();
}

void Hand::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    sendKey(QEvent::KeyPress, key, modifiers, {});
    sendKey(QEvent::KeyRelease, key, modifiers, {});
}

void Hand::type(const QString &text)
{
    for (const QChar each : text) {
        sendKey(QEvent::KeyPress, Qt::Key_unknown, Qt::NoModifier, each);
        sendKey(QEvent::KeyRelease, Qt::Key_unknown, Qt::NoModifier, each);
    }
}

bool Hand::canType()
{
    return windowWithFocus() != nullptr;
}

} // namespace gatehouse
