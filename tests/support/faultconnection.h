// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/faultstore.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

namespace gatehouse {

/// What a fault server's thread and the test share.
struct FaultServer::Shared
{
    struct Script
    {
        std::map<int, Fault> nth;
        std::optional<Fault> always;
        int seen = 0;
    };

    mutable QMutex mutex;
    FaultStore store;
    std::map<QByteArray, Script> scripts;
    QList<SeenRequest> requests;
    int connections = 0;
    bool isClosingOnAccept = false;

    /// Counts the request and says what becomes of it.
    Fault next(const QByteArray &method);
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
    std::optional<Fault> m_fault;
    QTimer m_drip{this};
    int m_number;
    bool m_isDeaf = false;
};

} // namespace gatehouse
