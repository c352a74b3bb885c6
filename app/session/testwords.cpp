// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/testwords.h"

#include "api/serveraddress.h"
#include "api/serverprobe.h"

#include <QCoreApplication>
#include <QLocale>

namespace gatehouse::testwords {
namespace {

struct StepWords
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionTest)
};

constexpr qsizetype kShownAddresses = 3;

QString placeOf(const QUrl &address)
{
    const int usual = address.scheme() == QLatin1String("https") ? 443 : 80;
    return StepWords::tr("%1, port %2").arg(address.host(), QString::number(address.port(usual)));
}

} // namespace

QString nameFound(const QString &host, const QList<QHostAddress> &addresses)
{
    QStringList words;
    for (const QHostAddress &each : addresses.first(std::min(addresses.size(), kShownAddresses)))
        words.append(each.toString());
    if (addresses.size() > kShownAddresses)
        words.append(QStringLiteral("…"));
    return StepWords::tr("%1 is %2", "a name and its addresses").arg(host, words.join(QStringLiteral(", ")));
}

QString isDigits()
{
    return StepWords::tr("not needed: the address has none");
}

QString leftToTheProxy()
{
    return StepWords::tr("left to the proxy");
}

QString reached(const QHostAddress &address, int port)
{
    return StepWords::tr("%1, port %2").arg(address.toString(), QString::number(port));
}

QString noProxy(bool isSystems)
{
    return isSystems ? StepWords::tr("none named by this computer") : StepWords::tr("none, as this connection says");
}

QString throughProxy(const QNetworkProxy &proxy, bool isSystems)
{
    return isSystems ? StepWords::tr("%1, from this computer's settings").arg(proxyWords(proxy)) : proxyWords(proxy);
}

QString secured(const PeerCertificate &certificate, const QString &tlsVersion, bool isPinned)
{
    const QString until = QLocale().toString(certificate.until.toLocalTime().date(), QLocale::ShortFormat);
    if (isPinned)
        return StepWords::tr("%1, with the certificate that was trusted, valid until %2").arg(tlsVersion, until);
    return StepWords::tr("%1, certificate of %2, issued by %3, valid until %4")
        .arg(tlsVersion, certificate.subject, certificate.issuer, until);
}

QString notEncrypted(bool isOnTheWay)
{
    return isOnTheWay ? StepWords::tr("Everybody on the way can read the token.")
                      : StepWords::tr("The server is on this computer.");
}

QString answers()
{
    return StepWords::tr("as Pivot's API does");
}

QString tokenBehind(ApiErrorKind kind)
{
    return kind == ApiErrorKind::Forbidden ? StepWords::tr("not refused") : StepWords::tr("not known");
}

QString listFound(const ConnectionReport &report)
{
    if (report.caution.isEmpty())
        return report.sentence();
    return StepWords::tr("%1. %2", "what was found, and a sentence about it").arg(report.sentence(), report.caution);
}

QString probeFailed(TestStage stage, const ApiError &error, const QUrl &address, const QNetworkProxy &proxy)
{
    const bool isLate = error.kind == ApiErrorKind::TimedOut;
    switch (stage) {
    case TestStage::Name:
        return isLate ? StepWords::tr("Nobody could say in time which computer %1 is.").arg(address.host())
                      : StepWords::tr("No computer is known by the name %1.").arg(address.host());
    case TestStage::Address:
        return isLate ? StepWords::tr("Nothing answered in time at %1.").arg(placeOf(address))
                      : StepWords::tr("Nothing answers at %1.").arg(placeOf(address));
    case TestStage::Proxy:
        if (error.proxyWantsLogin)
            return StepWords::tr("The %1 wants a login, or does not accept the one it was given.", "“HTTP proxy x:1”")
                .arg(proxyWords(proxy));
        return isLate ? StepWords::tr("The %1 did not answer in time.", "“HTTP proxy x:1”").arg(proxyWords(proxy))
                      : StepWords::tr("The %1 does not answer, or does not let this through.", "“HTTP proxy x:1”")
                            .arg(proxyWords(proxy));
    default:
        return isLate ? StepWords::tr("The server was reached, but the secure connection was not made in time.")
                      : error.sentence();
    }
}

QString hintFor(TestStage stage, const ApiError &error, const QUrl &address)
{
    switch (stage) {
    case TestStage::Name:
        return StepWords::tr("Check the spelling. If it is right, this computer may have to be in the company's "
                             "network first (VPN), or need a proxy.");
    case TestStage::Address:
        if (error.kind == ApiErrorKind::TimedOut)
            return StepWords::tr("A firewall may stand in between, or this computer may need a proxy.");
        return StepWords::tr("Check the port (Pivot's own is %1), and that Pivot is running.").arg(pivotsPort);
    case TestStage::Proxy:
        return error.proxyWantsLogin ? StepWords::tr("Enter the login under Proxy.")
                                     : StepWords::tr("Check its name and port, and that it lets this server through.");
    case TestStage::Security:
        if (error.tls.certificate.isNull() &&
            (error.tls.gravest() == TlsProblem::NotTls || error.tls.gravest() == TlsProblem::HandshakeFailed))
            return StepWords::tr("If this is Pivot without TLS, its address begins with http://; then everybody on the "
                                 "way can read the token.");
        return {};
    case TestStage::Answer:
        if (error.kind != ApiErrorKind::NotTheApi)
            return {};
        if (address.path().isEmpty() || address.path() == QLatin1String("/"))
            return StepWords::tr("If Pivot stands under a path (%1/pivot), add it to the address.")
                .arg(addressText(address));
        return StepWords::tr("Check the path %1 of the address.").arg(address.path());
    case TestStage::Token:
        break;
    case TestStage::List:
        if (error.kind != ApiErrorKind::Forbidden)
            return {};
        break;
    }
    // A server whose API is off refuses every token, the right one too.
    return StepWords::tr("If the token is the right one, look whether Pivot runs in native users mode with "
                         "enableApiEndpoint: true.");
}

QString speaksTls(const QUrl &secure)
{
    return StepWords::tr("This port speaks TLS: use %1.").arg(addressText(secure));
}

QString answersAtPivotsPort(const QUrl &address, int port)
{
    QUrl there = address;
    there.setPort(port);
    return StepWords::tr("Something answers at Pivot's own port: try %1.").arg(addressText(there));
}

} // namespace gatehouse::testwords
