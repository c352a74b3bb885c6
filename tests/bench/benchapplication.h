// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contest.h"

#include <QApplication>
#include <QEvent>

namespace gatehouse::bench {

/// One turn of the window's thread: an event with all that was called from inside it.
struct Turn
{
    const char *receiver = ""; ///< its class; it may be gone itself
    QEvent::Type type = QEvent::None;
    Milliseconds wall{};
    bool hasPainted = false; ///< a widget was painted in it, and what it painted was handed to the display
};

/// The application as the program has it, which can tell what its events cost and when something was painted.
class BenchApplication final : public QApplication
{
public:
    /// Hears of paint events before they are delivered, and of each turn when it has ended. Lives as long as it
    /// listens.
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void aboutToPaint(const QObject *widget) = 0;
        virtual void turned(const Turn &turn) = 0;
    };

    using QApplication::QApplication;

    void listen(Listener *listener) { m_listeners.push_back(listener); }
    void stopListening(Listener *listener) { std::erase(m_listeners, listener); }

    bool notify(QObject *receiver, QEvent *event) override;

private:
    bool take(QObject *receiver, QEvent *event);

    std::vector<Listener *> m_listeners;
    int m_depth = 0;
    bool m_hasPainted = false;
};

} // namespace gatehouse::bench
