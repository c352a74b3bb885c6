// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/gatestyle.h"

#include "ui/look/glyphs.h"
#include "ui/look/paint.h"
#include "ui/look/styleparts.h"
#include "ui/look/tones.h"
#include "ui/look/widgets.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCalendarWidget>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFocusEvent>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStyleOption>
#include <QTextCharFormat>
#include <QTextEdit>

namespace gatehouse {

namespace {

constexpr int checkCell = 44; ///< a check box's share of its cell
constexpr int checkText = 48; ///< where the word beside it starts

/// A bare X server without a desktop names a font that is too small for a whole day's work.
void raiseBareFont()
{
    QFont font = QApplication::font();
    if (font.family() == QLatin1String("Sans Serif") && font.pointSizeF() > 0 && font.pointSizeF() < 9.5) {
        font.setPointSizeF(10);
        QApplication::setFont(font);
    }
}

/// A calendar paints its weekends red and its bar in the highlight: red means failure here, and blue the one thing to
/// press.
void calmCalendar(QCalendarWidget *calendar)
{
    calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    calendar->setHorizontalHeaderFormat(QCalendarWidget::ShortDayNames);
    calendar->setWeekdayTextFormat(Qt::Saturday, QTextCharFormat());
    calendar->setWeekdayTextFormat(Qt::Sunday, QTextCharFormat());
    if (auto *bar = calendar->findChild<QWidget *>(QStringLiteral("qt_calendar_navigationbar")))
        bar->setBackgroundRole(QPalette::Window);
}

bool isTextEditor(const QWidget *widget)
{
    return qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QTextEdit *>(widget);
}

} // namespace

namespace styleparts {

int controlHeight(const QFontMetrics &metrics)
{
    return qMax(32, metrics.height() + 14);
}

} // namespace styleparts

GateStyle::GateStyle(Appearance appearance) : QProxyStyle(QStringLiteral("Fusion")), m_appearance(appearance) {}

void GateStyle::apply(Appearance appearance)
{
    loadIcons();
    raiseBareFont();
    // A new style, not a palette: the platform's palette is then asked for again, and stays followed.
    QApplication::setStyle(new GateStyle(appearance));
}

void GateStyle::polish(QPalette &palette)
{
    switch (m_appearance) {
    case Appearance::AsDesktop:
        palette = gatePalette(isDark(palette));
        break;
    case Appearance::Light:
        palette = gatePalette(false);
        break;
    case Appearance::Dark:
        palette = gatePalette(true);
        break;
    }
}

void GateStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QLineEdit *>(widget) || qobject_cast<QAbstractButton *>(widget) ||
        qobject_cast<QComboBox *>(widget) || isTextEditor(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget))
        widget->installEventFilter(this);
    if (auto *header = qobject_cast<QHeaderView *>(widget))
        header->viewport()->setAttribute(Qt::WA_Hover);
    if (auto *calendar = qobject_cast<QCalendarWidget *>(widget))
        calmCalendar(calendar);
    // The opened list of a combo box stands on the menu's ground.
    if (widget->inherits("QComboBoxListView"))
        qobject_cast<QAbstractItemView *>(widget)->viewport()->setBackgroundRole(QPalette::Button);
}

void GateStyle::unpolish(QWidget *widget)
{
    widget->removeEventFilter(this);
    QProxyStyle::unpolish(widget);
}

bool GateStyle::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        // Coming back to a window or from a popup changes nothing about how the focus was got.
        if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason)
            watched->setProperty(mouseFocusProperty, reason == Qt::MouseFocusReason);
    } else if (event->type() == QEvent::KeyPress && watched->property(mouseFocusProperty).toBool()) {
        watched->setProperty(mouseFocusProperty, false);
        static_cast<QWidget *>(watched)->update();
    }
    return QProxyStyle::eventFilter(watched, event);
}

void GateStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    const styleparts::Paint paint{proxy(), option, painter, widget};
    if (styleparts::drawMarkPrimitive(element, paint) || styleparts::drawButtonPrimitive(element, paint) ||
        styleparts::drawFieldPrimitive(element, paint) || styleparts::drawMenuPrimitive(element, paint) ||
        styleparts::drawViewPrimitive(element, paint))
        return;
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void GateStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    const styleparts::Paint paint{proxy(), option, painter, widget};
    if (styleparts::drawButtonControl(element, paint) || styleparts::drawFieldControl(element, paint) ||
        styleparts::drawMenuControl(element, paint) || styleparts::drawViewControl(element, paint))
        return;
    if (element == CE_ItemViewItem) {
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            // Selected rows are a light tint here, so their words stay ink.
            QStyleOptionViewItem calm(*item);
            for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled})
                calm.palette.setColor(group, QPalette::HighlightedText, item->palette.color(group, QPalette::Text));
            QProxyStyle::drawControl(element, &calm, painter, widget);
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void GateStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                   const QWidget *widget) const
{
    const styleparts::Paint paint{proxy(), option, painter, widget};
    if (styleparts::drawFieldComplex(control, paint))
        return;
    if (control == CC_ToolButton && styleparts::drawToolButton(paint))
        return;
    if (control == CC_ScrollBar && styleparts::drawScrollBar(paint))
        return;
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int GateStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 18;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_ToolBarIconSize:
    case PM_ListViewIconSize:
    case PM_LineEditIconSize:
        return 16;
    case PM_MessageBoxIconSize:
        return 32;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ButtonDefaultIndicator:
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 36;
    case PM_DefaultFrameWidth:
        // A text area's rounded edge needs a few pixels that its square viewport does not cover.
        return isTextEditor(widget) ? 3 : 1;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuHMargin:
        return 3;
    case PM_MenuVMargin:
        return 4;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    case PM_HeaderMargin:
        return 8;
    case PM_FocusFrameHMargin:
        // A row's words stand under their head's: 8 px into the cell (Qt adds one).
        return qobject_cast<const QAbstractItemView *>(widget) ? 7 : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_HeaderMarkSize:
        return 14;
    case PM_SplitterWidth:
        return 5;
    case PM_TextCursorWidth:
        return 1;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int GateStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                         QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_LineEdit_PasswordCharacter:
        return 0x2022;
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ScrollView_FrameOnlyAroundContents:
    case SH_MessageBox_CenterButtons:
        return 0;
    case SH_DialogButtonLayout:
        return QDialogButtonBox::GnomeLayout;
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_FormLayoutFieldGrowthPolicy:
        return QFormLayout::AllNonFixedFieldsGrow;
    case SH_FormLayoutLabelAlignment:
        return static_cast<int>(Qt::AlignLeading | Qt::AlignVCenter);
    case SH_FormLayoutFormAlignment:
        return static_cast<int>(Qt::AlignLeading | Qt::AlignTop);
    case SH_Table_GridLineColor: {
        const QPalette palette = option ? option->palette : QApplication::palette();
        return static_cast<int>(tonesOf(palette).hairline.rgb());
    }
    case SH_ComboBox_Popup:
        return 0; // the list opens below the box: the connection box stands on the production strip
    case SH_Menu_Scrollable:
        return 1; // on a low screen one column that scrolls, rather than a second with one entry
    case SH_ComboBox_PopupFrameStyle:
        return static_cast<int>(QFrame::StyledPanel) | static_cast<int>(QFrame::Plain);
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize GateStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                  const QWidget *widget) const
{
    if (option) {
        const styleparts::Measure measure{proxy(), option, widget};
        if (const auto own = styleparts::buttonSize(type, size, measure))
            return *own;
        if (const auto own = styleparts::fieldSize(type, size, measure))
            return *own;
        if (const auto own = styleparts::menuSize(type, size, measure))
            return *own;
        if (const auto own = styleparts::viewSize(type, size, measure))
            return *own;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

QRect GateStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                                const QWidget *widget) const
{
    const styleparts::Measure measure{proxy(), option, widget};
    if (control == CC_ScrollBar) {
        if (const auto own = styleparts::scrollBarRect(subControl, measure))
            return *own;
    }
    if (const auto own = styleparts::fieldRect(control, subControl, measure))
        return *own;
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QRect GateStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_ItemViewItemCheckIndicator: {
        const QRect cell = option->rect;
        return visualRect(option->direction, cell,
                          QRect(cell.x(), cell.y(), qMin(checkCell, cell.width()), cell.height()));
    }
    case SE_ItemViewItemText:
    case SE_ItemViewItemDecoration: {
        const QRect rect = QProxyStyle::subElementRect(element, option, widget);
        const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
        if (!item || !(item->features & QStyleOptionViewItem::HasCheckIndicator) || rect.isEmpty())
            return rect;
        QRect logical = visualRect(option->direction, option->rect, rect);
        logical.setLeft(qMax(logical.left(), option->rect.x() + checkText));
        return visualRect(option->direction, option->rect, logical);
    }
    case SE_LineEditContents: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (!frame || frame->lineWidth == 0)
            break;
        return option->rect.adjusted(8, 2, -8, -2);
    }
    case SE_CheckBoxFocusRect:
    case SE_RadioButtonFocusRect: {
        const bool box = element == SE_CheckBoxFocusRect;
        const QRect words = proxy()->subElementRect(box ? SE_CheckBoxContents : SE_RadioButtonContents, option, widget);
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        if (!button || button->text.isEmpty())
            return option->rect;
        const int width = qMin(words.width(), option->fontMetrics.size(Qt::TextShowMnemonic, button->text).width() + 4);
        const QRect logical = visualRect(option->direction, option->rect, words);
        const QRect ring(logical.x() - 4, option->rect.y(), width + 4, option->rect.height());
        return visualRect(option->direction, option->rect, ring);
    }
    case SE_ProgressBarGroove:
    case SE_ProgressBarContents:
    case SE_ProgressBarLabel:
        return option->rect;
    default:
        break;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QIcon GateStyle::standardIcon(StandardPixmap pixmap, const QStyleOption *option, const QWidget *widget) const
{
    switch (pixmap) {
    case SP_ArrowLeft:
    case SP_ArrowBack:
        return icon(QStringLiteral("left"));
    case SP_ArrowRight:
    case SP_ArrowForward:
        return icon(QStringLiteral("right"));
    case SP_ArrowUp:
        return icon(QStringLiteral("up"));
    case SP_ArrowDown:
        return icon(QStringLiteral("down"));
    case SP_LineEditClearButton:
        return icon(QStringLiteral("x"));
    case SP_MessageBoxInformation:
    case SP_MessageBoxQuestion:
        return icon(QStringLiteral("info"), GlyphTone::Link);
    case SP_MessageBoxWarning:
        return icon(QStringLiteral("warn"), GlyphTone::Warn);
    case SP_MessageBoxCritical:
        return icon(QStringLiteral("fail"), GlyphTone::Danger);
    default:
        return QProxyStyle::standardIcon(pixmap, option, widget);
    }
}

} // namespace gatehouse
