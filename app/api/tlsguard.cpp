// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/tlsguard.h"

#include <QCryptographicHash>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QVariant>

#include <utility>

namespace gatehouse {

namespace {

constexpr char kTroubleProperty[] = "gatehouseTlsTrouble";

void note(QNetworkReply &reply, const TlsTrouble &trouble)
{
    reply.setProperty(kTroubleProperty, QVariant::fromValue(trouble));
}

QByteArray fingerprintOf(const QNetworkReply &reply)
{
    const QSslCertificate shown = reply.sslConfiguration().peerCertificate();
    return shown.isNull() ? QByteArray() : shown.digest(QCryptographicHash::Sha256);
}

} // namespace

TlsGuard::TlsGuard(QNetworkAccessManager &network, QByteArray pin) : QObject(&network), m_pin(std::move(pin))
{
    connect(&network, &QNetworkAccessManager::sslErrors, this, &TlsGuard::look);
    connect(&network, &QNetworkAccessManager::encrypted, this, &TlsGuard::check);
}

TlsTrouble TlsGuard::troubleOf(const QNetworkReply &reply)
{
    return reply.property(kTroubleProperty).value<TlsTrouble>();
}

TlsTrouble TlsGuard::changed(const QNetworkReply &reply) const
{
    TlsTrouble trouble;
    trouble.problems = {TlsProblem::PinChanged};
    trouble.certificate = describe(reply.sslConfiguration().peerCertificate());
    trouble.pin = m_pin;
    return trouble;
}

// Ends with the handshake refused unless the errors are ignored.
void TlsGuard::look(QNetworkReply *reply, const QList<QSslError> &errors) const
{
    if (m_pin.isEmpty()) {
        note(*reply, troubleIn(errors, reply->sslConfiguration().peerCertificate()));
        return;
    }
    if (fingerprintOf(*reply) == m_pin) {
        reply->ignoreSslErrors();
        return;
    }
    TlsTrouble trouble = changed(*reply);
    trouble.problems += troubleIn(errors, reply->sslConfiguration().peerCertificate()).problems;
    trouble.problems.removeAll(TlsProblem::UnknownIssuer); // with a pin no authority is known
    note(*reply, trouble);
}

// Where OpenSSL found nothing to ask about: a pin holds for a certificate that an authority signed, too.
void TlsGuard::check(QNetworkReply *reply) const
{
    if (m_pin.isEmpty() || fingerprintOf(*reply) == m_pin)
        return;
    note(*reply, changed(*reply));
    reply->abort();
}

} // namespace gatehouse
