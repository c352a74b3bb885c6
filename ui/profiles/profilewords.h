// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"
#include "ui/look/tones.h"

#include <QList>

namespace gatehouse {

/// How an environment looks. A profile without one is treated, and looks, as production.
EnvironmentLook lookOf(Environment environment);

/// The name of a copy, "Pivot EU (copy)", "Pivot EU (copy 2)": the first that none of the profiles has.
QString copyName(const QString &name, const QList<Profile> &profiles);

/// The patterns of a field, comma- or line-separated, without white space around them; and back.
QStringList protectedPatterns(const QString &typed);
QString protectedWords(const QStringList &patterns);

} // namespace gatehouse
