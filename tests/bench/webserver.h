// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>

namespace gatehouse::bench {

/// A web server that is not ours: nginx on a free port of 127.0.0.1, over HTTPS with a certificate made for it alone,
/// with one worker. It serves files as JSON; what it does not have is 404. It ends with this object.
class WebServer final
{
public:
    /// Null, with a line on stderr that says why, where nginx, openssl or curl is missing or will not start.
    static std::unique_ptr<WebServer> start();
    ~WebServer();
    WebServer(const WebServer &) = delete;
    WebServer &operator=(const WebServer &) = delete;

    /// The base address of a Pivot of this name, whose answers come by serve().
    QUrl base(const QString &name) const;
    /// From now on GET of `path` beneath the base is answered with this body.
    void serve(const QString &name, const QString &path, const QByteArray &body);
    bool serves(const QString &name, const QString &path) const;
    /// SHA-256 of its certificate: what a client must pin.
    const QByteArray &pin() const { return m_pin; }

private:
    WebServer() = default;
    QString makeCertificate();
    QString makeConfiguration(quint16 port) const;
    QString run();
    QString file(const QString &name, const QString &path) const;

    QTemporaryDir m_folder;
    QByteArray m_pin;
    quint16 m_port = 0;
    QProcess m_process;
};

/// How long curl takes for these, one after the other over one connection, as it says itself (without its own start):
/// milliseconds, and how many bytes came. The fastest program to download with that everybody has.
struct Download
{
    double time = 0;
    qint64 bytes = 0;
};
Download downloadWithCurl(const QList<QUrl> &urls);

/// Ends with this process, however that ends.
void endWithUs(QProcess &process);

} // namespace gatehouse::bench
