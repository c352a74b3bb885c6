// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/serverprobe.h"

#include <memory>

namespace gatehouse {

/// Looks at a server, after a test of the connection failed, for what may have been typed wrong: http where TLS is
/// spoken, no port where only Pivot's own answers. Sends it no request and no token, and does not make the person wait
/// long: each look takes three seconds at most.
///
/// For the window's thread. One answered() follows each look, through the event loop, unless it is destroyed first.
class HintProbe final : public QObject
{
    Q_OBJECT
public:
    explicit HintProbe(const ClientOptions &options, QObject *parent = nullptr);
    ~HintProbe() override;

    /// Whether what was asked over http speaks TLS.
    void lookForTls(const QUrl &address);
    /// Whether something answers where Pivot is by default, when no port was typed.
    void lookForPivotsPort(const QUrl &address, int port);

signals:
    /// The hint in a sentence; empty when there is nothing to say.
    void answered(const QString &hint);

private:
    void look(const QUrl &there, const QString &hint);

    ClientOptions m_options;
    std::unique_ptr<ServerProbe> m_probe;
};

/// Whether a failure of a request over http can come of a server that speaks TLS there: one that closes, stays silent,
/// or answers 400 and the like. Another status was said by a server that understood the request.
bool mayComeOfTls(const ApiError &error);

} // namespace gatehouse
