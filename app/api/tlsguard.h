// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/tlstrouble.h"

#include <QObject>

class QNetworkAccessManager;
class QNetworkReply;
class QSslError;

namespace gatehouse {

/// Watches every secure connection that a manager makes. With a pin, exactly the certificate of that fingerprint is
/// accepted, whoever vouches for it or not; without one, those that OpenSSL finds nothing wrong with. Both are decided
/// before the first byte of a request leaves: the network's thread waits for these slots (measured on Qt 6.4). What was
/// wrong can be asked for by the reply. Lives on the manager's thread.
class TlsGuard final : public QObject
{
    Q_OBJECT
public:
    /// The pin is a SHA-256; empty for none.
    TlsGuard(QNetworkAccessManager &network, QByteArray pin);

    /// Why this reply's connection was refused; isNone() if it was not, or not for that.
    static TlsTrouble troubleOf(const QNetworkReply &reply);

private:
    void look(QNetworkReply *reply, const QList<QSslError> &errors) const;
    void check(QNetworkReply *reply) const;
    TlsTrouble changed(const QNetworkReply &reply) const;

    QByteArray m_pin;
};

} // namespace gatehouse
