// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"
#include "api/systemproxy.h"
#include "users/directory.h"
#include "users/statuslist.h"

#include <QByteArray>
#include <QNetworkProxy>
#include <QObject>
#include <QSslConfiguration>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

namespace gatehouse {

enum class ApiAct;
class NetworkLanes;

/// What is known of an answer beside its data.
struct AnswerFacts
{
    std::optional<Instant> serverTime;    ///< the `Date` header
    std::chrono::milliseconds elapsed{0}; ///< from sending to the last byte
    QString tlsVersion;                   ///< "TLS 1.3"; empty over http
};

struct ListAnswer
{
    StatusList list;
    AnswerFacts facts;
    qint64 bytes = 0; ///< of the body, decoded
};

struct PeopleAnswer
{
    std::shared_ptr<const Directory> directory;
    AnswerFacts facts;
};

struct StatusAnswer
{
    UserStatus status; ///< as the server says it is now
    AnswerFacts facts;
};

struct DeleteAnswer
{
    AnswerFacts facts;
};

/// A call under way. Destroying it ends the call silently: the handler is not called any more; that is allowed inside
/// the handler too.
class ApiCall
{
public:
    virtual ~ApiCall() = default;
    /// Ends the call; its handler is called with Cancelled (a write: ResultNotKnown, cause Cancelled), through the
    /// event loop.
    virtual void cancel() = 0;
};

enum class AccessMode { ReadWrite, ReadOnly };

struct ClientOptions
{
    AccessMode access = AccessMode::ReadWrite;
    std::chrono::milliseconds timeout{std::chrono::seconds{30}};     ///< whole call, for all but the list
    std::chrono::milliseconds listTimeout{std::chrono::minutes{10}}; ///< whole call
    std::chrono::milliseconds listSilence{std::chrono::minutes{2}};  ///< of the list, without a byte more of it
    qint64 bodyLimit = qint64{1} << 30;                              ///< bytes after decoding
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    QByteArray pin;                         ///< SHA-256 of the only certificate that is accepted; none if empty
    std::optional<QNetworkProxy> proxy;     ///< as the system says if nothing
    std::optional<SystemProxy> systemProxy; ///< what it says, if it was asked; see NetworkLanes
    int atOnce = 6;                         ///< requests that travel side by side; more wait
};

/// The five calls of the user-statuses API on one server; belongs to the thread that made it. A handler is called
/// exactly once, through the event loop, never from inside the call that started it.
///
/// A write leaves exactly once. A GET may be sent again by Qt itself, when the server closes a kept-alive connection
/// without an answer; it changes nothing there. Every request goes over HTTP/1.1, follows no redirect, and carries the
/// token to this server only. Answers are read whole and checked whole; lists are parsed on a worker. With
/// AccessMode::ReadOnly a write is refused here and nothing is sent, whatever the window did. Over https nothing is
/// sent before the server's certificate was accepted, see TlsGuard.
class PivotClient final : public QObject
{
    Q_OBJECT
public:
    template<typename T>
    using Handler = std::function<void(ApiResult<T>)>;
    using Call = std::unique_ptr<ApiCall>;

    /// The base comes from readServerAddress().
    PivotClient(QUrl base, QByteArray token, ClientOptions options = {}, QObject *parent = nullptr);
    ~PivotClient() override;

    const QUrl &base() const { return m_base; }
    /// Another token and other ways, before the first call or when none is on its way.
    void setUp(QByteArray token, ClientOptions options);
    /// For the calls from now on.
    void setToken(QByteArray token) { m_token = std::move(token); }
    AccessMode access() const { return m_options.access; }
    /// So many calls, or more, will follow side by side: their connections are opened meanwhile. Sends nothing.
    void warmUp(int calls);

    /// Everybody. Progress, in bytes received and expected (-1 unknown), comes on the client's thread.
    [[nodiscard]] Call list(Handler<ListAnswer> handler, std::function<void(qint64, qint64)> progress = {});
    /// All persons; read-only. An older server answers 404, one with other permissions 401 or 403: not offered then.
    [[nodiscard]] Call people(Handler<PeopleAnswer> handler);
    /// One status; NotFound when there is none.
    [[nodiscard]] Call read(const QByteArray &name, Handler<StatusAnswer> handler);
    /// Replaces an entry by this one, unknown members included.
    [[nodiscard]] Call set(const UserStatus &status, Handler<StatusAnswer> handler);
    /// Creates an entry. The server does not check that such a person exists, nor (documented) that no entry does.
    [[nodiscard]] Call create(const UserStatus &status, Handler<StatusAnswer> handler);
    /// Deletes an entry; NotFound when there is none.
    [[nodiscard]] Call remove(const QByteArray &name, Handler<DeleteAnswer> handler);

signals:
    /// The server itself answered, with data or with an error of the API's own; comes before the call's handler is
    /// called. Not told: what may be from something in between, such as a proxy's web page.
    void answered(const gatehouse::AnswerFacts &facts);

private:
    template<typename T>
    using Ended = std::function<void(ApiResult<T>, const std::optional<AnswerFacts> &)>;
    template<typename T>
    Ended<T> telling(Handler<T> handler);
    Call statusCall(ApiAct act, const UserStatus &asked, Handler<StatusAnswer> handler);

    QUrl m_base;
    QByteArray m_token;
    ClientOptions m_options;
    std::unique_ptr<NetworkLanes> m_lanes;
};

} // namespace gatehouse
