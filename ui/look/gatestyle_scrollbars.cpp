// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/paint.h"
#include "ui/look/styleparts.h"
#include "ui/look/tones.h"

#include <QAbstractScrollArea>
#include <QPainter>
#include <QStyleOption>

namespace gatehouse::styleparts {

namespace {

constexpr int thumbWidth = 6;
constexpr int thumbEndGap = 2;
constexpr int thumbLeast = 36;

} // namespace

/// The ground of what is scrolled, so that the bar stands on it without a seam.
QColor scrolledGround(const Paint &paint)
{
    for (const QWidget *up = paint.widget; up; up = up->parentWidget()) {
        if (const auto *area = qobject_cast<const QAbstractScrollArea *>(up))
            return area->viewport()->palette().color(area->viewport()->backgroundRole());
    }
    return paint.option->palette.color(QPalette::Window);
}

bool drawScrollBar(const Paint &paint)
{
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(paint.option);
    if (!slider)
        return false;
    const QColor ground = scrolledGround(paint);
    paint.painter->fillRect(slider->rect, ground);
    const QRect thumb =
        paint.style->subControlRect(QStyle::CC_ScrollBar, slider, QStyle::SC_ScrollBarSlider, paint.widget);
    if (slider->maximum <= slider->minimum || thumb.isEmpty())
        return true;
    const bool active = slider->activeSubControls & QStyle::SC_ScrollBarSlider;
    const bool held = active && slider->state & QStyle::State_Sunken;
    const bool hovered = active && slider->state & QStyle::State_MouseOver;
    const QColor dark = slider->palette.color(QPalette::Active, QPalette::Dark);
    const QColor colour = held      ? mixed(dark, slider->palette.color(QPalette::Active, QPalette::Text), 0.25)
                          : hovered ? dark
                                    : mixed(ground, dark, 0.62);
    QRectF shape(thumb);
    if (slider->orientation == Qt::Vertical)
        shape.adjust((thumb.width() - thumbWidth) / 2.0, 0, -(thumb.width() - thumbWidth) / 2.0, 0);
    else
        shape.adjust(0, (thumb.height() - thumbWidth) / 2.0, 0, -(thumb.height() - thumbWidth) / 2.0);
    fillRounded(paint.painter, shape, colour, thumbWidth / 2.0);
    return true;
}

std::optional<QRect> scrollBarRect(QStyle::SubControl part, const Measure &measure)
{
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(measure.option);
    if (!slider)
        return {};
    const bool vertical = slider->orientation == Qt::Vertical;
    const QRect all = slider->rect;
    const QRect groove =
        vertical ? all.adjusted(0, thumbEndGap, 0, -thumbEndGap) : all.adjusted(thumbEndGap, 0, -thumbEndGap, 0);
    const int room = vertical ? groove.height() : groove.width();
    const qint64 range = qint64(slider->maximum) - slider->minimum;
    int length = room;
    if (range > 0)
        length = qMin(room,
                      qMax(thumbLeast, static_cast<int>(qint64(slider->pageStep) * room / (range + slider->pageStep))));
    const int start = QStyle::sliderPositionFromValue(slider->minimum, slider->maximum, slider->sliderPosition,
                                                      room - length, slider->upsideDown);
    const auto along = [&](int from, int size) {
        const QRect rect = vertical ? QRect(groove.x(), groove.y() + from, groove.width(), size)
                                    : QRect(groove.x() + from, groove.y(), size, groove.height());
        return QStyle::visualRect(slider->direction, all, rect);
    };
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        return along(start, length);
    case QStyle::SC_ScrollBarSubPage:
        return along(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return along(start + length, room - start - length);
    case QStyle::SC_ScrollBarGroove:
        return groove;
    default:
        return QRect();
    }
}

} // namespace gatehouse::styleparts
