// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"

#include <QTest>
#include <QTestEventLoop>

namespace gatehouse {

/// Collects what a call's handler is told, and how often.
template<typename T>
class Answers final
{
public:
    PivotClient::Handler<T> handler()
    {
        return [this](ApiResult<T> result) {
            m_results.push_back(std::move(result));
            m_loop.exitLoop();
        };
    }
    /// Waits for the first answer.
    bool wait()
    {
        if (m_results.empty())
            m_loop.enterLoopMSecs(30'000);
        return !m_results.empty();
    }
    std::size_t count() const { return m_results.size(); }
    const ApiResult<T> &result() const { return m_results.front(); }
    /// The error's kind; of a success, and of no answer at all, nothing.
    std::optional<ApiErrorKind> kind() const
    {
        if (m_results.empty() || result())
            return {};
        return result().error().kind;
    }
    bool isSuccess() const { return !m_results.empty() && result().has_value(); }
    const ApiError &error() const { return result().error(); }

private:
    std::vector<ApiResult<T>> m_results;
    QTestEventLoop m_loop;
};

} // namespace gatehouse
