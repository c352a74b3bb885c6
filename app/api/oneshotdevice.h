// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace gatehouse {

/// A request's body that can be read once and never again. QNetworkAccessManager sends a request a second time by
/// itself when the server closes without an answer, POST and DELETE too; with an unbuffered sequential body that
/// refuses to be reset it cannot, whatever it wants. Needs Content-Length and DoNotBufferUploadDataAttribute on the
/// request. Works with an empty body as well. Lives on the thread of the manager, at least as long as the reply.
class OneShotDevice final : public QIODevice
{
    Q_OBJECT
public:
    explicit OneShotDevice(QByteArray body, QObject *parent = nullptr);

    /// Whether any byte has left: a body of which nothing was handed out cannot have reached a server.
    bool wasHandedOut() const { return m_at > 0; }

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool atEnd() const override { return m_at == m_body.size(); }
    qint64 size() const override { return m_body.size(); }
    qint64 bytesAvailable() const override { return m_body.size() - m_at + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_body;
    qint64 m_at = 0;
};

} // namespace gatehouse
