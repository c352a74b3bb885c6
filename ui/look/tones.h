// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace gatehouse {

/// The colours of one environment.
struct EnvironmentTones
{
    QColor strip;
    QColor word;
    QColor tint;
};

/// Which colours and how loud: a look knows no profiles.
enum class EnvironmentLook { Development, Staging, Production };

/// The colours beside QPalette, one constant a mode. Look them up when painting and keep none, so that a
/// change of the desktop's theme reaches everything. tagFill, tagFillSelected and match are translucent: painted over a
/// row's ground they give the right shade on every ground. failedRow and selection are whole grounds. rowHover is for
/// what stands on Base, windowHover for what stands on Window, as strong as a tool button's.
struct Tones
{
    QColor on, hairline, buttonEdge, rowHover, windowHover, selection, failedRow, ok, warn, dangerFill, track, tagFill,
        tagFillSelected, match, toast, toastText, toastLink;
    EnvironmentTones development, staging, production;

    const EnvironmentTones &of(EnvironmentLook look) const;
};

/// Light or dark, by the lightness of the palette's Window.
bool isDark(const QPalette &palette);
const Tones &tonesOf(const QPalette &palette);
/// The palette that GateStyle gives to the program in each mode.
QPalette gatePalette(bool dark);

/// `ground` with `share` (0 to 1) of `top` laid over it; opaque where `ground` is.
QColor mixed(const QColor &ground, const QColor &top, double share);
/// `colour` with its alpha multiplied by `share`.
QColor faded(const QColor &colour, double share);

} // namespace gatehouse
