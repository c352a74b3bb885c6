// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/mainwindow.h"

#include "session/autorefresh.h"

#include "ui/changes/runpanel.h"
#include "ui/history/storypane.h"
#include "ui/look/alert.h"
#include "ui/look/banner.h"
#include "ui/look/fontstock.h"
#include "ui/look/onceaframe.h"
#include "ui/look/searchfield.h"
#include "ui/look/widgets.h"
#include "ui/mainwindow/actcontroller.h"
#include "ui/mainwindow/actflow.h"
#include "ui/mainwindow/announcer.h"
#include "ui/mainwindow/bannerboard.h"
#include "ui/mainwindow/closeguard.h"
#include "ui/mainwindow/headerbar.h"
#include "ui/mainwindow/listdesk.h"
#include "ui/mainwindow/recorddesk.h"
#include "ui/mainwindow/runboard.h"
#include "ui/mainwindow/statusline.h"
#include "ui/mainwindow/windowdialogs.h"
#include "ui/mainwindow/windowmemory.h"
#include "ui/profiles/connectionbox.h"
#include "ui/profiles/profilewords.h"
#include "ui/profiles/welcomepage.h"
#include "ui/users/chipbar.h"
#include "ui/users/userpane.h"
#include "ui/users/userview.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QLocale>
#include <QMenu>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace gatehouse {

namespace {

constexpr QSize kFirstSize{1120, 800};
constexpr QSize kLeastSize{800, 400};
constexpr QSize kFrameRoom{16, 48}; ///< for the frame that the desktop puts round a window
constexpr int kToastGap = 16;
constexpr int kBelowBanner = 6; ///< the chips stand close below the header, which has an empty foot

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
      m_story(new StoryPane),
      m_welcome(new WelcomePage),
      m_status(new StatusLine),
      m_runPanel(new RunPanel),
      m_announcer(new Announcer(this)),
      m_dialogs(new WindowDialogs(workspace, this)),
      m_runs(new RunBoard(*m_runPanel, workspace, this)),
      m_record(new RecordDesk(workspace, this)),
      m_memory(new WindowMemory(workspace.store(), this)),
      m_lists(new ListDesk(*m_memory, this)),
      m_closing(new CloseGuard(
          workspace, [this] { return m_record->isBusy() || m_lists->isBusy(); }, this)),
      m_autoRefresh(new AutoRefresh([this] { return isBadTimeToRefresh(); }, {}, this)),
      m_fonts(new FontStock(this))
{
    giveRole(this, QAccessible::Window);
    setWindowTitle(QStringLiteral("Gatehouse"));
    setMinimumSize(kLeastSize);
    setAcceptDrops(true);
    build();
    connectActs();
    connectWorkspace();
    connectRuns();
    connectRecord();
    connectLists();
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
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_pages, 1);
    middle->addWidget(m_story);
    column->addLayout(middle, 1);
    m_story->hide();
    column->addWidget(m_runPanel);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_status);
    m_banner->setRoomBelow(kBelowBanner);
    m_pages->addWidget(m_welcome);
    m_acts->fillMenu(m_menu, m_columns);
    m_acts->setAppearance(m_memory->appearance());
    placeToast();
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
    connect(m_acts->changeDate, &QAction::triggered, this, [this] { m_flow->changeDate(targets()); });
    connect(m_acts->newStatus, &QAction::triggered, m_flow, &ActFlow::newStatus);
    connect(m_acts->copy, &QAction::triggered, this, &MainWindow::copy);
    connect(m_acts->connections, &QAction::triggered, m_dialogs, &WindowDialogs::openConnections);
    connect(m_acts->messages, &QAction::triggered, m_announcer, &Announcer::showMessages);
    connect(m_acts->help, &QAction::triggered, m_dialogs, &WindowDialogs::showHelp);
    connect(m_acts->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_acts, &ActController::appearanceChosen, this, &MainWindow::chooseAppearance);
    connect(m_flow, &ActFlow::said, m_announcer, &Announcer::say);
    connect(m_flow, &ActFlow::dialogClosed, this, &MainWindow::focusAfterDialog);
    connect(m_announcer, &Announcer::undoRequested, m_flow, &ActFlow::undoLast);
    connect(m_board, &BannerBoard::tokenWanted, m_dialogs, &WindowDialogs::openConnectionsForToken);
    connect(m_board, &BannerBoard::trustWanted, m_dialogs, &WindowDialogs::askForTrust);
    connect(m_board, &BannerBoard::connectionsWanted, m_dialogs, &WindowDialogs::openConnections);
    connect(m_memory, &WindowMemory::notKept, m_board, &BannerBoard::addNotice);
    connect(m_welcome, &WelcomePage::addRequested, m_dialogs, &WindowDialogs::addConnection);
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
    connect(m_status, &StatusLine::stopWanted, this, [this] {
        if (Session *session = m_workspace.session())
            session->stopLoading();
    });
    connect(m_autoRefresh, &AutoRefresh::due, this, [this] {
        if (m_workspace.session())
            m_workspace.session()->refresh();
    });
    connect(qApp, &QApplication::focusChanged, m_acts, &ActController::update);
}

void MainWindow::connectWorkspace()
{
    connect(&m_workspace, &Workspace::sessionAboutToChange, this, &MainWindow::dropSession);
    connect(&m_workspace, &Workspace::sessionChanged, this, &MainWindow::takeSession);
    connect(&m_workspace, &Workspace::profilesChanged, this, &MainWindow::refreshConnections);
    connect(&m_workspace, &Workspace::problem, m_board, &BannerBoard::addNotice);
    connect(&m_workspace, &Workspace::journalNotice, m_board, &BannerBoard::addNotice);
    connect(&m_workspace, &Workspace::leftActEnded, m_flow, &ActFlow::reportLeft);
    connect(m_closing, &CloseGuard::said, m_announcer, &Announcer::say);
    connect(m_record, &RecordDesk::idle, m_closing, &CloseGuard::goOn);
    connect(m_header->connectionBox(), &ConnectionBox::profileChosen, this, [this](const QUuid &id) {
        if (!m_workspace.open(id))
            refreshConnections();
    });
    connect(m_header->connectionBox(), &ConnectionBox::manageRequested, m_dialogs, &WindowDialogs::openConnections);
}

void MainWindow::connectRuns()
{
    auto *const showing = new OnceAFrame(
        [this] {
            refreshTitle();
            placeToast();
        },
        this);
    connect(m_runs, &RunBoard::percentChanged, this, [this, showing] {
        showing->ask();
        m_closing->lookAtRuns();
    });
    connect(m_runs, &RunBoard::undoWanted, m_flow, [this](const JournalEntry &entry) { m_flow->undo(entry); });
    connect(m_runs, &RunBoard::runAgainWanted, m_flow, &ActFlow::runAgain);
    connect(m_runs, &RunBoard::tokenWanted, m_dialogs, &WindowDialogs::openConnectionForToken);
    connect(m_runs, &RunBoard::problem, this, [this](const QString &sentence) {
        m_announcer->say({QStringLiteral("info"), {}, sentence});
    });
}

void MainWindow::connectRecord()
{
    connect(m_acts->history, &QAction::triggered, m_record, &RecordDesk::openHistory);
    connect(m_acts->record, &QAction::triggered, m_record, &RecordDesk::openSettings);
    connect(m_acts->story, &QAction::toggled, this, &MainWindow::showStory);
    connect(m_story, &StoryPane::setWanted, this,
            [this](const QUuid &set) { m_record->openHistoryAt(set, &m_workspace.journal()); });
    connect(m_runs, &RunBoard::showWanted, m_record, &RecordDesk::openHistoryAt);
    connect(m_runs, &RunBoard::receiptWanted, m_record, &RecordDesk::saveReceipt);
    connect(m_record, &RecordDesk::undoWanted, m_flow, &ActFlow::undo);
    connect(m_record, &RecordDesk::runAgainWanted, m_flow, &ActFlow::runAgain);
    connect(m_record, &RecordDesk::said, this, [this](const QString &sentence, bool isWell) {
        m_announcer->say({isWell ? QStringLiteral("ok") : QStringLiteral("warn"), {}, sentence});
    });
}

/// What happened to the user of the current row, beside the table.
void MainWindow::showStory()
{
    const Session *session = m_workspace.session();
    const bool isShown = m_acts->story->isChecked() && session && m_pane;
    m_story->setVisible(isShown);
    if (!isShown) {
        m_story->setUser(nullptr, {}, {});
        return;
    }
    const UserListing &listing = session->listing();
    const int position = m_pane->view()->currentIndex().row();
    const bool isThere = position >= 0 && position < static_cast<int>(listing.visible().count());
    m_story->setUser(isThere ? &session->journal() : nullptr, session->key(),
                     isThere ? listing.table().nameBytes(listing.visible().row(position)) : QByteArray());
}

void MainWindow::placeToast()
{
    const int panel = m_runPanel->isHidden() ? 0 : m_runPanel->sizeHint().height();
    m_announcer->setBottomMargin(kToastGap + m_status->minimumHeight() + panel);
}

void MainWindow::dropSession()
{
    saveViewState();
    m_flow->setSession(nullptr);
    m_lists->setSession(nullptr);
    m_acts->setSession(nullptr);
    m_board->setSession(nullptr);
    m_status->setSession(nullptr, m_now);
    m_announcer->hush();
    m_columns->clear();
    m_story->setUser(nullptr, {}, {});
    if (m_pane) {
        // The pane refers to the listing that goes with the session, so it must not outlive this call.
        m_pages->removeWidget(m_pane);
        delete std::exchange(m_pane, nullptr); // nobody asks a pane that is half gone
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
    if (session)
        m_runs->follow(*session);
    if (session)
        m_record->follow(*session);
    m_runs->update();
    m_record->update();
    m_acts->setSession(session);
    m_flow->setSession(session);
    m_lists->setSession(session);
    m_board->setSession(session);
    m_status->setSession(session, m_now);
    m_status->setVisible(session != nullptr);
    m_header->setVisible(session != nullptr);
    m_strip->setEnvironment(session ? std::optional(lookOf(session->profile().effectiveEnvironment())) : std::nullopt,
                            session ? session->profile().colour : QString());
    m_pages->setCurrentWidget(session ? static_cast<QWidget *>(m_pane) : m_welcome);
    refreshConnections();
    if (session)
        m_pane->focusTable();
    const int every = session ? session->profile().refreshEvery : 0;
    m_autoRefresh->setEvery(every > 0 ? std::optional(std::chrono::minutes(every)) : std::nullopt);
    showStory();
}

void MainWindow::makePane(Session &session)
{
    m_pane = new UserPane(session.listing(), {m_acts->disable, m_acts->enable, m_acts->remove});
    m_pane->follow(session);
    connect(&session.listing(), &UserListing::selectionDropped, this, &MainWindow::sayDropped);
    connect(&session.listing(), &UserListing::replaced, m_autoRefresh, &AutoRefresh::noteList);
    // The look may live on in another session of this connection: what is said of it is said by the pane's.
    LastLook *look = &session.look();
    connect(look, &LastLook::troubleChanged, m_pane, [this, look] {
        if (const QString trouble = look->trouble(); !trouble.isEmpty())
            m_announcer->say({QStringLiteral("info"), {}, trouble});
    });
    UserView *view = m_pane->view();
    view->restoreViewState(m_memory->value(QStringLiteral("table")).toMap());
    view->addActions({m_acts->undo, m_acts->remove, m_acts->copy});
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, this, &MainWindow::showRowMenu);
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, m_acts, &ActController::update);
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this, &MainWindow::showStory);
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
    m_board->setSavedConnections(static_cast<int>(saved.size()));
    m_header->connectionBox()->setDemo(m_workspace.profile(Workspace::demoId()));
    m_header->connectionBox()->setProfiles(saved);
    m_header->connectionBox()->setCurrent(session ? session->profile().id : QUuid());
    refreshTitle();
}

void MainWindow::refreshTitle()
{
    const Session *session = m_workspace.session();
    QString title = QStringLiteral("Gatehouse");
    if (session)
        title = tr("%1 (%2) — Gatehouse")
                    .arg(session->profile().name, environmentWord(lookOf(session->profile().effectiveEnvironment())));
    // First, because a task bar cuts the end.
    if (const auto percent = m_runs->percent())
        title = tr("%1 % · %2", "how far a run is, and the window's title").arg(*percent).arg(title);
    setWindowTitle(title);
}

void MainWindow::sayDropped(qint64 users)
{
    m_announcer->say({QStringLiteral("info"),
                      {},
                      users == 1 ? tr("One user who was selected is not in the list any more.")
                                 : tr("%Ln users who were selected are not in the list any more.", nullptr,
                                      static_cast<int>(users))});
}

void MainWindow::chooseAppearance(Appearance appearance)
{
    GateStyle::apply(appearance);
    m_acts->setAppearance(appearance);
    m_memory->keepAppearance(appearance);
}

void MainWindow::saveViewState()
{
    if (m_pane)
        m_memory->keep(QStringLiteral("table"), m_pane->view()->viewState());
}

void MainWindow::restoreSavedGeometry()
{
    resize(kFirstSize.boundedTo(screen()->availableSize() - kFrameRoom));
    restoreGeometry(m_memory->value(QStringLiteral("geometry")).toByteArray());
}

void MainWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_fonts->fill(devicePixelRatioF());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closing->mayClose()) {
        event->ignore();
        return;
    }
    saveViewState();
    m_memory->keep(QStringLiteral("geometry"), saveGeometry());
    QWidget::closeEvent(event);
}

} // namespace gatehouse
