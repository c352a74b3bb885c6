// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/runfacts.h"

#include "ui/look/alert.h"
#include "ui/look/paint.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace gatehouse {
namespace {

constexpr double quietFactor = 0.92;
constexpr int linkGlyph = 14;
constexpr int linkGap = 5;
constexpr int leastWords = 40;
constexpr int linkPadding = 3; ///< the ring's room

QColor lineInk(TextTone tone, const QPalette &palette)
{
    switch (tone) {
    case TextTone::Ink:
        return palette.color(QPalette::WindowText);
    case TextTone::Secondary:
        return palette.color(QPalette::PlaceholderText);
    case TextTone::Ok:
        return tonesOf(palette).ok;
    case TextTone::Warn:
        return tonesOf(palette).warn;
    case TextTone::Danger:
        return palette.color(QPalette::BrightText);
    }
    return {};
}

bool changesSize(const QEvent *event)
{
    return event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::StyleChange;
}

} // namespace

// ---- ElidedLine

ElidedLine::ElidedLine(double factor, FontWeight weight, TextTone tone, QWidget *parent)
    : QWidget(parent), m_factor(factor), m_weight(weight), m_tone(tone)
{
    giveRole(this, QAccessible::StaticText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLine::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setAccessibleName(text);
    refreshTip();
    updateGeometry();
    update();
}

QSize ElidedLine::sizeHint() const
{
    const QFontMetrics metrics(lineFont());
    return {m_text.isEmpty() ? 0 : metrics.horizontalAdvance(m_text) + 2, metrics.height()};
}

QSize ElidedLine::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void ElidedLine::refreshTip()
{
    // A tool tip that looks like rich text would be taken for it.
    setToolTip(width() < sizeHint().width() ? m_text.toHtmlEscaped() : QString());
}

void ElidedLine::resizeEvent(QResizeEvent *)
{
    refreshTip();
}

bool ElidedLine::event(QEvent *event)
{
    if (changesSize(event)) {
        updateGeometry();
        update();
    }
    return QWidget::event(event);
}

void ElidedLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(lineFont());
    painter.setPen(lineInk(m_tone, palette()));
    drawWords(&painter, rect(), leadingAlignment(layoutDirection()) | Qt::TextSingleLine,
              painter.fontMetrics().elidedText(m_text, Qt::ElideRight, width()));
}

// ---- TroubleLink

TroubleLink::TroubleLink(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

QSize TroubleLink::sizeHint() const
{
    const QFontMetrics metrics(scaledFont(quietFactor));
    return {2 * linkPadding + linkGlyph + linkGap + metrics.horizontalAdvance(text()) + 1,
            std::max(linkGlyph, metrics.height()) + 4};
}

void TroubleLink::setTone(GlyphTone tone)
{
    m_tone = tone;
    update();
}

bool TroubleLink::event(QEvent *event)
{
    if (changesSize(event)) {
        updateGeometry();
        update();
    }
    return QAbstractButton::event(event);
}

void TroubleLink::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QFont font = scaledFont(quietFactor);
    font.setUnderline(underMouse() || isDown());
    painter.setFont(font);
    const auto place = [this](int left, int wide, int high) {
        return QStyle::visualRect(layoutDirection(), rect(), QRect(left, (height() - high) / 2, wide, high));
    };
    paintGlyph(&painter, place(linkPadding, linkGlyph, linkGlyph), QStringLiteral("warn"), m_tone, palette());
    painter.setPen(m_tone == GlyphTone::Danger ? palette().color(QPalette::BrightText) : tonesOf(palette()).warn);
    const int left = linkPadding + linkGlyph + linkGap;
    const QRect words = place(left, width() - left - linkPadding, height());
    drawWords(&painter, words, leadingAlignment(layoutDirection()) | Qt::TextSingleLine,
              painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
    if (focusIsVisible(this))
        drawRing(&painter, rect(), palette().color(QPalette::Link), 4);
}

// ---- RunFactsLine

RunFactsLine::RunFactsLine(QWidget *parent)
    : QWidget(parent),
      m_before(new ElidedLine(quietFactor, FontWeight::Normal, TextTone::Secondary, this)),
      m_link(new TroubleLink(this)),
      m_after(new ElidedLine(quietFactor, FontWeight::Normal, TextTone::Secondary, this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void RunFactsLine::setFacts(const RunFacts &facts, GlyphTone troubleTone)
{
    m_facts = facts;
    m_before->setText(facts.before);
    m_link->setText(facts.trouble);
    m_link->setTone(troubleTone);
    m_after->setText(facts.after);
    m_before->setVisible(!facts.before.isEmpty());
    m_link->setVisible(!facts.trouble.isEmpty());
    m_after->setVisible(!facts.after.isEmpty());
    arrange();
    updateGeometry();
    update();
}

QList<QWidget *> RunFactsLine::parts() const
{
    QList<QWidget *> shown{m_before, m_link, m_after};
    shown.removeIf([](const QWidget *part) { return part->isHidden(); });
    return shown;
}

int RunFactsLine::gap() const
{
    return QFontMetrics(scaledFont(quietFactor)).horizontalAdvance(QStringLiteral(" \u00B7 ")) + 2;
}

QSize RunFactsLine::sizeHint() const
{
    int wide = 0;
    for (const QWidget *part : parts())
        wide += part->sizeHint().width() + (wide > 0 ? gap() : 0);
    return {wide, m_link->sizeHint().height()};
}

QSize RunFactsLine::minimumSizeHint() const
{
    return {m_link->isHidden() ? 0 : m_link->sizeHint().width(), m_link->sizeHint().height()};
}

void RunFactsLine::arrange()
{
    // The link keeps its room; of the words the first come first.
    int link = m_link->isHidden() ? 0 : m_link->sizeHint().width();
    int left = 0;
    bool isCut = false;
    for (QWidget *part : parts()) {
        const bool isLink = part == m_link;
        const int room = isLink ? width() - left : width() - left - (link > 0 ? link + gap() : 0);
        int wide = std::clamp(part->sizeHint().width(), 0, std::max(0, room));
        if (wide < part->sizeHint().width() && wide < leastWords && !isLink)
            wide = 0; // nothing but dots
        isCut = isCut || wide < part->sizeHint().width();
        part->setGeometry(QStyle::visualRect(layoutDirection(), rect(), QRect(left, 0, wide, height())));
        if (isLink)
            link = 0;
        if (wide > 0)
            left += wide + gap();
    }
    // A tool tip that looks like rich text would be taken for it.
    setToolTip(isCut ? text().toHtmlEscaped() : QString());
}

void RunFactsLine::resizeEvent(QResizeEvent *)
{
    arrange();
}

bool RunFactsLine::event(QEvent *event)
{
    if (changesSize(event) || event->type() == QEvent::LayoutDirectionChange) {
        arrange();
        updateGeometry();
    }
    return QWidget::event(event);
}

void RunFactsLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(scaledFont(quietFactor));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    bool isFirst = true;
    for (const QWidget *part : parts()) {
        if (part->width() == 0)
            continue;
        const QRect own = QStyle::visualRect(layoutDirection(), rect(), part->geometry());
        if (!isFirst)
            painter.drawText(QStyle::visualRect(layoutDirection(), rect(), QRect(own.x() - gap(), 0, gap(), height())),
                             Qt::AlignCenter, QStringLiteral("\u00B7"));
        isFirst = false;
    }
}

} // namespace gatehouse
