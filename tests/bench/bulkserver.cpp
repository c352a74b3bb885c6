// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulkserver.h"

#include "webserver.h"

#include <QCoreApplication>

#include <cstdio>

namespace gatehouse::bench {

BulkServer::BulkServer(std::size_t users)
{
    constexpr int kPeoplePatience = 120'000; // milliseconds: a million people are made first
    endWithUs(m_process);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--probe"), QStringLiteral("server"),
                                                              QStringLiteral("--users"), QString::number(users)});
    while (!m_process.canReadLine() && m_process.waitForReadyRead(kPeoplePatience)) {
    }
    const QByteArrayList words = m_process.readLine().trimmed().split(' ');
    if (words.size() != 2)
        std::fprintf(stderr, "  The server to write to did not start.\n");
    m_server.base = QUrl(QString::fromLatin1(words.first()));
    m_server.token = words.last();
    m_server.hasPersons = true;
}

BulkServer::~BulkServer()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(5000))
        m_process.kill();
}

} // namespace gatehouse::bench
