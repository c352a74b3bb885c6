// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/paint.h"
#include "ui/look/styleparts.h"
#include "ui/look/widgets.h"

#include <QApplication>
#include <QPainter>
#include <QStyleOption>

namespace gatehouse::styleparts {

namespace {

constexpr int buttonPadding = 14;
constexpr int buttonIconGap = 8;
constexpr int buttonMenuRoom = 20;

bool isFilledRank(ButtonRank rank)
{
    return rank != ButtonRank::Plain;
}

QColor buttonFill(ButtonRank rank, const QPalette &palette)
{
    switch (rank) {
    case ButtonRank::Plain:
        return palette.color(QPalette::Active, QPalette::Button);
    case ButtonRank::Primary:
        return palette.color(QPalette::Active, QPalette::Highlight);
    case ButtonRank::Danger:
        return tonesOf(palette).dangerFill;
    }
    return {};
}

void drawPanel(const Paint &paint, ButtonRank rank, bool flat)
{
    const QStyleOption *option = paint.option;
    const QPalette &palette = option->palette;
    const QColor ink = palette.color(QPalette::Active, QPalette::WindowText);
    const QColor link = palette.color(QPalette::Active, QPalette::Link);
    const bool ring = ringShows(option, paint.widget);
    if (flat) {
        if (const double share = inkShare(option); share > 0)
            fillRounded(paint.painter, option->rect, faded(ink, share), 6);
        if (ring)
            drawRing(paint.painter, option->rect, link, 6);
        return;
    }
    const QColor window = palette.color(QPalette::Window);
    QColor fill = buttonFill(rank, palette);
    QColor edge = isFilledRank(rank) ? QColor() : tonesOf(palette).buttonEdge;
    if (!(option->state & QStyle::State_Enabled)) {
        fill = mixed(window, buttonFill(ButtonRank::Plain, palette), 0.4);
        edge = mixed(window, tonesOf(palette).buttonEdge, 0.6);
    } else if (isFilledRank(rank)) {
        // White words stay readable on it, so the mouse makes it darker in both modes.
        fill = mixed(fill, QColor(Qt::black), inkShare(option) * 1.3);
    } else {
        fill = mixed(fill, ink, inkShare(option));
    }
    drawBox(paint.painter, option->rect, fill, edge, 6);
    if (!ring)
        return;
    if (isFilledRank(rank))
        drawRing(paint.painter, option->rect.adjusted(2, 2, -2, -2),
                 palette.color(QPalette::Active, QPalette::HighlightedText), 4, 1.5);
    else
        drawRing(paint.painter, option->rect, link, 6);
}

int mnemonicFlag(const Paint &paint)
{
    return paint.style->styleHint(QStyle::SH_UnderlineShortcut, paint.option, paint.widget) ? Qt::TextShowMnemonic
                                                                                            : Qt::TextHideMnemonic;
}

/// Icon and words side by side, together in the middle of `room`.
struct Label
{
    QIcon icon;
    QSize iconSize;
    QString text;
    QColor colour;
    QIcon::Mode mode = QIcon::Normal;
    int gap = buttonIconGap;
};

void drawLabel(const Paint &paint, const QRect &room, const Label &label)
{
    const QFontMetrics metrics = paint.painter->fontMetrics();
    const int flags = Qt::AlignVCenter | Qt::TextSingleLine | mnemonicFlag(paint);
    const bool hasIcon = !label.icon.isNull();
    const int iconRoom = hasIcon ? label.iconSize.width() + (label.text.isEmpty() ? 0 : label.gap) : 0;
    const int textWidth = label.text.isEmpty() ? 0 : metrics.size(flags, label.text).width();
    const int textRoom = qMin(textWidth, room.width() - iconRoom);
    int x = room.x() + (room.width() - iconRoom - textRoom) / 2;
    const Qt::LayoutDirection direction = paint.option->direction;
    if (hasIcon) {
        const QRect box(x, room.y() + (room.height() - label.iconSize.height()) / 2, label.iconSize.width(),
                        label.iconSize.height());
        label.icon.paint(paint.painter, QStyle::visualRect(direction, room, box), Qt::AlignCenter, label.mode,
                         paint.option->state & QStyle::State_On ? QIcon::On : QIcon::Off);
        x += iconRoom;
    }
    if (label.text.isEmpty())
        return;
    const QRect line = QStyle::visualRect(direction, room, QRect(x, room.y(), textRoom + 1, room.height()));
    paint.painter->save();
    paint.painter->setPen(label.colour);
    const int side = direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    const QString shown =
        textRoom < textWidth ? metrics.elidedText(label.text, Qt::ElideRight, textRoom, flags) : label.text;
    drawWords(paint.painter, line, flags | side | Qt::AlignAbsolute, shown);
    paint.painter->restore();
}

QIcon::Mode iconMode(const QStyleOption *option, bool onAccent)
{
    if (!(option->state & QStyle::State_Enabled))
        return QIcon::Disabled;
    return onAccent ? QIcon::Selected : QIcon::Normal;
}

void drawPushButtonLabel(const QStyleOptionButton *button, const Paint &paint)
{
    const bool enabled = button->state & QStyle::State_Enabled;
    const bool onAccent = enabled && isFilledRank(rankOf(paint.widget));
    Label label;
    label.icon = button->icon;
    label.iconSize = button->iconSize;
    label.text = button->text;
    label.mode = iconMode(button, onAccent);
    label.colour = onAccent ? button->palette.color(QPalette::Active, QPalette::HighlightedText)
                            : button->palette.color(QPalette::ButtonText);
    QRect room = button->rect.adjusted(4, 0, -4, 0);
    if (button->features & QStyleOptionButton::HasMenu) {
        const QRect chevron =
            QStyle::visualRect(button->direction, button->rect,
                               QRect(button->rect.right() - 10 - 16, button->rect.y(), 16, button->rect.height()));
        drawGlyphAt(paint.painter, chevron, QStringLiteral("down"), label.colour, button->direction);
        room = QStyle::visualRect(button->direction, button->rect, button->rect.adjusted(4, 0, -buttonMenuRoom, 0));
    }
    drawLabel(paint, room, label);
}

bool isInCalendarBar(const QWidget *widget)
{
    return widget && widget->parentWidget() &&
           widget->parentWidget()->objectName() == QLatin1String("qt_calendar_navigationbar");
}

QColor toolButtonInk(const QStyleOptionToolButton *tool, const QWidget *widget)
{
    // The calendar writes white into its buttons' palettes, for the blue bar that it no longer has here.
    if (isInCalendarBar(widget))
        return QApplication::palette().color(QPalette::Active, QPalette::WindowText);
    return tool->palette.color(QPalette::ButtonText);
}

QString arrowGlyph(Qt::ArrowType arrow)
{
    switch (arrow) {
    case Qt::UpArrow:
        return QStringLiteral("up");
    case Qt::DownArrow:
        return QStringLiteral("down");
    case Qt::LeftArrow:
        return QStringLiteral("left");
    case Qt::RightArrow:
        return QStringLiteral("right");
    case Qt::NoArrow:
        break;
    }
    return {};
}

/// A tool button with words whose menu opens at once has a chevron after them; an icon alone speaks for itself.
bool hasMenuChevron(const QStyleOptionToolButton *tool)
{
    if (tool->features & QStyleOptionToolButton::MenuButtonPopup)
        return true;
    return (tool->features & QStyleOptionToolButton::HasMenu) && tool->toolButtonStyle != Qt::ToolButtonIconOnly;
}

} // namespace

bool drawButtonPrimitive(QStyle::PrimitiveElement element, const Paint &paint)
{
    switch (element) {
    case QStyle::PE_PanelButtonCommand:
        drawPanel(paint, rankOf(paint.widget), false);
        return true;
    case QStyle::PE_PanelButtonTool:
        drawPanel(paint, ButtonRank::Plain, paint.option->state & QStyle::State_AutoRaise);
        return true;
    case QStyle::PE_FrameDefaultButton:
    case QStyle::PE_FrameButtonTool:
        return true;
    default:
        return false;
    }
}

bool drawButtonControl(QStyle::ControlElement element, const Paint &paint)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(paint.option);
    if (!button)
        return false;
    switch (element) {
    case QStyle::CE_PushButton:
        paint.style->drawControl(QStyle::CE_PushButtonBevel, button, paint.painter, paint.widget);
        paint.style->drawControl(QStyle::CE_PushButtonLabel, button, paint.painter, paint.widget);
        return true;
    case QStyle::CE_PushButtonBevel:
        drawPanel(paint, rankOf(paint.widget), button->features & QStyleOptionButton::Flat);
        return true;
    case QStyle::CE_PushButtonLabel:
        drawPushButtonLabel(button, paint);
        return true;
    default:
        return false;
    }
}

bool drawToolButton(const Paint &paint)
{
    const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(paint.option);
    if (!tool)
        return false;
    QStyleOptionToolButton panel(*tool);
    // An open menu keeps its button pressed.
    if (tool->activeSubControls & QStyle::SC_ToolButtonMenu && tool->state & QStyle::State_Sunken)
        panel.state |= QStyle::State_Sunken;
    drawPanel({paint.style, &panel, paint.painter, paint.widget}, ButtonRank::Plain,
              tool->state & QStyle::State_AutoRaise);

    Label label;
    label.colour = toolButtonInk(tool, paint.widget);
    label.mode = iconMode(tool, false);
    label.iconSize = tool->iconSize;
    label.gap = 6;
    if (tool->toolButtonStyle != Qt::ToolButtonTextOnly)
        label.icon = tool->icon;
    if (tool->toolButtonStyle != Qt::ToolButtonIconOnly || tool->icon.isNull())
        label.text = tool->text;
    QRect room = tool->rect;
    if (hasMenuChevron(tool)) {
        const QRect chevron =
            QStyle::visualRect(tool->direction, room, QRect(room.right() - 6 - 14, room.y(), 14, room.height()));
        drawGlyphAt(paint.painter, chevron, QStringLiteral("down"), label.colour, tool->direction, 14);
        room = QStyle::visualRect(tool->direction, tool->rect, room.adjusted(0, 0, -14, 0));
    }
    if (tool->features & QStyleOptionToolButton::Arrow && tool->arrowType != Qt::NoArrow) {
        drawGlyphAt(paint.painter, room, arrowGlyph(tool->arrowType), label.colour, Qt::LeftToRight);
        return true;
    }
    paint.painter->save();
    paint.painter->setFont(tool->font);
    drawLabel(paint, room, label);
    paint.painter->restore();
    return true;
}

std::optional<QSize> buttonSize(QStyle::ContentsType type, const QSize &contents, const Measure &measure)
{
    const int height = controlHeight(measure.option->fontMetrics);
    if (type == QStyle::CT_PushButton) {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(measure.option);
        if (!button)
            return {};
        int width = 2 * buttonPadding;
        if (!button->text.isEmpty())
            width += button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width();
        if (!button->icon.isNull())
            width += button->iconSize.width() + (button->text.isEmpty() ? 0 : buttonIconGap);
        if (button->features & QStyleOptionButton::HasMenu)
            width += buttonMenuRoom;
        return QSize(width, qMax(height, contents.height()));
    }
    if (type == QStyle::CT_ToolButton) {
        const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(measure.option);
        if (!tool)
            return {};
        const bool words = tool->toolButtonStyle != Qt::ToolButtonIconOnly && !tool->text.isEmpty();
        if (tool->toolButtonStyle == Qt::ToolButtonTextUnderIcon)
            return contents + QSize(12, 12);
        if (!words)
            return QSize(qMax(height, tool->iconSize.width() + 12) + (hasMenuChevron(tool) ? 14 : 0),
                         qMax(height, tool->iconSize.height() + 12));
        int width = 20 + tool->fontMetrics.size(Qt::TextShowMnemonic, tool->text).width();
        if (!tool->icon.isNull() && tool->toolButtonStyle != Qt::ToolButtonTextOnly)
            width += tool->iconSize.width() + 6;
        if (hasMenuChevron(tool))
            width += 14;
        return QSize(width, height);
    }
    return {};
}

} // namespace gatehouse::styleparts
