// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/faultscript.h"
#include "tests/support/faultstore.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

namespace gatehouse {

/// What a fault server's thread and the test share.
struct FaultServer::Shared
{
    mutable QMutex mutex;
    FaultStore store;
    FaultScript script;
    QList<SeenRequest> requests;
    std::map<QByteArray, int> carriedOut; ///< writes, by name
    int connections = 0;
    bool isClosingOnAccept = false;
    std::optional<std::chrono::milliseconds> clock = std::chrono::milliseconds{0}; ///< how far it is ahead

    FaultScript::Turn take(const QByteArray &method);
    std::optional<Fault> fate(const SeenRequest &request, FaultScript::Turn turn, bool isWhole) const;
    /// What the store says when it carries the request out.
    FaultReply carryOut(const SeenRequest &request);
    QByteArray bytes(const FaultReply &reply) const;
};

/// One client's connection: cuts requests out of the stream, and answers them as the script says. Goes with its socket.
class FaultConnection final : public QObject
{
    Q_OBJECT
public:
    FaultConnection(QTcpSocket *socket, std::shared_ptr<FaultServer::Shared> shared, int number);

private:
    void read();
    bool readRequest();
    void act(const SeenRequest &request, const Fault &fault);
    void deliver(const FaultReply &reply, const Fault &fault);
    void writeAndClose(const QByteArray &bytes);
    void close();
    void reset();
    void dripOne();

    QTcpSocket *m_socket;
    std::shared_ptr<FaultServer::Shared> m_shared;
    QByteArray m_input;
    QByteArray m_output;
    std::optional<FaultScript::Turn> m_turn; ///< of the request that is coming in
    std::optional<Fault> m_fault;            ///< its
    QTimer m_drip{this};
    int m_number;
    bool m_isDeaf = false;
};

} // namespace gatehouse
