// SPDX-License-Identifier: GPL-3.0-or-later
// How a toast lies in its window and what it looks like.
#include "ui/look/paint.h"
#include "ui/look/toast.h"
#include "ui/look/toastparts.h"
#include "ui/look/widgets.h"

#include <QPainter>
#include <QStyle>

namespace gatehouse {

namespace {

constexpr int toastHeight = 44;
constexpr int toastPadding = 16;
constexpr int toastGlyph = 16;
constexpr int toastGap = 10;
constexpr int toastSideMargin = 16;

int wordGap()
{
    return QFontMetrics(scaledFont(1)).horizontalAdvance(u' ');
}

} // namespace

QSize Toast::sizeHint() const
{
    const int bold = QFontMetrics(scaledFont(1, FontWeight::Bold)).horizontalAdvance(m_bold);
    const int rest = m_rest.isEmpty() ? 0 : wordGap() + QFontMetrics(scaledFont(1)).horizontalAdvance(m_rest);
    return {textRoom(0) * -1 + bold + rest + 2, qMax(toastHeight, QFontMetrics(scaledFont(1)).height() + 26)};
}

/// What is left for the words in a toast of this width.
int Toast::textRoom(int width) const
{
    int taken = toastPadding + toastGap;
    if (!m_icon.isEmpty())
        taken += toastGlyph + toastGap;
    taken += m_close->sizeHint().width() + 8;
    if (!m_undo->isHidden())
        taken += 9 + m_undo->sizeHint().width();
    return width - taken;
}

void Toast::place()
{
    const QWidget *window = parentWidget();
    if (!window)
        return;
    const QSize wish = sizeHint();
    const int width = qMin(wish.width(), window->width() - 2 * toastSideMargin);
    setGeometry((window->width() - width) / 2, window->height() - m_bottomMargin - wish.height(), width, wish.height());
    arrange();
}

void Toast::arrange()
{
    const auto put = [this](QWidget *child, int x, int width) {
        child->setGeometry(QStyle::visualRect(layoutDirection(), rect(), QRect(x, (height() - 28) / 2, width, 28)));
    };
    int x = width() - 8 - m_close->sizeHint().width();
    put(m_close, x, m_close->sizeHint().width());
    x -= m_undo->sizeHint().width();
    put(m_undo, x, m_undo->sizeHint().width());
    const QFontMetrics bold(scaledFont(1, FontWeight::Bold));
    const QFontMetrics normal(scaledFont(1));
    const int words = bold.horizontalAdvance(m_bold) + wordGap() + normal.horizontalAdvance(m_rest);
    // Names come from a server: a tool tip guesses rich text unless it is told.
    const QString whole = QStringLiteral("<qt>%1</qt>").arg(accessibleName().toHtmlEscaped());
    setToolTip(words > textRoom(width()) + wordGap() ? whole : QString());
    update();
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tones &tones = tonesOf(palette());
    const QColor edge = isDark(palette()) ? mixed(tones.toast, tones.toastText, 0.12) : QColor();
    drawBox(&painter, rect(), tones.toast, edge, 8);
    const Qt::LayoutDirection direction = layoutDirection();
    const auto slot = [&](int x, int width) {
        return QStyle::visualRect(direction, rect(), QRect(x, 0, width, height()));
    };
    int x = toastPadding;
    if (!m_icon.isEmpty()) {
        const QRect box = slot(x, toastGlyph);
        paintGlyph(&painter, QRect(box.x(), (height() - toastGlyph) / 2, toastGlyph, toastGlyph), m_icon,
                   GlyphTone::OnAccent, palette());
        x += toastGlyph + toastGap;
    }
    const QFont boldFont = scaledFont(1, FontWeight::Bold);
    const QFontMetrics bold(boldFont);
    const QFontMetrics normal(scaledFont(1));
    const int room = textRoom(width());
    const int restWidth = m_rest.isEmpty() ? 0 : wordGap() + normal.horizontalAdvance(m_rest);
    const QString name = bold.elidedText(m_bold, Qt::ElideMiddle, qMax(room - restWidth, room / 3));
    const int nameWidth = bold.horizontalAdvance(name);
    painter.setPen(tones.toastText);
    painter.setFont(boldFont);
    drawWords(&painter, slot(x, nameWidth + 2), leadingAlignment(direction), name);
    const int left = room - nameWidth - wordGap();
    if (!m_rest.isEmpty() && left > 0) {
        painter.setFont(scaledFont(1));
        drawWords(&painter, slot(x + nameWidth + wordGap(), left + 2), leadingAlignment(direction),
                  normal.elidedText(m_rest, Qt::ElideRight, left + 2));
    }
    if (!m_undo->isHidden()) {
        const QRect undo = QStyle::visualRect(direction, rect(), m_undo->geometry());
        painter.fillRect(QRect(slot(undo.x() - 2, 1).x(), 12, 1, height() - 24),
                         mixed(tones.toast, tones.toastText, 0.25));
    }
}

} // namespace gatehouse
