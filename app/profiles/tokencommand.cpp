// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/tokencommand.h"

namespace gatehouse {

TokenCommand::TokenCommand(QStringList command, std::chrono::milliseconds timeout, QObject *parent)
    : QObject(parent), m_command(std::move(command)), m_timeout(timeout)
{
    m_timer.setSingleShot(true);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(QProcess::nullDevice());
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &TokenCommand::readOutput);
    connect(&m_process, &QProcess::finished, this, &TokenCommand::finish, Qt::QueuedConnection);
    connect(
        &m_process, &QProcess::errorOccurred, this,
        [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                end(tl::unexpected(
                    tr("The command that brings the token could not be started: %1.", "%1 is the program's name")
                        .arg(m_command.constFirst())));
        },
        Qt::QueuedConnection);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        end(tl::unexpected(tr("The command that brings the token did not end within %n second(s).", nullptr,
                              static_cast<int>(m_timeout.count() / 1000))));
    });
}

TokenCommand::~TokenCommand()
{
    m_process.disconnect(this);
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
}

void TokenCommand::start()
{
    if (m_command.isEmpty() || m_command.constFirst().isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this] { end(tl::unexpected(tr("No command is given that brings the token."))); },
            Qt::QueuedConnection);
        return;
    }
    m_timer.start(m_timeout);
    m_process.start(m_command.constFirst(), m_command.mid(1));
}

void TokenCommand::readOutput()
{
    m_output += m_process.readAllStandardOutput();
    if (m_output.size() > kMostBytes)
        end(tl::unexpected(tr("The command that brings the token prints far more than a token.")));
}

void TokenCommand::finish(int exitCode, QProcess::ExitStatus how)
{
    readOutput();
    const QByteArray token = m_output.trimmed();
    if (how != QProcess::NormalExit)
        end(tl::unexpected(tr("The command that brings the token crashed.")));
    else if (exitCode != 0)
        end(tl::unexpected(tr("The command that brings the token ended with %1.", "%1 is an exit code").arg(exitCode)));
    else if (token.isEmpty())
        end(tl::unexpected(tr("The command that brings the token printed nothing.")));
    else
        end(token);
}

void TokenCommand::end(const tl::expected<QByteArray, QString> &token)
{
    m_timer.stop();
    if (std::exchange(m_hasEnded, true))
        return;
    m_output.fill('\0');
    m_process.kill();
    emit ended(token);
}

} // namespace gatehouse
