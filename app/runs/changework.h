// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"
#include "runs/judgements.h"

#include <functional>

namespace gatehouse {

/// How the work on a change ended.
struct WorkEnd
{
    Outcome outcome;
    std::optional<ApiError> error; ///< of the last call that failed, if any did
    bool isWritten = false;        ///< a write has left
};

/// Whether the change is compared with what the server holds before it is written.
enum class LookFirst { Yes, No };

/// One change at work: looks at what the server holds, writes once, and asks when the answer was lost. Lives on the
/// client's thread. The handler is called exactly once, through the event loop; destroying the work before ends it
/// silently, also from inside the handler.
class ChangeWork final
{
public:
    using Ended = std::function<void(WorkEnd)>;

    /// The client must outlive the work; the change's name must be addressable.
    ChangeWork(PivotClient &client, Change change, Exactness exactness, LookFirst look, Ended ended);
    ChangeWork(const ChangeWork &) = delete;
    ChangeWork &operator=(const ChangeWork &) = delete;

    void start();

private:
    void write();
    void judge(const ApiResult<UserStatus> &answer);
    void ask(const ApiError &lost);
    template<typename T>
    void noteError(const ApiResult<T> &result);
    void end(Outcome outcome);

    PivotClient &m_client;
    Change m_change;
    Exactness m_exactness;
    LookFirst m_lookFirst;
    Ended m_ended;
    std::optional<ApiError> m_error;
    // One of each at most; kept to the end, so that no call is destroyed inside its own handler.
    PivotClient::Call m_look;
    PivotClient::Call m_write;
    PivotClient::Call m_ask;
};

} // namespace gatehouse
