// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/tones.h"

#include <QRect>

class QPainter;
class QWidget;

namespace gatehouse {

/// The few shapes that the whole look is made of. All take logical pixels and put edges on whole device pixels.

/// A rounded box with a 1 px edge inside `rect`; an invalid colour leaves that part out.
void drawBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &edge, double radius);
void fillRounded(QPainter *painter, const QRectF &rect, const QColor &fill, double radius);
/// The focus ring: `width` px inside `rect`.
void drawRing(QPainter *painter, const QRect &rect, const QColor &colour, double radius, double width = 2);
/// A field's box: three sides in the button's edge, the foot darker, or the ring while it has the focus.
struct FieldState
{
    bool enabled = true;
    bool focused = false;
    bool hovered = false;
};
void drawField(QPainter *painter, const QRect &rect, const QPalette &palette, const QColor &fill, FieldState state);

/// Where text starts: at the leading edge, in the middle of the line.
int leadingAlignment(Qt::LayoutDirection direction);
int trailingAlignment(Qt::LayoutDirection direction);

/// Draws plain text, each in its own language's direction, whatever the window's: an English sentence in an Arabic
/// window keeps its full stop at its end. `flags` say the alignment and must be absolute.
void drawWords(QPainter *painter, const QRect &rect, int flags, const QString &text);

/// White: on the accent and on danger's red, in both modes. A row that is being painted may carry another
/// HighlightedText.
QColor onAccent();

/// What a chosen chip's text is written in on its light fill: the link's blue, darkened.
QColor chipLitInk(const QPalette &palette);

/// Whether a focused widget shows its ring now: in the active window, and not when the focus came by a click.
bool focusIsVisible(const QWidget *widget);
/// Set by GateStyle on a widget that got the focus by the mouse.
constexpr char mouseFocusProperty[] = "gatehouseMouseFocus";

} // namespace gatehouse
