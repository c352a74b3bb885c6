// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <tl/expected.hpp>

namespace gatehouse {

/// Reads what a person typed as a server's address into the base URL that the API lives under, without a trailing
/// slash: no scheme means https, a pasted API path ("/api/v1/user-statuses/…") is cut off, a path is kept, white space
/// around it is ignored. The error is one translated sentence.
tl::expected<QUrl, QString> readServerAddress(const QString &typed);

/// The address as text, as it stands in sets and titles: "https://bi.example.com/pivot".
QString addressText(const QUrl &base);

/// True for http:// to anything but this computer: the token would travel readable.
bool isPlainTextBeyondLoopback(const QUrl &base);

/// One path segment: everything outside RFC 3986 `unreserved` is percent-encoded, byte by byte of the UTF-8 form.
QByteArray encodeSegment(QByteArrayView name);

/// <base>/api/v1/user-statuses
QUrl statusesUrl(const QUrl &base);
/// <base>/api/v1/users
QUrl usersUrl(const QUrl &base);
/// <base>/api/v1/user-statuses/{name}; the name must be addressable.
QUrl statusUrl(const QUrl &base, QByteArrayView name);

} // namespace gatehouse
