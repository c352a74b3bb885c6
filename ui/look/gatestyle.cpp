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
#include <QFocusEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStyleOption>
#include <QTextCharFormat>
#include <QTextEdit>

namespace gatehouse {

namespace {

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

} // namespace

namespace styleparts {

int controlHeight(const QFontMetrics &metrics)
{
    return qMax(32, metrics.height() + 14);
}

bool isTextEditor(const QWidget *widget)
{
    return qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QTextEdit *>(widget);
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
        qobject_cast<QComboBox *>(widget) || styleparts::isTextEditor(widget))
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
