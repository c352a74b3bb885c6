// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

#include <tl/expected.hpp>

namespace gatehouse {

/// A command that prints a token: a program and its arguments, started without a shell. One object, one run. What it
/// printed stands in no sentence. Lives on the window's thread; nothing waits; destroying it ends the program.
class TokenCommand final : public QObject
{
    Q_OBJECT
public:
    /// How long it may take, and how much it may print.
    static constexpr std::chrono::milliseconds kTimeout{10'000};
    static constexpr qsizetype kMostBytes = 64 * 1024;

    explicit TokenCommand(QStringList command, std::chrono::milliseconds timeout = kTimeout, QObject *parent = nullptr);
    ~TokenCommand() override;

    void start();

signals:
    /// Once, through the event loop: what it printed without the white space around it, or one sentence why not.
    void ended(const tl::expected<QByteArray, QString> &token);

private:
    void readOutput();
    void finish(int exitCode, QProcess::ExitStatus how);
    void end(const tl::expected<QByteArray, QString> &token);

    QStringList m_command;
    std::chrono::milliseconds m_timeout;
    QProcess m_process;
    QTimer m_timer;
    QByteArray m_output;
    bool m_hasEnded = false;
};

} // namespace gatehouse
