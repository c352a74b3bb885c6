// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/faultserver.h"

#include <QRandomGenerator>

namespace gatehouse {

/// What a server is like for a while, one after the other at random: well, slow, refusing, shedding, losing answers,
/// gone. Every trouble passes.
class Weather final
{
public:
    Weather(FaultServer &server, QRandomGenerator &random) : m_server(server), m_random(random) {}

    /// Another kind than before; true when it is fair.
    bool change();
    /// Fair from now on.
    void clear();

private:
    void lose(const QByteArray &method, double share);

    FaultServer &m_server;
    QRandomGenerator &m_random;
    int m_kind = 0;
};

} // namespace gatehouse
