// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/headerbar.h"

#include "ui/look/searchfield.h"
#include "ui/look/widgets.h"
#include "ui/mainwindow/actcontroller.h"
#include "ui/profiles/connectionbox.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace gatehouse {

namespace {

constexpr int kHeaderHeight = 52;
constexpr int kSearchLeast = 160;
constexpr int kSearchMost = 272;
constexpr int kTextReserve = 6; // what a style may put round the text beyond Qt's own sum
constexpr int kBesideIcon = 4;  // between the icon and the text of a tool button

/// A tool button for an action that shows the icon alone, keeps its own accessible name and follows `enabled`.
QToolButton *buttonFor(QAction *action, const QString &iconName, const QString &accessibleName,
                       const QString &text = {})
{
    QToolButton *button = makeToolButton(iconName, text, accessibleName);
    const auto follow = [button, action, accessibleName] {
        button->setEnabled(action->isEnabled());
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        button->setToolTip(key.isEmpty() ? action->toolTip() : QStringLiteral("%1 (%2)").arg(action->toolTip(), key));
        button->setAccessibleName(accessibleName);
    };
    follow();
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QToolButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace

HeaderBar::HeaderBar(ActController &acts, QMenu *menu, QWidget *parent)
    : QWidget(parent),
      m_connections(new ConnectionBox),
      m_search(new SearchField),
      m_menu(makeToolButton(QStringLiteral("menu"), QString(), tr("Menu"))),
      m_popup(menu)
{
    m_search->setAccessibleName(tr("Search users"));
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setPlaceholderText(tr("Search users"));
    m_search->setMinimumWidth(kSearchLeast);
    m_search->setMaximumWidth(kSearchMost);
    m_search->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_menu->setToolTip(tr("Menu (F10)"));
    connect(m_menu, &QToolButton::clicked, this, &HeaderBar::openMenu);
    connect(m_popup, &QMenu::aboutToHide, m_menu, [button = m_menu] { button->setDown(false); });

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(8);
    row->addWidget(m_connections);
    row->addSpacing(8);
    row->addWidget(buttonFor(acts.refresh, QStringLiteral("refresh"), tr("Refresh")));
    row->addWidget(buttonFor(acts.undo, QStringLiteral("undo"), tr("Undo")));
    row->addStretch(1);
    row->addWidget(m_search, 4);
    row->addStretch(2);
    m_named = {buttonFor(acts.pasteList, QStringLiteral("paste"), tr("Paste list"), tr("Paste list…")),
               buttonFor(acts.exportUsers, QStringLiteral("export"), tr("Export"), tr("Export…")),
               buttonFor(acts.history, QStringLiteral("history"), tr("History"), tr("History"))};
    for (QToolButton *button : std::as_const(m_named))
        row->addWidget(button);
    row->addWidget(m_menu);
    setMinimumHeight(kHeaderHeight);
}

// Worked out without touching the buttons: a style that is tried would ask for a layout, which would try again.
int HeaderBar::widthOfTexts() const
{
    int width = 0;
    for (const QToolButton *button : m_named) {
        const QFontMetrics metrics = button->fontMetrics();
        width += kBesideIcon + metrics.size(Qt::TextShowMnemonic, button->text()).width() +
                 2 * metrics.horizontalAdvance(QLatin1Char(' ')) + kTextReserve;
    }
    return width;
}

int HeaderBar::narrowestWidth() const
{
    return layout()->minimumSize().width() - (m_areTextsShown ? widthOfTexts() : 0);
}

// Decided by what everything takes, and not by a number: other languages are longer.
void HeaderBar::arrange()
{
    // The connection's name and host go after the texts.
    const int forConnection = std::max(0, m_connections->sizeHint().width() - m_connections->minimumSizeHint().width());
    const bool hasRoom = narrowestWidth() + forConnection + widthOfTexts() <= width();
    if (hasRoom == m_areTextsShown)
        return;
    m_areTextsShown = hasRoom;
    for (QToolButton *button : std::as_const(m_named))
        button->setToolButtonStyle(hasRoom ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
}

QSize HeaderBar::minimumSizeHint() const
{
    return {narrowestWidth(), kHeaderHeight};
}

void HeaderBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool HeaderBar::event(QEvent *event)
{
    const bool result = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange)
        arrange();
    return result;
}

void HeaderBar::openMenu()
{
    // Below the button, its trailing edge under the button's: the button stands at the window's edge, and the menu
    // shall not leave the window.
    const QSize size = m_popup->sizeHint();
    if (!isVisible()) {
        // No connection, no header: in the window's corner then, where the button would be.
        const QRect all = window()->rect();
        m_popup->popup(window()->mapToGlobal(QPoint(isRightToLeft() ? all.left() : all.right() + 1 - size.width(), 0)));
        return;
    }
    const QRect button = m_menu->rect();
    const int x = isRightToLeft() ? button.left() : button.right() + 1 - size.width();
    m_menu->setDown(true);
    m_popup->popup(m_menu->mapToGlobal(QPoint(x, button.bottom() + 3)));
}

} // namespace gatehouse
