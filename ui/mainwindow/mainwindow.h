// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/workspace.h"
#include "ui/look/gatestyle.h"

#include <QWidget>

class QMenu;
class QStackedWidget;

namespace gatehouse {

class ActController;
class ActFlow;
class AutoRefresh;
class Announcer;
class Banner;
class BannerBoard;
class CloseGuard;
class EnvironmentStrip;
class FontStock;
class HeaderBar;
class ListDesk;
class RecordDesk;
class RunBoard;
class RunPanel;
class StatusLine;
class StoryPane;
class UserPane;
class WelcomePage;
class WindowDialogs;
class WindowMemory;

/// The window: lays out what the other rooms of ui/ bring and passes on what they say. Follows the workspace's session;
/// each session has a pane of its own. The workspace must outlive it.
class MainWindow final : public QWidget
{
    Q_OBJECT
public:
    explicit MainWindow(Workspace &workspace, std::function<Instant()> computerNow, QWidget *parent = nullptr);
    ~MainWindow() override;

    WindowDialogs *dialogs() const { return m_dialogs; }
    ListDesk *lists() const { return m_lists; }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    void connectActs();
    void connectWorkspace();
    void dropSession();
    void takeSession();
    void makePane(Session &session);
    void connectRuns();
    void connectRecord();
    void connectLists();
    void focusAfterDialog();
    bool isBadTimeToRefresh() const;
    void selectRows(const std::vector<Row> &rows);
    void placeToast();
    void showStory();
    void refreshConnections();
    void refreshTitle();

    /// Whether the search field has the focus and its search finds exactly one user: the acts are for that one.
    bool isFoundAlone() const;
    std::optional<Row> target() const;
    /// That one, else all who are selected and visible.
    std::vector<Row> targets() const;
    bool swallowsKey();
    void actOn(Act act);
    void copy();
    void showRowMenu(const QPoint &at);
    void sayDropped(qint64 users);
    void chooseAppearance(Appearance appearance);
    void saveViewState();
    void restoreSavedGeometry();

    Workspace &m_workspace;
    std::function<Instant()> m_now;
    ActController *m_acts;
    ActFlow *m_flow;
    QMenu *m_menu;
    QMenu *m_columns;
    EnvironmentStrip *m_strip;
    HeaderBar *m_header;
    Banner *m_banner;
    BannerBoard *m_board;
    QStackedWidget *m_pages;
    StoryPane *m_story;
    WelcomePage *m_welcome;
    UserPane *m_pane = nullptr;
    StatusLine *m_status;
    RunPanel *m_runPanel;
    Announcer *m_announcer;
    WindowDialogs *m_dialogs;
    RunBoard *m_runs;
    RecordDesk *m_record;
    WindowMemory *m_memory;
    ListDesk *m_lists;
    CloseGuard *m_closing;
    AutoRefresh *m_autoRefresh;
    FontStock *m_fonts;
};

} // namespace gatehouse
