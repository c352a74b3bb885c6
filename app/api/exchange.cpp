// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/exchange.h"

#include "api/httpdate.h"
#include "api/oneshotdevice.h"
#include "api/serverwords.h"
#include "api/tlsguard.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QSslConfiguration>

#include <algorithm>
#include <utility>

namespace gatehouse {

namespace {

/// What Qt may hold back for us while we are busy, and what is read at once.
constexpr qint64 ReadBuffer = qint64{1} << 20;
/// An answer that may not be longer is left without that bound, which costs a word between the threads for each piece
/// that is read: what comes beyond the limit ends the exchange.
constexpr qint64 SmallBody = qint64{4} << 20;
/// Some milliseconds' worth of copying, with what the memory costs.
constexpr qint64 ReadInATurn = qint64{1} << 20;
/// More than this is only taken when it has come, whatever the server announces.
constexpr qint64 BelievedLength = qint64{256} << 20;

void travelSafely(QNetworkRequest &request)
{
    // Following a redirect would carry the token to another server, and turn DELETE into GET.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    // HTTP/2: POSTs stall, and a 401 crashes Qt 6.4.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // Qt's guard against bombs can refuse an honest list; our bound on the decoded body stands instead.
    request.setDecompressedSafetyCheckThreshold(-1);
}

QByteArray verbOf(ApiAct act)
{
    return act == ApiAct::Remove ? QByteArrayLiteral("DELETE") : QByteArrayLiteral("POST");
}

ApiErrorKind kindOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::TimeoutError:
        return ApiErrorKind::TimedOut;
    case QNetworkReply::SslHandshakeFailedError:
        return ApiErrorKind::Tls;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return ApiErrorKind::Proxy;
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure:
        return ApiErrorKind::NotTheApi;
    default:
        return ApiErrorKind::Unreachable;
    }
}

/// Errors that come before the first byte of a request leaves.
bool isBeforeSending(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::ConnectionRefusedError || error == QNetworkReply::HostNotFoundError ||
           error == QNetworkReply::SslHandshakeFailedError || error == QNetworkReply::ProxyConnectionRefusedError ||
           error == QNetworkReply::ProxyNotFoundError || error == QNetworkReply::ProxyAuthenticationRequiredError ||
           error == QNetworkReply::ProtocolUnknownError;
}

/// In TLS 1.3 the server looks at the client's certificate when the client's request may already be on its way; it is
/// answered by this alert alone, and never read.
bool isRefusalOfClient(const QString &detail)
{
    return detail.contains(QLatin1String("SSL routines")) &&
           troubleIn(detail).gravest() == TlsProblem::ClientCertificate;
}

std::optional<std::chrono::seconds> retryAfterOf(const QByteArray &header, std::optional<Instant> serverTime)
{
    bool isNumber = false;
    const qlonglong seconds = header.trimmed().toLongLong(&isNumber);
    if (isNumber)
        return seconds < 0 ? std::nullopt : std::optional(std::chrono::seconds(seconds));
    const auto until = parseHttpDate(header);
    if (!until)
        return {};
    const auto wait = std::chrono::ceil<std::chrono::seconds>(*until - serverTime.value_or(computerNow()));
    return std::max(wait, std::chrono::seconds{0});
}

} // namespace

Exchange::Exchange(const QObject *owner, QNetworkAccessManager &network, ExchangeRequest request, Ended ended,
                   Progress progress, BodySink *sink)
    : m_owner(owner),
      m_request(std::move(request)),
      m_ended(std::move(ended)),
      m_progress(std::move(progress)),
      m_sink(sink)
{
    travelSafely(m_request.request);
    const QNetworkProxy::ProxyType proxy = network.proxy().type();
    m_isProxied = proxy != QNetworkProxy::DefaultProxy && proxy != QNetworkProxy::NoProxy;
    m_elapsed.start();
    send(network);
    // With any bound Qt's own thread waits for ours again and again: a list of 45 MB took 100 ms in place of 60, with a
    // bound of 16 MB still 80 (loopback, TLS). A sink takes what has come as quickly as it can be copied, up to the
    // body's limit.
    if (!m_sink && m_request.bodyLimit > SmallBody)
        m_reply->setReadBufferSize(ReadBuffer);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &Exchange::readHeaders);
    connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::readBody);
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::finish);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this,
            [this] { giveUp(ApiErrorKind::TimedOut, QStringLiteral("the time for the whole call was up")); });
    m_timer.start(m_request.timeout);
    m_silence.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, &Exchange::checkSilence);
    m_sinceSign.start();
    if (m_request.silence.count() > 0)
        m_silence.start(m_request.silence);
}

Exchange::Exchange(const QObject *owner, ApiError refused, Ended ended) : m_owner(owner), m_ended(std::move(ended))
{
    end(tl::unexpected(std::move(refused)));
}

Exchange::~Exchange()
{
    release();
}

void Exchange::cancel()
{
    if (!m_result)
        end(tl::unexpected(unusable(m_request.act, ApiErrorKind::Cancelled, 0, {})));
}

void Exchange::send(QNetworkAccessManager &network)
{
    if (!isWrite(m_request.act)) {
        m_reply = network.get(m_request.request);
        return;
    }
    auto body = std::make_unique<OneShotDevice>(m_request.body);
    m_body = body.get();
    m_request.request.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
    m_request.request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    m_reply = network.sendCustomRequest(m_request.request, verbOf(m_request.act), body.get());
    body.release()->setParent(m_reply); // it must live as long as the reply
}

int Exchange::status() const
{
    return m_reply ? m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() : 0;
}

// Not set anew at each sign of life: of a long list three thousand come.
void Exchange::checkSilence()
{
    const auto left = m_request.silence - std::chrono::milliseconds(m_sinceSign.elapsed());
    if (left.count() > 0)
        m_silence.start(left);
    else
        giveUp(ApiErrorKind::TimedOut, QStringLiteral("nothing more came for too long"));
}

void Exchange::readHeaders()
{
    m_sinceSign.start();
    m_isRefused = isRefusal(status(), m_reply->rawHeader("Content-Type"));
    m_announced.reset();
    if (m_reply->hasRawHeader("Content-Encoding") || m_reply->hasRawHeader("Transfer-Encoding"))
        return;
    bool isNumber = false;
    const qint64 length = m_reply->rawHeader("Content-Length").toLongLong(&isNumber);
    if (!isNumber || length < 0)
        return;
    m_announced = length;
    if (length > m_request.bodyLimit)
        giveUp(ApiErrorKind::TooLarge, QStringLiteral("%1 bytes were announced").arg(length));
    else if (m_sink)
        m_sink->expect(length);
    else
        m_received.reserve(std::min(length, BelievedLength));
}

void Exchange::readBody()
{
    m_sinceSign.start();
    const qint64 before = m_size;
    while (const qint64 available = m_reply->bytesAvailable()) {
        if (m_size - before >= ReadInATurn) {
            if (!std::exchange(m_isToReadMore, true))
                QMetaObject::invokeMethod(this, &Exchange::readMore, Qt::QueuedConnection);
            break;
        }
        const qint64 most = m_request.bodyLimit - m_size + 1;
        const qint64 read =
            m_sink && !m_isRefused ? readInto(*m_sink, most) : readIntoMemory(std::min({available, most, ReadBuffer}));
        m_size += std::max<qint64>(read, 0);
        if (m_size > m_request.bodyLimit) {
            m_received.truncate(m_request.bodyLimit);
            giveUp(ApiErrorKind::TooLarge, QStringLiteral("more than %1 bytes came").arg(m_request.bodyLimit));
            return;
        }
        if (read <= 0)
            break;
    }
    // The last act: it may destroy the exchange.
    if (const Progress progress = m_progress; progress && !m_isRefused)
        progress(m_size, m_announced.value_or(-1));
}

// What came while this thread was busy is taken piece by piece, so that it is not busy for long again.
void Exchange::readMore()
{
    m_isToReadMore = false;
    if (m_result || !m_reply)
        return;
    if (m_reply->isFinished())
        finish();
    else
        readBody();
}

// Whatever is available, more is asked for: QIODevice takes pieces of less than 16 kB through a buffer of its own.
qint64 Exchange::readInto(BodySink &sink, qint64 most)
{
    const std::span<char> room = sink.room();
    const qint64 read = m_reply->read(room.data(), std::min(most, static_cast<qint64>(room.size())));
    if (read > 0)
        sink.took(read);
    return read;
}

qint64 Exchange::readIntoMemory(qint64 wanted)
{
    const qsizetype before = m_received.size();
    m_received.resize(before + wanted);
    const qint64 read = m_reply->read(m_received.data() + before, wanted);
    m_received.truncate(before + std::max<qint64>(read, 0));
    return read;
}

bool Exchange::isWhole() const
{
    return m_reply->error() == QNetworkReply::NoError && m_announced.value_or(m_size) == m_size;
}

/// A 401 or a 404 is an error to Qt, but a whole answer to us.
void Exchange::finish()
{
    const QPointer<Exchange> self(this);
    if (m_reply->isOpen() && m_reply->bytesAvailable() > 0)
        readBody();
    if (!self || m_result || m_isToReadMore) // what is left is read first, and it ends then
        return;
    if (status() == 0)
        end(tl::unexpected(transportError()));
    else if (isRefusal(status(), m_reply->rawHeader("Content-Type")) || isWhole())
        end(takeAnswer());
    else
        giveUp(ApiErrorKind::BadData,
               QStringLiteral("the answer was cut short after %1 bytes: ").arg(m_size) + m_reply->errorString());
}

/// No whole answer will be had. What has come of it still counts where it is a refusal anyway.
void Exchange::giveUp(ApiErrorKind cause, const QString &detail)
{
    if (m_result)
        return;
    if (m_reply && isRefusal(status(), m_reply->rawHeader("Content-Type")))
        end(takeAnswer());
    else
        end(tl::unexpected(unusable(m_request.act, cause, status(), plainWords(detail, m_request.token))));
}

/// Whether anything of the request can have reached the server, where no answer came.
bool Exchange::mayHaveArrived() const
{
    if (isBeforeSending(m_reply->error()))
        return false;
    return m_request.body.isEmpty() || !m_body || m_body->wasHandedOut();
}

ApiError Exchange::transportError() const
{
    // Told first: a connection that was refused for its certificate ends like one that was cancelled.
    if (TlsTrouble refused = TlsGuard::troubleOf(*m_reply); !refused.isNone())
        return tlsError(std::move(refused));
    // Of a proxy that refuses the connection Qt 6.4 only says that it does not know what happened.
    const bool isOfProxy = m_isProxied && m_reply->error() == QNetworkReply::UnknownNetworkError;
    const ApiErrorKind kind = isOfProxy ? ApiErrorKind::Proxy : kindOf(m_reply->error());
    const QString detail = plainWords(m_reply->errorString(), m_request.token);
    if (isRefusalOfClient(detail))
        return tlsError(troubleIn(detail));
    if (isWrite(m_request.act) && mayHaveArrived())
        return unusable(m_request.act, kind, 0, detail);
    if (kind == ApiErrorKind::Tls)
        return tlsError(troubleIn(detail));
    ApiError error;
    error.kind = kind;
    error.detail = detail;
    error.proxyWantsLogin = m_reply->error() == QNetworkReply::ProxyAuthenticationRequiredError;
    return error;
}

ApiError Exchange::tlsError(TlsTrouble trouble) const
{
    ApiError error;
    error.kind = ApiErrorKind::Tls;
    error.tls = std::move(trouble);
    error.detail = plainWords(m_reply->errorString(), m_request.token);
    return error;
}

AnswerFacts Exchange::facts() const
{
    AnswerFacts facts;
    facts.serverTime = parseHttpDate(m_reply->rawHeader("Date"));
    facts.elapsed = std::chrono::milliseconds(m_elapsed.elapsed());
    if (m_reply->url().scheme() == QLatin1String("https"))
        facts.tlsVersion = tlsVersionWords(m_reply->sslConfiguration().sessionProtocol());
    return facts;
}

HttpAnswer Exchange::takeAnswer()
{
    HttpAnswer answer;
    answer.status = status();
    answer.contentType = m_reply->rawHeader("Content-Type");
    answer.facts = facts();
    answer.retryAfter = retryAfterOf(m_reply->rawHeader("Retry-After"), answer.facts.serverTime);
    answer.isCut = m_announced.value_or(m_size) != m_size;
    answer.size = m_size;
    answer.body = std::exchange(m_received, {});
    return answer;
}

void Exchange::end(Result result)
{
    if (m_result)
        return;
    m_result = std::move(result);
    m_timer.stop();
    m_silence.stop();
    release();
    QMetaObject::invokeMethod(this, &Exchange::deliver, Qt::QueuedConnection);
}

void Exchange::release()
{
    if (!m_reply)
        return;
    disconnect(m_reply, nullptr, this, nullptr);
    if (m_reply->isRunning())
        m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
}

void Exchange::deliver()
{
    const Ended ended = std::exchange(m_ended, {});
    if (ended && m_owner)
        ended(*std::exchange(m_result, Result(tl::unexpected(ApiError{}))));
}

} // namespace gatehouse
