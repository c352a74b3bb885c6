// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/owncolours.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace gatehouse {

namespace {

struct ColourTexts
{
    Q_DECLARE_TR_FUNCTIONS(Colour)
};

// White on these has 4.6:1 and more, and they have 3.1:1 and more on both windows.
constexpr double kDarkest = 0.158;
constexpr double kLightest = 0.177;

/// As WCAG 2 defines it, 0 to 1.
double luminanceOf(const QColor &colour)
{
    const auto linear = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// The same hue, no lighter and no darker than words and windows allow.
QColor fitted(const QColor &colour)
{
    const double has = luminanceOf(colour);
    const double wanted = std::clamp(has, kDarkest, kLightest);
    if (has == wanted)
        return colour;
    const float hue = std::max(0.0F, colour.hslHueF()); // grey has none
    float low = 0;
    float high = 1;
    for (int step = 0; step < 12; ++step) {
        const float middle = (low + high) / 2;
        const bool isTooLight = luminanceOf(QColor::fromHslF(hue, colour.hslSaturationF(), middle)) > wanted;
        (isTooLight ? high : low) = middle;
    }
    return QColor::fromHslF(hue, colour.hslSaturationF(), low).toRgb();
}

} // namespace

QList<OwnColour> ownColours()
{
    return {
        {QStringLiteral("#246ddb"), ColourTexts::tr("Blue")},   {QStringLiteral("#147d89"), ColourTexts::tr("Teal")},
        {QStringLiteral("#6d7715"), ColourTexts::tr("Olive")},  {QStringLiteral("#a06232"), ColourTexts::tr("Brown")},
        {QStringLiteral("#cf3070"), ColourTexts::tr("Pink")},   {QStringLiteral("#af43b6"), ColourTexts::tr("Purple")},
        {QStringLiteral("#7f59d6"), ColourTexts::tr("Violet")}, {QStringLiteral("#68727f"), ColourTexts::tr("Grey")},
    };
}

// Not the names of colours, nor colours with a transparency, which QColor reads too.
bool isOwnColour(const QString &rgb)
{
    return rgb.size() == 7 && rgb.startsWith(QLatin1Char('#')) && QColor(rgb).isValid();
}

EnvironmentTones tonesOf(const QPalette &palette, EnvironmentLook look, const QString &rgb)
{
    if (!isOwnColour(rgb))
        return tonesOf(palette).of(look);
    const bool dark = isDark(palette);
    const QColor strip = fitted(QColor(rgb));
    return {strip, mixed(strip, palette.color(QPalette::Active, QPalette::Text), dark ? 0.6 : 0.3),
            mixed(palette.color(QPalette::Active, QPalette::Base), strip, dark ? 0.3 : 0.14)};
}

} // namespace gatehouse
