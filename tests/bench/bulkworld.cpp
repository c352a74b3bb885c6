// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulkworld.h"

#include "bulkwrites.h"

#include "users/statusjson.h"

#include <QCoreApplication>
#include <QFile>
#include <QStandardPaths>
#include <QStringList>

#include <unistd.h>

#include <cstdio>

namespace gatehouse::bench {
namespace {

constexpr int kMostWrites = 20'000;
constexpr int kPatience = 120'000; ///< milliseconds, for a command
constexpr char kEchoModule[] = "/usr/lib/nginx/modules/ngx_http_echo_module.so";
constexpr char kEnd[] = "that was it";

QString beside(const char *program)
{
    return QCoreApplication::applicationDirPath() + u'/' + QLatin1String(program);
}

/// nginx stands where only an administrator looks.
QString find(const char *program)
{
    const QString name = QLatin1String(program);
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin")}) : found;
}

/// A namespace of its own for the network, and one for processes, whose last one takes all others along.
QStringList namespaces()
{
    QStringList options{QStringLiteral("-n"), QStringLiteral("-p"), QStringLiteral("-f"),
                        QStringLiteral("--kill-child")};
    if (geteuid() != 0)
        options.prepend(QStringLiteral("-r"));
    return options;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        std::fprintf(stderr, "%s could not be written\n", qPrintable(path));
}

/// The list that a bulk is compared with, and to each write its own body as the answer.
QByteArray serverConfiguration(const QByteArray &folder)
{
    QByteArray text = R"(load_module MODULE;
daemon off; master_process off; pid FOLDER/pid; error_log FOLDER/error.log;
events { worker_connections 1024; }
http {
    access_log off; default_type application/json; tcp_nodelay on;
    keepalive_requests 100000000; keepalive_timeout 600s; client_body_buffer_size 16k;
    client_body_temp_path FOLDER/1; proxy_temp_path FOLDER/2; fastcgi_temp_path FOLDER/3;
    uwsgi_temp_path FOLDER/4; scgi_temp_path FOLDER/5;
    ssl_certificate FOLDER/certificate.pem; ssl_certificate_key FOLDER/key.pem;
    server {
        listen 8080; listen 8443 ssl;
        location = /api/v1/user-statuses { alias FOLDER/list.json; }
        location /api/v1/user-statuses/ { echo_read_request_body; echo -n $request_body; }
    }
}
)";
    return text.replace("MODULE", kEchoModule).replace("FOLDER", folder);
}

QByteArray everybody()
{
    QByteArrayList entries;
    for (int i = 0; i < kMostWrites; ++i)
        entries.append(writeStatus(UserStatus::enabled(bulkName(i))));
    return "{\"userStatuses\":[" + entries.join(',') + "]}";
}

/// One write as curl reads it, with the headers that ours has.
QByteArray order(const QByteArray &url, int n, const QByteArray &certificate)
{
    QByteArray body = "{\"userStatus\":" + writeStatus(bulkStatus(n)) + '}';
    body.replace('"', "\\\"");
    return "url = \"" + url + "/api/v1/user-statuses/" + bulkName(n).replace('@', "%40") + "\"\ndata-binary = \"" +
           body + "\"\nheader = \"x-imply-api-token: " + kBulkToken +
           "\"\nheader = \"Accept: application/json\"\nheader = \"Content-Type: application/json\"\n"
           "user-agent = \"Gatehouse\"\nhttp1.1\nsilent\nnoproxy = \"*\"\noutput = /dev/null\n"
           "write-out = \"%{http_code}\\n\"\ncacert = \"" +
           certificate + "\"\n";
}

} // namespace

std::optional<QString> BulkWorld::missing()
{
    for (const char *program : {"nginx", "curl", "openssl", "unshare", "stdbuf"}) {
        if (find(program).isEmpty())
            return QStringLiteral("there is no %1").arg(QLatin1String(program));
    }
    if (!QFile::exists(QLatin1String(kEchoModule)))
        return QStringLiteral("nginx has no echo module");
    QProcess check;
    check.start(find("unshare"), namespaces() + QStringList{beside("gatehouse_delayline"), QStringLiteral("--check")});
    if (!check.waitForFinished(kPatience) || check.exitCode() != 0)
        return QStringLiteral("no network namespace with a tun device may be made here");
    return {};
}

BulkWorld::BulkWorld()
{
    write(path(QStringLiteral("list.json")), everybody());
    write(path(QStringLiteral("nginx.conf")), serverConfiguration(m_folder.path().toUtf8()));
    m_shell.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_shell.start(find("unshare"), namespaces() + QStringList{QStringLiteral("sh")});
    start();
}

BulkWorld::~BulkWorld()
{
    m_shell.closeWriteChannel(); // the shell ends, and with it everything in its namespace
    if (!m_shell.waitForFinished(kPatience))
        m_shell.kill();
}

void BulkWorld::start()
{
    const QString certificate = path(QStringLiteral("certificate.pem"));
    run(QStringLiteral("openssl req -x509 -newkey rsa:2048 -nodes -keyout %1 -out %2 -days 2 -subj /CN=localhost "
                       "-addext subjectAltName=IP:127.0.0.1,IP:10.9.1.2,IP:10.9.20.2,IP:10.9.100.2 2>/dev/null")
            .arg(path(QStringLiteral("key.pem")), certificate));
    for (const int away : {1, 20, 100})
        run(QStringLiteral("%1 %2 %2 &").arg(beside("gatehouse_delayline")).arg(away));
    run(QStringLiteral("%1 -c %2 2>/dev/null &").arg(find("nginx"), path(QStringLiteral("nginx.conf"))));
    for (const int away : {0, 1, 20, 100})
        run(QStringLiteral("for i in $(seq 100); do curl -s -o /dev/null --cacert %1 %2/api/v1/user-statuses && break; "
                           "sleep 0.05; done")
                .arg(certificate, base({QStringLiteral("https"), away, 1, 1})));
}

QString BulkWorld::base(const BulkCell &cell) const
{
    const QString host = cell.away == 0 ? QStringLiteral("127.0.0.1") : QStringLiteral("10.9.%1.2").arg(cell.away);
    return QStringLiteral("%1://%2:%3")
        .arg(cell.scheme, host,
             cell.scheme == QLatin1String("https") ? QStringLiteral("8443") : QStringLiteral("8080"));
}

/// A file of what curl is to do; made once for each server, and for as many writes.
QString BulkWorld::orders(const BulkCell &cell)
{
    const QString file = path(QStringLiteral("orders-%1-%2-%3").arg(cell.scheme).arg(cell.away).arg(cell.writes));
    if (QFile::exists(file))
        return file;
    QByteArrayList all;
    for (int i = 0; i < cell.writes; ++i)
        all.append(order(base(cell).toUtf8(), i, path(QStringLiteral("certificate.pem")).toUtf8()));
    write(file, all.join("next\n"));
    return file;
}

/// What the command says.
QString BulkWorld::run(const QString &command)
{
    m_shell.write(command.toUtf8() + "\necho " + kEnd + '\n');
    QByteArray said;
    while (!said.endsWith(QByteArray(kEnd) + '\n') && m_shell.waitForReadyRead(kPatience))
        said += m_shell.readAllStandardOutput();
    return QString::fromUtf8(said);
}

BulkLap BulkWorld::lap(const QString &command)
{
    const QStringList said = run(command).split(QLatin1Char('\n')).constFirst().split(QLatin1Char(' '));
    if (said.size() != 5) {
        std::fprintf(stderr, "this failed: %s\n", qPrintable(command));
        return {};
    }
    return {Milliseconds(said.at(0).toDouble()), Milliseconds(said.at(1).toDouble()), said.at(2).toDouble(),
            said.at(3).toDouble(), static_cast<std::size_t>(said.at(4).toULongLong())};
}

BulkLap BulkWorld::ours(const BulkCell &cell)
{
    return lap(QStringLiteral("%1 ours %2 %3 %4 %5")
                   .arg(beside("gatehouse_bulklap"), base(cell), path(QStringLiteral("certificate.pem")))
                   .arg(cell.writes)
                   .arg(cell.connections));
}

BulkLap BulkWorld::rival(const BulkCell &cell)
{
    return lap(QStringLiteral("%1 rival stdbuf -oL curl --parallel --parallel-immediate --parallel-max %2 -K %3 "
                              "2>/dev/null")
                   .arg(beside("gatehouse_bulklap"))
                   .arg(cell.connections)
                   .arg(orders(cell)));
}

} // namespace gatehouse::bench
