// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchapplication.h"

#include <QThread>

namespace gatehouse::bench {

bool BenchApplication::notify(QObject *receiver, QEvent *event)
{
    // Other threads have events of their own, which come through here as well.
    if (m_listeners.empty() || QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    if (event->type() == QEvent::Paint && receiver->isWidgetType()) {
        m_hasPainted = true;
        for (Listener *listener : std::vector(m_listeners))
            listener->aboutToPaint(receiver);
    }
    return m_depth > 0 ? QApplication::notify(receiver, event) : take(receiver, event);
}

bool BenchApplication::take(QObject *receiver, QEvent *event)
{
    const char *const name = receiver->metaObject()->className(); // neither receiver nor event may be there afterwards
    const QEvent::Type type = event->type();
    const auto start = std::chrono::steady_clock::now();
    m_hasPainted = false;
    ++m_depth;
    const bool result = QApplication::notify(receiver, event);
    --m_depth;
    const Turn turn{name, type, std::chrono::steady_clock::now() - start, m_hasPainted};
    for (Listener *listener : std::vector(m_listeners))
        listener->turned(turn);
    return result;
}

} // namespace gatehouse::bench
