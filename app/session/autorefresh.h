// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace gatehouse {

/// Says when a list is to be fetched unasked: so many minutes after the last, but not while it would disturb, which is
/// asked when the time has come and every half minute from then on. Off until it is told otherwise.
///
/// Lives on the window's thread. The minutes are those that the computer is awake.
class AutoRefresh final : public QObject
{
    Q_OBJECT
public:
    using Minutes = std::chrono::minutes;
    using Milliseconds = std::chrono::milliseconds;
    static constexpr Minutes kMostOften{5};
    static constexpr Minutes kMostSeldom{60};
    static constexpr Milliseconds kLater{30'000};

    /// Calls ring() after that time, in place of what it was asked for before; not at all for nothing.
    using Alarm = std::function<void(std::optional<Milliseconds> wait)>;

    /// isBadTime: whether a run goes, a dialog or a review is open: whatever a new list would get in the way of. The
    /// alarm is a timer if empty.
    explicit AutoRefresh(std::function<bool()> isBadTime, Alarm alarm = {}, QObject *parent = nullptr);

    /// Not at all without a time, and at the same pace as before for the same; else the time begins now. Less or more
    /// than is sensible is put right.
    void setEvery(std::optional<Minutes> every);
    std::optional<Minutes> every() const { return m_every; }
    /// A list has come, for whatever reason: the time begins anew.
    void noteList();

public slots:
    void ring();

signals:
    /// Fetch the list; the next time is counted from here, whatever comes of it.
    void due();

private:
    std::function<bool()> m_isBadTime;
    Alarm m_alarm;
    std::optional<Minutes> m_every;
    QTimer m_timer{this};
};

} // namespace gatehouse
