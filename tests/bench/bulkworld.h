// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contest.h"

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <optional>
#include <vector>

namespace gatehouse::bench {

/// What one lap of a bulk said of itself, see bulklap.cpp.
struct BulkLap
{
    Milliseconds time{};      ///< ours: from the first request; the rival's: of the whole command
    Milliseconds answering{}; ///< from the first answer to the last
    double processor = 0;     ///< microseconds
    double memory = 0;        ///< kB, at its most
    std::size_t answered = 0; ///< as they should be
};

/// One cell of the table of bulks.
struct BulkCell
{
    QString scheme;
    int away = 0; ///< milliseconds of a round trip; 0: loopback
    int connections = 0;
    int writes = 0;
};

/// A server that is not ours, at several distances, in a network namespace of its own, where ports are free and nothing
/// else is reached. Everything in it ends with it.
class BulkWorld final
{
public:
    /// What is missing here for such a world, in English; nothing if it can be made.
    static std::optional<QString> missing();

    BulkWorld();
    ~BulkWorld();
    BulkWorld(const BulkWorld &) = delete;
    BulkWorld &operator=(const BulkWorld &) = delete;

    /// Gatehouse's own way, and the one of `curl --parallel`; of nothing answered if it failed, which is told on
    /// stderr.
    BulkLap ours(const BulkCell &cell);
    BulkLap rival(const BulkCell &cell);

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString base(const BulkCell &cell) const;
    QString orders(const BulkCell &cell);
    void start();
    QString run(const QString &command);
    BulkLap lap(const QString &command);

    QTemporaryDir m_folder;
    QProcess m_shell;
};

} // namespace gatehouse::bench
