// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QRect>

class QPainter;

namespace gatehouse {

/// How a sign-in switch looks.
struct SwitchLook
{
    enum class Face { On, Off, NoStatus, Sending };
    Face face = Face::On;
    bool hovered = false;
    bool quiet = false; ///< nothing can be switched here: half opacity
    int angle = 0;      ///< of the arc while Sending, in degrees
};

/// The part of a Sign-in cell that switches: its leading 44 pixels at full height.
QRect switchHitRect(const QRect &cell, Qt::LayoutDirection direction);
/// The switch itself, 32 × 18, 8 pixels into the cell.
QRect switchRect(const QRect &cell, Qt::LayoutDirection direction);
/// Where the word beside it may stand.
QRect switchWordRect(const QRect &cell, Qt::LayoutDirection direction);

/// Paints a switch; the knob's side follows the direction, the tick in it is never mirrored.
void paintSwitch(QPainter *painter, const QRect &rect, const SwitchLook &look, Qt::LayoutDirection direction,
                 const QPalette &palette);

} // namespace gatehouse
