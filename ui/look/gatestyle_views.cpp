// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/paint.h"
#include "ui/look/styleparts.h"
#include "ui/look/widgets.h"

#include <QPainter>
#include <QStyleOption>

namespace gatehouse::styleparts {

namespace {

constexpr int headerFirstPadding = 16;
constexpr int headerPadding = 8;
constexpr int headerChevron = 14;
constexpr int headerChevronGap = 6;

bool isFirst(const QStyleOptionHeader *header)
{
    // Qt names the positions by the eye, from the left.
    const bool mirrored = header->direction == Qt::RightToLeft && header->orientation == Qt::Horizontal;
    return header->position == QStyleOptionHeader::OnlyOneSection ||
           header->position == (mirrored ? QStyleOptionHeader::End : QStyleOptionHeader::Beginning);
}

void drawHeaderGround(const Paint &paint)
{
    const QStyleOption *option = paint.option;
    paint.painter->fillRect(option->rect, option->palette.color(QPalette::Base));
    const QRect foot(option->rect.x(), option->rect.bottom(), option->rect.width(), 1);
    paint.painter->fillRect(foot, tonesOf(option->palette).hairline);
}

void drawHeaderLabel(const QStyleOptionHeader *header, const Paint &paint)
{
    const bool sorted = header->sortIndicator != QStyleOptionHeader::None;
    const bool hovered = header->state & QStyle::State_MouseOver;
    const QPalette &palette = header->palette;
    const QFont font = scaledFont(0.92, FontWeight::Bold);
    const QFontMetrics metrics(font);
    const int lead = isFirst(header) ? headerFirstPadding : headerPadding;
    const QRect line = header->rect.adjusted(lead, 0, -headerPadding, -1);
    const int chevronRoom = sorted ? headerChevronGap + headerChevron : 0;
    const QString text = metrics.elidedText(header->text, Qt::ElideRight, line.width() - chevronRoom);
    const int width = metrics.horizontalAdvance(text);
    QRect words(line.x(), line.y(), width + 1, line.height());
    if (header->textAlignment & Qt::AlignRight && !sorted)
        words.moveRight(line.right());
    else if (header->textAlignment & Qt::AlignHCenter && header->orientation == Qt::Vertical)
        words.moveLeft(line.x() + (line.width() - width) / 2);
    paint.painter->save();
    paint.painter->setFont(font);
    paint.painter->setPen(palette.color(sorted || hovered ? QPalette::Text : QPalette::PlaceholderText));
    drawWords(paint.painter, QStyle::visualRect(header->direction, header->rect, words),
              leadingAlignment(header->direction), text);
    paint.painter->restore();
    if (!sorted)
        return;
    const QRect chevron(words.x() + width + headerChevronGap, line.y(), headerChevron, line.height());
    // Qt calls ascending order "down".
    const bool ascending = header->sortIndicator == QStyleOptionHeader::SortDown;
    drawGlyphAt(paint.painter, QStyle::visualRect(header->direction, header->rect, chevron),
                ascending ? QStringLiteral("up") : QStringLiteral("down"), palette.color(QPalette::Text),
                header->direction, headerChevron);
}

void drawRowGround(const Paint &paint)
{
    const QStyleOption *option = paint.option;
    const QPalette &palette = option->palette;
    const Tones &tones = tonesOf(palette);
    const bool hovered = (option->state & QStyle::State_MouseOver) && (option->state & QStyle::State_Enabled);
    if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
        item && item->backgroundBrush.style() != Qt::NoBrush)
        paint.painter->fillRect(option->rect, item->backgroundBrush);
    if (option->state & QStyle::State_Selected)
        paint.painter->fillRect(option->rect,
                                hovered ? mixed(tones.selection, palette.color(QPalette::Active, QPalette::Text), 0.03)
                                        : tones.selection);
    else if (hovered)
        paint.painter->fillRect(option->rect, tones.rowHover);
}

void drawBranch(const Paint &paint)
{
    if (!(paint.option->state & QStyle::State_Children))
        return;
    const bool open = paint.option->state & QStyle::State_Open;
    drawGlyphAt(paint.painter, paint.option->rect, open ? QStringLiteral("down") : QStringLiteral("right"),
                paint.option->palette.color(QPalette::PlaceholderText), paint.option->direction, 14);
}

void drawProgress(const QStyleOptionProgressBar *bar, const Paint &paint, bool contents)
{
    const QRect rect = bar->rect;
    const int thick = qMin(6, rect.height());
    const QRect line(rect.x(), rect.y() + (rect.height() - thick) / 2, rect.width(), thick);
    const Tones &tones = tonesOf(bar->palette);
    if (!contents) {
        fillRounded(paint.painter, line, tones.track, thick / 2.0);
        return;
    }
    const bool enabled = bar->state & QStyle::State_Enabled;
    const QColor colour = enabled ? tones.on : bar->palette.color(QPalette::Dark);
    const qint64 range = qint64(bar->maximum) - bar->minimum;
    if (range <= 0) { // how much there is to do is not known: all of it, quietly
        fillRounded(paint.painter, line, faded(colour, 0.4), thick / 2.0);
        return;
    }
    const double share = double(qint64(bar->progress) - bar->minimum) / double(range);
    if (share <= 0)
        return;
    const double width = qMax<double>(thick, line.width() * qMin(1.0, share));
    QRectF done(line.x(), line.y(), width, thick);
    if ((bar->direction == Qt::RightToLeft) != bar->invertedAppearance)
        done.moveRight(line.x() + line.width());
    fillRounded(paint.painter, done, colour, thick / 2.0);
}

void drawSplitter(const Paint &paint)
{
    const QRect rect = paint.option->rect;
    const QColor line = tonesOf(paint.option->palette).hairline;
    if (rect.width() < rect.height())
        paint.painter->fillRect(QRect(rect.x() + rect.width() / 2, rect.y(), 1, rect.height()), line);
    else
        paint.painter->fillRect(QRect(rect.x(), rect.y() + rect.height() / 2, rect.width(), 1), line);
}

} // namespace

bool drawViewPrimitive(QStyle::PrimitiveElement element, const Paint &paint)
{
    switch (element) {
    case QStyle::PE_PanelItemViewItem:
        drawRowGround(paint);
        return true;
    case QStyle::PE_PanelItemViewRow:
        return true; // each cell brings its ground
    case QStyle::PE_IndicatorItemViewItemCheck: {
        const QRect cell = paint.option->rect;
        const QRect box = QStyle::visualRect(paint.option->direction, cell,
                                             QRect(cell.x() + 12, cell.y() + (cell.height() - 18) / 2, 18, 18));
        drawCheckBox(paint.painter, box, paint.option);
        return true;
    }
    case QStyle::PE_IndicatorBranch:
        drawBranch(paint);
        return true;
    case QStyle::PE_IndicatorHeaderArrow:
        return true; // CE_Header drew it beside the words
    case QStyle::PE_IndicatorArrowUp:
    case QStyle::PE_IndicatorArrowDown:
    case QStyle::PE_IndicatorArrowLeft:
    case QStyle::PE_IndicatorArrowRight: {
        const QString name = element == QStyle::PE_IndicatorArrowUp     ? QStringLiteral("up")
                             : element == QStyle::PE_IndicatorArrowDown ? QStringLiteral("down")
                             : element == QStyle::PE_IndicatorArrowLeft ? QStringLiteral("left")
                                                                        : QStringLiteral("right");
        drawGlyphAt(paint.painter, paint.option->rect, name, paint.option->palette.color(QPalette::PlaceholderText),
                    Qt::LeftToRight, 12);
        return true;
    }
    case QStyle::PE_PanelScrollAreaCorner:
        paint.painter->fillRect(paint.option->rect, scrolledGround(paint));
        return true;
    case QStyle::PE_FrameStatusBarItem:
    case QStyle::PE_PanelStatusBar:
    case QStyle::PE_PanelToolBar:
    case QStyle::PE_FrameWindow:
        return true;
    case QStyle::PE_FrameGroupBox:
        drawBox(paint.painter, paint.option->rect, QColor(), tonesOf(paint.option->palette).hairline, 8);
        return true;
    default:
        return false;
    }
}

bool drawViewControl(QStyle::ControlElement element, const Paint &paint)
{
    switch (element) {
    case QStyle::CE_Header:
    case QStyle::CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(paint.option)) {
            if (element == QStyle::CE_Header)
                drawHeaderGround(paint);
            drawHeaderLabel(header, paint);
            return true;
        }
        return false;
    case QStyle::CE_HeaderSection:
    case QStyle::CE_HeaderEmptyArea:
        drawHeaderGround(paint);
        return true;
    case QStyle::CE_ProgressBar:
    case QStyle::CE_ProgressBarGroove:
    case QStyle::CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(paint.option)) {
            if (element != QStyle::CE_ProgressBarContents)
                drawProgress(bar, paint, false);
            if (element != QStyle::CE_ProgressBarGroove)
                drawProgress(bar, paint, true);
            return true;
        }
        return false;
    case QStyle::CE_ProgressBarLabel:
        return true; // the numbers stand in words beside it
    case QStyle::CE_Splitter:
        drawSplitter(paint);
        return true;
    case QStyle::CE_ToolBar:
    case QStyle::CE_SizeGrip:
        return true;
    default:
        return false;
    }
}

std::optional<QSize> viewSize(QStyle::ContentsType type, const QSize &contents, const Measure &measure)
{
    if (type == QStyle::CT_ProgressBar)
        return QSize(contents.width(), 6);
    if (type != QStyle::CT_HeaderSection)
        return {};
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(measure.option);
    if (!header)
        return {};
    const QFontMetrics metrics(scaledFont(0.92, FontWeight::Bold));
    const int words = metrics.horizontalAdvance(header->text);
    return QSize((isFirst(header) ? headerFirstPadding : headerPadding) + words + headerChevronGap + headerChevron +
                     headerPadding,
                 controlHeight(header->fontMetrics));
}

} // namespace gatehouse::styleparts
