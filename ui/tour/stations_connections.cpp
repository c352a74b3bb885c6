// SPDX-License-Identifier: GPL-3.0-or-later
// The stations of a connection in a company: where its token is kept, its proxy and limits, and many of them at once.
#include "ui/tour/stage.h"
#include "ui/tour/stations.h"

#include "ui/look/owncolours.h"
#include "ui/profiles/secretdialog.h"

#include <QApplication>

namespace gatehouse {

namespace {

/// More than the list shows at once, as a company with a server a country has them.
QList<Profile> companyProfiles()
{
    const QStringList places{QStringLiteral("Amsterdam"), QStringLiteral("Berlin"),
                             QStringLiteral("Chicago"),   QStringLiteral("Dublin"),
                             QStringLiteral("Edinburgh"), QStringLiteral("Frankfurt am Main"),
                             QStringLiteral("Göteborg"),  QStringLiteral("Helsinki"),
                             QStringLiteral("İstanbul"),  QStringLiteral("東京")};
    const QList<OwnColour> colours = ownColours();
    QList<Profile> profiles;
    for (const QString &place : places) {
        const auto nth = profiles.size();
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.name = QStringLiteral("Pivot %1").arg(place);
        profile.url = QStringLiteral("https://pivot-%1.example.com:9095").arg(nth);
        profile.tokenStore = tokenstore::ask;
        profile.environment = static_cast<Environment>(nth % 3);
        profile.colour = nth % 2 == 0 ? QString() : colours.at(nth % colours.size()).rgb;
        profile.readOnly = nth % 4 == 3;
        profiles.append(profile);
    }
    return profiles;
}

/// Opens a list of choices and takes the nth.
QList<Step> take(const Steps &steps, const QString &list, int nth)
{
    QList<Step> taken{steps.click(list),
                      steps.until(QStringLiteral("the choices"),
                                  [](const Sight &, const TableSight &) { return QApplication::activePopupWidget(); }),
                      steps.press(Qt::Key_Home)};
    for (int i = 0; i < nth; ++i)
        taken.append(steps.press(Qt::Key_Down));
    return taken << steps.press(Qt::Key_Return);
}

Step openSecret(Stage &stage)
{
    return {QStringLiteral("ask for secrets"), [&window = stage.window()] {
                Profile profile = companyProfiles().constFirst();
                profile.tls.certificateFile = QStringLiteral("/home/ada/pivot.p12");
                profile.proxy.use = ProxySettings::Use::Http;
                profile.proxy.host = QStringLiteral("proxy.example.com");
                profile.proxy.user = QStringLiteral("ada");
                auto *dialog = new SecretDialog(profile, &window);
                dialog->setAttribute(Qt::WA_DeleteOnClose);
                dialog->open();
                return true;
            }};
}

} // namespace

QList<Station> connectionStations(Stage &stage)
{
    const Steps steps(stage);
    const QString connections = QStringLiteral("Connections");
    const auto untilThere = [&steps](const QString &field) {
        return steps.until(field,
                           [field](const Sight &sight, const TableSight &) { return sight.find(field) != nullptr; });
    };
    QList<Station> stations;
    stations.append({QStringLiteral("connection-token"),
                     QList<Step>{steps.untilAlone()}
                         << steps.chooseFromMenu(connections) << steps.untilDialog(connections)
                         << steps.click(QStringLiteral("Where the token is kept"))
                         << take(steps, QStringLiteral("Keep token"), 3) << untilThere(QStringLiteral("Command"))});
    stations.append({QStringLiteral("connection-proxy"),
                     QList<Step>{steps.click(QStringLiteral("Proxy"))}
                         << take(steps, QStringLiteral("Use proxy"), 3)
                         << steps.fill(QStringLiteral("Proxy host"), QStringLiteral("proxy.example.com"))
                         << untilThere(QStringLiteral("Proxy password"))});
    stations.append({QStringLiteral("connection-limits"),
                     {steps.click(QStringLiteral("Limits")), untilThere(QStringLiteral("Requests at once")),
                      untilThere(QStringLiteral("Test connection"))}});
    stations.append(
        {QStringLiteral("connection-unsaved"), {steps.press(Qt::Key_Escape), untilThere(QStringLiteral("Discard"))}});
    stations.append({QStringLiteral("secrets"),
                     {steps.click(QStringLiteral("Discard")), steps.untilAlone(), openSecret(stage),
                      steps.until(QStringLiteral("the fields"), [](const Sight &sight, const TableSight &) {
                          return !sight.isAlone() && sight.find(QStringLiteral("API token"));
                      })}});
    stations.append(
        {QStringLiteral("connections-many"),
         QList<Step>{steps.press(Qt::Key_Escape),
                     steps.untilAlone(),
                     {QStringLiteral("save connections"), [&stage] { return stage.save(companyProfiles()); }}}
             << steps.chooseFromMenu(connections) << steps.untilDialog(connections)});
    stations.append({QStringLiteral("connections-export"),
                     {steps.click(QStringLiteral("More")), steps.choose(QStringLiteral("Export…")),
                      steps.untilDialog(QStringLiteral("Export connections")),
                      steps.click(QStringLiteral("With tokens and passwords"))}});
    stations.append({QStringLiteral("connections-left"),
                     {steps.press(Qt::Key_Escape), steps.untilDialog(connections), steps.click(QStringLiteral("Close")),
                      steps.untilAlone()}});
    return stations;
}

} // namespace gatehouse
