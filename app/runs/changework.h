// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"
#include "runs/judgements.h"

#include <functional>

namespace gatehouse {

/// One change at work: looks at what the server holds, writes once, and asks when the answer was lost. Lives on the
/// client's thread. The handler is called exactly once, through the event loop; destroying the work before ends it
/// silently, also from inside the handler.
class ChangeWork final
{
public:
    using Ended = std::function<void(Outcome)>;

    /// The client must outlive the work; the change's name must be addressable.
    ChangeWork(PivotClient &client, Change change, Exactness exactness, Ended ended);
    ChangeWork(const ChangeWork &) = delete;
    ChangeWork &operator=(const ChangeWork &) = delete;

    void start();

private:
    void write();
    void judge(const ApiResult<UserStatus> &answer);
    void ask(const ApiError &lost);
    void end(Outcome outcome);

    PivotClient &m_client;
    Change m_change;
    Exactness m_exactness;
    Ended m_ended;
    // One of each at most; kept to the end, so that no call is destroyed inside its own handler.
    PivotClient::Call m_look;
    PivotClient::Call m_write;
    PivotClient::Call m_ask;
};

} // namespace gatehouse
