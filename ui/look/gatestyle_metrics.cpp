// SPDX-License-Identifier: GPL-3.0-or-later
// How large things are, where their parts lie, and how they behave.
#include "ui/look/gatestyle.h"
#include "ui/look/styleparts.h"
#include "ui/look/tones.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QStyleOption>

namespace gatehouse {

namespace {

constexpr int checkCell = 44; ///< a check box's share of its cell
constexpr int checkText = 48; ///< where the word beside it starts

} // namespace

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
        return styleparts::isTextEditor(widget) ? 3 : 1;
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

} // namespace gatehouse
