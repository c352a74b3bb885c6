// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/toast.h"

#include "ui/look/alert.h"
#include "ui/look/toastparts.h"

#include <QApplication>
#include <QGraphicsOpacityEffect>
#include <QStyle>
#include <QVariantAnimation>

namespace gatehouse {

namespace {

constexpr std::chrono::milliseconds toastIn{120};
constexpr std::chrono::milliseconds toastOut{160};

} // namespace

Toast::Toast(QWidget *window) : QWidget(window)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::ArrowCursor);
    m_opacity = new QGraphicsOpacityEffect(this);
    m_opacity->setEnabled(false);
    setGraphicsEffect(m_opacity);
    m_shadow = new ToastShadow(window);
    m_fade = new QVariantAnimation(this);
    connect(m_fade, &QVariantAnimation::valueChanged, this,
            [this](const QVariant &value) { setShown(value.toDouble()); });
    connect(m_fade, &QVariantAnimation::finished, this, [this] {
        if (m_leaving)
            finish();
    });
    giveRole(this, QAccessible::AlertMessage);
    buildButtons();
    m_stay.setSingleShot(true);
    connect(&m_stay, &QTimer::timeout, this, &Toast::vanish);
    connect(qApp, &QApplication::focusChanged, this, &Toast::followFocus);
    window->installEventFilter(this);
    hide();
}

Toast::~Toast()
{
    delete m_shadow.data();
}

void Toast::buildButtons()
{
    m_undo = new ToastButton(ToastButton::Kind::Word, this);
    m_undo->setAccessibleName(tr("Undo"));
    m_close = new ToastButton(ToastButton::Kind::Cross, this);
    m_close->setAccessibleName(tr("Close"));
    m_close->setToolTip(tr("Close"));
    connect(m_undo, &QPushButton::clicked, this, [this] {
        if (m_leaving)
            return; // a second click on what is fading away
        emit undoRequested();
        vanish();
    });
    connect(m_close, &QPushButton::clicked, this, &Toast::vanish);
}

void Toast::showMessage(const QString &iconName, const QString &boldPart, const QString &rest, UndoOffer undo)
{
    m_icon = iconName;
    m_bold = boldPart;
    m_rest = rest;
    m_offer = undo;
    nameUndo();
    m_undo->setVisible(undo != UndoOffer::No);
    // Not trimmed: a name may begin with a space, and is not the same name without it.
    setAccessibleName(boldPart.isEmpty() ? rest : rest.isEmpty() ? boldPart : boldPart + u' ' + rest);
    m_stay.stop();
    m_left = m_duration;
    place();
    appear();
    announceAlert(this);
    holdOrRun();
}

/// The name stays, so that the button can be found by it; what it would take back is told beside it.
void Toast::nameUndo()
{
    const bool last = m_offer == UndoOffer::LastOnly;
    m_undo->setText(last ? tr("Undo last") : tr("Undo"));
    const QString what = last ? tr("Takes back only the last of these changes.") : QString();
    m_undo->setToolTip(what);
    m_undo->setAccessibleDescription(what);
}

bool Toast::isSpeaking() const
{
    return isVisible() && !m_leaving;
}

void Toast::dismiss()
{
    if (isVisible())
        vanish();
}

void Toast::setDuration(std::chrono::milliseconds duration)
{
    m_duration = duration;
}

void Toast::setBottomMargin(int pixels)
{
    m_bottomMargin = pixels;
    place();
}

void Toast::appear()
{
    const bool wasShown = isVisible() && !m_leaving;
    m_leaving = false;
    m_fade->stop();
    if (!isVisible()) {
        m_hovered = false;
        setShown(0);
    }
    show();
    m_shadow->show();
    m_shadow->raise();
    raise();
    if (!wasShown)
        fade(1, toastIn);
    update();
}

void Toast::vanish()
{
    if (m_leaving || isHidden())
        return;
    m_leaving = true;
    m_stay.stop();
    fade(0, toastOut);
}

void Toast::finish()
{
    m_leaving = false;
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    if (hadFocus && m_focusBefore)
        m_focusBefore->setFocus();
    hide();
    m_shadow->hide();
    setShown(1);
    emit closed();
}

void Toast::fade(double to, std::chrono::milliseconds time)
{
    m_fade->stop();
    if (style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) == 0) {
        setShown(to);
        if (m_leaving)
            finish();
        return;
    }
    m_fade->setStartValue(m_shown);
    m_fade->setEndValue(to);
    m_fade->setDuration(static_cast<int>(time.count()));
    m_fade->setEasingCurve(to > 0.5 ? QEasingCurve::OutCubic : QEasingCurve::InCubic);
    m_fade->start();
}

void Toast::setShown(double share)
{
    m_shown = share;
    // The effect paints by way of a pixmap: only while something fades.
    m_opacity->setEnabled(share < 1);
    m_opacity->setOpacity(share);
    m_shadow->setStrength(share);
}

bool Toast::isHeld() const
{
    const QWidget *focus = QApplication::focusWidget();
    return m_hovered || (focus && isAncestorOf(focus));
}

void Toast::holdOrRun()
{
    if (isHidden() || m_leaving)
        return;
    if (isHeld()) {
        if (m_stay.isActive())
            m_left = m_stay.remainingTimeAsDuration();
        m_stay.stop();
    } else if (!m_stay.isActive()) {
        m_stay.start(m_left);
    }
}

void Toast::followFocus(QWidget *old, QWidget *now)
{
    if (now && isAncestorOf(now) && old && !isAncestorOf(old))
        m_focusBefore = old;
    holdOrRun();
}

void Toast::enterEvent(QEnterEvent *event)
{
    m_hovered = true;
    holdOrRun();
    QWidget::enterEvent(event);
}

void Toast::leaveEvent(QEvent *event)
{
    m_hovered = false;
    holdOrRun();
    QWidget::leaveEvent(event);
}

void Toast::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        nameUndo();
        m_undo->setAccessibleName(tr("Undo"));
        m_close->setAccessibleName(tr("Close"));
        m_close->setToolTip(tr("Close"));
    }
    const QEvent::Type type = event->type();
    if (type == QEvent::LanguageChange || type == QEvent::ApplicationFontChange || type == QEvent::FontChange)
        place();
    if (type == QEvent::LayoutDirectionChange)
        arrange();
}

void Toast::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_shadow->follow(geometry());
}

void Toast::moveEvent(QMoveEvent *event)
{
    QWidget::moveEvent(event);
    m_shadow->follow(geometry());
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

} // namespace gatehouse
