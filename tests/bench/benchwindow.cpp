// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchwindow.h"

#include "ui/look/emptystate.h"
#include "ui/look/gatestyle.h"

#include <QEventLoop>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QThreadPool>
#include <QWheelEvent>

#include <cstdio>

namespace gatehouse::bench {

namespace {

constexpr std::chrono::milliseconds kPaintPatience{60'000};
constexpr std::chrono::milliseconds kWindowPatience{300'000};

Workspace::Parts partsOf(ProfileStore &store, Journal &journal, const QString &looks)
{
    Workspace::Parts parts{store, journal, computerNow, QStringLiteral("bench@bench"), {}, {}};
    parts.looksFolder = looks;
    return parts;
}

} // namespace

BenchWindow::BenchWindow(BenchApplication &application, Journal *journal)
    : m_application(application),
      m_store(m_folder.filePath(QStringLiteral("gatehouse.ini"))),
      m_journal(journal
                    ? nullptr
                    : std::make_unique<SqliteJournal>(m_folder.filePath(QStringLiteral("journal.sqlite")), computerNow))
{
    GateStyle::apply(Appearance::Light);
    m_workspace = std::make_unique<Workspace>(
        partsOf(m_store, journal ? *journal : *m_journal, m_folder.filePath(QStringLiteral("seen"))));
    m_window = std::make_unique<MainWindow>(*m_workspace, computerNow);
    m_window->resize(1200, 800);
    if (m_journal)
        m_journal->open();
    m_application.listen(this);
    show();
}

BenchWindow::~BenchWindow()
{
    m_application.stopListening(this);
    m_window.reset();
    m_workspace.reset();
}

void BenchWindow::show()
{
    if (m_window->isVisible())
        return;
    untilPainted(
        Painted::Anywhere, [this] { m_window->show(); }, [] { return true; });
    rest(std::chrono::milliseconds(50)); // what comes with it is painted too
}

std::size_t BenchWindow::rows()
{
    return static_cast<std::size_t>(listing().visible().count());
}

Milliseconds BenchWindow::untilPainted(Painted where, const std::function<void()> &act, const Condition &condition)
{
    QEventLoop loop;
    QTimer patience;
    bool isPainted = false;
    m_where = where;
    m_condition = condition;
    m_whenPainted = [&] {
        isPainted = true;
        m_condition = {};
        loop.quit();
    };
    QObject::connect(&patience, &QTimer::timeout, &loop, &QEventLoop::quit);
    patience.start(kPaintPatience);
    const auto start = std::chrono::steady_clock::now();
    act();
    if (!isPainted)
        loop.exec();
    if (isPainted)
        return m_paintedAt - start;
    m_condition = {};
    std::fprintf(stderr, "  Nothing was painted within a minute.\n");
    return kPaintPatience;
}

void BenchWindow::aboutToPaint(const QObject *object)
{
    if (!m_condition || m_isBeingPainted)
        return;
    const auto *widget = static_cast<const QWidget *>(object);
    if (widget->window() != m_window.get())
        return;
    const auto isOfRows = [widget] {
        return qobject_cast<const EmptyState *>(widget) || qobject_cast<const UserView *>(widget->parentWidget());
    };
    m_isBeingPainted = (m_where == Painted::Anywhere || isOfRows()) && m_condition();
}

void BenchWindow::turned(const Turn &)
{
    if (!std::exchange(m_isBeingPainted, false))
        return;
    m_paintedAt = std::chrono::steady_clock::now();
    if (m_condition)
        m_whenPainted();
}

bool BenchWindow::wait(const Condition &condition) const
{
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (condition())
            loop.quit();
    });
    bool isLate = false;
    QTimer::singleShot(kWindowPatience, &loop, [&] {
        isLate = true;
        loop.quit();
    });
    look.start(2);
    if (!condition())
        loop.exec();
    if (isLate)
        std::fprintf(stderr, "  What was waited for did not come.\n");
    return !isLate;
}

void BenchWindow::rest(std::chrono::milliseconds time) const
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

void BenchWindow::know(const BenchServer &server)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = QStringLiteral("Bench");
    profile.url = server.base.toString();
    profile.token = server.token;
    profile.environment = Environment::Development;
    profile.tls.pin = server.pin;
    profile.proxy.use = ProxySettings::Use::None;
    profile.atOnce = Profile::kMostAtOnce;
    m_store.save(profile);
    m_store.setLastConnection(profile.id);
    m_workspace->reload();
}

Milliseconds BenchWindow::load()
{
    return untilPainted(
        Painted::Rows, [this] { m_workspace->openLast(); },
        [this] {
            return m_workspace->session() && session().loadState() == Session::LoadState::Loaded &&
                   !listing().isWorking() && listing().table().count() > 0;
        });
}

Milliseconds BenchWindow::refresh()
{
    bool isReplaced = false;
    QObject context;
    QObject::connect(&listing(), &UserListing::replaced, &context, [&] { isReplaced = true; });
    // A list that says the same may leave the rows as they are; its age changes in any case.
    return untilPainted(
        Painted::Anywhere, [this] { session().refresh(); }, [&] { return isReplaced; });
}

void BenchWindow::settle()
{
    wait([this] {
        return !m_workspace->session() ||
               (!session().isRefreshing() && !session().isAskingPersons() && !listing().isWorking());
    });
    wait([] { return QThreadPool::globalInstance()->activeThreadCount() == 0; });
    rest(std::chrono::milliseconds(100));
}

void BenchWindow::key(QWidget &widget, int key, Qt::KeyboardModifiers modifiers, const QString &text)
{
    QKeyEvent press(QEvent::KeyPress, key, modifiers, text);
    QCoreApplication::sendEvent(&widget, &press);
    QKeyEvent release(QEvent::KeyRelease, key, modifiers, text);
    QCoreApplication::sendEvent(&widget, &release);
}

void BenchWindow::click(QWidget &widget, const QPoint &at)
{
    const QPointF point(at);
    QMouseEvent press(QEvent::MouseButtonPress, point, widget.mapToGlobal(point), Qt::LeftButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&widget, &press);
    QMouseEvent release(QEvent::MouseButtonRelease, point, widget.mapToGlobal(point), Qt::LeftButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(&widget, &release);
}

void BenchWindow::wheel(QWidget &widget, int lines)
{
    const QPointF middle = widget.rect().center();
    QWheelEvent event(middle, widget.mapToGlobal(middle), {}, QPoint(0, -40 * lines), Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&widget, &event);
}

} // namespace gatehouse::bench
