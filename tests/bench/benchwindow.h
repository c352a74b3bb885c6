// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchapplication.h"
#include "gapwatch.h"

#include "journal/sqlitejournal.h"
#include "profiles/profilestore.h"
#include "session/workspace.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/users/userview.h"

#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>

namespace gatehouse::bench {

/// A server to load from.
struct BenchServer
{
    QUrl base;
    QByteArray pin; ///< SHA-256 of its certificate; none over http
    QByteArray token = "bench-token";
    bool hasPersons = false; ///< it lists them too
};

/// The program's window on the display, 1200 x 800, put together as main() does it, with settings, a journal and looks
/// of its own; and a stopwatch that stops when something has been painted. Lives on the window's thread.
class BenchWindow final : private BenchApplication::Listener
{
public:
    /// Where a paint ends the wait: in the rows (or what stands where they would), or anywhere in the window.
    enum class Painted { Rows, Anywhere };
    using Condition = std::function<bool()>;

    /// The window is on the screen, with no connection. Instead of a journal of its own it can read another.
    explicit BenchWindow(BenchApplication &application, Journal *journal = nullptr);
    ~BenchWindow() override;
    BenchWindow(const BenchWindow &) = delete;
    BenchWindow &operator=(const BenchWindow &) = delete;

    /// On the screen, and painted; nothing where it is there already.
    void show();
    void hide() { m_window->hide(); }

    MainWindow &window() { return *m_window; }
    Workspace &workspace() { return *m_workspace; }
    Session &session() { return *m_workspace->session(); }
    UserListing &listing() { return session().listing(); }
    UserView &table() const { return *m_window->findChild<UserView *>(); }
    QLineEdit &search() const { return *m_window->findChild<QLineEdit *>(QStringLiteral("search")); }
    QLabel &summary() const { return *m_window->findChild<QLabel *>(QStringLiteral("summary")); }
    std::size_t rows();

    /// Does something and waits until the condition holds and was painted with it: how long that took, the work of the
    /// display's server itself left out. A minute, said on stderr, when it never comes.
    Milliseconds untilPainted(Painted where, const std::function<void()> &act, const Condition &condition);
    /// Waits for a condition; false, said on stderr, when it does not hold within minutes.
    bool wait(const Condition &condition) const;
    /// Lets the event loop turn for a while.
    void rest(std::chrono::milliseconds time) const;

    /// Saves the server as the connection that was open last, as it stands when the program is started again.
    void know(const BenchServer &server);
    /// From the moment the connection is opened, or its list is asked for again, until the list is painted.
    Milliseconds load();
    Milliseconds refresh();
    /// Until nothing is on its way any more, on no thread.
    void settle();

    /// A key that is pressed and let go, as a keyboard does it.
    static void key(QWidget &widget, int key, Qt::KeyboardModifiers modifiers = {}, const QString &text = {});
    static void click(QWidget &widget, const QPoint &at);
    static void wheel(QWidget &widget, int lines);
    void typeSearch(QChar letter) { key(search(), 0, {}, letter); }

private:
    void aboutToPaint(const QObject *widget) override;
    void turned(const Turn &turn) override;

    BenchApplication &m_application;
    QTemporaryDir m_folder;
    ProfileStore m_store;
    std::unique_ptr<SqliteJournal> m_journal;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;

    Painted m_where = Painted::Rows;
    Condition m_condition;
    bool m_isBeingPainted = false; ///< the condition held when the paint began
    std::chrono::steady_clock::time_point m_paintedAt;
    std::function<void()> m_whenPainted;
};

} // namespace gatehouse::bench
