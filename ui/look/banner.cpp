// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/banner.h"

#include "ui/look/alert.h"
#include "ui/look/paint.h"
#include "ui/look/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

namespace gatehouse {

namespace {

constexpr int bannerMargin = 16;
constexpr int bannerGlyph = 16;
constexpr int bannerHeight = 46;

QColor bannerGround(BannerKind kind, const QPalette &palette)
{
    const Tones &tones = tonesOf(palette);
    switch (kind) {
    case BannerKind::Info:
        return tones.selection;
    case BannerKind::Warning:
        return tones.staging.tint;
    case BannerKind::Error:
        return tones.production.tint;
    }
    return tones.selection;
}

} // namespace

Banner::Banner(QWidget *parent)
    : QWidget(parent),
      m_text(new TextLabel),
      m_actions(new QHBoxLayout),
      m_close(makeToolButton(QStringLiteral("x"), {}, {}))
{
    giveRole(this, QAccessible::AlertMessage);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    m_text->wrapped()->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setFocusPolicy(Qt::NoFocus); // words to copy, no stop for Tab
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_close->setAccessibleName(tr("Close"));
    m_close->setToolTip(tr("Close"));
    m_close->hide();
    m_actions->setSpacing(8);

    auto *line = new QHBoxLayout(this);
    line->setSpacing(8);
    line->addSpacing(bannerGlyph + 8);
    line->addWidget(m_text, 1);
    line->addSpacing(8);
    line->addLayout(m_actions);
    line->addWidget(m_close);
    setRoomBelow(0);
    align();
    connect(m_close, &QToolButton::clicked, this, [this] {
        clear();
        emit dismissed();
    });
    hide();
}

void Banner::setMessage(BannerKind kind, const QString &text)
{
    const bool news = isHidden() || text != m_text->text() || kind != m_kind;
    m_kind = kind;
    m_text->setText(text);
    setAccessibleName(text);
    show();
    update();
    if (news)
        announceAlert(this);
}

QString Banner::message() const
{
    return m_text->text();
}

QPushButton *Banner::addAction(const QString &text)
{
    auto *button = makeButton(text, ButtonRank::Plain, this);
    m_actions->addWidget(button);
    button->show();
    return button;
}

void Banner::clearActions()
{
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        if (QWidget *button = item->widget()) {
            // One of them may be what is being clicked right now.
            button->hide();
            button->setParent(nullptr);
            button->deleteLater();
        }
        delete item;
    }
}

void Banner::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void Banner::setRoomBelow(int pixels)
{
    m_roomBelow = pixels;
    layout()->setContentsMargins(bannerMargin, 6, bannerMargin, 7 + pixels);
    setMinimumHeight(bannerHeight + pixels);
    update();
}

void Banner::clear()
{
    hide();
    m_text->clear();
    setAccessibleName({});
    clearActions();
}

void Banner::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        align();
    if (event->type() == QEvent::LanguageChange) {
        m_close->setAccessibleName(tr("Close"));
        m_close->setToolTip(tr("Close"));
    }
}

/// Selectable text is aligned by its own language otherwise.
void Banner::align()
{
    const Qt::Alignment side = layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    m_text->setAlignment(side | Qt::AlignAbsolute | Qt::AlignVCenter);
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int foot = height() - m_roomBelow;
    painter.fillRect(QRect(0, 0, width(), foot), bannerGround(m_kind, palette()));
    painter.fillRect(QRect(0, foot - 1, width(), 1), tonesOf(palette()).hairline);
    // The glyph stands beside the first line of the text, however many there are.
    const QFontMetrics metrics = m_text->fontMetrics();
    const int lines = qMax(1, m_text->heightForWidth(m_text->width()) / metrics.lineSpacing());
    const int top = m_text->geometry().center().y() - (lines * metrics.lineSpacing()) / 2;
    const QRect glyph(bannerMargin, top + (metrics.lineSpacing() - bannerGlyph) / 2 + 1, bannerGlyph, bannerGlyph);
    const QRect placed = QStyle::visualRect(layoutDirection(), rect(), glyph);
    switch (m_kind) {
    case BannerKind::Info:
        paintGlyph(&painter, placed, QStringLiteral("info"), GlyphTone::Link, palette());
        break;
    case BannerKind::Warning:
        paintGlyph(&painter, placed, QStringLiteral("warn"), GlyphTone::Warn, palette());
        break;
    case BannerKind::Error:
        paintGlyph(&painter, placed, QStringLiteral("fail"), GlyphTone::Danger, palette());
        break;
    }
}

} // namespace gatehouse
