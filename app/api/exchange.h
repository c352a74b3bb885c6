// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/answerreader.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPointer>
#include <QTimer>

#include <span>

class QNetworkAccessManager;

namespace gatehouse {

class OneShotDevice;

/// What one exchange sends and how long and how much it waits for.
struct ExchangeRequest
{
    ApiAct act = ApiAct::List;
    QNetworkRequest request;              ///< address and headers; how it travels is the exchange's business
    QByteArray body;                      ///< of Set and Create
    QByteArray token;                     ///< as in the headers: to keep it out of every text
    std::chrono::milliseconds timeout{0}; ///< for the whole exchange
    qint64 bodyLimit = 0;                 ///< bytes after decoding
    /// Between two signs of life; no bound of its own if 0. A tunnel that breaks before TLS begins is never told by Qt.
    std::chrono::milliseconds silence{0};
};

/// Takes an answer's body while it comes, so that it never stands in memory as a whole. A refusal's body, as status and
/// content type tell it, does not go there.
class BodySink
{
public:
    BodySink() = default;
    BodySink(const BodySink &) = delete;
    BodySink &operator=(const BodySink &) = delete;
    virtual ~BodySink() = default;
    /// So many bytes were announced; not called where none were.
    virtual void expect(qint64 bytes) = 0;
    /// Where the next bytes are to be written, never empty …
    virtual std::span<char> room() = 0;
    /// … and how many were.
    virtual void took(qint64 bytes) = 0;
};

/// One request and its one answer: the life cycle of every call, written once. Lives on the manager's thread.
///
/// A write leaves exactly once, unless no connection can be made. A GET may be sent again by Qt itself, when the server
/// closes a kept-alive connection without an answer. `ended` is called exactly once, from the event loop and never from
/// within a signal of the network, so it may destroy the exchange, the manager and the owner; after the owner's end it
/// is not called any more. Destroying the exchange ends it silently: disconnect first, then abort.
class Exchange final : public QObject
{
    Q_OBJECT
public:
    using Result = ApiResult<HttpAnswer>;
    using Ended = std::function<void(Result)>;
    using Progress = std::function<void(qint64, qint64)>;

    /// Sends the request.
    /// The sink, if there is one, lives longer than the exchange.
    Exchange(const QObject *owner, QNetworkAccessManager &network, ExchangeRequest request, Ended ended,
             Progress progress = {}, BodySink *sink = nullptr);
    /// Sends nothing and ends with this error.
    Exchange(const QObject *owner, ApiError refused, Ended ended);
    ~Exchange() override;

    /// Ends it with Cancelled, unless the end is decided already.
    void cancel();

private:
    void send(QNetworkAccessManager &network);
    void checkSilence();
    void readHeaders();
    void readBody();
    void readMore();
    qint64 readInto(BodySink &sink, qint64 most);
    qint64 readIntoMemory(qint64 wanted);
    void finish();
    void giveUp(ApiErrorKind cause, const QString &detail);
    void end(Result result);
    void deliver();
    void release();
    int status() const;
    bool isWhole() const;
    bool mayHaveArrived() const;
    ApiError transportError() const;
    ApiError tlsError(TlsTrouble trouble) const;
    HttpAnswer takeAnswer();
    AnswerFacts facts() const;

    QPointer<const QObject> m_owner;
    ExchangeRequest m_request;
    Ended m_ended;
    Progress m_progress;
    QPointer<QNetworkReply> m_reply;
    QPointer<OneShotDevice> m_body;
    QTimer m_timer;
    QTimer m_silence;
    QElapsedTimer m_elapsed;
    QElapsedTimer m_sinceSign;         ///< since the last sign of life
    bool m_isRefused = false;          ///< as the headers say
    bool m_isToReadMore = false;       ///< readMore() is on its way
    bool m_isProxied = false;          ///< through a proxy that was chosen for it
    std::optional<qint64> m_announced; ///< the body's length where the server said it and nothing encodes it
    BodySink *m_sink = nullptr;
    QByteArray m_received; ///< where no sink takes it
    qint64 m_size = 0;     ///< bytes of the body so far
    std::optional<Result> m_result;
};

} // namespace gatehouse
