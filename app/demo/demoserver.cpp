// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoserver.h"

#include "demo/demoapi.h"

#include <QDateTime>
#include <QHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QMetaEnum>
#include <QNetworkProxy>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QUrlQuery>

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace gatehouse {

namespace {

QByteArray freshToken()
{
    std::array<quint32, 8> random{};
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    return QByteArray(reinterpret_cast<const char *>(random.data()), sizeof random).toHex();
}

/// "GET"
QByteArray methodWord(QHttpServerRequest::Method method)
{
    return QByteArray(QMetaEnum::fromType<QHttpServerRequest::Method>().valueToKey(int(method))).toUpper();
}

/// "Wed, 21 Sep 2022 19:01:25 GMT"
QByteArray dateNow()
{
    return QLocale::c()
        .toString(QDateTime::currentDateTimeUtc(), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
        .toLatin1();
}

DemoApi::Request requestFrom(const QHttpServerRequest &request)
{
    return {methodWord(request.method()),
            // Encoded, since a decoded %2F could not be told from the slash between two segments.
            request.url().path(QUrl::FullyEncoded).toLatin1(), request.value(QByteArrayLiteral("x-imply-api-token")),
            request.body(), request.query().queryItemValue(QStringLiteral("pretty")) == QLatin1String("true")};
}

void send(QHttpServerResponder &responder, const DemoApi::Answer &answer)
{
    const auto status = static_cast<QHttpServerResponder::StatusCode>(answer.status);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QHttpHeaders headers;
    headers.append(QHttpHeaders::WellKnownHeader::ContentType, "application/json");
    headers.append(QHttpHeaders::WellKnownHeader::Date, dateNow());
    if (!answer.allow.isEmpty())
        headers.append(QHttpHeaders::WellKnownHeader::Allow, answer.allow);
    responder.write(answer.body, headers, status);
#else
    if (answer.allow.isEmpty())
        responder.write(answer.body, {{"Content-Type", "application/json"}, {"Date", dateNow()}}, status);
    else
        responder.write(answer.body,
                        {{"Content-Type", "application/json"}, {"Date", dateNow()}, {"Allow", answer.allow}}, status);
#endif
}

} // namespace

/// What lives in the server's thread. Its thread is the one that makes it, until moveTo().
class DemoServer::Work final : public QObject
{
public:
    Work(const Options &options, QByteArray token)
        : m_options(options),
          m_token(std::move(token)),
          m_nowMs(options.nowMs.value_or(QDateTime::currentMSecsSinceEpoch()))
    {}

    /// The port, on which whoever comes waits until serve(); 0 when none could be had, then `error` says why.
    quint16 listen(QString &error);
    void moveTo(QThread &thread);
    void serve();
    /// Ends the making of people; any thread.
    void hurry() { m_stop.request_stop(); }
    void close() { m_server.reset(); }

    /// Makes the people if nobody did, or waits for them; any thread.
    DemoApi &api();

private:
    void handle(const QHttpServerRequest &request, QHttpServerResponder &responder);

    const Options m_options;
    const QByteArray m_token;
    const qint64 m_nowMs;
    std::stop_source m_stop;
    std::once_flag m_isMade;
    std::optional<DemoApi> m_api;
    std::unique_ptr<QTcpServer> m_listener;
    std::unique_ptr<QHttpServer> m_server;
};

DemoApi &DemoServer::Work::api()
{
    std::call_once(m_isMade,
                   [this] { m_api.emplace(m_options.users, m_options.seed, m_nowMs, m_token, m_stop.get_token()); });
    return *m_api;
}

quint16 DemoServer::Work::listen(QString &error)
{
    m_listener = std::make_unique<QTcpServer>();
    m_listener->setProxy(QNetworkProxy::NoProxy);
    if (!m_listener->listen(QHostAddress::LocalHost)) {
        error = m_listener->errorString();
        return 0;
    }
    // Until serve(): a connection that were taken before there is a QHttpServer would be forgotten.
    m_listener->pauseAccepting();
    return m_listener->serverPort();
}

void DemoServer::Work::moveTo(QThread &thread)
{
    m_listener->moveToThread(&thread);
    moveToThread(&thread);
}

void DemoServer::Work::serve()
{
    api();
    m_server = std::make_unique<QHttpServer>();
    // Every path goes here: the router of QHttpServer matches decoded paths and knows no 405.
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    m_server->setMissingHandler(this, [this](const QHttpServerRequest &request, QHttpServerResponder &responder) {
        handle(request, responder);
    });
#else
    m_server->setMissingHandler(
        [this](const QHttpServerRequest &request, QHttpServerResponder &&responder) { handle(request, responder); });
#endif
    QTcpServer *const listener = m_listener.release(); // which becomes the server's child
    m_server->bind(listener);
    listener->resumeAccepting();
}

void DemoServer::Work::handle(const QHttpServerRequest &request, QHttpServerResponder &responder)
{
    DemoApi::Answer answer = api().answer(requestFrom(request));
    if (request.method() == QHttpServerRequest::Method::Head)
        answer.body.clear(); // a HEAD is answered without a body, else the next answer is read wrong
    send(responder, answer);
}

DemoServer::DemoServer(QObject *parent) : QObject(parent)
{
    m_thread.setObjectName(QStringLiteral("demo server"));
}

DemoServer::~DemoServer()
{
    if (!m_work)
        return;
    m_work->hurry();
    // Sockets end in the thread that they live in.
    QMetaObject::invokeMethod(
        m_work, [this] { m_work->close(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
    delete m_work;
}

tl::expected<void, QString> DemoServer::start(const Options &options)
{
    if (m_work)
        return tl::make_unexpected(tr("The demo server is already running."));
    const QByteArray token = freshToken();
    auto work = std::make_unique<Work>(options, token);
    QString error;
    const quint16 port = work->listen(error);
    if (port == 0)
        return tl::make_unexpected(tr("The demo server could not start: %1.").arg(error));
    m_work = work.release();
    m_work->moveTo(m_thread);
    QMetaObject::invokeMethod(
        m_work, [work = m_work] { work->serve(); }, Qt::QueuedConnection);
    m_thread.start();
    m_token = token;
    m_url.setScheme(QStringLiteral("http"));
    m_url.setHost(QStringLiteral("127.0.0.1"));
    m_url.setPort(port);
    return {};
}

QUrl DemoServer::url() const
{
    return m_url;
}

QByteArray DemoServer::token() const
{
    return m_token;
}

std::map<QByteArray, QByteArray> DemoServer::entries() const
{
    return m_work ? m_work->api().entries() : std::map<QByteArray, QByteArray>();
}

int DemoServer::requests(const QByteArray &method) const
{
    return m_work ? m_work->api().requests(method) : 0;
}

} // namespace gatehouse
