// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchapplication.h"
#include "benchwindow.h"

#include <QStringList>

#include <map>
#include <optional>

namespace gatehouse::bench {

/// What a process of its own found out about one load into an empty window and one refresh of it; memory can be told
/// in no other way. Figures by name; times in milliseconds, memory in bytes.
using ProbeReport = std::map<std::string, double>;

/// Touches more memory than a load takes and lets it go. A virtual machine may have given its free memory back to its
/// host, and to have it again was seen to take twenty times as long as memory that is there: 242 against 11 ms for
/// 128 MB. What a load takes would depend on what was measured before it.
void fetchMemory();

/// Whether memory is there when a load begins, see fetchMemory(), or as the machine has it at that moment.
enum class Memory { Fetched, AsItComes };

/// The child's side: loads, measures, prints the report as a line of JSON.
/// Names: users, nameBytes, painted, personsPainted (0 without), atRest, residentAtRest, peak, loadGap, loadBusy,
/// refreshed, refreshGap, refreshBusy.
int probeLoad(BenchApplication &application, const BenchServer &server, Memory memory);

/// The child's side: the demo server with so many users, until stdin is closed. Prints its address and token as a line.
int probeServer(int users);

/// The parent's side of probeLoad(): one process a round, however many rows ask for its figures.
class LoadProbes final
{
public:
    LoadProbes(std::function<BenchServer()> server, Memory memory) : m_server(std::move(server)), m_memory(memory) {}

    /// What the nth process (from 0) found; it is started by the first who asks. Empty when it failed.
    const ProbeReport &report(std::size_t nth);

private:
    ProbeReport probe() const;
    std::function<BenchServer()> m_server;
    Memory m_memory;
    std::vector<ProbeReport> m_reports;
};

} // namespace gatehouse::bench
