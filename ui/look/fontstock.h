// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QObject>
#include <QTimer>

#include <vector>

namespace gatehouse {

/// The fonts that the pages paint with, loaded before they are needed: a font costs the painting that uses it first up
/// to a millisecond, for its file, its tables and its letters, and opening a connection uses most of them at once.
///
/// One at a time, each in a turn of the event loop of its own, so that nothing waits for it. They stay loaded as long
/// as this lives. Lives on the window's thread.
class FontStock final : public QObject
{
    Q_OBJECT
public:
    explicit FontStock(QObject *parent = nullptr);

    /// Begins, for a window with so many device pixels a pixel; what is loaded stays so when it is said again.
    void fill(qreal ratio);
    bool isFull() const { return !m_loaded.empty() && m_waiting.empty(); }

private:
    void loadNext();

    std::vector<QFont> m_waiting;
    std::vector<QFont> m_loaded;
    qreal m_ratio = 1;
    QTimer m_timer;
};

} // namespace gatehouse
