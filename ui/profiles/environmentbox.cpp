// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/environmentbox.h"

#include "ui/look/widgets.h"
#include "ui/profiles/profilewords.h"

namespace gatehouse {
namespace {

QIcon environmentIcon(Environment environment)
{
    switch (environment) {
    case Environment::Development:
        return icon(QStringLiteral("flask"));
    case Environment::Staging:
        return icon(QStringLiteral("server"));
    case Environment::Production:
        return icon(QStringLiteral("shield"));
    }
    return {};
}

} // namespace

EnvironmentBox::EnvironmentBox(QWidget *parent) : CalmComboBox(parent)
{
    setAccessibleName(tr("Environment"));
    setPlaceholderText(tr("Choose…"));
    for (const Environment each : {Environment::Development, Environment::Staging, Environment::Production})
        addItem(environmentIcon(each), environmentWord(lookOf(each)), static_cast<int>(each));
    setCurrentIndex(-1);
    connect(this, &QComboBox::activated, this, &EnvironmentBox::chosen);
}

std::optional<Environment> EnvironmentBox::environment() const
{
    if (currentIndex() < 0)
        return std::nullopt;
    return static_cast<Environment>(currentData().toInt());
}

void EnvironmentBox::setEnvironment(std::optional<Environment> environment)
{
    setCurrentIndex(environment ? findData(static_cast<int>(*environment)) : -1);
}

} // namespace gatehouse
