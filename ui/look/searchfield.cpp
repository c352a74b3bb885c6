// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/searchfield.h"

#include "ui/look/fieldbutton.h"
#include "ui/look/paint.h"
#include "ui/look/widgets.h"

#include <QKeyEvent>
#include <QKeySequence>
#include <QPainter>
#include <QStyle>

namespace gatehouse {

namespace {

constexpr int searchGlyph = 16;
constexpr int searchInset = 7;

/// A QLineEdit on X11 takes Ctrl+E, Ctrl+D, Ctrl+H and Ctrl+Shift+E for moving and erasing. With Shift these belong to
/// the window; the plain ones stay what everybody's fingers know in a text field.
bool belongsToWindow(const QKeyEvent *event)
{
    const int key = event->key();
    if (event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
        return key == Qt::Key_D || key == Qt::Key_E || key == Qt::Key_H || key == Qt::Key_O;
    if (event->modifiers() == Qt::ControlModifier)
        return key == Qt::Key_F || key == Qt::Key_Q;
    return event->modifiers() == Qt::NoModifier && (key == Qt::Key_F1 || key == Qt::Key_F5 || key == Qt::Key_F10);
}

bool isPlainPaste(const QKeyEvent *event)
{
    return event->key() == Qt::Key_V && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
}

} // namespace

SearchField::SearchField(QWidget *parent) : QLineEdit(parent), m_clear(new FieldButton(QStringLiteral("x"), this))
{
    m_clear->setFocusPolicy(Qt::NoFocus); // Esc does the same
    m_clear->setAccessibleName(tr("Clear the search"));
    m_clear->setToolTip(tr("Clear the search"));
    m_clear->hide();
    connect(m_clear, &QToolButton::clicked, this, [this] {
        clear();
        setFocus();
    });
    connect(this, &QLineEdit::textChanged, this, [this](const QString &text) { m_clear->setVisible(!text.isEmpty()); });
    arrange();
}

QSize SearchField::sizeHint() const
{
    return {272, QLineEdit::sizeHint().height()};
}

QSize SearchField::minimumSizeHint() const
{
    return {160, QLineEdit::minimumSizeHint().height()};
}

bool SearchField::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (belongsToWindow(key)) {
            event->ignore();
            return false;
        }
        if (isPlainPaste(key) || key->key() == Qt::Key_Escape) {
            event->accept();
            return true;
        }
    }
    return QLineEdit::event(event);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            emit left();
        else
            clear();
        event->accept();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit entered();
        event->accept(); // a dialog's default button is not meant
        return;
    case Qt::Key_Down:
        if (event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier) {
            emit entered();
            event->accept();
            return;
        }
        break;
    default:
        break;
    }
    if (isPlainPaste(event)) {
        paste();
        event->accept();
        return;
    }
    if (belongsToWindow(event)) {
        event->ignore();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const QRect glyph(searchInset, (height() - searchGlyph) / 2, searchGlyph, searchGlyph);
    paintGlyph(&painter, QStyle::visualRect(layoutDirection(), rect(), glyph), QStringLiteral("search"),
               GlyphTone::Secondary, palette());
    if (!text().isEmpty() || hasFocus() || !isEnabled())
        return;
    const QString key = QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText);
    const QFont font = scaledFont(0.85);
    const QFontMetrics metrics(font);
    const QSize tag(metrics.horizontalAdvance(key) + 12, metrics.height() + 4);
    const int taken = searchInset + searchGlyph + 8 + fontMetrics().horizontalAdvance(placeholderText()) + 12;
    if (taken + tag.width() + searchInset > width())
        return; // the words matter more
    const QRect box = QStyle::visualRect(
        layoutDirection(), rect(),
        QRect(width() - searchInset - tag.width(), (height() - tag.height()) / 2, tag.width(), tag.height()));
    const QColor base = palette().color(QPalette::Base);
    const QColor ink = palette().color(QPalette::Text);
    drawBox(&painter, box, mixed(base, ink, isDark(palette()) ? 0.10 : 0.055), QColor(), 4);
    painter.setFont(font);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    drawWords(&painter, box, Qt::AlignCenter, key);
}

void SearchField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    arrange();
}

void SearchField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::StyleChange)
        arrange();
    if (event->type() == QEvent::LanguageChange) {
        m_clear->setAccessibleName(tr("Clear the search"));
        m_clear->setToolTip(tr("Clear the search"));
    }
}

void SearchField::arrange()
{
    const int leading = searchInset + searchGlyph - 2;
    const int trailing = FieldButton::side;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    // By the window's direction, not by the language of what is typed: the glass and the tag stand by it too.
    setAlignment(Qt::AlignVCenter | Qt::AlignAbsolute | (mirrored ? Qt::AlignRight : Qt::AlignLeft));
    setTextMargins(mirrored ? trailing : leading, 0, mirrored ? leading : trailing, 0);
    placeAtEnd(this, m_clear);
}

} // namespace gatehouse
