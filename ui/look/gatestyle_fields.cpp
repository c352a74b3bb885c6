// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/paint.h"
#include "ui/look/styleparts.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyleOption>
#include <QTextEdit>

namespace gatehouse::styleparts {

namespace {

constexpr int fieldPadding = 10;
constexpr int comboArrowRoom = 34;
constexpr int spinArrowRoom = 26;

bool isTextArea(const QWidget *widget)
{
    return qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QTextEdit *>(widget);
}

FieldState fieldState(const QStyleOption *option, const QWidget *widget)
{
    FieldState state;
    state.enabled = option->state & QStyle::State_Enabled;
    state.focused = option->state & QStyle::State_HasFocus;
    state.hovered = option->state & QStyle::State_MouseOver;
    // A text area's own option carries no focus: the viewport's does.
    if (isTextArea(widget))
        state.focused = widget->hasFocus();
    return state;
}

void drawFrame(const Paint &paint)
{
    const QPalette &palette = paint.option->palette;
    if (isTextArea(paint.widget)) {
        drawField(paint.painter, paint.option->rect, palette, palette.color(QPalette::Base),
                  fieldState(paint.option, paint.widget));
        return;
    }
    // A view's frame, or the opened list of a combo box: square, since the rows inside have corners too.
    const Tones &tones = tonesOf(palette);
    paint.painter->save();
    paint.painter->setPen(QPen(tones.buttonEdge, 1));
    paint.painter->setBrush(Qt::NoBrush);
    paint.painter->drawRect(QRectF(paint.option->rect).adjusted(0.5, 0.5, -0.5, -0.5));
    paint.painter->restore();
}

void drawCombo(const QStyleOptionComboBox *combo, const Paint &paint)
{
    const QPalette &palette = combo->palette;
    const bool enabled = combo->state & QStyle::State_Enabled;
    const QColor ink = palette.color(QPalette::Active, QPalette::ButtonText);
    QColor fill = palette.color(combo->editable ? QPalette::Base : QPalette::Button);
    if (enabled && !combo->editable && combo->state & QStyle::State_Sunken)
        fill = mixed(fill, ink, 0.08);
    else if (enabled && !combo->editable && combo->state & QStyle::State_MouseOver)
        fill = mixed(fill, ink, 0.03);
    FieldState state = fieldState(combo, paint.widget);
    if (!combo->editable)
        state.focused = ringShows(combo, paint.widget);
    if (combo->frame)
        drawField(paint.painter, combo->rect, palette, fill, state);
    const QRect arrow = paint.style->subControlRect(QStyle::CC_ComboBox, combo, QStyle::SC_ComboBoxArrow, paint.widget);
    drawGlyphAt(paint.painter, arrow, QStringLiteral("down"), palette.color(QPalette::ButtonText), combo->direction);
}

void drawComboLabel(const QStyleOptionComboBox *combo, const Paint &paint)
{
    const QRect field =
        paint.style->subControlRect(QStyle::CC_ComboBox, combo, QStyle::SC_ComboBoxEditField, paint.widget);
    const bool enabled = combo->state & QStyle::State_Enabled;
    int start = combo->editable ? 0 : fieldPadding - 8;
    if (!combo->currentIcon.isNull()) {
        const QSize size = combo->iconSize;
        const QRect box(field.x() + start, field.y() + (field.height() - size.height()) / 2, size.width(),
                        size.height());
        combo->currentIcon.paint(paint.painter, QStyle::visualRect(combo->direction, field, box), Qt::AlignCenter,
                                 enabled ? QIcon::Normal : QIcon::Disabled);
        start += size.width() + 8;
    }
    if (combo->currentText.isEmpty() || combo->editable)
        return;
    const QRect line = QStyle::visualRect(combo->direction, field, field.adjusted(start, 0, 0, 0));
    paint.painter->save();
    paint.painter->setPen(combo->palette.color(QPalette::ButtonText));
    drawWords(paint.painter, line, leadingAlignment(combo->direction),
              combo->fontMetrics.elidedText(combo->currentText, Qt::ElideRight, line.width()));
    paint.painter->restore();
}

void drawSpinArrow(const QStyleOptionSpinBox *spin, const Paint &paint, QStyle::SubControl part)
{
    const QRect box = paint.style->subControlRect(QStyle::CC_SpinBox, spin, part, paint.widget);
    const bool up = part == QStyle::SC_SpinBoxUp;
    const bool possible =
        (spin->state & QStyle::State_Enabled) &&
        (spin->stepEnabled & (up ? QAbstractSpinBox::StepUpEnabled : QAbstractSpinBox::StepDownEnabled));
    const QPalette &palette = spin->palette;
    if (possible && spin->activeSubControls == part) {
        const double share = spin->state & QStyle::State_Sunken ? 0.12 : 0.06;
        fillRounded(paint.painter, box, faded(palette.color(QPalette::Active, QPalette::Text), share), 3);
    }
    const QColor colour = palette.color(possible ? QPalette::Active : QPalette::Disabled, QPalette::PlaceholderText);
    drawGlyphAt(paint.painter, box, up ? QStringLiteral("up") : QStringLiteral("down"), colour, spin->direction, 12);
}

void drawSpin(const QStyleOptionSpinBox *spin, const Paint &paint)
{
    if (spin->frame)
        drawField(paint.painter, spin->rect, spin->palette, spin->palette.color(QPalette::Base),
                  fieldState(spin, paint.widget));
    if (spin->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    drawSpinArrow(spin, paint, QStyle::SC_SpinBoxUp);
    drawSpinArrow(spin, paint, QStyle::SC_SpinBoxDown);
}

QRect spinRect(const QStyleOptionSpinBox *spin, QStyle::SubControl part)
{
    const QRect all = spin->rect;
    const bool arrows = spin->buttonSymbols != QAbstractSpinBox::NoButtons;
    const int left = all.right() + 1 - spinArrowRoom;
    const int half = (all.height() - 6) / 2;
    QRect rect;
    switch (part) {
    case QStyle::SC_SpinBoxUp:
        if (arrows)
            rect = QRect(left, all.y() + 3, spinArrowRoom - 4, half);
        break;
    case QStyle::SC_SpinBoxDown:
        if (arrows)
            rect = QRect(left, all.y() + 3 + half, spinArrowRoom - 4, half);
        break;
    case QStyle::SC_SpinBoxEditField:
        rect = all.adjusted(fieldPadding - 2, 2, arrows ? -spinArrowRoom : -fieldPadding + 2, -2);
        break;
    default:
        rect = all;
        break;
    }
    return QStyle::visualRect(spin->direction, all, rect);
}

QRect comboRect(const QStyleOptionComboBox *combo, QStyle::SubControl part)
{
    const QRect all = combo->rect;
    QRect rect = all;
    if (part == QStyle::SC_ComboBoxArrow)
        rect = QRect(all.right() + 1 - comboArrowRoom, all.y(), comboArrowRoom, all.height());
    else if (part == QStyle::SC_ComboBoxEditField)
        rect = all.adjusted(fieldPadding - 2, 2, -comboArrowRoom, -2);
    return QStyle::visualRect(combo->direction, all, rect);
}

} // namespace

bool drawFieldPrimitive(QStyle::PrimitiveElement element, const Paint &paint)
{
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(paint.option);
    switch (element) {
    case QStyle::PE_PanelLineEdit:
        if (frame && frame->lineWidth > 0)
            drawField(paint.painter, paint.option->rect, paint.option->palette,
                      paint.option->palette.color(QPalette::Base), fieldState(paint.option, paint.widget));
        return true;
    case QStyle::PE_FrameLineEdit:
        return true; // PE_PanelLineEdit drew it
    case QStyle::PE_Frame:
        drawFrame(paint);
        return true;
    default:
        return false;
    }
}

bool drawFieldControl(QStyle::ControlElement element, const Paint &paint)
{
    if (element != QStyle::CE_ComboBoxLabel)
        return false;
    const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(paint.option);
    if (!combo)
        return false;
    drawComboLabel(combo, paint);
    return true;
}

bool drawFieldComplex(QStyle::ComplexControl control, const Paint &paint)
{
    if (control == QStyle::CC_ComboBox) {
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(paint.option)) {
            drawCombo(combo, paint);
            return true;
        }
    }
    if (control == QStyle::CC_SpinBox) {
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(paint.option)) {
            drawSpin(spin, paint);
            return true;
        }
    }
    return false;
}

std::optional<QRect> fieldRect(QStyle::ComplexControl control, QStyle::SubControl part, const Measure &measure)
{
    if (control == QStyle::CC_ComboBox) {
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(measure.option))
            return comboRect(combo, part);
    }
    if (control == QStyle::CC_SpinBox) {
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(measure.option))
            return spinRect(spin, part);
    }
    return {};
}

std::optional<QSize> fieldSize(QStyle::ContentsType type, const QSize &contents, const Measure &measure)
{
    const int height = controlHeight(measure.option->fontMetrics);
    switch (type) {
    case QStyle::CT_LineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(measure.option);
        if (frame && frame->lineWidth == 0)
            return {};
        return QSize(contents.width() + 2 * fieldPadding, height);
    }
    case QStyle::CT_ComboBox:
        return QSize(contents.width() + fieldPadding + comboArrowRoom + 4, height);
    case QStyle::CT_SpinBox:
        return QSize(contents.width() + fieldPadding + spinArrowRoom, height);
    default:
        return {};
    }
}

} // namespace gatehouse::styleparts
