// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/userlisting.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QHash>
#include <QObject>

namespace gatehouse {

/// Which changes have been on their way for so long that the row should show it, and the beat of the arc that turns
/// meanwhile: an answer within the delay never makes a switch flicker. Follows a listing, which must outlive it.
class SendingMarks final : public QObject
{
    Q_OBJECT
public:
    explicit SendingMarks(const UserListing &listing, QObject *parent = nullptr);

    void setDelay(std::chrono::milliseconds delay);
    bool isShown(Row row) const;
    /// Where the arc stands, in degrees; 0 where the desktop wants no animations.
    int angle() const;

signals:
    /// The row looks different from before.
    void ticked(gatehouse::Row row);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void rowChanged(Row row);
    void forgetEnded();
    bool isAnimated() const;

    const UserListing &m_listing;
    std::chrono::milliseconds m_delay{150};
    QHash<QByteArray, qint64> m_since; ///< by name, on m_clock
    QElapsedTimer m_clock;
    QBasicTimer m_timer;
};

} // namespace gatehouse
