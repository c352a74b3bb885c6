// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demostatuses.h"

#include <QByteArray>

#include <functional>
#include <mutex>
#include <stop_token>

namespace gatehouse {

/// What the demo server answers to what: the five calls and /users, with Pivot's documented texts. No network.
/// Every function may be called from any thread.
class DemoApi final
{
public:
    struct Request
    {
        QByteArray method; ///< "GET"
        QByteArray path;   ///< as it was sent, percent-encoded
        QByteArray token;  ///< what came as x-imply-api-token
        QByteArray body;
        bool isPretty = false;
    };
    struct Answer
    {
        int status = 200;
        QByteArray body;  ///< JSON
        QByteArray allow; ///< the methods, for a 405
    };

    /// As many statuses as told, made at once (a second for a million); see SamplePeople. Fewer when `stop` asks for it
    /// meanwhile.
    DemoApi(int users, quint32 seed, qint64 nowMs, QByteArray token, const std::stop_token &stop = {});

    Answer answer(const Request &request);

    std::map<QByteArray, QByteArray> entries() const;
    int requests(const QByteArray &method) const;

private:
    Answer route(const Request &request);
    Answer answerCollection(const Request &request);
    Answer answerEntry(const Request &request, const QByteArray &name);
    Answer store(const Request &request, const QByteArray *expectedName);
    QByteArray directory() const;

    const int m_users;
    const quint32 m_seed;
    const qint64 m_nowMs;
    const QByteArray m_token;

    mutable std::mutex m_mutex; ///< guards what follows
    DemoStatuses m_statuses;
    std::map<QByteArray, int> m_requests;
};

} // namespace gatehouse
