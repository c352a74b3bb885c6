// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/bodyfeed.h"
#include "api/peoplereader.h"

#include <QFutureWatcher>

namespace gatehouse {

/// What a call tells at its end: its result, and the facts of the answer where it was the server itself that spoke.
template<typename T>
using Told = std::function<void(ApiResult<T>, const std::optional<AnswerFacts> &)>;

/// How the body of a long answer is read.
template<typename Answer>
struct BodyOf;

template<>
struct BodyOf<ListAnswer>
{
    using Reader = ListReader;
    static ListAnswer answer(StatusList list, const AnswerFacts &facts, qint64 bytes)
    {
        return {std::move(list), facts, bytes};
    }
};

template<>
struct BodyOf<PeopleAnswer>
{
    using Reader = PeopleReader;
    static PeopleAnswer answer(std::shared_ptr<const Directory> directory, const AnswerFacts &facts, qint64)
    {
        return {std::move(directory), facts};
    }
};

/// A call for everybody: an exchange, and a worker that reads the body while it comes. `Answer` tells how it is read
/// and what is made of it.
template<typename Answer>
class ListCall final : public QObject, public ApiCall
{
public:
    ListCall(QObject *owner, QNetworkAccessManager &network, ExchangeRequest request, Told<Answer> told,
             Exchange::Progress progress)
        : m_owner(owner),
          m_token(request.token),
          m_act(request.act),
          m_told(std::move(told)),
          m_exchange(
              owner, network, std::move(request), [this](Exchange::Result result) { ended(std::move(result)); },
              std::move(progress), &m_feed)
    {}
    ListCall(QObject *owner, ApiError refused, Told<Answer> told)
        : m_owner(owner),
          m_told(std::move(told)),
          m_exchange(owner, std::move(refused), [this](Exchange::Result result) { ended(std::move(result)); })
    {}
    ~ListCall() override { stopReading(); }

    void cancel() override
    {
        m_exchange.cancel();
        if (!m_isReading)
            return;
        stopReading();
        ApiError cancelled;
        cancelled.kind = ApiErrorKind::Cancelled;
        QMetaObject::invokeMethod(
            this, [this, cancelled] { deliver(tl::unexpected(cancelled), {}); }, Qt::QueuedConnection);
    }

private:
    using Feed = BodyFeed<typename BodyOf<Answer>::Reader>;
    using Read = typename Feed::Result;

    void ended(Exchange::Result result)
    {
        if (!result)
            return deliver(tl::unexpected(result.error()), {});
        auto reading = m_feed.end();
        if (!reading)
            result->body = m_feed.page();
        if (const auto refusal = refusalIn(*result, m_act, m_token)) {
            return deliver(tl::unexpected(*refusal),
                           isApisOwnError(*result) ? std::optional(result->facts) : std::nullopt);
        }
        m_facts = result->facts;
        m_httpStatus = result->status;
        m_bytes = result->size;
        m_isReading = true;
        connect(&m_reading, &QFutureWatcherBase::finished, this, [this] { readingEnded(); });
        m_reading.setFuture(*std::move(reading));
    }

    void readingEnded()
    {
        m_isReading = false;
        Read read = m_reading.future().takeResult();
        if (!read) {
            // Rejected: an error in the API's own words.
            return deliver(tl::unexpected(listError(read.error(), m_httpStatus, m_token)),
                           read.error().kind == ApiErrorKind::Rejected ? std::optional(m_facts) : std::nullopt);
        }
        deliver(BodyOf<Answer>::answer(*std::move(read), m_facts, m_bytes), m_facts);
    }

    void stopReading()
    {
        m_isReading = false;
        m_reading.disconnect(this);
    }

    void deliver(ApiResult<Answer> result, const std::optional<AnswerFacts> &facts)
    {
        const Told<Answer> told = std::exchange(m_told, {});
        if (told && m_owner)
            told(std::move(result), facts);
    }

    QPointer<QObject> m_owner;
    QByteArray m_token;
    ApiAct m_act = ApiAct::List;
    Told<Answer> m_told;
    AnswerFacts m_facts;
    int m_httpStatus = 0;
    qint64 m_bytes = 0;
    bool m_isReading = false;
    QFutureWatcher<Read> m_reading;
    Feed m_feed;
    Exchange m_exchange; // goes first: it writes into the feed
};

} // namespace gatehouse
