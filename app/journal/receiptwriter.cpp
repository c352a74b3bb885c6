// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/receiptwriter.h"

#include "journal/receiptfile.h"
#include "journal/receiptname.h"

#include <QPointer>
#include <QPromise>
#include <QThreadPool>

namespace gatehouse {

ReceiptWriter::ReceiptWriter(Journal &journal, QObject *parent) : QObject(parent), m_journal(journal)
{
    connect(&m_step, &QFutureWatcherBase::finished, this, &ReceiptWriter::stepEnded);
}

// A worker that is in the middle keeps the file until it is through; the file then takes itself away.
ReceiptWriter::~ReceiptWriter() = default;

void ReceiptWriter::write(const Order &order, const QString &file)
{
    start(order, file, Naming::AsGiven);
}

void ReceiptWriter::writeInto(const Order &order, const QString &folder)
{
    start(order, folder, Naming::OfItsOwn);
}

void ReceiptWriter::start(const Order &order, const QString &place, Naming naming)
{
    Q_ASSERT(m_place.isEmpty());
    m_order = order;
    m_place = place;
    m_naming = naming;
    findSet();
}

void ReceiptWriter::findSet()
{
    const auto take = [this, me = QPointer(this)](const tl::expected<std::optional<SetSummary>, QString> &found) {
        if (!me || m_isDone)
            return;
        if (!found)
            return end(tr("The receipt was not saved. %1").arg(found.error()));
        if (!*found)
            return end(tr("The receipt was not saved: the journal does not know this set."));
        m_file = std::make_shared<ReceiptFile>(ReceiptText(**found, m_order.rows, m_order.format, m_order.mark),
                                               m_place, receiptFileName(**found, m_order.format),
                                               m_naming == Naming::AsGiven ? ReceiptFile::Naming::AsGiven
                                                                           : ReceiptFile::Naming::OfItsOwn);
        onWorker([](ReceiptFile &file) { return file.open(); });
    };
    m_journal.summary(m_order.set, take);
}

void ReceiptWriter::readPage(qint64 first)
{
    m_journal.rows(m_order.set, m_order.rows, first, m_pageSize,
                   [this, me = QPointer(this)](tl::expected<SetRowPage, QString> answer) {
                       if (!me || m_isDone)
                           return;
                       if (!answer)
                           return end(tr("The receipt was not saved. %1").arg(answer.error()));
                       takePage(std::move(*answer));
                   });
}

void ReceiptWriter::takePage(SetRowPage page)
{
    if (m_total < 0)
        m_total = page.total;
    // While a set runs, rows come and go below a filter by outcome: pages then do not fit together.
    const bool isShort = page.rows.isEmpty() && m_read < m_total;
    if (page.total != m_total || isShort)
        return end(tr("The receipt was not saved: the set changed while it was read. Try again when it has ended."));
    m_read += page.rows.size();
    m_isLast = m_read >= m_total;
    onWorker([rows = std::move(page.rows), isLast = m_isLast](ReceiptFile &file) {
        const QString problem = file.add(rows);
        return problem.isEmpty() && isLast ? file.finish() : problem;
    });
    emit progressed(m_read, m_total);
}

template<typename Work>
void ReceiptWriter::onWorker(Work work)
{
    auto promise = std::make_shared<QPromise<QString>>();
    m_step.setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, file = m_file, run = std::move(work)]() mutable {
        promise->start();
        promise->addResult(run(*file));
        // Let go of before the next step may begin, or the last one be thought over.
        file.reset();
        promise->finish();
    });
}

void ReceiptWriter::stepEnded()
{
    if (m_isDone)
        return;
    const QString problem = m_step.result();
    if (!problem.isEmpty() || m_isLast)
        return end(problem);
    readPage(m_read);
}

void ReceiptWriter::end(const QString &problem)
{
    m_isDone = true;
    const QString path = m_file && problem.isEmpty() ? m_file->path() : QString();
    m_file.reset();
    emit finished(path, problem);
}

} // namespace gatehouse
