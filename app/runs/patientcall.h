// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"
#include "runs/requestpacer.h"

#include <QObject>
#include <QTimer>

#include <utility>

namespace gatehouse {

/// One question to the server that is put again while its trouble may pass, and not at all while the server wants no
/// requests. Lives on the client's thread. The handler is called exactly once, through the event loop; destroying the
/// call ends it silently, from inside the handler too.
template<typename T>
class PatientCall final
{
public:
    using Handler = std::function<void(ApiResult<T>)>;
    using Send = std::function<PivotClient::Call(Handler)>;

    /// The pacer must outlive the call.
    PatientCall(RequestPacer &pacer, Send send, Handler handler)
        : m_pacer(pacer), m_send(std::move(send)), m_handler(std::move(handler))
    {
        m_wait.setSingleShot(true);
        QObject::connect(&m_wait, &QTimer::timeout, &m_wait, [this] { start(); });
    }
    PatientCall(const PatientCall &) = delete;
    PatientCall &operator=(const PatientCall &) = delete;

    void start()
    {
        if (const auto held = m_pacer.heldFor(); held.count() > 0) {
            m_wait.start(held);
            return;
        }
        m_epoch = m_pacer.epoch();
        m_call = m_send([this](ApiResult<T> result) { take(std::move(result)); });
    }

private:
    void take(ApiResult<T> result)
    {
        m_pacer.note(result, m_epoch);
        if (!result && isPassing(result.error())) {
            if (const auto wait = m_pacer.waitAfter(++m_failed, result.error())) {
                m_wait.start(*wait);
                return;
            }
        }
        // The handler may destroy this call: nothing is touched behind it.
        const Handler handler = std::exchange(m_handler, {});
        handler(std::move(result));
    }

    RequestPacer &m_pacer;
    Send m_send;
    Handler m_handler;
    PivotClient::Call m_call;
    QTimer m_wait;
    quint64 m_epoch = 0;
    int m_failed = 0;
};

} // namespace gatehouse
