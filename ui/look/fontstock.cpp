// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/fontstock.h"

#include "ui/look/widgets.h"

#include <QImage>
#include <QPainter>

#include <chrono>

namespace gatehouse {

namespace {

/// Room for what comes from the keyboard or the server meanwhile.
constexpr std::chrono::milliseconds kBetween{5};

/// QHeaderView measures its sections in QFont::Bold, which nothing else here is painted in.
QFont measuredHeaderFont()
{
    QFont font = scaledFont(1);
    font.setBold(true);
    return font;
}

/// Those of the window with a connection open, and of the page that says why its table is empty.
std::vector<QFont> pageFonts()
{
    constexpr FontWeight bold = FontWeight::Bold;
    return {scaledFont(1),    scaledFont(1, bold),   scaledFont(0.92),       scaledFont(0.92, bold),
            scaledFont(0.85), scaledFont(0.8, bold), scaledFont(1.15, bold), measuredHeaderFont()};
}

/// The letters of names, dates and numbers.
QString letters()
{
    QString text;
    for (char letter = ' '; letter < '\x7f'; ++letter)
        text += QLatin1Char(letter);
    return text + QStringLiteral("\u00B7\u2014\u2026");
}

/// On an image as a window's backing store is: letters are kept by the kind of image that they are painted on.
void paintLetters(const QFont &font, qreal ratio)
{
    QImage image(16, 16, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    QPainter painter(&image);
    painter.setFont(font);
    painter.drawText(QPointF(0, 8), letters());
}

} // namespace

FontStock::FontStock(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(kBetween);
    connect(&m_timer, &QTimer::timeout, this, &FontStock::loadNext);
}

void FontStock::fill(qreal ratio)
{
    if (m_timer.isActive() || isFull())
        return;
    m_ratio = ratio;
    m_waiting = pageFonts();
    m_timer.start();
}

void FontStock::loadNext()
{
    m_loaded.push_back(m_waiting.back());
    m_waiting.pop_back();
    paintLetters(m_loaded.back(), m_ratio);
    if (m_waiting.empty())
        m_timer.stop();
}

} // namespace gatehouse
