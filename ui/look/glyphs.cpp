// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/glyphs.h"

#include "ui/look/widgets.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>

// Outside every namespace, as Q_INIT_RESOURCE asks.
static void initGatehouseIcons()
{
    Q_INIT_RESOURCE(icons);
}

namespace gatehouse {

namespace {

QPixmap renderedGlyph(const QString &name, const QSize &pixels, const QColor &colour, GlyphTurn turn)
{
    const QString key = QStringLiteral("gatehouse/%1/%2x%3/%4/%5")
                            .arg(name)
                            .arg(pixels.width())
                            .arg(pixels.height())
                            .arg(colour.rgba(), 0, 16)
                            .arg(turn == GlyphTurn::Mirrored ? 1 : 0);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    loadIcons();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray svg = file.readAll().replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
    QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QSvgRenderer renderer(svg);
    QPainter painter(&image);
    if (turn == GlyphTurn::Mirrored) {
        painter.translate(pixels.width(), 0);
        painter.scale(-1, 1);
    }
    painter.setOpacity(colour.alphaF());
    renderer.render(&painter, QRectF(QPointF(), pixels));
    painter.end();
    pixmap = QPixmap::fromImage(image);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QColor glyphColour(GlyphTone tone, const QPalette &palette)
{
    switch (tone) {
    case GlyphTone::Ink:
        return palette.color(QPalette::WindowText);
    case GlyphTone::Secondary:
        return palette.color(QPalette::PlaceholderText);
    case GlyphTone::Ok:
        return tonesOf(palette).ok;
    case GlyphTone::Warn:
        return tonesOf(palette).warn;
    case GlyphTone::Danger:
        return palette.color(QPalette::BrightText);
    case GlyphTone::OnAccent:
        return palette.color(QPalette::Active, QPalette::HighlightedText);
    case GlyphTone::Link:
        return palette.color(QPalette::Link);
    }
    return {};
}

QColor iconColour(QIcon::Mode mode, GlyphTone tone)
{
    QPalette palette = QApplication::palette();
    palette.setCurrentColorGroup(QPalette::Active);
    switch (mode) {
    case QIcon::Disabled:
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    case QIcon::Selected:
        return palette.color(QPalette::Active, QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active:
        return glyphColour(tone, palette);
    }
    return {};
}

/// Asks the palette at every paint and keeps no colour, so an icon made under light is right under dark.
class GlyphEngine final : public QIconEngine
{
public:
    GlyphEngine(const QString &name, GlyphTone tone) : m_name(name), m_tone(tone) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = qMin(rect.width(), rect.height());
        QRect square(0, 0, side, side);
        square.moveCenter(rect.center());
        paintGlyphIn(painter, square, m_name, iconColour(mode, m_tone), turnOf(m_name, painter->layoutDirection()));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        // QIcon asks in device pixels and sets the ratio on its own copy.
        const int side = qMin(size.width(), size.height());
        return renderedGlyph(m_name, QSize(side, side), iconColour(mode, m_tone),
                             turnOf(m_name, QGuiApplication::layoutDirection()));
    }
    QIconEngine *clone() const override { return new GlyphEngine(*this); }
    QString key() const override { return QStringLiteral("gatehouse"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return m_name.isEmpty(); }

private:
    QString m_name;
    GlyphTone m_tone;
};

} // namespace

void loadIcons()
{
    initGatehouseIcons();
}

void paintGlyphIn(QPainter *painter, const QRect &rect, const QString &name, const QColor &colour, GlyphTurn turn)
{
    if (name.isEmpty() || rect.isEmpty())
        return;
    const qreal ratio = painter->device()->devicePixelRatio();
    const QSize pixels(static_cast<int>(std::lround(rect.width() * ratio)),
                       static_cast<int>(std::lround(rect.height() * ratio)));
    QPixmap pixmap = renderedGlyph(name, pixels, colour, turn);
    pixmap.setDevicePixelRatio(ratio);
    painter->drawPixmap(rect.topLeft(), pixmap);
}

GlyphTurn turnOf(const QString &name, Qt::LayoutDirection direction)
{
    if (direction != Qt::RightToLeft)
        return GlyphTurn::AsDrawn;
    static constexpr QStringView turning[] = {u"undo",      u"disable", u"enable", u"arrow",
                                              u"arrowleft", u"left",    u"right"};
    for (const QStringView candidate : turning) {
        if (name == candidate)
            return GlyphTurn::Mirrored;
    }
    return GlyphTurn::AsDrawn;
}

QIcon icon(const QString &name)
{
    return icon(name, GlyphTone::Secondary);
}

QIcon icon(const QString &name, GlyphTone tone)
{
    loadIcons();
    return QIcon(new GlyphEngine(name, tone));
}

void paintGlyph(QPainter *painter, const QRect &rect, const QString &name, GlyphTone tone, const QPalette &palette)
{
    paintGlyphIn(painter, rect, name, glyphColour(tone, palette), turnOf(name, painter->layoutDirection()));
}

} // namespace gatehouse
