// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/paint.h"
#include "ui/look/styleparts.h"
#include "ui/look/widgets.h"

#include <QComboBox>
#include <QPainter>
#include <QStyleOption>

namespace gatehouse::styleparts {

namespace {

// Within an item; the menu's own edge and margin are 4 more.
constexpr int menuIconAt = 8;
constexpr int menuTextAt = 32;
constexpr int menuEnd = 10;
constexpr int menuKeyGap = 32;
constexpr int menuArrowRoom = 20;

/// White in light; in dark the raised grey, so that a menu stands off the window.
QColor menuGround(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Button);
}

void drawSeparator(const QStyleOptionMenuItem *item, const Paint &paint)
{
    const QRect rect = item->rect;
    if (item->text.isEmpty()) {
        paint.painter->fillRect(QRect(rect.x(), rect.y() + rect.height() / 2, rect.width(), 1),
                                tonesOf(item->palette).hairline);
        return;
    }
    paint.painter->setFont(scaledFont(0.92, FontWeight::Bold));
    paint.painter->setPen(item->palette.color(QPalette::Active, QPalette::PlaceholderText));
    drawWords(paint.painter, QStyle::visualRect(item->direction, rect, rect.adjusted(menuIconAt, 0, -menuEnd, 0)),
              leadingAlignment(item->direction), item->text);
}

void drawItemMark(const QStyleOptionMenuItem *item, const Paint &paint, const QColor &ink)
{
    const QRect rect = item->rect;
    const QRect slot = QStyle::visualRect(item->direction, rect,
                                          QRect(rect.x() + menuIconAt, rect.y() + (rect.height() - 16) / 2, 16, 16));
    const bool checkable = item->checkType != QStyleOptionMenuItem::NotCheckable;
    if (checkable && item->checked &&
        (item->icon.isNull() || qobject_cast<const QComboBox *>(paint.widget) == nullptr)) {
        drawGlyphAt(paint.painter, slot, QStringLiteral("check"), ink, Qt::LeftToRight);
        return;
    }
    if (!item->icon.isNull())
        item->icon.paint(paint.painter, slot, Qt::AlignCenter,
                         item->state & QStyle::State_Enabled ? QIcon::Normal : QIcon::Disabled);
}

void drawItem(const QStyleOptionMenuItem *item, const Paint &paint)
{
    const QPalette &palette = item->palette;
    const QRect rect = item->rect;
    QPainter *painter = paint.painter;
    const bool enabled = item->state & QStyle::State_Enabled;
    const bool lit = (item->state & QStyle::State_Selected) && enabled;
    if (lit)
        fillRounded(
            painter, rect,
            mixed(menuGround(palette), palette.color(QPalette::Active, QPalette::Link), isDark(palette) ? 0.22 : 0.11),
            4);
    const QPalette::ColorGroup group = enabled ? QPalette::Active : QPalette::Disabled;
    const QColor ink = palette.color(group, QPalette::Text);
    drawItemMark(item, paint, ink);

    const int tab = static_cast<int>(item->text.indexOf(u'\t'));
    const QString words = tab < 0 ? item->text : item->text.left(tab);
    const QString key = tab < 0 ? QString() : item->text.mid(tab + 1);
    const bool submenu = item->menuItemType == QStyleOptionMenuItem::SubMenu;
    const QRect line = rect.adjusted(menuTextAt, 0, -(submenu ? menuEnd + menuArrowRoom : menuEnd), 0);
    const QRect placed = QStyle::visualRect(item->direction, rect, line);
    const bool underlined = paint.style->styleHint(QStyle::SH_UnderlineShortcut, item, paint.widget);
    const int mnemonic = underlined ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
    // Rows of a combo box are names: an ampersand in one is an ampersand.
    const bool names = qobject_cast<const QComboBox *>(paint.widget);
    painter->setFont(item->font);
    painter->setPen(ink);
    const QString shown = names ? QFontMetrics(item->font).elidedText(words, Qt::ElideRight, placed.width()) : words;
    drawWords(painter, placed, leadingAlignment(item->direction) | (names ? 0 : mnemonic), shown);
    if (!key.isEmpty()) {
        const QColor quiet = palette.color(group, QPalette::PlaceholderText);
        painter->setPen(lit ? mixed(quiet, ink, 0.5) : quiet); // on the blue tint the quiet grey would fade
        drawWords(painter, placed, trailingAlignment(item->direction), key);
    }
    if (submenu) {
        const QRect arrow(rect.right() + 1 - menuEnd - 12, rect.y(), 16, rect.height());
        drawGlyphAt(painter, QStyle::visualRect(item->direction, rect, arrow), QStringLiteral("right"),
                    palette.color(group, QPalette::PlaceholderText), item->direction);
    }
}

void drawMenuItem(const QStyleOptionMenuItem *item, const Paint &paint)
{
    paint.painter->save();
    // A combo box has laid the window's colour under its rows before asking.
    if (qobject_cast<const QComboBox *>(paint.widget))
        paint.painter->fillRect(item->rect, menuGround(item->palette));
    if (item->menuItemType == QStyleOptionMenuItem::Separator) {
        drawSeparator(item, paint);
    } else if (qobject_cast<const QComboBox *>(paint.widget)) {
        QStyleOptionMenuItem inset(*item);
        inset.rect.adjust(4, 0, -4, 0);
        drawItem(&inset, paint);
    } else {
        drawItem(item, paint);
    }
    paint.painter->restore();
}

void drawBarItem(const QStyleOptionMenuItem *item, const Paint &paint)
{
    const QPalette &palette = item->palette;
    paint.painter->fillRect(item->rect, palette.color(QPalette::Window));
    const bool open = item->state & (QStyle::State_Selected | QStyle::State_Sunken);
    if (open && item->state & QStyle::State_Enabled)
        fillRounded(paint.painter, item->rect.adjusted(1, 2, -1, -2),
                    faded(palette.color(QPalette::Active, QPalette::WindowText), 0.08), 4);
    const bool underlined = paint.style->styleHint(QStyle::SH_UnderlineShortcut, item, paint.widget);
    paint.painter->save();
    paint.painter->setPen(palette.color(QPalette::WindowText));
    drawWords(paint.painter, item->rect,
              Qt::AlignCenter | Qt::TextSingleLine | (underlined ? Qt::TextShowMnemonic : Qt::TextHideMnemonic),
              item->text);
    paint.painter->restore();
}

} // namespace

bool drawMenuPrimitive(QStyle::PrimitiveElement element, const Paint &paint)
{
    const QStyleOption *option = paint.option;
    switch (element) {
    case QStyle::PE_PanelMenu: {
        paint.painter->fillRect(option->rect, menuGround(option->palette));
        paint.painter->save();
        paint.painter->setBrush(Qt::NoBrush);
        paint.painter->setPen(QPen(tonesOf(option->palette).buttonEdge, 1));
        paint.painter->drawRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5));
        paint.painter->restore();
        return true;
    }
    case QStyle::PE_FrameMenu: // PE_PanelMenu drew it
    case QStyle::PE_PanelMenuBar:
        return true;
    case QStyle::PE_PanelTipLabel:
        paint.painter->fillRect(option->rect, option->palette.color(QPalette::Active, QPalette::ToolTipBase));
        return true;
    default:
        return false;
    }
}

bool drawMenuControl(QStyle::ControlElement element, const Paint &paint)
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(paint.option);
    switch (element) {
    case QStyle::CE_MenuItem:
        if (!item)
            return false;
        drawMenuItem(item, paint);
        return true;
    case QStyle::CE_MenuEmptyArea:
    case QStyle::CE_MenuHMargin:
    case QStyle::CE_MenuVMargin:
        return true;
    case QStyle::CE_MenuScroller: {
        const bool down = paint.option->state & QStyle::State_DownArrow;
        paint.painter->fillRect(paint.option->rect, menuGround(paint.option->palette));
        drawGlyphAt(paint.painter, paint.option->rect, down ? QStringLiteral("down") : QStringLiteral("up"),
                    paint.option->palette.color(QPalette::PlaceholderText), Qt::LeftToRight);
        return true;
    }
    case QStyle::CE_MenuBarItem:
        if (!item)
            return false;
        drawBarItem(item, paint);
        return true;
    case QStyle::CE_MenuBarEmptyArea:
        paint.painter->fillRect(paint.option->rect, paint.option->palette.color(QPalette::Window));
        return true;
    default:
        return false;
    }
}

std::optional<QSize> menuSize(QStyle::ContentsType type, const QSize &contents, const Measure &measure)
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(measure.option);
    if (!item)
        return {};
    const int row = qMax(30, item->fontMetrics.height() + 12);
    if (type == QStyle::CT_MenuBarItem)
        return QSize(contents.width() + 16, row);
    if (type != QStyle::CT_MenuItem)
        return {};
    if (item->menuItemType == QStyleOptionMenuItem::Separator)
        return QSize(contents.width() + menuIconAt + menuEnd, item->text.isEmpty() ? 9 : row);
    const bool names = qobject_cast<const QComboBox *>(measure.widget);
    int width = menuTextAt + contents.width() + menuEnd;
    if (names)
        width += 8;
    else if (item->text.contains(u'\t'))
        width += menuKeyGap;
    else if (item->menuItemType == QStyleOptionMenuItem::SubMenu)
        width += menuArrowRoom;
    return QSize(width, row);
}

} // namespace gatehouse::styleparts
