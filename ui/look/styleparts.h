// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyle>

#include <optional>

/// GateStyle's rooms. Each draws or measures its own kind of control and says no (false, nullopt) to the rest, which is
/// then asked of the next one and in the end of Fusion. `style` is the style in use, for what a part needs of the
/// others.
namespace gatehouse::styleparts {

struct Paint
{
    const QStyle *style;
    const QStyleOption *option;
    QPainter *painter;
    const QWidget *widget;
};

struct Measure
{
    const QStyle *style;
    const QStyleOption *option;
    const QWidget *widget;
};

// Check boxes, radio buttons, focus rings.
bool drawMarkPrimitive(QStyle::PrimitiveElement element, const Paint &paint);

// Push buttons, tool buttons.
bool drawButtonPrimitive(QStyle::PrimitiveElement element, const Paint &paint);
bool drawButtonControl(QStyle::ControlElement element, const Paint &paint);
bool drawToolButton(const Paint &paint);
std::optional<QSize> buttonSize(QStyle::ContentsType type, const QSize &contents, const Measure &measure);

// Line edits, text edits, combo boxes, spin boxes and date fields.
bool drawFieldPrimitive(QStyle::PrimitiveElement element, const Paint &paint);
bool drawFieldControl(QStyle::ControlElement element, const Paint &paint);
bool drawFieldComplex(QStyle::ComplexControl control, const Paint &paint);
std::optional<QRect> fieldRect(QStyle::ComplexControl control, QStyle::SubControl part, const Measure &measure);
std::optional<QSize> fieldSize(QStyle::ContentsType type, const QSize &contents, const Measure &measure);

// Menus, the menu bar, tool tips; also the opened list of a combo box, whose rows are menu items.
bool drawMenuPrimitive(QStyle::PrimitiveElement element, const Paint &paint);
bool drawMenuControl(QStyle::ControlElement element, const Paint &paint);
std::optional<QSize> menuSize(QStyle::ContentsType type, const QSize &contents, const Measure &measure);

// Headers, rows, scroll bars, progress bars, splitters.
bool drawViewPrimitive(QStyle::PrimitiveElement element, const Paint &paint);
bool drawViewControl(QStyle::ControlElement element, const Paint &paint);
bool drawScrollBar(const Paint &paint);
std::optional<QRect> scrollBarRect(QStyle::SubControl part, const Measure &measure);
std::optional<QSize> viewSize(QStyle::ContentsType type, const QSize &contents, const Measure &measure);

/// 32, or more where the font asks for it.
int controlHeight(const QFontMetrics &metrics);
bool isTextEditor(const QWidget *widget);
/// What a scroll bar lies on: the scrolled content's ground.
QColor scrolledGround(const Paint &paint);
/// How much ink the mouse lays over a ground: nothing, hover, pressed.
double inkShare(const QStyleOption *option);
/// Whether the focus ring shows: focused and enabled, not after a click.
bool ringShows(const QStyleOption *option, const QWidget *widget);
/// Draws `name` 16 px large in the middle of `rect`.
void drawGlyphAt(QPainter *painter, const QRect &rect, const QString &name, const QColor &colour,
                 Qt::LayoutDirection direction, int side = 16);
void drawCheckBox(QPainter *painter, const QRect &box, const QStyleOption *option);

} // namespace gatehouse::styleparts
