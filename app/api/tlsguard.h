// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/tlstrouble.h"

#include <QObject>
#include <QSslConfiguration>

class QNetworkAccessManager;
class QNetworkReply;

namespace gatehouse {

/// What speaks against a certificate in spite of the pin, or for want of one; isNone() if it is accepted.
TlsTrouble judgeCertificate(const QByteArray &pin, const QSslCertificate &shown, const QList<QSslError> &errors);
/// How connections with this pin are to be made. With one no authority is believed, so that OpenSSL asks about every
/// certificate before the handshake ends, one that an authority signed too. Refusing it afterwards works as well, but
/// leaves requests that wait behind it without an end now and then (Qt 6.4).
QSslConfiguration pinned(QSslConfiguration tls, const QByteArray &pin);

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

    QByteArray m_pin;
};

} // namespace gatehouse
