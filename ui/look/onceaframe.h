// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>

namespace gatehouse {

/// Shows what changes far oftener than anybody can read, such as a count while thousands of answers come in: however
/// often it is asked for, the update runs at most once in two frames.
///
/// An update that was asked for runs from the event loop, never from inside ask(): in the next turn if the last one is
/// two frames old, else as soon as it is. So the last state is always shown, and never later than two frames. Lives on
/// the window's thread; when it goes, what was asked for does not run any more.
class OnceAFrame final : public QObject
{
    Q_OBJECT
public:
    explicit OnceAFrame(std::function<void()> update, QObject *parent = nullptr);

    /// The update is to run; many calls are one.
    void ask();
    /// What was asked for and has not run yet runs now, for somebody who cannot wait for it.
    void settle();

private:
    void run();

    std::function<void()> m_update;
    QTimer m_timer;
    QElapsedTimer m_sinceLast; ///< not valid before the first
};

} // namespace gatehouse
