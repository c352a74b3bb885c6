// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/gatestyle.h"

#include "ui/look/glyphs.h"
#include "ui/look/tones.h"

#include <QApplication>
#include <QStyleOption>

namespace gatehouse {

GateStyle::GateStyle(Appearance appearance) : QProxyStyle(QStringLiteral("Fusion")), m_appearance(appearance) {}

void GateStyle::apply(Appearance appearance)
{
    loadIcons();
    QApplication::setStyle(new GateStyle(appearance));
}

void GateStyle::polish(QPalette &palette)
{
    switch (m_appearance) {
    case Appearance::AsDesktop:
        palette = gatePalette(isDark(palette));
        break;
    case Appearance::Light:
        palette = gatePalette(false);
        break;
    case Appearance::Dark:
        palette = gatePalette(true);
        break;
    }
}

void GateStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
}

void GateStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void GateStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    QProxyStyle::drawControl(element, option, painter, widget);
}

void GateStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                   const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int GateStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int GateStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                         QStyleHintReturn *returnData) const
{
    return QProxyStyle::styleHint(hint, option, widget, returnData);
}

QSize GateStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                  const QWidget *widget) const
{
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

QRect GateStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                                const QWidget *widget) const
{
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QRect GateStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_ItemViewItemCheckIndicator) {
        const QRect cell = option->rect;
        return visualRect(option->direction, cell, QRect(cell.x(), cell.y(), qMin(44, cell.width()), cell.height()));
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

} // namespace gatehouse
