// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/tones.h"

#include <QList>
#include <QString>

namespace gatehouse {

/// A colour that a connection can have of its own.
struct OwnColour
{
    QString rgb; ///< "#rrggbb"
    QString word;
};

/// Those that are offered, translated. No red, amber or green: these say something.
QList<OwnColour> ownColours();

/// Whether it is a colour as it stands in a profile, "#rrggbb".
bool isOwnColour(const QString &rgb);

/// The colours of a connection: of its own where `rgb` is one, else its environment's. An own strip is as dark as white
/// words on it need, and as light as it takes to be seen on a dark window, whatever the colour. Look them up when
/// painting.
EnvironmentTones tonesOf(const QPalette &palette, EnvironmentLook look, const QString &rgb);

} // namespace gatehouse
