// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/tones.h"

namespace gatehouse {

namespace {

/// One palette role in both modes, and in the disabled group where that differs.
struct RoleColours
{
    QPalette::ColorRole role;
    QRgb light;
    QRgb dark;
    QRgb lightDisabled;
    QRgb darkDisabled;
};

constexpr QRgb disabledLight = 0xff9aa2ad;
constexpr QRgb disabledDark = 0xff666e7a;

constexpr RoleColours roleTable[] = {
    {QPalette::Window, 0xfff5f6f8, 0xff1f2227, 0xfff5f6f8, 0xff1f2227},
    {QPalette::Base, 0xffffffff, 0xff181a1e, 0xffffffff, 0xff181a1e},
    {QPalette::AlternateBase, 0xffffffff, 0xff181a1e, 0xffffffff, 0xff181a1e},
    {QPalette::WindowText, 0xff1a1f27, 0xffe4e7ec, disabledLight, disabledDark},
    {QPalette::Text, 0xff1a1f27, 0xffe4e7ec, disabledLight, disabledDark},
    {QPalette::ButtonText, 0xff1a1f27, 0xffe4e7ec, disabledLight, disabledDark},
    {QPalette::PlaceholderText, 0xff5c6672, 0xffa0a8b4, disabledLight, disabledDark},
    {QPalette::Button, 0xffffffff, 0xff2b2f37, 0xffffffff, 0xff2b2f37},
    {QPalette::Light, 0xffffffff, 0xff3a404a, 0xffffffff, 0xff3a404a},
    {QPalette::Midlight, 0xffe3e6eb, 0xff30343c, 0xffe3e6eb, 0xff30343c},
    {QPalette::Mid, 0xffd5d9df, 0xff3a404a, 0xffd5d9df, 0xff3a404a},
    {QPalette::Dark, 0xff78818e, 0xff7a8492, disabledLight, disabledDark},
    {QPalette::Shadow, 0xff78818e, 0xff000000, 0xff78818e, 0xff000000},
    {QPalette::Highlight, 0xff2a62d6, 0xff3c6ee0, 0xffd5d9df, 0xff3a404a},
    {QPalette::HighlightedText, 0xffffffff, 0xffffffff, disabledLight, disabledDark},
    {QPalette::Link, 0xff2a62d6, 0xff7fa8ff, disabledLight, disabledDark},
    {QPalette::LinkVisited, 0xff2a62d6, 0xff7fa8ff, disabledLight, disabledDark},
    {QPalette::BrightText, 0xffc0282b, 0xffff8f87, disabledLight, disabledDark},
    {QPalette::ToolTipBase, 0xff262b33, 0xff3a404a, 0xff262b33, 0xff3a404a},
    {QPalette::ToolTipText, 0xfff3f5f8, 0xfff3f5f8, 0xfff3f5f8, 0xfff3f5f8},
};

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

Tones makeLight()
{
    const QPalette palette = gatePalette(false);
    const QColor base = palette.color(QPalette::Base);
    Tones tones;
    tones.on = rgb(0x2a62d6);
    tones.hairline = rgb(0xe3e6eb);
    tones.buttonEdge = rgb(0xcbd1d9);
    tones.rowHover = rgb(0xf2f4f7);
    tones.windowHover = mixed(palette.color(QPalette::Window), palette.color(QPalette::Text), 0.06);
    tones.selection = mixed(base, palette.color(QPalette::Link), 0.10);
    tones.failedRow = mixed(base, palette.color(QPalette::BrightText), 0.07);
    tones.ok = rgb(0x1b7340);
    tones.warn = rgb(0x855300);
    tones.dangerFill = rgb(0xc0282b);
    tones.track = rgb(0xdde2e9);
    tones.tagFill = faded(palette.color(QPalette::Text), 0.055);
    tones.tagFillSelected = faded(base, 0.55);
    tones.match = faded(rgb(0xf2b705), 0.45);
    tones.toast = rgb(0x262b33);
    tones.toastText = rgb(0xf3f5f8);
    tones.toastLink = rgb(0x9cbdff);
    tones.development = {rgb(0x2f9e5b), rgb(0x1b7340), rgb(0xe1f3e8)};
    tones.staging = {rgb(0xc27a00), rgb(0x855300), rgb(0xfbefd6)};
    tones.production = {rgb(0xcf2e2e), rgb(0xb3261e), rgb(0xfce6e5)};
    return tones;
}

Tones makeDark()
{
    const QPalette palette = gatePalette(true);
    const QColor base = palette.color(QPalette::Base);
    Tones tones;
    tones.on = rgb(0x5382ee);
    tones.hairline = rgb(0x30343c);
    tones.buttonEdge = rgb(0x454b56);
    tones.rowHover = rgb(0x22262c);
    tones.windowHover = mixed(palette.color(QPalette::Window), palette.color(QPalette::Text), 0.06);
    tones.selection = mixed(base, palette.color(QPalette::Link), 0.17);
    tones.failedRow = mixed(base, palette.color(QPalette::BrightText), 0.10);
    tones.ok = rgb(0x70cd90);
    tones.warn = rgb(0xedb84c);
    tones.dangerFill = rgb(0xcb3b3b);
    tones.track = rgb(0x343a43);
    tones.tagFill = faded(palette.color(QPalette::Text), 0.10);
    tones.tagFillSelected = faded(base, 0.55);
    tones.match = faded(rgb(0xf2b705), 0.35);
    tones.toast = rgb(0x343a44);
    tones.toastText = rgb(0xf3f5f8);
    tones.toastLink = rgb(0x9cbdff);
    tones.development = {rgb(0x3fa868), rgb(0x7ed6a0), rgb(0x1d3327)};
    tones.staging = {rgb(0xdfa02e), rgb(0xedb84c), rgb(0x3a3019)};
    tones.production = {rgb(0xcb3b3b), rgb(0xff9f98), rgb(0x4a2225)};
    return tones;
}

} // namespace

QColor mixed(const QColor &ground, const QColor &top, double share)
{
    const double part = share * top.alphaF();
    const auto channel = [part](float under, float over) { return under * (1 - part) + over * part; };
    return QColor::fromRgbF(static_cast<float>(channel(ground.redF(), top.redF())),
                            static_cast<float>(channel(ground.greenF(), top.greenF())),
                            static_cast<float>(channel(ground.blueF(), top.blueF())), ground.alphaF());
}

QColor faded(const QColor &colour, double share)
{
    QColor result = colour;
    result.setAlphaF(static_cast<float>(colour.alphaF() * share));
    return result;
}

const EnvironmentTones &Tones::of(EnvironmentLook look) const
{
    switch (look) {
    case EnvironmentLook::Development:
        return development;
    case EnvironmentLook::Staging:
        return staging;
    case EnvironmentLook::Production:
        return production;
    }
    return production;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128;
}

const Tones &tonesOf(const QPalette &palette)
{
    static const Tones light = makeLight();
    static const Tones dark = makeDark();
    return isDark(palette) ? dark : light;
}

QPalette gatePalette(bool dark)
{
    QPalette palette;
    for (const RoleColours &entry : roleTable) {
        const QColor normal = rgb(dark ? entry.dark : entry.light);
        palette.setColor(QPalette::Active, entry.role, normal);
        palette.setColor(QPalette::Inactive, entry.role, normal);
        palette.setColor(QPalette::Disabled, entry.role, rgb(dark ? entry.darkDisabled : entry.lightDisabled));
    }
    return palette;
}

} // namespace gatehouse
