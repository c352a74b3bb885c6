// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/paint.h"
#include "ui/look/widgets.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>
#include <QStyle>

namespace gatehouse {

namespace {

constexpr int chipPadding = 12;
constexpr int chipGlyph = 14;
constexpr int chipGap = 6;

} // namespace

Chip::Chip(const QString &text, QWidget *parent) : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
}

void Chip::setText(const QString &text)
{
    QAbstractButton::setText(text);
    m_widths.word.reset();
    setAccessibleName(text);
}

void Chip::setCount(std::optional<qint64> count)
{
    if (m_count == count)
        return;
    const int before = widthFor(CountRoom::With);
    m_count = count;
    setAccessibleDescription(countText());
    if (widthFor(CountRoom::With) != before)
        updateGeometry();
    update();
}

void Chip::setCountShown(bool shown)
{
    if (m_countShown == shown)
        return;
    m_countShown = shown;
    updateGeometry();
    update();
}

void Chip::setGlyph(const QString &iconName, GlyphTone tone)
{
    m_glyph = iconName;
    m_glyphTone = tone;
    updateGeometry();
    update();
}

QString Chip::countText() const
{
    return m_count ? locale().toString(*m_count) : QString();
}

int Chip::wordWidth() const
{
    if (!m_widths.word)
        m_widths.word = fontMetrics().horizontalAdvance(text());
    return *m_widths.word;
}

QChar Chip::widestDigit() const
{
    if (!m_widths.widestDigit.isNull())
        return m_widths.widestDigit;
    const QFontMetrics metrics(scaledFont(0.92));
    int widest = -1;
    for (int digit = 0; digit <= 9; ++digit) {
        const QString text = locale().toString(digit);
        const int width = metrics.horizontalAdvance(text);
        if (text.size() == 1 && width > widest) { // digits of two code units stay what they are
            widest = width;
            m_widths.widestDigit = text.front();
        }
    }
    return m_widths.widestDigit;
}

int Chip::countWidth() const
{
    QString digits = countText();
    const QChar widest = widestDigit();
    for (QChar &letter : digits) {
        if (letter.isDigit() && !widest.isNull())
            letter = widest;
    }
    if (digits != m_widths.digits) {
        m_widths.count = QFontMetrics(scaledFont(0.92)).horizontalAdvance(digits);
        m_widths.digits = digits;
    }
    return m_widths.count;
}

int Chip::widthFor(CountRoom room) const
{
    int width = 2 * chipPadding + wordWidth();
    if (!m_glyph.isEmpty())
        width += chipGlyph + chipGap;
    if (m_count && room == CountRoom::With)
        width += chipGap + countWidth();
    return width;
}

QSize Chip::sizeHint() const
{
    return {widthFor(m_countShown ? CountRoom::With : CountRoom::Without), qMax(28, fontMetrics().height() + 10)};
}

QSize Chip::minimumSizeHint() const
{
    return sizeHint();
}

bool Chip::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::LocaleChange:
    case QEvent::FontChange:
    case QEvent::ApplicationFontChange:
    case QEvent::StyleChange:
    case QEvent::ScreenChangeInternal: // another resolution
        m_widths = {};
        if (event->type() == QEvent::LocaleChange)
            setAccessibleDescription(countText());
        updateGeometry();
        break;
    default:
        break;
    }
    return QAbstractButton::event(event);
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette colours = palette();
    const Tones &tones = tonesOf(colours);
    const bool dark = isDark(colours);
    const QColor window = colours.color(QPalette::Window);
    const QColor link = colours.color(QPalette::Link);
    const bool lit = isChecked() && isEnabled();

    QColor fill = lit ? mixed(window, link, dark ? 0.24 : 0.13) : window;
    const QColor ink = colours.color(QPalette::Active, QPalette::WindowText);
    if (isEnabled() && isDown())
        fill = mixed(fill, ink, 0.10);
    else if (isEnabled() && underMouse())
        fill = mixed(fill, ink, dark ? 0.07 : 0.05);
    QColor edge = lit ? mixed(window, link, 0.75) : tones.buttonEdge;
    if (!isEnabled())
        edge = mixed(window, edge, 0.6);
    const double radius = height() / 2.0;
    drawBox(&painter, rect(), fill, edge, radius);
    if (hasFocus() && focusIsVisible(this))
        drawRing(&painter, rect(), link, radius);

    const Qt::LayoutDirection direction = layoutDirection();
    QColor text = colours.color(QPalette::WindowText);
    QColor quiet = colours.color(QPalette::PlaceholderText);
    if (lit && !dark)
        text = quiet = chipLitInk(colours);
    else if (lit)
        quiet = mixed(quiet, text, 0.5);
    int x = chipPadding;
    const auto slot = [&](int width) { return QStyle::visualRect(direction, rect(), QRect(x, 0, width, height())); };
    if (!m_glyph.isEmpty()) {
        const QRect box = slot(chipGlyph);
        const QRect glyph(box.x(), (height() - chipGlyph) / 2, chipGlyph, chipGlyph);
        const bool speaks = m_glyphTone != GlyphTone::Secondary && m_glyphTone != GlyphTone::Ink;
        paintGlyph(&painter, glyph, m_glyph, lit && !speaks ? GlyphTone::Link : m_glyphTone, colours);
        x += chipGlyph + chipGap;
    }
    const int textWidth = wordWidth();
    painter.setPen(text);
    drawWords(&painter, slot(textWidth + 1), leadingAlignment(direction), this->text());
    if (m_count && m_countShown) {
        x += textWidth + chipGap;
        painter.setFont(scaledFont(0.92));
        painter.setPen(quiet);
        drawWords(&painter, slot(width() - x), leadingAlignment(direction), countText());
    }
}

} // namespace gatehouse
