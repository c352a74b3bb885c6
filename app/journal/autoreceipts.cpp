// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/autoreceipts.h"

namespace gatehouse {

AutoReceipts::AutoReceipts(Journal &journal, QObject *parent) : QObject(parent), m_journal(journal) {}

void AutoReceipts::setFolder(const QString &folder)
{
    if (folder == m_folder)
        return;
    m_folder = folder;
    m_hasFailed = false;
    if (folder.isEmpty())
        m_waiting.clear();
}

void AutoReceipts::save(const QUuid &set)
{
    if (m_folder.isEmpty())
        return;
    m_waiting.append(set);
    if (!m_writer)
        next();
}

void AutoReceipts::next()
{
    if (m_waiting.isEmpty())
        return;
    m_writer = new ReceiptWriter(m_journal, this);
    connect(m_writer, &ReceiptWriter::finished, this, &AutoReceipts::take);
    m_writer->writeInto({m_waiting.takeFirst(), ReceiptFormat::Json, {}}, m_folder);
}

void AutoReceipts::take(const QString &file, const QString &problem)
{
    m_writer->deleteLater();
    m_writer = nullptr;
    next();
    if (problem.isEmpty()) {
        emit saved(file);
    } else if (!m_hasFailed) {
        m_hasFailed = true;
        emit failed(problem);
    }
    if (isIdle())
        emit idle();
}

} // namespace gatehouse
