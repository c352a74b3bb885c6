// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchwindow.h"

#include <QProcess>

namespace gatehouse::bench {

/// The demo server with so many users in a process of its own, over http on loopback; it can be written to. Ends with
/// this object.
class BulkServer final
{
public:
    explicit BulkServer(std::size_t users);
    ~BulkServer();
    BulkServer(const BulkServer &) = delete;
    BulkServer &operator=(const BulkServer &) = delete;

    const BenchServer &server() const { return m_server; }

private:
    QProcess m_process;
    BenchServer m_server;
};

} // namespace gatehouse::bench
