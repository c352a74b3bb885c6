// SPDX-License-Identifier: GPL-3.0-or-later
#include "webserver.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QSslCertificate>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <csignal>
#include <cstdio>
#include <sys/prctl.h>
#include <unistd.h>

namespace gatehouse::bench {

namespace {

constexpr int kWebPatience = 10'000; // milliseconds

/// A program that may stand where only an administrator's shell looks.
QString programNamed(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty()
               ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/sbin")})
               : found;
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

bool isAnswering(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected(100);
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

void endWithUs(QProcess &process)
{
    process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
}

std::unique_ptr<WebServer> WebServer::start()
{
    std::unique_ptr<WebServer> server(new WebServer);
    QString problem;
    for (const QString &program : {QStringLiteral("nginx"), QStringLiteral("openssl"), QStringLiteral("curl")}) {
        if (programNamed(program).isEmpty())
            problem = QStringLiteral("%1 is not installed").arg(program);
    }
    if (problem.isEmpty())
        problem = server->makeCertificate();
    if (problem.isEmpty())
        problem = server->run();
    if (problem.isEmpty())
        return server;
    std::fprintf(stderr, "There is no web server to load from: %s.\n", qPrintable(problem));
    return nullptr;
}

WebServer::~WebServer()
{
    m_process.terminate();
    if (!m_process.waitForFinished(kWebPatience))
        m_process.kill();
}

QString WebServer::makeCertificate()
{
    QProcess openssl;
    openssl.setWorkingDirectory(m_folder.path());
    openssl.start(programNamed(QStringLiteral("openssl")),
                  {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"),
                   QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"),
                   QStringLiteral("-keyout"), QStringLiteral("key.pem"), QStringLiteral("-out"),
                   QStringLiteral("certificate.pem"), QStringLiteral("-days"), QStringLiteral("2"),
                   QStringLiteral("-subj"), QStringLiteral("/CN=localhost"), QStringLiteral("-addext"),
                   QStringLiteral("subjectAltName=DNS:localhost,IP:127.0.0.1")});
    openssl.waitForFinished(kWebPatience);
    const auto made = QSslCertificate::fromPath(m_folder.filePath(QStringLiteral("certificate.pem")));
    if (made.isEmpty())
        return QStringLiteral("openssl made no certificate");
    m_pin = made.first().digest(QCryptographicHash::Sha256);
    return {};
}

QString WebServer::makeConfiguration(quint16 port) const
{
    // Its worker would lose the right to read the folder that is root's.
    const QByteArray user = geteuid() == 0 ? "user root;\n" : "";
    const QByteArray folder = QFile::encodeName(m_folder.path());
    QByteArray temporary;
    for (const char *kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        temporary += QByteArray(kind) + "_temp_path " + folder + "/" + kind + ";\n";
    const QByteArray text =
        user + "daemon off;\nworker_processes 1;\nerror_log stderr warn;\npid " + folder +
        "/nginx.pid;\nevents { worker_connections 256; }\nhttp {\naccess_log off;\n" + temporary +
        "types { }\ndefault_type application/json;\nserver {\nlisten 127.0.0.1:" + QByteArray::number(port) +
        " ssl;\nssl_certificate " + folder + "/certificate.pem;\nssl_certificate_key " + folder + "/key.pem;\nroot " +
        folder + "/root;\n}\n}\n";
    const QString path = m_folder.filePath(QStringLiteral("nginx.conf"));
    return write(path, text) ? path : QString();
}

QString WebServer::run()
{
    endWithUs(m_process);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    // The port may be taken by somebody else between being found and being used.
    for (int attempt = 0; attempt < 5; ++attempt) {
        m_port = freePort();
        const QString configuration = makeConfiguration(m_port);
        m_process.start(programNamed(QStringLiteral("nginx")),
                        {QStringLiteral("-p"), m_folder.path(), QStringLiteral("-e"), QStringLiteral("stderr"),
                         QStringLiteral("-c"), configuration});
        for (int i = 0; i < 100 && m_process.state() != QProcess::NotRunning; ++i) {
            if (isAnswering(m_port))
                return {};
            m_process.waitForFinished(20);
        }
    }
    return QStringLiteral("nginx did not start: ") + QString::fromLocal8Bit(m_process.readAll()).trimmed();
}

QUrl WebServer::base(const QString &name) const
{
    return QUrl(QStringLiteral("https://127.0.0.1:%1/%2").arg(m_port).arg(name));
}

QString WebServer::file(const QString &name, const QString &path) const
{
    return m_folder.filePath(QStringLiteral("root/%1/%2").arg(name, path));
}

bool WebServer::serves(const QString &name, const QString &path) const
{
    return QFileInfo::exists(file(name, path));
}

void WebServer::serve(const QString &name, const QString &path, const QByteArray &body)
{
    const QString where = file(name, path);
    QDir().mkpath(QFileInfo(where).path());
    if (!write(where, body))
        std::fprintf(stderr, "%s could not be written.\n", qPrintable(where));
}

Download downloadWithCurl(const QList<QUrl> &urls)
{
    QStringList arguments{QStringLiteral("-sk"), QStringLiteral("-w"),
                          QStringLiteral("%{time_total} %{size_download}\\n")};
    for (const QUrl &url : urls)
        arguments << QStringLiteral("-o") << QStringLiteral("/dev/null") << url.toString();
    QProcess curl;
    curl.start(programNamed(QStringLiteral("curl")), arguments);
    curl.waitForFinished(kWebPatience * 6);
    Download download;
    for (const QByteArray &line : curl.readAllStandardOutput().trimmed().split('\n')) {
        const QByteArrayList words = line.split(' ');
        download.time += words.first().toDouble() * 1000;
        download.bytes += words.last().toLongLong();
    }
    return download;
}

} // namespace gatehouse::bench
