// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/hintprobe.h"

#include "session/testwords.h"

namespace gatehouse {

namespace {

constexpr std::chrono::seconds kPatience{3};

} // namespace

HintProbe::HintProbe(const ClientOptions &options, QObject *parent) : QObject(parent), m_options(options) {}

HintProbe::~HintProbe() = default;

void HintProbe::lookForTls(const QUrl &address)
{
    QUrl secure = address;
    secure.setScheme(QStringLiteral("https"));
    secure.setPort(address.port(80));
    look(secure, testwords::speaksTls(secure));
}

void HintProbe::lookForPivotsPort(const QUrl &address, int port)
{
    QUrl there = address;
    there.setScheme(QStringLiteral("http")); // only to be reached: nothing is sent
    there.setPort(port);
    look(there, testwords::answersAtPivotsPort(address, port));
}

void HintProbe::look(const QUrl &there, const QString &hint)
{
    m_probe = std::make_unique<ServerProbe>(there, m_options);
    m_probe->setPatience(kPatience);
    connect(m_probe.get(), &ServerProbe::finished, this, [this, hint] { emit answered(hint); });
    connect(m_probe.get(), &ServerProbe::failed, this, [this, hint](ServerProbe::Part, const ApiError &error) {
        // A certificate came, whatever is wrong with it.
        const bool speaksTls = !error.tls.certificate.isNull() || error.tls.gravest() == TlsProblem::ClientCertificate;
        emit answered(speaksTls ? hint : QString());
    });
    m_probe->start();
}

bool mayComeOfTls(const ApiError &error)
{
    return error.httpStatus == 0 || error.httpStatus == 400;
}

} // namespace gatehouse
