// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tour/picture.h"

#include <QApplication>
#include <QPainter>
#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace gatehouse {

namespace {

/// The window and what is above it, lowest first.
QWidgetList layersOf(const QWidget &window)
{
    QWidgetList layers;
    for (QWidget *each : QApplication::topLevelWidgets()) {
        if (each->isVisible() && !each->isMinimized())
            layers.append(each);
    }
    const auto height = [&window](const QWidget *widget) {
        if (widget == &window)
            return 0;
        if (widget->windowType() == Qt::Popup)
            return 1000;
        // A dialog stands above the one that it belongs to.
        int depth = 1;
        for (const QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget())
            depth += parent->isWindow() ? 1 : 0;
        return depth;
    };
    std::stable_sort(layers.begin(), layers.end(),
                     [&height](const QWidget *a, const QWidget *b) { return height(a) < height(b); });
    return layers;
}

QImage fromScreen(const QScreen &screen, const QRect &part)
{
    const QRect seen = part.intersected(screen.geometry()).translated(-screen.geometry().topLeft());
    return const_cast<QScreen &>(screen).grabWindow(0, seen.x(), seen.y(), seen.width(), seen.height()).toImage();
}

QImage fromWidgets(const QWidgetList &layers, const QRect &part, qreal ratio)
{
    QImage image((QSizeF(part.size()) * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::gray);
    QPainter painter(&image);
    for (QWidget *layer : layers)
        painter.drawPixmap(layer->geometry().topLeft() - part.topLeft(), layer->grab());
    return image;
}

} // namespace

QImage pictureOf(const QWidget &window)
{
    const QWidgetList layers = layersOf(window);
    // Wayland and the offscreen platform cannot read the screen, or do so badly.
    const bool canReadScreen = QGuiApplication::platformName() == QLatin1String("xcb");
    QRect part;
    for (const QWidget *layer : layers)
        part |= canReadScreen ? layer->frameGeometry() : layer->geometry();
    return canReadScreen ? fromScreen(*window.screen(), part) : fromWidgets(layers, part, window.devicePixelRatioF());
}

} // namespace gatehouse
