// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/savedappearance.h"

#include "profiles/profilestore.h"

namespace gatehouse {

namespace {

QString appearanceKey()
{
    return QStringLiteral("appearance");
}

QString wordOf(Appearance appearance)
{
    switch (appearance) {
    case Appearance::AsDesktop:
        return QStringLiteral("desktop");
    case Appearance::Light:
        return QStringLiteral("light");
    case Appearance::Dark:
        return QStringLiteral("dark");
    }
    return {};
}

} // namespace

Appearance savedAppearance(ProfileStore &store)
{
    const QString saved = store.windowValue(appearanceKey()).toString();
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        if (saved == wordOf(appearance))
            return appearance;
    }
    return Appearance::AsDesktop;
}

tl::expected<void, QString> saveAppearance(ProfileStore &store, Appearance appearance)
{
    return store.setWindowValue(appearanceKey(), wordOf(appearance));
}

} // namespace gatehouse
