// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultconnection.h"

#include <sys/socket.h>

namespace gatehouse {

namespace {

/// How far the promised length is from the true one.
qsizetype lengthOffOf(Delivery delivery)
{
    if (delivery == Delivery::LengthTooSmall)
        return -1;
    return delivery == Delivery::LengthTooLarge || delivery == Delivery::LengthTooLargeThenClose ? 100 : 0;
}

} // namespace

FaultScript::Turn FaultServer::Shared::take(const QByteArray &method)
{
    const QMutexLocker lock(&mutex);
    return script.take(method);
}

std::optional<Fault> FaultServer::Shared::fate(const SeenRequest &request, FaultScript::Turn turn, bool isWhole) const
{
    const QMutexLocker lock(&mutex);
    return script.fate(request, turn, isWhole);
}

FaultReply FaultServer::Shared::carryOut(const SeenRequest &request)
{
    const FaultReply reply = store.answer(request);
    const bool isWrite = request.method() == "POST" || request.method() == "DELETE";
    if (isWrite && reply.status == 200)
        ++carriedOut[request.name()];
    return reply;
}

QByteArray FaultServer::Shared::bytes(const FaultReply &reply) const
{
    const QMutexLocker lock(&mutex);
    return reply.bytes(clock);
}

FaultConnection::FaultConnection(QTcpSocket *socket, std::shared_ptr<FaultServer::Shared> shared, int number)
    : QObject(socket), m_socket(socket), m_shared(std::move(shared)), m_number(number)
{
    connect(socket, &QTcpSocket::readyRead, this, &FaultConnection::read);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    connect(&m_drip, &QTimer::timeout, this, &FaultConnection::dripOne);
    read();
}

void FaultConnection::read()
{
    m_input += m_socket->readAll();
    while (!m_isDeaf && readRequest()) {
    }
}

bool FaultConnection::readRequest()
{
    const qsizetype headEnd = m_input.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return false;
    const qsizetype lineEnd = m_input.indexOf("\r\n");
    SeenRequest request{m_input.left(lineEnd), m_input.mid(lineEnd + 2, headEnd - lineEnd), {}, m_number};
    const qsizetype length = request.header("Content-Length").toLongLong();
    const bool isWhole = m_input.size() >= headEnd + 4 + length;
    request.body = m_input.mid(headEnd + 4, length);
    if (!m_turn)
        m_turn = m_shared->take(request.method());
    if (!m_fault)
        m_fault = m_shared->fate(request, *m_turn, isWhole);
    if (!isWhole && !(m_fault && m_fault->delivery == Delivery::CloseAfterHead))
        return false;
    m_input.remove(0, std::min(m_input.size(), headEnd + 4 + length));
    m_turn.reset();
    act(request, *std::exchange(m_fault, {}));
    return true;
}

void FaultConnection::act(const SeenRequest &request, const Fault &fault)
{
    FaultReply reply;
    {
        const QMutexLocker lock(&m_shared->mutex);
        if (fault.deed == Fault::Deed::Done)
            reply = m_shared->carryOut(request);
        m_shared->script.arrived(request);
        m_shared->requests.append(request);
    }
    if (fault.reply)
        reply = *fault.reply;
    reply.lengthOff += lengthOffOf(fault.delivery);
    deliver(reply, fault);
}

void FaultConnection::deliver(const FaultReply &reply, const Fault &fault)
{
    const QByteArray bytes = m_shared->bytes(reply);
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n") + 4;
    const qsizetype bodyMiddle = headEnd + (bytes.size() - headEnd) / 2;
    switch (fault.delivery) {
    case Delivery::Whole:
    case Delivery::LengthTooSmall:
    case Delivery::LengthTooLarge:
        m_socket->write(bytes);
        return reply.framing == FaultReply::Framing::UntilClose || !reply.raw.isEmpty() ? close() : void();
    case Delivery::WholeThenClose:
    case Delivery::LengthTooLargeThenClose:
        return writeAndClose(bytes);
    case Delivery::CutInStatusLine:
        return writeAndClose(bytes.left(6));
    case Delivery::CutInHead:
        return writeAndClose(bytes.left(headEnd / 2));
    case Delivery::CutInBody:
        return writeAndClose(bytes.chopped(1));
    case Delivery::CutInBodyThenReset:
        m_socket->write(bytes.left(bodyMiddle));
        m_socket->flush();
        return reset();
    case Delivery::Drip:
        m_output = bytes;
        m_drip.start(fault.pause);
        return;
    case Delivery::Close:
    case Delivery::CloseAfterHead:
        return close();
    case Delivery::Reset:
        return reset();
    case Delivery::Stall:
        return;
    case Delivery::StallInBody:
        m_socket->write(bytes.left(bodyMiddle));
        return;
    }
}

void FaultConnection::writeAndClose(const QByteArray &bytes)
{
    m_socket->write(bytes);
    close();
}

void FaultConnection::close()
{
    m_isDeaf = true;
    m_socket->disconnectFromHost();
}

void FaultConnection::reset()
{
    m_isDeaf = true;
    const linger atOnce{1, 0};
    ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    m_socket->abort();
    m_socket->deleteLater();
}

void FaultConnection::dripOne()
{
    m_socket->write(m_output.left(1));
    m_output.remove(0, 1);
    if (m_output.isEmpty())
        m_drip.stop();
}

} // namespace gatehouse
