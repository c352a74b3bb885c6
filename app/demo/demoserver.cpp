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

/// What lives in the server's thread.
class DemoServer::Work final : public QObject
{
public:
    Work(const Options &options, const QByteArray &token)
        : m_api(options.users, options.seed, options.nowMs.value_or(QDateTime::currentMSecsSinceEpoch()), token)
    {}

    /// The port; 0 when none could be had, then `error` says why.
    quint16 open(QString &error);
    void close() { m_server.reset(); }

    DemoApi &api() { return m_api; }

private:
    void handle(const QHttpServerRequest &request, QHttpServerResponder &responder);

    DemoApi m_api;
    std::unique_ptr<QHttpServer> m_server;
};

quint16 DemoServer::Work::open(QString &error)
{
    auto listener = std::make_unique<QTcpServer>();
    listener->setProxy(QNetworkProxy::NoProxy);
    if (!listener->listen(QHostAddress::LocalHost)) {
        error = listener->errorString();
        return 0;
    }
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
    const quint16 port = listener->serverPort();
    m_server->bind(listener.release());
    return port;
}

void DemoServer::Work::handle(const QHttpServerRequest &request, QHttpServerResponder &responder)
{
    DemoApi::Answer answer = m_api.answer(requestFrom(request));
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
    m_thread.start();
    work->moveToThread(&m_thread);
    quint16 port = 0;
    QString error;
    QMetaObject::invokeMethod(
        work.get(), [&work, &port, &error] { port = work->open(error); }, Qt::BlockingQueuedConnection);
    if (port == 0) {
        m_thread.quit();
        m_thread.wait();
        return tl::make_unexpected(tr("The demo server could not start: %1.").arg(error));
    }
    m_work = work.release();
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
