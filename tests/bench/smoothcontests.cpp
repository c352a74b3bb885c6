// SPDX-License-Identifier: GPL-3.0-or-later
// How smoothly the window's event loop turns while a person works: the longest gap between two beats of a timer of a
// millisecond. Whatever else the machine does is in it too, so an idle window is measured in the same run, and what the
// thread itself has worked in such a gap is told beside it. Which events were to blame is said on stderr.
#include "contests.h"

#include "bulkserver.h"
#include "seat.h"

#include "ui/changes/reviewdialog.h"

#include <QAction>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ranges>

namespace gatehouse::bench {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBulkSizes[] = {100'000, 1'000'000};
constexpr std::size_t kChanges = 20'000;
constexpr int kScrolls = 60;

/// At most so many milliseconds with so many rows.
double gapBound(std::size_t rows)
{
    return rows == 1'000'000 ? 32 : 16;
}

/// What is done while the loop is watched. What it returns is what was found.
using Deed = std::function<std::size_t(BenchWindow &)>;

struct GapLap
{
    Lap gap;
    Milliseconds busy{};
};

GapLap gapWhile(Stage &stage, BenchWindow &window, const std::string &name, const Deed &deed)
{
    window.rest(50ms);
    GapWatch watch(stage.application());
    watch.start();
    GapLap lap;
    lap.gap.found = deed(window);
    const Gaps gaps = watch.stop();
    tellGaps(name, gaps);
    lap.gap.time = gaps.longest;
    lap.busy = gaps.busiest;
    return lap;
}

/// Two rows of one go: the gap, and what the thread worked at most between two beats, which is told for itself since a
/// machine that has other things to do adds to the first.
void addGap(std::vector<Contest> &contests, const char *what, std::size_t users, const std::function<GapLap()> &go)
{
    const auto busy = std::make_shared<Lap>(Lap{kNotMeasured, 0}); // until the gap was measured
    Contest gap{std::string("gap, ") + what, users, gapBound(users), 16, [go, busy] {
                    const GapLap lap = go();
                    *busy = {lap.busy, lap.gap.found};
                    return lap.gap;
                }};
    gap.goesOnce = true;
    contests.push_back(std::move(gap));
    Contest worked{std::string("gap, ") + what + ", worked", users, 0, 0, [busy] { return *busy; }};
    worked.goesOnce = true;
    contests.push_back(std::move(worked));
}

void addGap(std::vector<Contest> &contests, Stage &stage, const char *what, std::size_t users, const Deed &deed)
{
    addGap(contests, what, users,
           [&stage, what, users, deed] { return gapWhile(stage, stage.window(users, Persons::None), what, deed); });
}

std::size_t idle(BenchWindow &window)
{
    window.rest(1000ms);
    return window.rows();
}

/// Five letters of somebody in the middle, as fast as one types; then all of them at once go.
std::size_t typeAndClear(BenchWindow &window)
{
    const StatusTable &table = window.listing().table();
    const QString letters = QString::fromUtf8(table.nameBytes(table.count() / 2)).left(5);
    for (const QChar letter : letters) {
        window.typeSearch(letter);
        window.rest(80ms);
    }
    window.wait([&window] { return !window.listing().isWorking(); });
    window.search().clear();
    window.wait([&window] { return !window.listing().isWorking(); });
    window.rest(50ms);
    return window.rows();
}

/// By pages, by the wheel, and by the handle of the scroll bar from one end to the other.
std::size_t scroll(BenchWindow &window)
{
    for (int i = 0; i < kScrolls; ++i) {
        BenchWindow::key(window.table(), Qt::Key_PageDown);
        window.rest(5ms);
    }
    for (int i = 0; i < kScrolls; ++i) {
        BenchWindow::wheel(*window.table().viewport(), 3);
        window.rest(5ms);
    }
    QScrollBar *bar = window.table().verticalScrollBar();
    for (int i = 0; i < kScrolls; ++i) {
        bar->setValue(static_cast<int>(qint64{bar->maximum()} * i / (kScrolls - 1)));
        window.rest(5ms);
    }
    bar->setValue(0);
    window.rest(5ms);
    return window.rows();
}

/// Everybody is selected, and stays so.
std::size_t refreshWatched(BenchWindow &window)
{
    window.listing().selectAllVisible();
    window.rest(50ms);
    window.refresh();
    window.settle();
    const std::size_t selected = window.listing().selection().size();
    window.listing().clearSelection();
    window.rest(50ms);
    return selected;
}

// --- Bulk ------------------------------------------------------------------------------------------------------------

/// A window at a server that can be written to, in a process of its own so that its work is in nobody's gap.
class BulkSeat final
{
public:
    BulkSeat(Stage &stage, std::size_t users) : m_stage(stage), m_users(users) {}

    /// Twenty thousand changes, from their plan to the look after them: disables, and in the next round enables of the
    /// same users.
    GapLap run()
    {
        BenchWindow &window = seat();
        const Act act = std::exchange(m_next, m_next == Act::Disable ? Act::Enable : Act::Disable);
        const std::vector<Row> rows = rowsFor(act);
        GapLap lap = gapWhile(m_stage, window, "bulk with " + std::to_string(m_users), [&](BenchWindow &) {
            bool isSubmitted = false;
            QObject context;
            QObject::connect(&window.session(), &Session::notRecorded, &context,
                             [](const QString &why) { std::fprintf(stderr, "  Refused: %s\n", qPrintable(why)); });
            window.session().planFor(act, rows, [&](const Plan &plan) {
                window.session().submit(plan.confirmed({}));
                isSubmitted = true;
            });
            window.wait([&] { return isSubmitted && window.session().isSettled(); });
            window.settle();
            return changedTo(act, rows);
        });
        if (lap.gap.found != kChanges) {
            std::fprintf(stderr, "  Only %zu of %zu users were changed.\n", lap.gap.found, kChanges);
            lap.gap.time = kNotMeasured;
        }
        letJournalRest();
        window.hide();
        return lap;
    }

    /// Nearly everybody, by the window's own ways: the act, its review, its button; stopped when the first changes are
    /// through.
    GapLap beginAndStop()
    {
        BenchWindow &window = seat();
        const std::vector<Row> rows = enabledRows(window.listing().table().count());
        window.listing().selectOnly(rows);
        GapLap lap = gapWhile(m_stage, window, "bulk of everybody", [&](BenchWindow &) {
            actNamed(window, "Disable").trigger();
            QPushButton *button = nullptr;
            const bool canRun = window.wait([&] {
                const QList<ReviewDialog *> reviews = window.window().findChildren<ReviewDialog *>();
                const auto shown = std::ranges::find_if(reviews, &QWidget::isVisible);
                button =
                    shown == reviews.end() ? nullptr : (*shown)->findChild<QPushButton *>(QStringLiteral("runButton"));
                return button && button->isEnabled() && !window.session().isRefreshing();
            });
            if (!canRun)
                return std::size_t{0};
            window.rest(500ms); // compared once more meanwhile
            // From the loop, as a person's click is: a dialog that ends outside of it is not deleted.
            QTimer::singleShot(0, button, &QAbstractButton::click);
            std::optional<RunProgress> progress;
            const bool runs = window.wait([&] {
                const QList<QUuid> bulks = window.session().bulks();
                progress = bulks.isEmpty() ? std::nullopt : window.session().progress(bulks.first());
                return progress && progress->ended() > 100;
            });
            const auto all = static_cast<std::size_t>(progress ? progress->total : 0);
            if (progress)
                window.session().stop(progress->set);
            const bool isSettled = window.wait([&] { return window.session().isSettled(); });
            window.settle();
            return runs && isSettled ? all : 0;
        });
        if (lap.gap.found != rows.size()) {
            std::fprintf(stderr, "  %zu changes were to be begun, and %zu were.\n", rows.size(), lap.gap.found);
            lap.gap.time = kNotMeasured;
        }
        letJournalRest();
        window.hide();
        return lap;
    }

    /// Nearly everybody of a run that was left when half of it was done: taken up, gone on with, and stopped when the
    /// first changes are through.
    GapLap goOn()
    {
        BenchWindow &window = seat();
        const auto all = static_cast<std::size_t>(leaveUnfinished(enabledRows(window.listing().table().count())));
        window.workspace().close();
        window.settle();
        GapLap lap = gapWhile(m_stage, window, "going on with everybody", [&](BenchWindow &) {
            window.load();
            std::optional<RunProgress> left;
            if (!window.wait([&] {
                    left = window.session().unfinished();
                    return left && left->inFlight == 0 && !window.session().isRefreshing();
                }))
                return std::size_t{0};
            window.settle();
            const qsizetype before = left->ended();
            window.session().resumeUnfinished(left->set);
            std::optional<RunProgress> progress;
            const bool goesOn = window.wait([&] {
                progress = window.session().progress(left->set);
                return progress && progress->ended() > before + 100;
            });
            window.session().stop(left->set);
            const bool isSettled = window.wait([&] { return window.session().isSettled(); });
            window.settle();
            return goesOn && isSettled ? static_cast<std::size_t>(progress->total)
                                       : 0; // a run that stands is no result
        });
        if (lap.gap.found != all || all == 0) {
            std::fprintf(stderr, "  %zu changes were to be gone on with, and %zu were.\n", all, lap.gap.found);
            lap.gap.time = kNotMeasured;
        }
        letJournalRest();
        window.hide();
        return lap;
    }

private:
    /// As a program leaves it that is gone. How many changes it has.
    qsizetype leaveUnfinished(const std::vector<Row> &rows)
    {
        Session &session = m_window->session();
        ChangeSet set;
        bool isRecorded = false;
        session.planFor(Act::Disable, rows, [&](const Plan &plan) {
            set = plan.confirmed({});
            session.journal().record(set, [&isRecorded](const auto &recorded) { isRecorded = recorded.has_value(); });
        });
        if (!m_window->wait([&] { return isRecorded; }))
            return 0;
        Outcome done;
        done.kind = OutcomeKind::Done;
        const qsizetype half = set.changes.size() / 2;
        bool isSendable = false;
        session.journal().noteSending(set.id, half, [&isSendable](const auto &) { isSendable = true; });
        m_window->wait([&] { return isSendable; });
        for (qsizetype i = 0; i < half; ++i)
            session.journal().noteOutcome(set.id, i, done);
        session.journal().letGo(set.id);
        bool isWritten = false;
        session.journal().connections([&isWritten](const auto &) { isWritten = true; });
        m_window->wait([&] { return isWritten; });
        return set.changes.size();
    }

    /// What it still reads and lets go of is not to be in the next row.
    void letJournalRest()
    {
        bool isRead = false;
        m_window->session().journal().connections([&isRead](const auto &) { isRead = true; });
        m_window->wait([&isRead] { return isRead; });
        m_window->settle();
    }

    static QAction &actNamed(BenchWindow &window, const char *text)
    {
        for (QAction *action : window.window().findChildren<QAction *>()) {
            if (action->text().remove(u'&') == QLatin1String(text))
                return *action;
        }
        std::fprintf(stderr, "  There is no act %s.\n", text);
        std::_Exit(2);
    }

    BenchWindow &seat()
    {
        if (!m_window) {
            m_server = std::make_unique<BulkServer>(m_users);
            m_window = std::make_unique<BenchWindow>(m_stage.application());
            m_window->know(m_server->server());
            m_window->load();
            m_window->settle();
        }
        m_window->show();
        return *m_window;
    }

    std::size_t changedTo(Act act, const std::vector<Row> &rows) const
    {
        const StatusTable &table = m_window->listing().table();
        return static_cast<std::size_t>(std::ranges::count_if(
            rows, [&](Row row) { return isDisabled(table.state(row)) == (act == Act::Disable); }));
    }

    std::vector<Row> rowsFor(Act act)
    {
        if (act == Act::Enable)
            return m_disabled;
        m_disabled = enabledRows(kChanges);
        return m_disabled;
    }

    std::vector<Row> enabledRows(std::size_t most) const
    {
        std::vector<Row> rows;
        const Session &session = m_window->session();
        const StatusTable &table = session.listing().table();
        // The first ones are administrators, of whom some must stay.
        for (Row row = 100; row < table.count() && rows.size() < most; ++row) {
            if (table.state(row) == StatusState::Enabled && !session.isProtected(row))
                rows.push_back(row);
        }
        return rows;
    }

    Stage &m_stage;
    std::size_t m_users;
    std::unique_ptr<BulkServer> m_server;
    std::unique_ptr<BenchWindow> m_window;
    std::vector<Row> m_disabled;
    Act m_next = Act::Disable;
};

} // namespace

std::vector<Contest> smoothContests(Stage &stage, std::size_t largest)
{
    std::vector<Contest> contests;
    if (!stage.hasDisplay() || !stage.hasServer())
        return contests;
    for (const std::size_t users : kWindowSizes) {
        if (users > largest)
            break;
        addGap(contests, stage, "idle", users, idle);
        for (Contest &contest : contests | std::views::drop(contests.size() - 2))
            contest.required = contest.goal = 0; // the machine's own
        addGap(contests, stage, "search", users, typeAndClear);
        addGap(contests, stage, "scroll", users, scroll);
        addGap(contests, stage, "refresh of a used window", users, refreshWatched);
    }
    for (const std::size_t users : kBulkSizes) {
        if (users > largest)
            break;
        const auto seat = std::make_shared<BulkSeat>(stage, users);
        addGap(contests, "bulk of 20,000", users, [seat] { return seat->run(); });
        addGap(contests, "bulk of everybody, begun and stopped", users, [seat] { return seat->beginAndStop(); });
        addGap(contests, "bulk of everybody, gone on with", users, [seat] { return seat->goOn(); });
        for (Contest &contest : contests | std::views::drop(contests.size() - 4))
            contest.required = 0; // beyond what the plan asks for
    }
    return contests;
}

} // namespace gatehouse::bench
