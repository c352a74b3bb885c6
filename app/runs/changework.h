// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"
#include "runs/judgements.h"
#include "runs/openquestion.h"

#include <QTimer>

#include <functional>

namespace gatehouse {

class RequestPacer;

/// What is to be done with one change; a value.
struct WorkOrder
{
    enum class Begin {
        Look,  ///< compares the change with what the server holds before it is written
        Write, ///< it has been compared already
        Ask,   ///< it may have been written: asks what became of it, and writes what did not arrive
    };
    /// When the answer to a write is lost and cannot be asked for either.
    enum class Asking {
        Bounded, ///< hands the question back after a few tries, so that others have their turn
        Endless, ///< asks until it is known
    };
    Change change;
    Exactness exactness = Exactness::State;
    Begin begin = Begin::Look;
    Asking asking = Asking::Bounded;
    std::optional<OpenQuestion> question{}; ///< of Ask
};

/// How the work on a change ended.
struct WorkEnd
{
    enum class Kind {
        Ended,
        GivenBack,  ///< nothing was sent, or it surely did not arrive; to be begun anew
        InQuestion, ///< it is not known what became of it: `question`; the outcome says so
    };
    Kind kind = Kind::Ended;
    Outcome outcome{};
    std::optional<ApiError> error{}; ///< of the last call that failed, if any did
    bool isWritten = false;          ///< a write has left
    std::optional<OpenQuestion> question{};
};

/// One change at work: looks at what the server holds, writes, and asks when the answer was lost. What fails for a
/// reason that may pass is tried again after a while; a write only when it is sure that it did not arrive. Lives on the
/// client's thread. The handlers are called through the event loop, `ended` exactly once; destroying the work before
/// ends it silently, also from inside a handler.
class ChangeWork final
{
public:
    struct Handlers
    {
        std::function<void(WorkEnd)> ended;
        /// It waits to try again, or to ask what became of it; `isInQuestion` tells which. The error is why.
        std::function<void(const ApiError &error, bool isInQuestion)> waits;
    };

    /// Client and pacer must outlive the work; the change's name must be addressable.
    ChangeWork(PivotClient &client, RequestPacer &pacer, WorkOrder order, Handlers handlers);
    ChangeWork(const ChangeWork &) = delete;
    ChangeWork &operator=(const ChangeWork &) = delete;

    void start();
    /// Nothing is tried again from now on; one that waits to be ends soon, as far as it is known.
    void hurry();
    /// While parked nothing is tried again: what would wait is handed back, or is a question.
    void setParked(bool isParked);
    /// A write has left, and what became of it is not known.
    bool isInQuestion() const { return m_question.has_value(); }

private:
    void look();
    void write();
    void judge(const ApiResult<UserStatus> &answer);
    void ask();
    void judgeAnswerOfAsking(const ApiResult<StatusAnswer> &result);
    void judgeUnchanged(Outcome outcome);
    bool mayNotSend() const;
    void tryLater(Outcome otherwise, const ApiError &error, int failed, void (ChangeWork::*again)());
    void askLater(Outcome otherwise, const std::optional<ApiError> &trouble);
    void waitFor(std::chrono::milliseconds wait, Outcome otherwise, void (ChangeWork::*again)());
    void waited();
    template<typename T>
    void note(const ApiResult<T> &result);
    void end(Outcome outcome, WorkEnd::Kind kind = WorkEnd::Kind::Ended);

    PivotClient &m_client;
    RequestPacer &m_pacer;
    WorkOrder m_order;
    Handlers m_handlers;
    std::optional<ApiError> m_error;
    std::optional<OpenQuestion> m_question; ///< while it is not known what became of the last write
    bool m_isUnanswered = false;            ///< one write at least may have arrived unseen
    bool m_isHurried = false;
    bool m_isParked = false;
    int m_writes = 0;
    int m_asked = 0;       ///< in vain, since the last write
    int m_failedLooks = 0; ///< in a row
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
