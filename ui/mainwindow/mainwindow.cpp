// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/mainwindow.h"

#include "ui/look/alert.h"
#include "ui/look/banner.h"
#include "ui/look/searchfield.h"
#include "ui/look/toast.h"
#include "ui/look/widgets.h"
#include "ui/mainwindow/actcontroller.h"
#include "ui/mainwindow/actflow.h"
#include "ui/mainwindow/bannerboard.h"
#include "ui/mainwindow/headerbar.h"
#include "ui/mainwindow/helpdialog.h"
#include "ui/mainwindow/savedappearance.h"
#include "ui/mainwindow/statusline.h"
#include "ui/profiles/connectionbox.h"
#include "ui/profiles/connectionsdialog.h"
#include "ui/profiles/profilewords.h"
#include "ui/profiles/welcomepage.h"
#include "ui/users/chipbar.h"
#include "ui/users/userpane.h"
#include "ui/users/userview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace gatehouse {

namespace {

constexpr QSize kFirstSize{1120, 800};
constexpr QSize kLeastSize{800, 400};
constexpr QSize kFrameRoom{16, 48}; ///< for the frame that the desktop puts round a window
constexpr int kToastGap = 16;
constexpr int kBelowBanner = 6; ///< the chips stand close below the header, which has an empty foot
constexpr qsizetype kMessagesKept = 200;

} // namespace

MainWindow::MainWindow(Workspace &workspace, std::function<Instant()> computerNow, QWidget *parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_now(std::move(computerNow)),
      m_acts(new ActController(this)),
      m_flow(new ActFlow(this)),
      m_menu(new QMenu(this)),
      m_columns(new QMenu(tr("Columns"), m_menu)),
      m_strip(new EnvironmentStrip),
      m_header(new HeaderBar(*m_acts, m_menu)),
      m_banner(new Banner),
      m_board(new BannerBoard(*m_banner, this)),
      m_pages(new QStackedWidget),
      m_welcome(new WelcomePage),
      m_status(new StatusLine),
      m_toast(new Toast(this))
{
    giveRole(this, QAccessible::Window);
    setWindowTitle(QStringLiteral("Gatehouse"));
    setMinimumSize(kLeastSize);
    build();
    connectActs();
    connectWorkspace();
    restoreSavedGeometry();
    takeSession();
}

MainWindow::~MainWindow()
{
    // The focus moves while the widgets go, and nobody may ask a window then that is only half there.
    m_acts->setTarget({});
    m_acts->setKeyGuard({});
}

void MainWindow::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addWidget(m_header);
    column->addWidget(m_banner);
    column->addWidget(m_pages, 1);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_status);
    m_banner->setRoomBelow(kBelowBanner);
    m_pages->addWidget(m_welcome);
    m_acts->fillMenu(m_menu, m_columns);
    m_acts->setAppearance(savedAppearance(m_workspace.store()));
    m_toast->setBottomMargin(kToastGap + m_status->minimumHeight());
    m_toast->hide();
}

void MainWindow::connectActs()
{
    m_acts->setTarget([this] { return target(); });
    m_acts->setKeyGuard([this] { return swallowsKey(); });
    connect(m_acts->refresh, &QAction::triggered, this, [this] {
        if (m_workspace.session())
            m_workspace.session()->refresh();
    });
    connect(m_acts->find, &QAction::triggered, this, [this] {
        m_header->searchField()->setFocus(Qt::ShortcutFocusReason);
        m_header->searchField()->selectAll();
    });
    connect(m_acts->undo, &QAction::triggered, m_flow, &ActFlow::undoLast);
    connect(m_acts->disable, &QAction::triggered, this, [this] { actOn(Act::Disable); });
    connect(m_acts->enable, &QAction::triggered, this, [this] { actOn(Act::Enable); });
    connect(m_acts->remove, &QAction::triggered, this, [this] { actOn(Act::Delete); });
    connect(m_acts->changeDate, &QAction::triggered, this, [this] {
        if (const auto row = target())
            m_flow->changeDate(*row);
    });
    connect(m_acts->newStatus, &QAction::triggered, m_flow, &ActFlow::newStatus);
    connect(m_acts->copy, &QAction::triggered, this, &MainWindow::copy);
    connect(m_acts->connections, &QAction::triggered, this, &MainWindow::openConnections);
    connect(m_acts->messages, &QAction::triggered, this, &MainWindow::showMessages);
    connect(m_acts->help, &QAction::triggered, this, &MainWindow::showHelp);
    connect(m_acts->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_acts, &ActController::appearanceChosen, this, &MainWindow::chooseAppearance);
    connect(m_flow, &ActFlow::said, this, &MainWindow::say);
    connect(m_toast, &Toast::undoRequested, m_flow, &ActFlow::undoLast);
    connect(m_board, &BannerBoard::tokenWanted, this, &MainWindow::openConnectionsForToken);
    connect(m_welcome, &WelcomePage::addRequested, this, [this] { connectionsDialog()->startNew(); });
    connect(m_welcome, &WelcomePage::demoRequested, &m_workspace, &Workspace::openDemo);

    auto *menuKey = new QAction(this);
    menuKey->setShortcut(Qt::Key_F10);
    addAction(menuKey);
    connect(menuKey, &QAction::triggered, m_header, &HeaderBar::openMenu);

    SearchField *search = m_header->searchField();
    connect(search, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (m_workspace.session())
            m_workspace.session()->listing().setSearch(text);
        m_acts->update();
    });
    const auto toTable = [this] {
        if (m_pane)
            m_pane->view()->setFocus(Qt::ShortcutFocusReason);
    };
    connect(search, &SearchField::entered, this, toTable);
    connect(search, &SearchField::left, this, toTable);
    connect(qApp, &QApplication::focusChanged, m_acts, &ActController::update);
}

void MainWindow::connectWorkspace()
{
    connect(&m_workspace, &Workspace::sessionAboutToChange, this, &MainWindow::dropSession);
    connect(&m_workspace, &Workspace::sessionChanged, this, &MainWindow::takeSession);
    connect(&m_workspace, &Workspace::profilesChanged, this, &MainWindow::refreshConnections);
    connect(&m_workspace, &Workspace::problem, m_board, &BannerBoard::addNotice);
    connect(&m_workspace, &Workspace::leftActEnded, m_flow, &ActFlow::reportLeft);
    connect(&m_workspace, &Workspace::idle, this, [this] {
        if (m_closing)
            close();
    });
    connect(m_header->connectionBox(), &ConnectionBox::profileChosen, this, [this](const QUuid &id) {
        if (!m_workspace.open(id))
            refreshConnections();
    });
    connect(m_header->connectionBox(), &ConnectionBox::manageRequested, this, &MainWindow::openConnections);
}

void MainWindow::dropSession()
{
    saveViewState();
    m_flow->setSession(nullptr);
    m_acts->setSession(nullptr);
    m_board->setSession(nullptr);
    m_status->setSession(nullptr, m_now);
    m_toast->dismiss();
    m_columns->clear();
    if (m_pane) {
        // The pane refers to the listing that goes with the session, so it must not outlive this call.
        m_pages->removeWidget(m_pane);
        delete m_pane;
        m_pane = nullptr;
    }
}

void MainWindow::takeSession()
{
    Session *session = m_workspace.session();
    const QSignalBlocker quiet(m_header->searchField());
    m_header->searchField()->clear();
    m_header->searchField()->setEnabled(session != nullptr);
    if (session)
        makePane(*session);
    m_acts->setSession(session);
    m_flow->setSession(session);
    m_board->setSession(session);
    m_status->setSession(session, m_now);
    m_status->setVisible(session != nullptr);
    m_header->setVisible(session != nullptr);
    m_strip->setEnvironment(session ? std::optional(lookOf(session->profile().effectiveEnvironment())) : std::nullopt);
    m_pages->setCurrentWidget(session ? static_cast<QWidget *>(m_pane) : m_welcome);
    refreshConnections();
    if (session)
        m_pane->focusTable();
}

void MainWindow::makePane(Session &session)
{
    m_pane = new UserPane(session.listing(), {m_acts->disable, m_acts->enable, m_acts->remove});
    m_pane->follow(session);
    connect(&session.listing(), &UserListing::selectionDropped, this, &MainWindow::sayDropped);
    UserView *view = m_pane->view();
    view->restoreViewState(m_workspace.store().windowValue(QStringLiteral("table")).toMap());
    view->addActions({m_acts->undo, m_acts->remove, m_acts->copy});
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, this, &MainWindow::showRowMenu);
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, m_acts, &ActController::update);
    connect(m_pane, &UserPane::toggleWanted, m_flow, &ActFlow::toggle);
    connect(m_pane, &UserPane::toggleRefused, m_flow, &ActFlow::toggle); // which says why not
    connect(m_pane, &UserPane::searchCleared, m_header->searchField(), &QLineEdit::clear);
    m_columns->addActions(view->columnActions());
    m_pages->addWidget(m_pane);
}

void MainWindow::refreshConnections()
{
    Session *session = m_workspace.session();
    QList<Profile> saved = m_workspace.profiles();
    saved.removeIf([this](const Profile &profile) { return m_workspace.isDemo(profile.id); });
    m_header->connectionBox()->setDemo(m_workspace.profile(Workspace::demoId()));
    m_header->connectionBox()->setProfiles(saved);
    m_header->connectionBox()->setCurrent(session ? session->profile().id : QUuid());
    if (session)
        setWindowTitle(
            tr("%1 (%2) — Gatehouse")
                .arg(session->profile().name, environmentWord(lookOf(session->profile().effectiveEnvironment()))));
    else
        setWindowTitle(QStringLiteral("Gatehouse"));
}

ConnectionsDialog *MainWindow::connectionsDialog()
{
    if (!m_connections) {
        m_connections = new ConnectionsDialog(m_workspace.store(), this);
        m_connections->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_connections, &ConnectionsDialog::profilesChanged, &m_workspace, &Workspace::reload);
        connect(m_connections, &ConnectionsDialog::connectRequested, this, [this](const QUuid &id) {
            m_workspace.reload();
            m_workspace.open(id);
        });
        connect(m_connections, &QDialog::finished, this, &MainWindow::takeEditedProfile);
        m_connections->open();
    }
    return m_connections;
}

void MainWindow::takeEditedProfile()
{
    // What was saved holds from now on: a new token, and read-only or protected names most of all.
    const Session *session = m_workspace.session();
    if (session && m_workspace.profile(session->profile().id) != session->profile())
        m_workspace.reopen();
}

void MainWindow::openConnections()
{
    ConnectionsDialog *dialog = connectionsDialog();
    if (const Session *session = m_workspace.session(); session && !m_workspace.isDemo(session->profile().id))
        dialog->selectProfile(session->profile().id);
}

void MainWindow::openConnectionsForToken()
{
    openConnections();
    m_connections->focusToken();
}

std::optional<Row> MainWindow::target() const
{
    const Session *session = m_workspace.session();
    if (!session || !m_pane)
        return std::nullopt;
    const UserListing &listing = session->listing();
    if (m_header->searchField()->hasFocus()) {
        // While a worker is at it, what can be seen is what was searched for before.
        if (listing.isWorking())
            return std::nullopt;
        if (listing.visible().count() == 1)
            return listing.visible().row(0);
    }
    const SelectionCounts counts = listing.selectionCounts();
    if (counts.visible() == 1)
        return listing.selectedVisibleRows().front();
    return std::nullopt;
}

bool MainWindow::swallowsKey()
{
    const Session *session = m_workspace.session();
    if (!session || !m_pane || !m_header->searchField()->hasFocus())
        return false;
    const UserListing &listing = session->listing();
    if (listing.visible().count() == 1 && !listing.isWorking())
        return false;
    m_pane->view()->setFocus(Qt::ShortcutFocusReason);
    return true;
}

void MainWindow::actOn(Act act)
{
    if (const auto row = target())
        m_flow->act(act, *row);
}

void MainWindow::copy()
{
    if (m_pane)
        QApplication::clipboard()->setText(m_pane->view()->copyText());
}

void MainWindow::showRowMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_acts->fillRowMenu(menu);
    menu->popup(m_pane->view()->viewport()->mapToGlobal(at));
}

void MainWindow::say(const QString &icon, const QString &about, const QString &rest, bool canUndo)
{
    m_messages.prepend({QDateTime::currentDateTime(), about.isEmpty() ? rest : about + QLatin1Char(' ') + rest});
    while (m_messages.size() > kMessagesKept)
        m_messages.removeLast();
    m_toast->showMessage(icon, about, rest, canUndo ? UndoOffer::Yes : UndoOffer::No);
}

void MainWindow::sayDropped(qint64 users)
{
    say(QStringLiteral("info"), {},
        users == 1 ? tr("One user who was selected is not in the list any more.")
                   : tr("%Ln users who were selected are not in the list any more.", nullptr, static_cast<int>(users)),
        false);
}

void MainWindow::showMessages()
{
    auto *dialog = new MessagesDialog(m_messages, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showHelp()
{
    auto *dialog = new HelpDialog(m_workspace.store().file(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::chooseAppearance(Appearance appearance)
{
    GateStyle::apply(appearance);
    m_acts->setAppearance(appearance);
    saveAppearance(m_workspace.store(), appearance);
}

void MainWindow::saveViewState()
{
    if (m_pane)
        m_workspace.store().setWindowValue(QStringLiteral("table"), m_pane->view()->viewState());
}

void MainWindow::restoreSavedGeometry()
{
    resize(kFirstSize.boundedTo(screen()->availableSize() - kFrameRoom));
    restoreGeometry(m_workspace.store().windowValue(QStringLiteral("geometry")).toByteArray());
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    // An act that cannot be used swallows no key; from the search field it leads to the table all the same.
    for (const QAction *act : {m_acts->disable, m_acts->enable}) {
        if (act->shortcut() == QKeySequence(event->keyCombination()) && swallowsKey()) {
            event->accept();
            return;
        }
    }
    QWidget::keyPressEvent(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_workspace.isIdle()) {
        // A change is on its way: its end must stand in the journal before the program goes.
        m_closing = true;
        say(QStringLiteral("clock"), {}, tr("Gatehouse closes when the last change has ended."), false);
        event->ignore();
        return;
    }
    saveViewState();
    m_workspace.store().setWindowValue(QStringLiteral("geometry"), saveGeometry());
    QWidget::closeEvent(event);
}

} // namespace gatehouse
