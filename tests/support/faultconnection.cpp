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

/// Whether the request stays in hand when its answer has begun.
bool isSlow(Delivery delivery)
{
    return delivery == Delivery::Drip || delivery == Delivery::Stall || delivery == Delivery::StallInBody;
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

FaultServer::Shared::Answer FaultServer::Shared::answer(const SeenRequest &request, const Fault &fault)
{
    const QMutexLocker lock(&mutex);
    script.arrived(request);
    if (isRemembering)
        requests.append(request);
    // Who is cut off within the request has no place for a refusal.
    if (fault.delivery != Delivery::CloseAfterHead) {
        if (const auto refusal = shedding.refusal(inHand, Shedding::Clock::now())) {
            ++shed;
            return {.reply = *refusal};
        }
    }
    mostInHand = std::max(mostInHand, ++inHand);
    Answer answer{.reply = {}, .fault = fault, .latency = latency, .isInHand = true};
    if (fault.deed == Fault::Deed::Done)
        answer.reply = carryOut(request);
    if (fault.reply)
        answer.reply = *fault.reply;
    answer.reply.lengthOff += lengthOffOf(fault.delivery);
    return answer;
}

FaultReply FaultServer::Shared::carryOut(const SeenRequest &request)
{
    const FaultReply reply = store.answer(request);
    const bool isWrite = request.method() == "POST" || request.method() == "DELETE";
    if (isWrite && reply.status == 200)
        ++carriedOut[request.name()];
    return reply;
}

std::optional<FaultReply> FaultServer::Shared::personsFor(const SeenRequest &request)
{
    if (request.method() != "GET" || !request.target().endsWith("/api/v1/users"))
        return std::nullopt;
    const QMutexLocker lock(&mutex);
    ++personsAsked;
    if (!store.token.isEmpty() && request.header("x-imply-api-token") != store.token)
        return FaultReply::json(401, "{\"error\":\"Unauthorized\"}");
    return persons.value_or(FaultReply::page(404, "<!DOCTYPE html><title>Error</title><pre>Cannot GET</pre>"));
}

void FaultServer::Shared::letGo(int count)
{
    const QMutexLocker lock(&mutex);
    inHand -= count;
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
    m_latency.setSingleShot(true);
    m_latency.setTimerType(Qt::PreciseTimer); // a coarse one may be early
    connect(&m_latency, &QTimer::timeout, this, [this] {
        deliverPending();
        read();
    });
    read();
}

FaultConnection::~FaultConnection()
{
    m_shared->letGo(m_inHand);
}

void FaultConnection::read()
{
    if (m_socket->isOpen()) // it may have been reset just now
        m_input += m_socket->readAll();
    while (!m_isDeaf && !m_pending && readRequest()) {
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
    if (const auto persons = m_turn ? std::nullopt : m_shared->personsFor(request)) {
        m_input.remove(0, std::min(m_input.size(), headEnd + 4 + length));
        m_socket->write(m_shared->bytes(*persons));
        return true;
    }
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
    m_pending = m_shared->answer(request, fault);
    m_inHand += m_pending->isInHand ? 1 : 0;
    if (m_pending->latency.count() > 0)
        m_latency.start(m_pending->latency);
    else
        deliverPending();
}

void FaultConnection::deliverPending()
{
    const FaultServer::Shared::Answer answer = *std::exchange(m_pending, {});
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    if (answer.isInHand && !isSlow(answer.fault.delivery))
        letGo();
    deliver(answer.reply, answer.fault);
}

// Before the last byte goes out, so that who hears it finds the request no more in hand.
void FaultConnection::letGo()
{
    --m_inHand;
    m_shared->letGo(1);
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
    fallSilent();
    m_socket->disconnectFromHost();
}

void FaultConnection::reset()
{
    fallSilent();
    const linger atOnce{1, 0};
    ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    m_socket->abort();
    m_socket->deleteLater();
}

void FaultConnection::fallSilent()
{
    m_isDeaf = true;
    m_latency.stop();
    m_drip.stop();
}

void FaultConnection::dripOne()
{
    if (m_output.size() == 1) {
        m_drip.stop();
        letGo();
    }
    m_socket->write(m_output.left(1));
    m_output.remove(0, 1);
}

} // namespace gatehouse
