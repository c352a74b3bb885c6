// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/widgets.h"

#include "ui/look/glyphs.h"
#include "ui/look/owncolours.h"
#include "ui/look/paint.h"

#include <QApplication>
#include <QPainter>
#include <QStyleOption>
#include <QVariant>

namespace gatehouse {

namespace {

constexpr char rankProperty[] = "gatehouseRank";

} // namespace

QFont scaledFont(double factor, FontWeight weight)
{
    QFont font = QApplication::font();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(qMax(1, qRound(font.pixelSize() * factor)));
    font.setWeight(weight == FontWeight::Bold ? QFont::DemiBold : QFont::Normal);
    return font;
}

QPushButton *makeButton(const QString &text, ButtonRank rank, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    setRank(button, rank);
    return button;
}

void setRank(QPushButton *button, ButtonRank rank)
{
    button->setProperty(rankProperty, static_cast<int>(rank));
    button->update();
}

ButtonRank rankOf(const QWidget *button)
{
    if (!button)
        return ButtonRank::Plain;
    return static_cast<ButtonRank>(button->property(rankProperty).toInt());
}

QToolButton *makeToolButton(const QString &iconName, const QString &text, const QString &accessibleName,
                            QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setText(text);
    button->setAutoRaise(true);
    button->setToolButtonStyle(text.isEmpty() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    button->setAccessibleName(accessibleName);
    if (text.isEmpty())
        button->setToolTip(accessibleName);
    return button;
}

// ---- TextLabel

TextLabel::TextLabel(const QString &text, QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    refresh();
}

TextLabel *TextLabel::scaled(double factor)
{
    m_factor = factor;
    refresh();
    return this;
}

TextLabel *TextLabel::bold()
{
    m_bold = true;
    refresh();
    return this;
}

TextLabel *TextLabel::toned(TextTone tone)
{
    m_tone = tone;
    refresh();
    update();
    return this;
}

TextLabel *TextLabel::wrapped()
{
    setWordWrap(true);
    return this;
}

bool TextLabel::event(QEvent *event)
{
    // Sent to every widget, but no changeEvent(): and this label's own font hides a FontChange from above.
    if (event->type() == QEvent::ApplicationFontChange)
        refresh();
    return QLabel::event(event);
}

void TextLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    const QEvent::Type type = event->type();
    if (type == QEvent::FontChange || type == QEvent::StyleChange)
        refresh();
}

void TextLabel::refresh()
{
    if (m_refreshing)
        return;
    m_refreshing = true;
    setFont(scaledFont(m_factor, m_bold ? FontWeight::Bold : FontWeight::Normal));
    switch (m_tone) {
    case TextTone::Ink:
    case TextTone::Ok:
    case TextTone::Warn:
        setForegroundRole(QPalette::WindowText);
        break;
    case TextTone::Secondary:
        setForegroundRole(QPalette::PlaceholderText);
        break;
    case TextTone::Danger:
        setForegroundRole(QPalette::BrightText);
        break;
    }
    m_refreshing = false;
}

void TextLabel::paintEvent(QPaintEvent *event)
{
    if (textInteractionFlags() & Qt::TextSelectableByMouse) { // that text lives in a document of QLabel's own
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    drawFrame(&painter);
    // Ok and Warn have no palette role, and a colour put into the label's palette would outlive the theme. And QLabel
    // aligns by the language of the words: a Latin name would leave the leading edge of a right-to-left window.
    const QPalette colours = palette();
    QColor ink = colours.color(foregroundRole());
    if (isEnabled() && m_tone == TextTone::Ok)
        ink = tonesOf(colours).ok;
    else if (isEnabled() && m_tone == TextTone::Warn)
        ink = tonesOf(colours).warn;
    painter.setPen(ink);
    int flags = static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment()) | Qt::AlignAbsolute);
    flags |= Qt::TextExpandTabs;
    if (wordWrap())
        flags |= Qt::TextWordWrap;
    if (buddy())
        flags |= style()->styleHint(QStyle::SH_UnderlineShortcut, nullptr, this) ? Qt::TextShowMnemonic
                                                                                 : Qt::TextHideMnemonic;
    const int inset = margin();
    drawWords(&painter, contentsRect().adjusted(inset, inset, -inset, -inset), flags, text());
}

// ---- EnvironmentStrip

EnvironmentStrip::EnvironmentStrip(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    refresh();
}

void EnvironmentStrip::setEnvironment(std::optional<EnvironmentLook> look, const QString &ownColour)
{
    m_look = look;
    m_ownColour = ownColour;
    refresh();
}

void EnvironmentStrip::setLeadingMargin(int pixels)
{
    m_margin = pixels;
    update();
}

void EnvironmentStrip::refresh()
{
    setAccessibleName(m_look ? environmentWord(*m_look) : QString());
    // Not hide(): in a widget without a parent yet, the later show() would open a window.
    setFixedHeight(sizeHint().height());
    update();
}

QSize EnvironmentStrip::sizeHint() const
{
    if (!m_look)
        return {0, 0};
    if (*m_look != EnvironmentLook::Production)
        return {0, 4};
    return {0, qMax(20, QFontMetrics(scaledFont(0.8, FontWeight::Bold)).height() + 4)};
}

QSize EnvironmentStrip::minimumSizeHint() const
{
    return sizeHint();
}

void EnvironmentStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    const QEvent::Type type = event->type();
    if (type == QEvent::FontChange || type == QEvent::ApplicationFontChange || type == QEvent::LanguageChange)
        refresh();
}

void EnvironmentStrip::paintEvent(QPaintEvent *)
{
    if (!m_look)
        return;
    QPainter painter(this);
    painter.fillRect(rect(), tonesOf(palette(), *m_look, m_ownColour).strip);
    if (*m_look != EnvironmentLook::Production)
        return;
    QFont font = scaledFont(0.8, FontWeight::Bold);
    font.setCapitalization(QFont::AllUppercase);
    font.setLetterSpacing(QFont::PercentageSpacing, 110);
    painter.setFont(font);
    painter.setPen(palette().color(QPalette::Active, QPalette::HighlightedText));
    const QRect line = QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(m_margin, 0, -m_margin, 0));
    drawWords(&painter, line, leadingAlignment(layoutDirection()), environmentWord(*m_look));
}

void paintEnvironmentTile(QPainter *painter, const QRect &rect, EnvironmentLook look, const QPalette &palette,
                          const QString &ownColour)
{
    const EnvironmentTones tones = tonesOf(palette, look, ownColour);
    fillRounded(painter, rect, tones.tint, 6);
    QRect glyph(0, 0, 16, 16);
    glyph.moveTopLeft({rect.x() + (rect.width() - 16) / 2, rect.y() + (rect.height() - 16) / 2});
    QString name;
    switch (look) {
    case EnvironmentLook::Development:
        name = QStringLiteral("flask");
        break;
    case EnvironmentLook::Staging:
        name = QStringLiteral("server");
        break;
    case EnvironmentLook::Production:
        name = QStringLiteral("shield");
        break;
    }
    paintGlyphIn(painter, glyph, name, tones.word);
}

QString environmentWord(EnvironmentLook look)
{
    switch (look) {
    case EnvironmentLook::Development:
        return QCoreApplication::translate("Environment", "Development");
    case EnvironmentLook::Staging:
        return QCoreApplication::translate("Environment", "Staging");
    case EnvironmentLook::Production:
        return QCoreApplication::translate("Environment", "Production");
    }
    return {};
}

// ---- Hairline

Hairline::Hairline(Qt::Orientation orientation, QWidget *parent) : QWidget(parent)
{
    if (orientation == Qt::Horizontal) {
        setFixedHeight(1);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    } else {
        setFixedWidth(1);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    }
}

void Hairline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), tonesOf(palette()).hairline);
}

} // namespace gatehouse
