// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoserver.h"
#include "profiles/profilestore.h"
#include "session/workspace.h"
#include "tests/support/faultserver.h"
#include "tests/support/memoryjournal.h"
#include "ui/look/banner.h"
#include "ui/look/toast.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/users/userview.h"

#include <QAbstractButton>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

// A server on a busy machine may take its time; what is waited for ends the wait at once.
#define WAIT_FOR(condition) QTRY_VERIFY_WITH_TIMEOUT((condition), 30000)
#define WAIT_EQUAL(actual, expected) QTRY_COMPARE_WITH_TIMEOUT((actual), (expected), 30000)

namespace gatehouse {

/// The one visible child that assistive technology knows by this name, in this window and not in a dialog above it;
/// nothing if there is none or more than one.
template<typename T = QWidget>
T *byName(const QWidget *parent, const char *accessibleName)
{
    T *found = nullptr;
    for (T *child : parent->findChildren<T *>()) {
        if (child->window() != parent->window() || !child->isVisible() ||
            child->accessibleName() != QString::fromUtf8(accessibleName))
            continue;
        if (found)
            return nullptr;
        found = child;
    }
    return found;
}

/// The one visible button with this text, in this window and not in a dialog above it.
QAbstractButton *byText(const QWidget *parent, const char *text);
/// All visible words of labels in this window.
QString wordsOf(const QWidget *parent);
/// Clicks the middle of a widget, as a mouse does.
void click(QWidget *widget);

using Entries = std::map<QByteArray, QByteArray>;
/// The same entries, without the freedom that JSON has in how it is spelled.
std::map<QByteArray, QVariantMap> meaningOf(const Entries &entries);
/// Since when a server has somebody disabled; nothing if it has not, or not since an instant.
std::optional<Instant> disabledSince(const Entries &entries, const QByteArray &name);
/// Whose entries differ.
QByteArrayList differences(const Entries &before, const Entries &after);

/// The program as main() puts it together, with a settings file, a journal and a clock of its own: for tests that use
/// it by mouse and keys, and look at the window on one side and at the server on the other.
class WindowBench final
{
public:
    struct Parts
    {
        QString settingsFile{}; ///< in a folder of its own if empty
        std::chrono::milliseconds timeout{std::chrono::seconds{20}};
        int demoUsers = 500;
        /// Without the waits that a person would have: nothing of a test hangs on how long they are.
        RetryPolicy retry{.tries = 4,
                          .first = std::chrono::milliseconds(5),
                          .longest = std::chrono::milliseconds(80),
                          .mayArriveFor = std::chrono::milliseconds(500)};
        /// Instead of one in memory; must outlive the bench.
        Journal *journal = nullptr;
    };

    explicit WindowBench(const Parts &parts);
    WindowBench() : WindowBench(Parts{}) {}
    ~WindowBench();

    static Profile profileFor(const QUrl &url, const QByteArray &token = "test-token",
                              Environment environment = Environment::Development);

    QString settingsFile() const { return m_store.file(); }
    QByteArray settingsBytes() const;
    ProfileStore &store() { return m_store; }
    MemoryJournal &journal() { return m_journal; }
    Workspace &workspace() { return *m_workspace; }
    Session &session() { return *m_workspace->session(); }
    MainWindow &window() { return *m_window; }
    bool hasWindow() const { return m_window != nullptr; }
    void destroyWindow() { m_window.reset(); }
    void setClock(std::function<Instant()> now) { m_now = std::move(now); }

    /// Shows the window and waits until it is active.
    [[nodiscard]] bool show();
    /// Saves the connection, opens it, shows the window and waits for the list, with the focus in the table.
    [[nodiscard]] bool open(const Profile &profile);
    /// Waits until nothing is on its way and a list that was asked for after all that is on the screen.
    [[nodiscard]] bool settle();
    [[nodiscard]] bool waitIdle();

    UserView *table() const;
    QLineEdit *search() const { return byName<QLineEdit>(m_window.get(), "Search users"); }
    QAbstractButton *button(const char *accessibleName) const
    {
        return byName<QAbstractButton>(m_window.get(), accessibleName);
    }
    QString summary() const;
    Toast *toast() const { return m_window->findChild<Toast *>(); }
    /// What the toast says; empty while there is none.
    QString toastText() const;
    QAbstractButton *toastUndo() const { return byName<QAbstractButton>(toast(), "Undo"); }
    /// What the banner says; empty while there is none.
    QString bannerText() const;
    QAbstractButton *bannerButton(const char *text) const { return byText(m_window->findChild<Banner *>(), text); }
    /// The open dialog of this name; nothing if there is none.
    QDialog *dialog(const char *accessibleName) const;
    bool hasDialog() const;
    /// Waits until the dialog of this name is open and has the keyboard; nothing if that does not come.
    QDialog *waitForDialog(const char *accessibleName) const;

    /// Waits until no dialog is open and the window has the keyboard again.
    [[nodiscard]] bool waitForNoDialog() const;

    bool isListed(const QByteArray &name) const;
    QModelIndex cell(const QByteArray &name, UserModel::Column column) const;
    QString text(const QByteArray &name, UserModel::Column column) const;
    bool isShownEnabled(const QByteArray &name) const;
    void clickSwitch(const QByteArray &name);
    void clickRestOfSwitchCell(const QByteArray &name);
    void clickName(const QByteArray &name, Qt::KeyboardModifiers keys = {});
    /// Makes the cell current by keys alone: no click.
    void goTo(const QByteArray &name, UserModel::Column column);
    QPoint switchPoint(const QByteArray &name);
    /// To whatever has the focus in the window, else to the window: as a keyboard does.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void type(const QString &text);
    QStringList listedNames() const;
    QList<QByteArray> selectedNames() const;

private:
    QTemporaryDir m_folder;
    ProfileStore m_store;
    MemoryJournal m_journal;
    std::function<Instant()> m_now = computerNow;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace gatehouse
