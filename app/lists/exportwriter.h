// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/exportend.h"

#include <QFutureWatcher>
#include <QObject>

#include <atomic>
#include <memory>

namespace gatehouse {

/// Writes users into a file on a worker, see writeExport(); the window feels nothing of how many they are.
///
/// One object, one export. Lives on any thread with an event loop. Destroying it gives up without a signal: the file is
/// then as it was, unless the whole new one was in its place already.
class ExportWriter final : public QObject
{
    Q_OBJECT
public:
    explicit ExportWriter(QObject *parent = nullptr);
    ~ExportWriter() override;

    /// Into this file, in place of the one that is there. Once only.
    void write(ExportSource source, ExportStyle style, const QString &file);
    /// finished() still comes, with Saved where it came too late.
    void cancel();

signals:
    /// So many rows of all are through; now and then, for a panel.
    void progressed(qint64 rows, qint64 total);
    /// Once, through the event loop.
    void finished(const gatehouse::ExportEnd &end);

private:
    std::shared_ptr<std::atomic_bool> m_stop; ///< shared with the worker
    QFutureWatcher<ExportEnd> m_work;
    bool m_isStarted = false;
};

} // namespace gatehouse
