// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/history.h"

#include <chrono>

namespace gatehouse {

/// How far a set is, for a panel; a value.
struct RunProgress
{
    enum class Phase {
        Interrupted, ///< the program that ran it ended in the middle: a person decides what becomes of it
        Waiting,     ///< for the bulk before it
        Comparing,   ///< with what the server holds
        Running,
        Paused,     ///< by a person, or by the breaker: pauseReason says why
        Stopping,   ///< what is in flight is awaited
        Confirming, ///< it ended; what was done is looked at once more
        Ended,
    };
    QUuid set;
    Act act = Act::Disable;
    QString title;
    bool isUndo = false;
    Phase phase = Phase::Waiting;
    QString pauseReason;         ///< one sentence; empty when a person paused it
    bool isTokenRefused = false; ///< that is why it paused: another one may help
    bool isTrial = false;        ///< that is why it paused: the first few are done, and a person says whether to go on
    qsizetype total = 0;
    OutcomeCounts outcomes; ///< of those that ended; after a stop the rest is NotSent
    qsizetype inFlight = 0;
    qsizetype inQuestion = 0; ///< of those that have not ended: sent, and it is not known yet what became of them
    std::optional<Instant> heldUntil; ///< Running, but the server wants no requests before
    Instant startedAt{};
    std::optional<Instant> endedAt;
    double perSecond = 0; ///< over the last seconds; 0 while nothing can be said
    std::optional<std::chrono::seconds> left;

    // What the look after the end said of the changes that were done
    qsizetype confirmed = 0;
    qsizetype differing = 0;   ///< the server holds something else by now
    qsizetype unconfirmed = 0; ///< the look failed
    QString confirmTrouble;    ///< why; one sentence
    std::optional<Instant> confirmedAt;

    qsizetype ended() const { return outcomes.total(); }
    /// 0 to 100; 100 only when everything ended.
    int percent() const;
    bool isOver() const { return phase == Phase::Confirming || phase == Phase::Ended; }
};

/// Works out how fast a run is from how many of its changes had ended when.
class RunRate final
{
public:
    void note(Instant at, qsizetype ended);
    /// Forgets the past, after a pause.
    void clear() { m_marks.clear(); }
    double perSecond() const;

private:
    struct Mark
    {
        Instant at;
        qsizetype ended;
    };
    std::vector<Mark> m_marks; ///< of the last seconds, oldest first
};

} // namespace gatehouse
