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

QByteArray fingerprintOf(const QSslCertificate &shown)
{
    return shown.isNull() ? QByteArray() : shown.digest(QCryptographicHash::Sha256);
}

} // namespace

TlsTrouble judgeCertificate(const QByteArray &pin, const QSslCertificate &shown, const QList<QSslError> &errors)
{
    if (pin.isEmpty() ? errors.isEmpty() : fingerprintOf(shown) == pin)
        return {};
    TlsTrouble trouble = troubleIn(errors, shown);
    if (pin.isEmpty()) {
        if (trouble.isNone())
            trouble.problems = {TlsProblem::OtherError}; // never accepted for want of a word
        return trouble;
    }
    trouble.problems.removeAll(TlsProblem::UnknownIssuer); // with a pin no authority is known
    trouble.problems.prepend(TlsProblem::PinChanged);
    trouble.certificate = describe(shown);
    trouble.pin = pin;
    return trouble;
}

QSslConfiguration pinned(QSslConfiguration tls, const QByteArray &pin)
{
    if (!pin.isEmpty())
        tls.setCaCertificates({});
    return tls;
}

TlsGuard::TlsGuard(QNetworkAccessManager &network, QByteArray pin) : QObject(&network), m_pin(std::move(pin))
{
    connect(&network, &QNetworkAccessManager::sslErrors, this, &TlsGuard::look);
    connect(&network, &QNetworkAccessManager::encrypted, this, &TlsGuard::check);
}

TlsTrouble TlsGuard::troubleOf(const QNetworkReply &reply)
{
    return reply.property(kTroubleProperty).value<TlsTrouble>();
}

// Ends with the handshake refused unless the errors are ignored.
void TlsGuard::look(QNetworkReply *reply, const QList<QSslError> &errors) const
{
    const TlsTrouble trouble = judgeCertificate(m_pin, reply->sslConfiguration().peerCertificate(), errors);
    if (trouble.isNone())
        reply->ignoreSslErrors();
    else
        note(*reply, trouble);
}

// Where OpenSSL found nothing to ask about: a pin holds for a certificate that an authority signed, too.
void TlsGuard::check(QNetworkReply *reply) const
{
    const TlsTrouble trouble = judgeCertificate(m_pin, reply->sslConfiguration().peerCertificate(), {});
    if (trouble.isNone())
        return;
    note(*reply, trouble);
    reply->abort();
}

} // namespace gatehouse
