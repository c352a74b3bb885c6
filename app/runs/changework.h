// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"
#include "runs/judgements.h"

#include <QTimer>

#include <functional>

namespace gatehouse {

class RequestPacer;

/// How the work on a change ended.
struct WorkEnd
{
    Outcome outcome;
    std::optional<ApiError> error; ///< of the last call that failed, if any did
    bool isWritten = false;        ///< a write has left
};

/// Whether the change is compared with what the server holds before it is written.
enum class LookFirst { Yes, No };

/// One change at work: looks at what the server holds, writes, and asks when the answer was lost. What fails for a
/// reason that may pass is tried again after a while; a write only when it is sure that it did not arrive. Lives on the
/// client's thread. The handler is called exactly once, through the event loop; destroying the work before ends it
/// silently, also from inside the handler.
class ChangeWork final
{
public:
    using Ended = std::function<void(WorkEnd)>;

    /// Client and pacer must outlive the work; the change's name must be addressable.
    ChangeWork(PivotClient &client, RequestPacer &pacer, Change change, Exactness exactness, LookFirst look,
               Ended ended);
    ChangeWork(const ChangeWork &) = delete;
    ChangeWork &operator=(const ChangeWork &) = delete;

    void start();
    /// Nothing is tried again from now on; one that waits to be ends soon.
    void hurry();

private:
    void look();
    void write();
    void judge(const ApiResult<UserStatus> &answer);
    void ask();
    void judgeAnswerOfAsking(const ApiResult<StatusAnswer> &result);
    bool isUndecided(const ApiResult<UserStatus> &seen, const Outcome &outcome) const;
    void endOrTryLater(Outcome otherwise, const ApiError &error, int failed, void (ChangeWork::*again)());
    void waited();
    template<typename T>
    void note(const ApiResult<T> &result);
    void end(Outcome outcome);

    PivotClient &m_client;
    RequestPacer &m_pacer;
    Change m_change;
    Exactness m_exactness;
    LookFirst m_lookFirst;
    Ended m_ended;
    std::optional<ApiError> m_error;
    std::optional<ApiError> m_lost; ///< why it is not known what became of the last write
    bool m_isUnanswered = false;    ///< one write at least may have arrived unseen
    bool m_isHurried = false;
    int m_writes = 0;
    int m_failedReads = 0; ///< in a row
    quint64 m_epoch = 0;   ///< the pacer's, when the last request was sent
    QTimer m_wait;
    Outcome m_otherwise; ///< how it ends if it is not tried again
    void (ChangeWork::*m_again)() = nullptr;
    // Kept until the next of its kind or the end, so that no call is destroyed inside its own handler.
    PivotClient::Call m_look;
    PivotClient::Call m_write;
    PivotClient::Call m_ask;
};

} // namespace gatehouse
