// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/pivotclient.h"

#include "api/listcall.h"
#include "api/networklanes.h"
#include "api/serveraddress.h"
#include "api/tlsguard.h"
#include "users/statusjson.h"

#include <QNetworkAccessManager>

#include <algorithm>

namespace gatehouse {

namespace {

/// An answer about one user is read on the client's thread, so it must be small.
constexpr qint64 EntryBodyLimit = qint64{4} << 20;

/// A call about one user: an exchange and what to make of its answer.
template<typename T>
class EntryCall final : public ApiCall
{
public:
    using Read = std::function<ApiResult<T>(const HttpAnswer &)>;

    EntryCall(const QObject *owner, QNetworkAccessManager &network, ExchangeRequest request, Read read, Told<T> told)
        : m_read(std::move(read)),
          m_told(std::move(told)),
          m_exchange(owner, network, std::move(request), [this](Exchange::Result result) { ended(std::move(result)); })
    {}
    EntryCall(const QObject *owner, ApiError refused, Told<T> told)
        : m_told(std::move(told)),
          m_exchange(owner, std::move(refused), [this](Exchange::Result result) { ended(std::move(result)); })
    {}
    void cancel() override { m_exchange.cancel(); }

private:
    void ended(Exchange::Result result)
    {
        // Who is told may destroy the call, and with it everything that is not on this stack.
        const Told<T> told = std::move(m_told);
        ApiResult<T> judged = result ? m_read(*result) : ApiResult<T>(tl::unexpected(result.error()));
        std::optional<AnswerFacts> facts;
        if (result && (judged || isApisOwnError(*result)))
            facts = result->facts;
        told(std::move(judged), facts);
    }

    Read m_read;
    Told<T> m_told;
    Exchange m_exchange;
};

/// What of the token could end the header and begin another.
bool isSendable(const QByteArray &token)
{
    return std::none_of(token.begin(), token.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

QNetworkRequest requestTo(const QUrl &url, const QByteArray &token, const ClientOptions &options)
{
    QNetworkRequest request(url);
    request.setSslConfiguration(options.tls);
    request.setRawHeader("x-imply-api-token", token);
    request.setRawHeader("Accept", "application/json");
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Gatehouse/" GATEHOUSE_VERSION));
    return request;
}

ExchangeRequest entryRequest(ApiAct act, const QUrl &url, const QByteArray &token, const ClientOptions &options)
{
    return {
        act, requestTo(url, token, options), {}, token, options.timeout, std::min(options.bodyLimit, EntryBodyLimit)};
}

std::optional<ApiError> refusalBeforeSending(ApiAct act, const ClientOptions &options, const QByteArray &token)
{
    ApiError error;
    if (isWrite(act) && options.access == AccessMode::ReadOnly) {
        error.kind = ApiErrorKind::ReadOnly;
        return error;
    }
    if (!isSendable(token)) {
        error.kind = ApiErrorKind::TokenRefused;
        error.detail = QStringLiteral("the token holds control characters; nothing was sent");
        return error;
    }
    return {};
}

std::optional<ApiError> refusalBeforeSending(ApiAct act, const ClientOptions &options, const QByteArray &token,
                                             const QByteArray &name)
{
    if (auto refusal = refusalBeforeSending(act, options, token))
        return refusal;
    if (isAddressable(name))
        return {};
    ApiError error;
    error.kind = ApiErrorKind::NotAddressable;
    return error;
}

} // namespace

PivotClient::PivotClient(QUrl base, QByteArray token, ClientOptions options, QObject *parent)
    : QObject(parent), m_base(std::move(base))
{
    setUp(std::move(token), std::move(options));
}

void PivotClient::setUp(QByteArray token, ClientOptions options)
{
    m_token = std::move(token);
    m_options = std::move(options);
    m_options.tls = pinned(m_options.tls, m_options.pin);
    m_lanes = std::make_unique<NetworkLanes>(
        NetworkLanes::Options{m_options.atOnce, m_options.pin, m_options.proxy, m_options.systemProxy});
}

PivotClient::~PivotClient() = default;

void PivotClient::warmUp(int calls)
{
    m_lanes->warmUp(std::min(calls, m_options.atOnce), m_base, m_options.tls);
}

template<typename T>
PivotClient::Ended<T> PivotClient::telling(Handler<T> handler)
{
    return [this, handler = std::move(handler)](ApiResult<T> result, const std::optional<AnswerFacts> &facts) {
        if (facts)
            emit answered(*facts);
        if (handler)
            handler(std::move(result));
    };
}

PivotClient::Call PivotClient::list(Handler<ListAnswer> handler, std::function<void(qint64, qint64)> progress)
{
    if (auto refusal = refusalBeforeSending(ApiAct::List, m_options, m_token))
        return std::make_unique<ListCall<ListAnswer>>(this, *std::move(refusal), telling(std::move(handler)));
    ExchangeRequest request{ApiAct::List,
                            requestTo(statusesUrl(m_base), m_token, m_options),
                            {},
                            m_token,
                            m_options.listTimeout,
                            m_options.bodyLimit,
                            m_options.listSilence};
    return std::make_unique<ListCall<ListAnswer>>(this, m_lanes->next(), std::move(request),
                                                  telling(std::move(handler)), std::move(progress));
}

PivotClient::Call PivotClient::people(Handler<PeopleAnswer> handler)
{
    if (auto refusal = refusalBeforeSending(ApiAct::People, m_options, m_token))
        return std::make_unique<ListCall<PeopleAnswer>>(this, *std::move(refusal), telling(std::move(handler)));
    ExchangeRequest request{ApiAct::People,
                            requestTo(usersUrl(m_base), m_token, m_options),
                            {},
                            m_token,
                            m_options.listTimeout,
                            m_options.bodyLimit,
                            m_options.listSilence};
    return std::make_unique<ListCall<PeopleAnswer>>(this, m_lanes->next(), std::move(request),
                                                    telling(std::move(handler)), Exchange::Progress());
}

PivotClient::Call PivotClient::read(const QByteArray &name, Handler<StatusAnswer> handler)
{
    return statusCall(ApiAct::Read, UserStatus::none(name), std::move(handler));
}

PivotClient::Call PivotClient::set(const UserStatus &status, Handler<StatusAnswer> handler)
{
    return statusCall(ApiAct::Set, status, std::move(handler));
}

PivotClient::Call PivotClient::create(const UserStatus &status, Handler<StatusAnswer> handler)
{
    return statusCall(ApiAct::Create, status, std::move(handler));
}

PivotClient::Call PivotClient::remove(const QByteArray &name, Handler<DeleteAnswer> handler)
{
    if (auto refusal = refusalBeforeSending(ApiAct::Remove, m_options, m_token, name))
        return std::make_unique<EntryCall<DeleteAnswer>>(this, *std::move(refusal), telling(std::move(handler)));
    auto judge = [token = m_token](const HttpAnswer &answer) { return readDeleteAnswer(answer, token); };
    return std::make_unique<EntryCall<DeleteAnswer>>(
        this, m_lanes->next(), entryRequest(ApiAct::Remove, statusUrl(m_base, name), m_token, m_options),
        std::move(judge), telling(std::move(handler)));
}

PivotClient::Call PivotClient::statusCall(ApiAct act, const UserStatus &asked, Handler<StatusAnswer> handler)
{
    if (auto refusal = refusalBeforeSending(act, m_options, m_token, asked.name))
        return std::make_unique<EntryCall<StatusAnswer>>(this, *std::move(refusal), telling(std::move(handler)));
    const QUrl url = act == ApiAct::Create ? statusesUrl(m_base) : statusUrl(m_base, asked.name);
    ExchangeRequest request = entryRequest(act, url, m_token, m_options);
    if (isWrite(act)) {
        request.request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
        request.body = "{\"userStatus\":" + writeStatus(asked) + '}';
    }
    auto judge = [act, asked, token = m_token](const HttpAnswer &answer) {
        return readStatusAnswer(answer, act, asked, token);
    };
    return std::make_unique<EntryCall<StatusAnswer>>(this, m_lanes->next(), std::move(request), std::move(judge),
                                                     telling(std::move(handler)));
}

} // namespace gatehouse
