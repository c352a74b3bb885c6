// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <map>

namespace gatehouse::runbench {

/// What goes wrong with one request; a value.
struct Fault
{
    enum class Kind {
        None,
        Refuse,  ///< not processed, answered with `status` and {"error": text}
        Answer,  ///< not processed, answered with 200 and `text`
        WebPage, ///< answered with 200 and HTML
        Close,   ///< the connection is closed without an answer
        Cut,     ///< half of the answer, then closed
        Stall,   ///< nothing until the server goes on
    };
    Kind kind = Kind::None;
    bool isProcessed = true; ///< whether the server does what was asked for before that
    int status = 200;
    QByteArray text;

    bool isSlow() const { return kind == Kind::Stall; }

    static Fault none() { return {}; }
    static Fault refuse(int status, QByteArray text) { return {Kind::Refuse, false, status, std::move(text)}; }
    static Fault answer(QByteArray json) { return {Kind::Answer, false, 200, std::move(json)}; }
    static Fault close() { return {Kind::Close, false, 0, {}}; }
    static Fault stall() { return {Kind::Stall, false, 0, {}}; }
    static Fault processThenClose() { return {Kind::Close, true, 0, {}}; }
    static Fault processThenCut() { return {Kind::Cut, true, 0, {}}; }
    static Fault processThenStall() { return {Kind::Stall, true, 0, {}}; }
    static Fault processThenRefuse(int status) { return {Kind::Refuse, true, status, "too late"}; }
    static Fault processThenWebPage() { return {Kind::WebPage, true, 200, {}}; }
};

/// Stands in for a Pivot server on loopback, in the test's own event loop, so that a test decides what happens between
/// two requests. Keeps entries as they were sent, and a log of what arrived.
class StandIn final : public QObject
{
    Q_OBJECT
public:
    struct Request
    {
        QByteArray method;
        QByteArray path; ///< as it stood in the request line
        QByteArray body;
    };

    StandIn();

    QUrl url() const;
    /// The next request of this method without a fault of its own yet gets this one; `then` is called once it was
    /// processed, before it is answered.
    void fault(const QByteArray &method, Fault fault, std::function<void()> then);
    /// Answers what stalls.
    void goOn();

    std::map<QByteArray, QByteArray> entries; ///< name to JSON
    QList<Request> log;

private:
    struct Planned
    {
        Fault fault;
        std::function<void()> then;
    };
    struct Stalled
    {
        QPointer<QTcpSocket> socket;
        Request request;
        bool isProcessed;
    };
    struct Reply
    {
        int status = 200;
        QByteArray body;
        QByteArray type = "application/json";
    };

    void accept();
    void readFrom(QTcpSocket *socket);
    void serve(QTcpSocket *socket, const Request &request);
    Reply process(const Request &request);
    Reply write(const QByteArray &path, const QByteArray &body);
    static QByteArray bytesOf(const Reply &reply);

    QHash<QTcpSocket *, QByteArray> m_buffers;
    QHash<QByteArray, QList<Planned>> m_faults;
    QList<Stalled> m_stalled;
    QTcpServer m_server; ///< last: its sockets say good-bye to the members above
};

} // namespace gatehouse::runbench
