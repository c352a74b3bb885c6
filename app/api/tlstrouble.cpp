// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/tlstrouble.h"

#include "api/serverwords.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QLocale>
#include <QSslCertificate>
#include <QSslCertificateExtension>
#include <QSslError>

#include <algorithm>

namespace gatehouse {

namespace {

struct TlsTexts
{
    Q_DECLARE_TR_FUNCTIONS(TlsTrouble)
public:
    static QString day(const QDateTime &at) { return QLocale().toString(at.toLocalTime().date(), QLocale::LongFormat); }
    static QString names(const PeerCertificate &certificate)
    {
        return certificate.names.isEmpty() ? certificate.subject : certificate.names.join(QStringLiteral(", "));
    }
};

/// Names of the other side may hold anything.
QString plain(const QString &text)
{
    return plainWords(text, {});
}

QString nameIn(const QSslCertificate &certificate,
               QStringList (QSslCertificate::*info)(QSslCertificate::SubjectInfo) const)
{
    for (const auto part : {QSslCertificate::CommonName, QSslCertificate::Organization}) {
        const QStringList found = (certificate.*info)(part);
        if (!found.isEmpty())
            return plain(found.join(QStringLiteral(", ")));
    }
    return {};
}

std::optional<TlsProblem> problemIn(QSslError::SslError error)
{
    switch (error) {
    case QSslError::NoError:
        return std::nullopt;
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
    case QSslError::OcspStatusUnknown:
        return TlsProblem::Revoked;
    case QSslError::HostNameMismatch:
        return TlsProblem::WrongHost;
    case QSslError::CertificateExpired:
        return TlsProblem::Expired;
    case QSslError::CertificateNotYetValid:
        return TlsProblem::NotYetValid;
    case QSslError::SelfSignedCertificate:
        return TlsProblem::SelfSigned;
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return TlsProblem::UnknownIssuer;
    default:
        return TlsProblem::OtherError;
    }
}

void add(QList<TlsProblem> &problems, TlsProblem problem)
{
    if (!problems.contains(problem))
        problems.append(problem);
}

} // namespace

PeerCertificate describe(const QSslCertificate &certificate)
{
    if (certificate.isNull())
        return {};
    PeerCertificate peer;
    peer.subject = nameIn(certificate, &QSslCertificate::subjectInfo);
    peer.issuer = nameIn(certificate, &QSslCertificate::issuerInfo);
    const auto names = certificate.subjectAlternativeNames();
    for (const QString &name : names)
        peer.names.append(plain(name));
    peer.from = certificate.effectiveDate();
    peer.until = certificate.expiryDate();
    peer.sha256 = certificate.digest(QCryptographicHash::Sha256);
    peer.isSelfSigned = certificate.isSelfSigned();
    return peer;
}

TlsTrouble troubleIn(const QList<QSslError> &errors, const QSslCertificate &certificate)
{
    TlsTrouble trouble;
    for (const QSslError &error : errors) {
        if (const auto problem = problemIn(error.error()))
            add(trouble.problems, *problem);
    }
    trouble.certificate = describe(certificate);
    // OpenSSL says of one that vouches for itself that nobody else does, too.
    if (trouble.problems.contains(TlsProblem::SelfSigned))
        trouble.problems.removeAll(TlsProblem::UnknownIssuer);
    std::sort(trouble.problems.begin(), trouble.problems.end());
    return trouble;
}

TlsTrouble troubleIn(const QString &errorText)
{
    const auto has = [&errorText](const char *part) {
        return errorText.contains(QLatin1String(part), Qt::CaseInsensitive);
    };
    TlsTrouble trouble;
    if (has("wrong version number") || has("http request") || has("packet length too long") || has("record layer"))
        trouble.problems = {TlsProblem::NotTls};
    else if (has("unsupported protocol") || has("protocol version") || has("no protocols available"))
        trouble.problems = {TlsProblem::TooOld};
    else if (has("certificate required") || has("bad certificate") || has("alert unknown ca") ||
             has("certificate unknown") || has("alert certificate") || has("unsupported certificate"))
        trouble.problems = {TlsProblem::ClientCertificate};
    else
        trouble.problems = {TlsProblem::HandshakeFailed};
    return trouble;
}

bool TlsTrouble::canBeTrusted() const
{
    return !certificate.isNull() && !problems.contains(TlsProblem::Revoked);
}

QString problemWords(TlsProblem problem, const PeerCertificate &certificate)
{
    switch (problem) {
    case TlsProblem::PinChanged:
        return TlsTexts::tr("It is not the certificate that was trusted.");
    case TlsProblem::Revoked:
        return TlsTexts::tr("It was revoked.");
    case TlsProblem::WrongHost:
        return TlsTexts::tr("It is for another host: %1.").arg(TlsTexts::names(certificate));
    case TlsProblem::Expired:
        return TlsTexts::tr("It expired on %1.").arg(TlsTexts::day(certificate.until));
    case TlsProblem::NotYetValid:
        return TlsTexts::tr("It is not valid before %1.").arg(TlsTexts::day(certificate.from));
    case TlsProblem::SelfSigned:
        return TlsTexts::tr("It vouches for itself; no authority does.");
    case TlsProblem::UnknownIssuer:
        return TlsTexts::tr("This computer does not know who issued it: %1.").arg(certificate.issuer);
    default:
        return TlsTexts::tr("Something else is wrong with it.");
    }
}

QString TlsTrouble::sentence() const
{
    switch (gravest()) {
    case TlsProblem::PinChanged:
        return TlsTexts::tr("The server shows another certificate than the one that was trusted, so nothing was sent. "
                            "Ask who runs it whether it was renewed: somebody could stand in between.");
    case TlsProblem::Revoked:
        return TlsTexts::tr("The server's certificate was revoked, so nothing was sent. Ask who runs the server.");
    case TlsProblem::WrongHost:
        return TlsTexts::tr("The server's certificate is for another host (%1), so nothing was sent. Check the "
                            "address.")
            .arg(TlsTexts::names(certificate));
    case TlsProblem::Expired:
        return TlsTexts::tr("The server's certificate expired on %1, so nothing was sent. Ask who runs the server to "
                            "renew it, and check this computer's clock.")
            .arg(TlsTexts::day(certificate.until));
    case TlsProblem::NotYetValid:
        return TlsTexts::tr("The server's certificate is not valid before %1, so nothing was sent. Check this "
                            "computer's clock.")
            .arg(TlsTexts::day(certificate.from));
    case TlsProblem::SelfSigned:
        return TlsTexts::tr("The server's certificate vouches for itself and was not trusted here yet, so nothing was "
                            "sent.");
    case TlsProblem::UnknownIssuer:
        return TlsTexts::tr("This computer does not know the authority that issued the server's certificate (%1), so "
                            "nothing was sent. Name its CA file in the connection, or trust the certificate.")
            .arg(certificate.issuer);
    case TlsProblem::OtherError:
        return TlsTexts::tr("Something is wrong with the server's certificate, so nothing was sent.");
    case TlsProblem::NotTls:
        return TlsTexts::tr("What answers at this address does not speak https. Check the port; perhaps the address "
                            "begins with http://.");
    case TlsProblem::TooOld:
        return TlsTexts::tr("The server offers no TLS version from 1.2 on, so nothing was sent. Ask who runs it to "
                            "switch on a newer one.");
    case TlsProblem::ClientCertificate:
        return TlsTexts::tr("The server wants a client certificate, or does not accept the one it was shown. Choose it "
                            "in the connection.");
    case TlsProblem::HandshakeFailed:
        break;
    }
    return TlsTexts::tr("No secure connection could be made, so nothing was sent. Check that the address is one for "
                        "https; the server may want a client certificate.");
}

QString fingerprintWords(const QByteArray &sha256)
{
    return QString::fromLatin1(sha256.toHex(':').toUpper());
}

QString tlsVersionWords(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return QStringLiteral("TLS 1.2");
    case QSsl::TlsV1_3:
        return QStringLiteral("TLS 1.3");
    case QSsl::UnknownProtocol:
        return {};
    default:
        return QStringLiteral("TLS");
    }
}

} // namespace gatehouse
