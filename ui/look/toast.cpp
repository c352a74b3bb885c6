// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/toast.h"

#include "ui/look/alert.h"
#include "ui/look/paint.h"
#include "ui/look/toastparts.h"
#include "ui/look/widgets.h"

#include <QApplication>
#include <QGraphicsOpacityEffect>
#include <QPainter>
#include <QStyle>
#include <QVariantAnimation>

namespace gatehouse {

namespace {

constexpr int toastHeight = 44;
constexpr int toastPadding = 16;
constexpr int toastGlyph = 16;
constexpr int toastGap = 10;
constexpr int toastSideMargin = 16;
constexpr std::chrono::milliseconds toastIn{120};
constexpr std::chrono::milliseconds toastOut{160};

int wordGap()
{
    return QFontMetrics(scaledFont(1)).horizontalAdvance(u' ');
}

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
    m_undo->setText(tr("Undo"));
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
    m_undo->setVisible(undo == UndoOffer::Yes);
    // Not trimmed: a name may begin with a space, and is not the same name without it.
    setAccessibleName(boldPart.isEmpty() ? rest : rest.isEmpty() ? boldPart : boldPart + u' ' + rest);
    m_stay.stop();
    m_left = m_duration;
    place();
    appear();
    announceAlert(this);
    holdOrRun();
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
        m_undo->setText(tr("Undo"));
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
