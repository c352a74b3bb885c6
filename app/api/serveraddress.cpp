// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/serveraddress.h"

#include <QCoreApplication>
#include <QHostAddress>

namespace gatehouse {

namespace {

QString withScheme(const QString &text)
{
    if (text.contains(QLatin1String("://")))
        return text;
    return (text.startsWith(QLatin1String("//")) ? QStringLiteral("https:") : QStringLiteral("https://")) + text;
}

/// The path without the API's own part, which people paste along, and without a slash at its end.
QString basePath(const QUrl &url)
{
    QString path = url.path(QUrl::FullyEncoded);
    const QString api = QStringLiteral("/api/v1");
    for (qsizetype at = path.lastIndexOf(api); at >= 0; at = at > 0 ? path.lastIndexOf(api, at - 1) : -1) {
        const qsizetype end = at + api.size();
        if (end == path.size() || path.at(end) == u'/') {
            path.truncate(at);
            break;
        }
    }
    while (path.endsWith(u'/'))
        path.chop(1);
    return path;
}

bool isDefaultPort(const QUrl &url)
{
    return url.port() == (url.scheme() == QLatin1String("https") ? 443 : 80);
}

QString notAnAddress()
{
    return QCoreApplication::translate("ServerAddress",
                                       "This is not a server's address. It looks like https://pivot.example.com.");
}

QUrl below(const QUrl &base, const QByteArray &encodedPath)
{
    return QUrl::fromEncoded(base.toEncoded(QUrl::StripTrailingSlash) + encodedPath, QUrl::StrictMode);
}

} // namespace

tl::expected<QUrl, QString> readServerAddress(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return tl::unexpected(QCoreApplication::translate("ServerAddress", "Enter the server's address."));
    QUrl url(withScheme(text), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || url.port() == 0)
        return tl::unexpected(notAnAddress());
    if (url.scheme() != QLatin1String("https") && url.scheme() != QLatin1String("http")) {
        return tl::unexpected(
            QCoreApplication::translate("ServerAddress", "The address must begin with https:// or http://."));
    }
    if (!url.userInfo().isEmpty()) {
        return tl::unexpected(QCoreApplication::translate(
            "ServerAddress", "The address must not hold a user name or a password. The token has its own field."));
    }
    url = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::NormalizePathSegments);
    url.setPath(basePath(url), QUrl::StrictMode);
    if (isDefaultPort(url))
        url.setPort(-1);
    return url;
}

QString addressText(const QUrl &base)
{
    return base.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo | QUrl::StripTrailingSlash);
}

bool isPlainTextBeyondLoopback(const QUrl &base)
{
    if (base.scheme() != QLatin1String("http"))
        return false;
    const QString host = base.host();
    if (host == QLatin1String("localhost") || host.endsWith(QLatin1String(".localhost")))
        return false;
    return !QHostAddress(host).isLoopback();
}

QByteArray encodeSegment(QByteArrayView name)
{
    return name.toByteArray().toPercentEncoding();
}

QUrl statusesUrl(const QUrl &base)
{
    return below(base, QByteArrayLiteral("/api/v1/user-statuses"));
}

QUrl usersUrl(const QUrl &base)
{
    return below(base, QByteArrayLiteral("/api/v1/users"));
}

QUrl statusUrl(const QUrl &base, QByteArrayView name)
{
    return below(base, QByteArrayLiteral("/api/v1/user-statuses/") + encodeSegment(name));
}

} // namespace gatehouse
