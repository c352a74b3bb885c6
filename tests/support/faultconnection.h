// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/faultscript.h"
#include "tests/support/faultstore.h"
#include "tests/support/shedding.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

namespace gatehouse {

/// What a fault server's thread and the test share.
struct FaultServer::Shared
{
    /// What a request is answered with, how and when.
    struct Answer
    {
        FaultReply reply;
        Fault fault{};
        std::chrono::milliseconds latency{0};
        bool isInHand = false;
    };

    mutable QMutex mutex;
    FaultStore store;
    FaultScript script;
    Shedding shedding;
    std::chrono::milliseconds latency{0};
    QList<SeenRequest> requests;
    bool isRemembering = true;            ///< else there are none
    std::map<QByteArray, int> carriedOut; ///< writes, by name
    std::optional<FaultReply> persons;    ///< what GET /users is answered
    int personsAsked = 0;
    int connections = 0;
    int inHand = 0;
    int mostInHand = 0;
    int shed = 0;
    bool isClosingOnAccept = false;
    std::optional<std::chrono::milliseconds> clock = std::chrono::milliseconds{0}; ///< how far it is ahead

    // Each of these takes the mutex.
    FaultScript::Turn take(const QByteArray &method);
    std::optional<Fault> fate(const SeenRequest &request, FaultScript::Turn turn, bool isWhole) const;
    /// Writes the request down, and carries it out where the fault lets it.
    Answer answer(const SeenRequest &request, const Fault &fault);
    void letGo(int count);
    /// Asked for the persons: the answer, which no fault is about; nothing for any other request.
    std::optional<FaultReply> personsFor(const SeenRequest &request);
    QByteArray bytes(const FaultReply &reply) const;

private:
    /// What the store says when it carries the request out. Under the mutex.
    FaultReply carryOut(const SeenRequest &request);
};

/// One client's connection: cuts requests out of the stream, and answers them as the script says. Goes with its socket.
class FaultConnection final : public QObject
{
    Q_OBJECT
public:
    FaultConnection(QTcpSocket *socket, std::shared_ptr<FaultServer::Shared> shared, int number);
    ~FaultConnection() override;
    FaultConnection(const FaultConnection &) = delete;
    FaultConnection &operator=(const FaultConnection &) = delete;

    /// Nothing is read or said any more.
    void close();

private:
    void read();
    bool readRequest();
    void act(const SeenRequest &request, const Fault &fault);
    void deliver(const FaultReply &reply, const Fault &fault);
    void deliverPending();
    void letGo();
    void writeAndClose(const QByteArray &bytes);
    void reset();
    void fallSilent();
    void dripOne();

    QTcpSocket *m_socket;
    std::shared_ptr<FaultServer::Shared> m_shared;
    QByteArray m_input;
    QByteArray m_output;
    std::optional<FaultScript::Turn> m_turn; ///< of the request that is coming in
    std::optional<Fault> m_fault;            ///< its
    QTimer m_drip{this};
    std::optional<FaultServer::Shared::Answer> m_pending; ///< waits for the latency to pass
    QTimer m_latency{this};
    int m_number;
    int m_inHand = 0; ///< how many of its requests are
    bool m_isDeaf = false;
};

} // namespace gatehouse
