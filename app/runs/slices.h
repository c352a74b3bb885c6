// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

class QTimer;

namespace gatehouse {

/// Does something for each of many places, some of them in each turn of the event loop, so that thousands do not hold
/// the thread for a frame. Lives on one thread; destroying it ends it, from inside its functions too.
class Slices final : public QObject
{
    Q_OBJECT
public:
    /// So many in a turn.
    static constexpr qsizetype kSize = 250;

    /// Calls `each` for 0 to count - 1, then `done`; never from inside this call.
    Slices(qsizetype count, std::function<void(qsizetype)> each, std::function<void()> done);
    ~Slices() override;

private:
    void next();

    qsizetype m_count;
    qsizetype m_place = 0;
    std::function<void(qsizetype)> m_each;
    std::function<void()> m_done;
    QTimer *m_timer; ///< without an interval: behind what else waits in the event loop
};

} // namespace gatehouse
