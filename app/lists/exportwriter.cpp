// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/exportwriter.h"

#include "lists/exportfile.h"

#include <QPromise>
#include <QThreadPool>

#include <utility>

namespace gatehouse {

ExportWriter::ExportWriter(QObject *parent) : QObject(parent), m_stop(std::make_shared<std::atomic_bool>(false))
{
    connect(&m_work, &QFutureWatcherBase::progressValueChanged, this,
            [this](int rows) { emit progressed(rows, m_work.progressMaximum()); });
    connect(&m_work, &QFutureWatcherBase::finished, this, [this] { emit finished(m_work.result()); });
}

ExportWriter::~ExportWriter()
{
    *m_stop = true;
}

void ExportWriter::write(ExportSource source, ExportStyle style, const QString &file)
{
    Q_ASSERT(!m_isStarted);
    m_isStarted = true;
    auto promise = std::make_shared<QPromise<ExportEnd>>();
    auto work = std::make_shared<const ExportSource>(std::move(source));
    promise->setProgressRange(0, static_cast<int>(work->rows.size()));
    m_work.setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, work, style, file, stop = m_stop]() mutable {
        promise->start();
        // Not the future's own cancelling: that would drop the answer of an export that was through already.
        const ExportEnd end = writeExport(*work, style, file, [&promise, &stop](qint64 rows) {
            promise->setProgressValue(static_cast<int>(rows));
            return !*stop;
        });
        // Let go of before anybody thinks it over.
        work.reset();
        promise->addResult(end);
        promise->finish();
    });
}

void ExportWriter::cancel()
{
    *m_stop = true;
}

} // namespace gatehouse
