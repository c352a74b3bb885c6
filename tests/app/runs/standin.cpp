// SPDX-License-Identifier: GPL-3.0-or-later
#include "standin.h"

#include "users/statusjson.h"

#include <QHostAddress>

namespace gatehouse::runbench {
namespace {

const QByteArray base = "/api/v1/user-statuses";

/// The whole request at the start of the buffer, which is taken out of it; nothing while it is not whole.
std::optional<StandIn::Request> takeRequest(QByteArray &buffer)
{
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return {};
    qsizetype length = 0;
    for (const QByteArray &line : buffer.first(end).split('\n')) {
        if (line.toLower().startsWith("content-length:"))
            length = line.mid(15).trimmed().toLongLong();
    }
    if (buffer.size() < end + 4 + length)
        return {};
    const QList<QByteArray> words = buffer.first(buffer.indexOf('\r')).split(' ');
    StandIn::Request request{words.value(0), words.value(1), buffer.mid(end + 4, length)};
    buffer.remove(0, end + 4 + length);
    return request;
}

QByteArray nameIn(const QByteArray &path)
{
    return QByteArray::fromPercentEncoding(path.mid(base.size() + 1));
}

} // namespace

StandIn::StandIn()
{
    connect(&m_server, &QTcpServer::newConnection, this, &StandIn::accept);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no free port on loopback");
}

QUrl StandIn::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()));
}

void StandIn::fault(const QByteArray &method, Fault fault, std::function<void()> then)
{
    m_faults[method].append({std::move(fault), std::move(then)});
}

void StandIn::goOn()
{
    const QList<Stalled> stalled = std::exchange(m_stalled, {});
    for (const Stalled &each : stalled) {
        if (each.socket)
            each.socket->write(bytesOf(each.isProcessed ? Reply{} : process(each.request)));
    }
}

void StandIn::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { readFrom(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_buffers.remove(socket);
            socket->deleteLater();
        });
    }
}

void StandIn::readFrom(QTcpSocket *socket)
{
    QByteArray &buffer = m_buffers[socket];
    buffer += socket->readAll();
    if (const auto request = takeRequest(buffer))
        serve(socket, *request);
}

void StandIn::serve(QTcpSocket *socket, const Request &request)
{
    log.append(request);
    QList<Planned> &faults = m_faults[request.method];
    const Planned planned = faults.isEmpty() ? Planned{} : faults.takeFirst();
    const Fault &fault = planned.fault;
    Reply reply = fault.isProcessed ? process(request) : Reply{};
    if (planned.then)
        planned.then();
    switch (fault.kind) {
    case Fault::Kind::None:
        break;
    case Fault::Kind::Refuse:
        reply = {fault.status, "{\"error\":\"" + fault.text + "\"}"};
        break;
    case Fault::Kind::Answer:
        reply = {200, fault.text};
        break;
    case Fault::Kind::WebPage:
        reply = {200, "<!doctype html><title>Sign in</title>", "text/html"};
        break;
    case Fault::Kind::Close:
        socket->disconnectFromHost();
        return;
    case Fault::Kind::Cut: {
        const QByteArray bytes = bytesOf(reply);
        socket->write(bytes.first(bytes.size() - 10));
        socket->disconnectFromHost();
        return;
    }
    case Fault::Kind::Stall:
        m_stalled.append({socket, request, fault.isProcessed});
        return;
    }
    socket->write(bytesOf(reply));
}

StandIn::Reply StandIn::process(const Request &request)
{
    if (request.method == "POST")
        return write(request.path, request.body);
    const auto found = entries.find(nameIn(request.path));
    if (found == entries.end())
        return {404, R"({"error":"This user status does not exist."})"};
    if (request.method == "DELETE") {
        entries.erase(found);
        return {200, R"({"status":"ok","message":"Deleted successfully"})"};
    }
    return {200, "{\"userStatuses\":[" + found->second + "]}"};
}

StandIn::Reply StandIn::write(const QByteArray &path, const QByteArray &body)
{
    const auto members = readMembers(body);
    if (!members || members->size() != 1 || members->constFirst().key != "userStatus")
        return {400, R"({"error":"bad body"})"};
    const QByteArray entry = members->constFirst().value;
    const auto status = readStatus(entry);
    if (!status)
        return {400, R"({"error":"bad entry"})"};
    if (path != base && nameIn(path) != status->name)
        return {404, R"({"error":"the name you entered does not match"})"};
    entries[status->name] = entry;
    return {200, R"({"status":"ok","message":"Updated successfully","userStatus":)" + entry + '}'};
}

QByteArray StandIn::bytesOf(const Reply &reply)
{
    return "HTTP/1.1 " + QByteArray::number(reply.status) + " Status\r\nContent-Type: " + reply.type +
           "\r\nContent-Length: " + QByteArray::number(reply.body.size()) + "\r\n\r\n" + reply.body;
}

} // namespace gatehouse::runbench
