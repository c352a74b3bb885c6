// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/connectionreport.h"

#include <QHostAddress>

namespace gatehouse::testwords {

// What each step of a connection test says of what it found, and of a failure what to look at. All of it is translated
// and plain text.

/// Where Pivot is by default, from its own documentation.
inline constexpr int pivotsPort = 9095;

QString nameFound(const QString &host, const QList<QHostAddress> &addresses);
QString isDigits();
QString leftToTheProxy();
QString reached(const QHostAddress &address, int port);
QString noProxy(bool isSystems);
QString throughProxy(const QNetworkProxy &proxy, bool isSystems);
QString secured(const PeerCertificate &certificate, const QString &tlsVersion, bool isPinned);
QString notEncrypted(bool isOnTheWay);
QString answers();
/// What the token's step proves when the list's failed: a web page may come from anywhere, and a 403 says that the
/// token may not do this, not that it is no token.
QString tokenBehind(ApiErrorKind kind);
QString listFound(const ConnectionReport &report);

/// Why a part of the way failed, with the place of it; the error's own sentence where that says it better.
QString probeFailed(TestStage stage, const ApiError &error, const QUrl &address, const QNetworkProxy &proxy);
/// What to look at; empty where the sentence says it.
QString hintFor(TestStage stage, const ApiError &error, const QUrl &address);
QString speaksTls(const QUrl &secure);
QString answersAtPivotsPort(const QUrl &address, int port);

} // namespace gatehouse::testwords
