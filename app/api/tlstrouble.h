// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QSsl>
#include <QStringList>

class QSslCertificate;
class QSslError;

namespace gatehouse {

/// What stands in a certificate, as far as a person can judge by it; a value. Words of the other side: plain text.
struct PeerCertificate
{
    QString subject;
    QString issuer;
    QStringList names; ///< the hosts it is for
    QDateTime from;
    QDateTime until;
    QByteArray sha256; ///< 32 bytes; empty where no certificate was shown
    bool isSelfSigned = false;
    bool isNull() const { return sha256.isEmpty(); }
    bool operator==(const PeerCertificate &) const = default;
};

/// Why a secure connection was not made.
enum class TlsProblem {
    PinChanged, ///< not the certificate that the person trusted
    Revoked,
    WrongHost,
    Expired,
    NotYetValid,
    SelfSigned,
    UnknownIssuer,     ///< an authority vouches for it that nobody here knows
    OtherError,        ///< of the certificate
    NotTls,            ///< what answers does not speak TLS
    TooOld,            ///< it speaks no version from 1.2 on
    ClientCertificate, ///< it wants a certificate of this side, or refuses the one it got
    HandshakeFailed,   ///< for a reason that neither side tells
};

/// All that is known of a secure connection that was not made; a value. Nothing was sent.
struct TlsTrouble
{
    QList<TlsProblem> problems; ///< the gravest first, each once
    PeerCertificate certificate;
    QByteArray pin; ///< that was expected, where it was PinChanged

    bool isNone() const { return problems.isEmpty(); }
    TlsProblem gravest() const { return problems.isEmpty() ? TlsProblem::HandshakeFailed : problems.constFirst(); }
    /// Whether a person may trust this certificate in spite of it all: it is there, and nobody took it back.
    bool canBeTrusted() const;
    /// What is wrong and what to do, for the person: one sentence, or two.
    QString sentence() const;
    bool operator==(const TlsTrouble &) const = default;
};

/// One problem in a few words: "expired on 3 May 2024".
QString problemWords(TlsProblem problem, const PeerCertificate &certificate);

PeerCertificate describe(const QSslCertificate &certificate);
/// What OpenSSL found wrong with a certificate.
TlsTrouble troubleIn(const QList<QSslError> &errors, const QSslCertificate &certificate);
/// Of a handshake that failed without a word about a certificate: from OpenSSL's own text.
TlsTrouble troubleIn(const QString &errorText);

/// "TLS 1.3"; empty where it is not known.
QString tlsVersionWords(QSsl::SslProtocol protocol);

/// "1A:2B:…", as fingerprints are read aloud.
QString fingerprintWords(const QByteArray &sha256);

} // namespace gatehouse
