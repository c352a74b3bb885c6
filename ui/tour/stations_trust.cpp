// SPDX-License-Identifier: GPL-3.0-or-later
// The stations of a connection's security: what is trusted, and a certificate that nobody vouches for.
#include "ui/tour/stage.h"
#include "ui/tour/stations.h"

#include "ui/profiles/trustdialog.h"

namespace gatehouse {

namespace {

TlsTrouble companyCertificate()
{
    TlsTrouble trouble;
    trouble.problems = {TlsProblem::WrongHost, TlsProblem::Expired, TlsProblem::UnknownIssuer};
    trouble.certificate.subject = QStringLiteral("pivot.example.com");
    trouble.certificate.issuer = QStringLiteral("Example Corp Internal Issuing Authority 3");
    trouble.certificate.names = {QStringLiteral("pivot.example.com"), QStringLiteral("bi.example.com"),
                                 QStringLiteral("10.20.30.40")};
    trouble.certificate.from = QDateTime(QDate(2024, 5, 3), QTime(8, 0), Qt::UTC);
    trouble.certificate.until = QDateTime(QDate(2025, 5, 3), QTime(8, 0), Qt::UTC);
    trouble.certificate.sha256 = QByteArray::fromHex("9f86d081884c7d659a2feaa0c55ad015"
                                                     "a3bf4f1b2b0b822cd15d6c15b0f00a08");
    return trouble;
}

TlsTrouble changedCertificate()
{
    TlsTrouble trouble = companyCertificate();
    trouble.problems = {TlsProblem::PinChanged};
    trouble.pin = QByteArray::fromHex("60303ae22b998861bce3b28f33eec1be"
                                      "758a213c86c93c076dbe9f558c11c752");
    return trouble;
}

Step openTrust(Stage &stage, const TlsTrouble &trouble)
{
    return {QStringLiteral("show a certificate"), [&window = stage.window(), trouble] {
                auto *dialog = new TrustDialog(trouble, QStringLiteral("pivot.example.com:9095"), &window);
                dialog->setAttribute(Qt::WA_DeleteOnClose);
                dialog->open();
                return true;
            }};
}

} // namespace

QList<Station> trustStations(Stage &stage)
{
    const Steps steps(stage);
    const QString connections = QStringLiteral("Connections");
    QList<Station> stations;
    stations.append({QStringLiteral("trust"),
                     {steps.untilAlone(), openTrust(stage, companyCertificate()),
                      steps.untilDialog(QStringLiteral("Trust this certificate?"))}});
    stations.append({QStringLiteral("trust-changed"),
                     {steps.press(Qt::Key_Escape), steps.untilAlone(), openTrust(stage, changedCertificate()),
                      steps.untilDialog(QStringLiteral("The certificate has changed"))}});
    stations.append(
        {QStringLiteral("connection-security"),
         QList<Step>{steps.press(Qt::Key_Escape), steps.untilAlone()}
             << steps.chooseFromMenu(connections) << steps.untilDialog(connections)
             << steps.click(QStringLiteral("Secure connection"))
             << steps.until(QStringLiteral("the certificate's fields"), [](const Sight &sight, const TableSight &) {
                    return sight.find(QStringLiteral("CA file")) != nullptr;
                })});
    stations.append({QStringLiteral("security-left"), {steps.press(Qt::Key_Escape), steps.untilAlone()}});
    return stations;
}

} // namespace gatehouse
