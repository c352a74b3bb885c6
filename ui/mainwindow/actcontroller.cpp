// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/actcontroller.h"

#include "session/session.h"
#include "ui/look/widgets.h"

#include <QAction>
#include <QActionGroup>
#include <QEvent>
#include <QLocale>
#include <QMenu>
#include <QWidget>

namespace gatehouse {

namespace {

constexpr int kMenuLetters = 32;
constexpr std::chrono::milliseconds kUpdateAfter{50};

} // namespace

ActController::ActController(QWidget *window) : QObject(window), m_window(window)
{
    refresh = make(tr("Refresh"), QStringLiteral("refresh"), Qt::Key_F5);
    find = make(tr("Find"), QStringLiteral("search"), QKeySequence::Find);
    undo = makeForTable(tr("Undo"), QStringLiteral("undo"), QKeySequence::Undo);
    disable = make(tr("Disable"), QStringLiteral("disable"), Qt::CTRL | Qt::SHIFT | Qt::Key_D);
    enable = make(tr("Enable"), QStringLiteral("enable"), Qt::CTRL | Qt::SHIFT | Qt::Key_E);
    remove = makeForTable(tr("Delete"), QStringLiteral("trash"), QKeySequence::Delete);
    changeDate = make(tr("Change date…"), QStringLiteral("clock"), {});
    newStatus = make(tr("New status…"), QStringLiteral("plus"), QKeySequence::New);
    pasteList = make(tr("Paste list…"), QStringLiteral("paste"), Qt::CTRL | Qt::SHIFT | Qt::Key_V);
    exportUsers = make(tr("Export…"), QStringLiteral("export"), Qt::CTRL | Qt::SHIFT | Qt::Key_S);
    copy = makeForTable(tr("Copy"), QStringLiteral("copy"), QKeySequence::Copy);
    connections = make(tr("Connections…"), QStringLiteral("plug"), Qt::CTRL | Qt::SHIFT | Qt::Key_O);
    history = make(tr("History"), QStringLiteral("history"), Qt::CTRL | Qt::SHIFT | Qt::Key_H);
    record = make(tr("Record and receipts…"), QStringLiteral("file"), {});
    story = make(tr("Story of the user"), QStringLiteral("eye"), Qt::CTRL | Qt::Key_I);
    story->setCheckable(true);
    messages = make(tr("Messages"), QStringLiteral("info"), Qt::CTRL | Qt::SHIFT | Qt::Key_M);
    help = make(tr("Help"), QStringLiteral("unknown"), QKeySequence::HelpContents);
    quit = make(tr("Quit"), QString(), QKeySequence::Quit);
    quit->setMenuRole(QAction::QuitRole);
    for (QAction *act : {disable, enable, remove})
        act->installEventFilter(this);
    m_updating.setSingleShot(true);
    m_updating.setInterval(kUpdateAfter);
    connect(&m_updating, &QTimer::timeout, this, &ActController::update);
    update();
}

QString ActController::menuText(const QString &title) const
{
    // A long name would make the whole menu as wide; and a name's "&" is no mnemonic.
    const QFontMetrics metrics = m_window->fontMetrics();
    return metrics.elidedText(title, Qt::ElideMiddle, metrics.averageCharWidth() * kMenuLetters)
        .replace(QLatin1Char('&'), QStringLiteral("&&"));
}

QAction *ActController::make(const QString &text, const QString &iconName, const QKeySequence &key)
{
    auto *action = new QAction(text, this);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setShortcut(key);
    action->setAutoRepeat(false);
    m_window->addAction(action);
    return action;
}

QAction *ActController::makeForTable(const QString &text, const QString &iconName, const QKeySequence &key)
{
    // In a text field these keys edit; so they belong to the table, which adds the action to itself.
    QAction *action = make(text, iconName, key);
    action->setShortcutContext(Qt::WidgetShortcut);
    return action;
}

void ActController::setSession(Session *session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    if (session) {
        connect(session, &Session::stateChanged, this, &ActController::update);
        connect(session, &Session::undoChanged, this, &ActController::update);
        connect(&session->listing(), &UserListing::selectionChanged, this, &ActController::updateForSelection);
        connect(&session->listing(), &UserListing::rowChanged, this, &ActController::updateSoon);
        connect(&session->listing(), &UserListing::reset, this, &ActController::update);
    }
    update();
}

void ActController::update()
{
    const bool canWrite = m_session && m_session->writingRefusal().isEmpty();
    refresh->setEnabled(m_session && !m_session->isRefreshing());
    find->setEnabled(m_session != nullptr);
    newStatus->setEnabled(canWrite);
    const bool hasList = m_session && m_session->loadState() == Session::LoadState::Loaded;
    pasteList->setEnabled(hasList);
    exportUsers->setEnabled(hasList);
    copy->setEnabled(m_session && m_session->listing().visible().count() > 0);
    const auto undoable = m_session ? m_session->undoable() : std::nullopt;
    undo->setEnabled(canWrite && undoable);
    undo->setText(undoable ? tr("Undo “%1”").arg(menuText(undoable->entry.set.title)) : tr("Undo"));
    undo->setToolTip((undoable ? tr("Undo “%1”").arg(undoable->entry.set.title) : tr("Undo")).toHtmlEscaped());
    updateUserActs();
}

void ActController::updateSoon()
{
    if (!m_updating.isActive())
        m_updating.start();
}

void ActController::updateForSelection()
{
    if (m_session && !m_session->bulks().isEmpty())
        updateSoon();
    else
        update();
}

void ActController::updateUserActs()
{
    const bool canWrite = m_session && m_session->writingRefusal().isEmpty();
    const std::optional<Row> row = canWrite && m_target ? m_target() : std::nullopt;
    const std::optional<ActCounts> many = row || !canWrite ? ActCounts() : m_session->actCounts();
    if (!many)
        return; // it is still counted
    if (row)
        updateForOne(*row);
    else
        updateForMany(*many);
    const QString hindrance = row ? rowHindrance(*row) : selectionHindrance();
    for (QAction *act : {disable, enable, remove, changeDate})
        act->setToolTip((act->isEnabled() || hindrance.isEmpty() ? act->text() : hindrance).toHtmlEscaped());
}

void ActController::updateForOne(Row row)
{
    const StatusTable &table = m_session->listing().table();
    const StatusState state = table.state(row);
    const bool canTouch = table.isAddressable(row) && !m_session->isBusy(row);
    const bool canBlock = canTouch && !m_session->isProtected(row);
    ActCounts counts;
    const bool canDisable = state == StatusState::Enabled || (state == StatusState::NoStatus && table.isPerson(row));
    counts.disable = canBlock && canDisable ? 1 : 0;
    counts.enable = canTouch && isDisabled(state) ? 1 : 0;
    counts.remove = canBlock && state != StatusState::NoStatus ? 1 : 0;
    counts.changeDate = canBlock && isDisabled(state) ? 1 : 0;
    updateForMany(counts);
}

// The buttons say how many would really change; the menus have room for the act alone.
void ActController::updateForMany(const ActCounts &counts)
{
    const QLocale locale;
    const auto show = [&locale](QAction *act, const QString &plain, const QString &counted, qint64 count) {
        act->setIconText(count > 0 ? counted.arg(locale.toString(count)) : plain);
        act->setEnabled(count > 0);
    };
    show(disable, tr("Disable"), tr("Disable %1", "%1 is how many"), counts.disable);
    show(enable, tr("Enable"), tr("Enable %1", "%1 is how many"), counts.enable);
    show(remove, tr("Delete"), tr("Delete %1", "%1 is how many"), counts.remove);
    changeDate->setEnabled(counts.changeDate > 0);
}

QString ActController::selectionHindrance() const
{
    if (!m_session)
        return {};
    if (QString refusal = m_session->writingRefusal(); !refusal.isEmpty())
        return refusal;
    const UserListing &listing = m_session->listing();
    return listing.selection().sizeOfIntersection(listing.visible().set()) > 1
               ? tr("There is nothing to do for the users who are selected.")
               : tr("Select a user first.");
}

QString ActController::rowHindrance(Row row) const
{
    const StatusTable &table = m_session->listing().table();
    if (!table.isAddressable(row))
        return tr("This name cannot be changed: no web address can carry it.");
    if (m_session->isBusy(row))
        return tr("A change is on its way for this user.");
    if (m_session->isProtected(row))
        return tr("This user is protected on this connection.");
    return {};
}

bool ActController::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Shortcut && m_swallows && m_swallows())
        return true;
    return QObject::eventFilter(watched, event);
}

void ActController::fillMenu(QMenu *menu, QMenu *columns)
{
    menu->addActions({refresh, find, undo});
    menu->addSeparator();
    menu->addActions({disable, enable, remove, changeDate, newStatus});
    menu->addSeparator();
    menu->addActions({pasteList, exportUsers, copy});
    menu->addSeparator();
    menu->addActions({history, story, connections, record, messages});
    menu->addSeparator();
    if (columns)
        menu->addMenu(columns);
    menu->addMenu(makeAppearanceMenu(menu));
    menu->addActions({help, quit});
}

void ActController::fillRowMenu(QMenu *menu)
{
    menu->addActions({disable, enable, remove, changeDate});
    menu->addSeparator();
    menu->addActions({copy, story});
}

QMenu *ActController::makeAppearanceMenu(QMenu *parent)
{
    auto *menu = new QMenu(tr("Appearance"), parent);
    auto *group = new QActionGroup(menu);
    const std::pair<Appearance, QString> choices[] = {{Appearance::AsDesktop, tr("As the desktop")},
                                                      {Appearance::Light, tr("Light")},
                                                      {Appearance::Dark, tr("Dark")}};
    m_appearances.clear();
    for (const auto &[appearance, text] : choices) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setData(static_cast<int>(appearance));
        group->addAction(action);
        m_appearances.append(action);
        connect(action, &QAction::triggered, this, [this, chosen = appearance] { emit appearanceChosen(chosen); });
    }
    return menu;
}

void ActController::setAppearance(Appearance appearance)
{
    for (QAction *action : std::as_const(m_appearances))
        action->setChecked(action->data().toInt() == static_cast<int>(appearance));
}

} // namespace gatehouse
